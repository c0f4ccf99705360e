//! The browser's own decoder, through WebCodecs. Belongs here: its settings and its callbacks. Does not: when to use it.
//!
//! Chrome 94, Firefox 130, Safari 16.4; on secure pages only.

use super::{Config, Decoder, Output, Picture, Sink, Unit};
use js_sys::{Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
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
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |error: JsValue| errors(output(&error)));
        let init = VideoDecoderInit::new(on_error.as_ref().unchecked_ref(), on_picture.as_ref().unchecked_ref());
        let decoder = VideoDecoder::new(&init).map_err(|e| words(&e))?;
        // From here on its drop closes the decoder.
        let this = Self { decoder, _on_picture: on_picture, _on_error: on_error };

        let settings = settings(config);
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

fn settings(config: &Config<'_>) -> VideoDecoderConfig {
    let settings = VideoDecoderConfig::new(config.codec);
    // Chromium's decoder gives pictures in the order they come where it is to be quick, until it finds out.
    settings.set_optimize_for_latency(!config.reorders());
    settings.set_hardware_acceleration(HardwareAcceleration::NoPreference);
    settings
}

/// A decoder that is taken away closes with a `QuotaExceededError` (WebCodecs, "Resource Reclamation").
fn output(error: &JsValue) -> Output {
    if text(error, "name").as_deref() == Some("QuotaExceededError") {
        Output::Reclaimed
    } else {
        Output::Failed(words(error))
    }
}

fn words(error: &JsValue) -> String {
    text(error, "message").unwrap_or_else(|| "unknown error".to_owned())
}

fn text(error: &JsValue, member: &str) -> Option<String> {
    Reflect::get(error, &JsValue::from_str(member)).ok()?.as_string()
}
