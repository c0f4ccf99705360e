//! The browser's own decoder, through WebCodecs. Belongs here: its settings and its callbacks. Does not: when to use it.

use super::{Config, Decoder, Output, Picture, Sink, Unit};
use js_sys::{Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    EncodedVideoChunk, EncodedVideoChunkInit, EncodedVideoChunkType, HardwareAcceleration, VideoDecoder,
    VideoDecoderConfig, VideoDecoderInit, VideoFrame,
};

pub(super) struct WebCodecs {
    decoder: VideoDecoder,
    _on_picture: Closure<dyn FnMut(VideoFrame)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

impl WebCodecs {
    pub(super) fn open(config: &Config<'_>, sink: Sink) -> Result<Self, String> {
        let sink = Rc::new(sink);
        let errors = Rc::clone(&sink);
        let on_picture = Closure::<dyn FnMut(VideoFrame)>::new(move |frame: VideoFrame| {
            let stamp_us = frame.timestamp() as i64;
            sink(Output::Picture { stamp_us, picture: Picture::Frame(frame) });
        });
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |error: JsValue| errors(Output::Failed(words(&error))));
        let init = VideoDecoderInit::new(on_error.as_ref().unchecked_ref(), on_picture.as_ref().unchecked_ref());
        let decoder = VideoDecoder::new(&init).map_err(|e| words(&e))?;
        // From here on its drop closes the decoder.
        let this = Self { decoder, _on_picture: on_picture, _on_error: on_error };

        let settings = settings(config.codec);
        settings.set_description_u8_array(&Uint8Array::from(config.avcc));
        this.decoder.configure(&settings).map_err(|e| words(&e))?;
        Ok(this)
    }
}

impl Decoder for WebCodecs {
    fn decode(&mut self, unit: &Unit) -> Result<(), String> {
        let kind = if unit.key { EncodedVideoChunkType::Key } else { EncodedVideoChunkType::Delta };
        let init = EncodedVideoChunkInit::new_with_u8_array(&unit.bytes, 0, kind);
        init.set_timestamp_f64(unit.stamp_us as f64);
        let chunk = EncodedVideoChunk::new(&init).map_err(|e| words(&e))?;
        self.decoder.decode(&chunk).map_err(|e| words(&e))
    }

    fn waiting(&self) -> u32 {
        self.decoder.decode_queue_size()
    }
}

impl Drop for WebCodecs {
    fn drop(&mut self) {
        // It throws where an error has closed it already.
        let _ = self.decoder.close();
    }
}

/// The browser says that it decodes this codec.
pub(super) async fn is_supported(codec: &str) -> bool {
    let Ok(answer) = JsFuture::from(VideoDecoder::is_config_supported(&settings(codec))).await else { return false };
    Reflect::get(&answer, &JsValue::from_str("supported")).is_ok_and(|supported| supported.is_truthy())
}

fn settings(codec: &str) -> VideoDecoderConfig {
    let settings = VideoDecoderConfig::new(codec);
    settings.set_optimize_for_latency(true);
    settings.set_hardware_acceleration(HardwareAcceleration::NoPreference);
    settings
}

fn words(error: &JsValue) -> String {
    let message = Reflect::get(error, &JsValue::from_str("message")).ok().and_then(|message| message.as_string());
    message.unwrap_or_else(|| "unknown error".to_owned())
}
