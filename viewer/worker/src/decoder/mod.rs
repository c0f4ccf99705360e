//! Decoders. Belongs here: what they have in common, and the one place that chooses. Does not: any one of them (a file each),
//! which units may be decoded (see `gate`).

mod openh264;
mod webcodecs;

use crate::{
    browser,
    protocol::{Rung, Why},
};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{OffscreenCanvasRenderingContext2d, VideoFrame};

/// Decodes one stream. Its end is its drop.
pub(crate) trait Decoder {
    /// Hands over the next access unit.
    fn decode(&mut self, unit: &Unit) -> Result<(), String>;
    /// Units that wait in front of the decoder.
    fn waiting(&self) -> u32;
}

/// One access unit of 4-byte length-prefixed NAL units.
pub(crate) struct Unit {
    pub(crate) bytes: Uint8Array,
    pub(crate) key: bool,
    /// Given back with the picture.
    pub(crate) stamp_us: i64,
}

/// What is told before the first unit.
pub(crate) struct Config<'a> {
    /// RFC 6381, `avc1.xxxxxx`.
    pub(crate) codec: &'a str,
    /// The AVCDecoderConfigurationRecord.
    pub(crate) avcc: &'a [u8],
}

/// What comes out, at any later time.
pub(crate) enum Output {
    Picture {
        stamp_us: i64,
        picture: Picture,
    },
    /// The decoder is of no use any more.
    Failed(String),
}

/// Where it comes out.
pub(crate) type Sink = Box<dyn Fn(Output)>;

/// A decoded picture; its memory goes back to the decoder on drop.
pub(crate) enum Picture {
    Frame(VideoFrame),
    /// OpenH264's.
    Planes(openh264::I420),
}

impl Picture {
    /// As it is to be shown, in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        match self {
            Self::Frame(frame) => (frame.display_width(), frame.display_height()),
            Self::Planes(planes) => planes.size(),
        }
    }

    /// Draws it over the whole of a canvas of this size.
    pub(crate) fn draw(
        &self,
        context: &OffscreenCanvasRenderingContext2d,
        (width, height): (u32, u32),
    ) -> Result<(), JsValue> {
        match self {
            Self::Frame(frame) => {
                context.draw_image_with_video_frame_and_dw_and_dh(frame, 0.0, 0.0, f64::from(width), f64::from(height))
            }
            Self::Planes(planes) => planes.draw(context, (width, height)),
        }
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        match self {
            Self::Frame(frame) => frame.close(),
            Self::Planes(_) => {}
        }
    }
}

/// The best decoder that this browser seems to have.
pub(crate) fn choose() -> Result<Rung, Why> {
    if browser::has("VideoDecoder") {
        Ok(Rung::Webcodecs)
    } else if browser::scope().is_secure_context() {
        Err(Why::NoDecoder)
    } else {
        Err(Why::NeedsHttps)
    }
}

/// Asks the browser whether the decoder is there in truth. An answer that does not come is no `no`.
pub(crate) async fn confirm(rung: Rung) -> Result<(), Why> {
    let there = match rung {
        Rung::Webcodecs => webcodecs::is_supported("avc1.42e01e").await,
        Rung::Openh264 => openh264::is_there() && openh264::load().await.is_ok(),
    };
    if there { Ok(()) } else { Err(Why::NoDecoder) }
}

/// Opens a decoder.
pub(crate) fn open(rung: Rung, config: &Config<'_>, sink: Sink) -> Result<Box<dyn Decoder>, String> {
    match rung {
        Rung::Webcodecs => Ok(Box::new(webcodecs::WebCodecs::open(config, sink)?)),
        Rung::Openh264 => Ok(Box::new(openh264::OpenH264::open(config, sink)?)),
    }
}
