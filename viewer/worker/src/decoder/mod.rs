//! The rungs of the ladder. Belongs here: what they have in common, and the one place that chooses. Does not: any one of them
//! (a file each), when which is used (see `ladder`), which units may be decoded (see `gate`).

mod mse;
mod openh264;
mod prove;
mod still;
pub(crate) mod surface;
mod track;
mod webcodecs;

use crate::{
    browser,
    device::Device,
    protocol::{PageCan, Rung, TileId},
};
use js_sys::Uint8Array;
use shared::{
    Pts90k, UnixMicros,
    h264::{Avcc, Sps},
};
use std::rc::Rc;
use surface::Surface;
use wasm_bindgen::JsValue;
use web_sys::{ImageBitmap, OffscreenCanvasRenderingContext2d, VideoFrame};

pub(crate) use openh264::load as load_openh264;
pub(crate) use prove::prove;
pub(crate) use still::Still;
pub(crate) use track::Track;

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
    /// It is there only for those behind it.
    pub(crate) past: bool,
    pub(crate) pts: Pts90k,
    /// Given back with the picture.
    pub(crate) stamp_us: i64,
}

/// What is told before the first unit.
pub(crate) struct Config<'a> {
    /// Where it is painted, for rungs that paint in the page; 0: nowhere.
    pub(crate) tile: TileId,
    /// RFC 6381, `avc1.xxxxxx`.
    pub(crate) codec: &'a str,
    /// The AVCDecoderConfigurationRecord.
    pub(crate) avcc: &'a [u8],
    /// The picture's size in pixels.
    pub(crate) size: (u32, u32),
}

impl Config<'_> {
    /// The stream may show its pictures in another order than it sends them. Where that cannot be read, it may.
    fn reorders(&self) -> bool {
        let sps = Avcc::parse(self.avcc).ok().and_then(|avcc| Sps::parse(avcc.sps.first()?).ok());
        let never =
            |sps: &Sps| sps.cannot_reorder() || sps.vui.as_ref().is_some_and(|vui| matches!(vui.reorder, Some((0, _))));
        !sps.as_ref().is_some_and(never)
    }
}

/// What comes out, at any later time.
pub(crate) enum Output {
    /// A unit's picture.
    Picture { stamp_us: i64, picture: Picture },
    /// A picture without a unit, whose time is known; and whether the relay hears the camera.
    Dated { time: UnixMicros, heard: bool, picture: Picture },
    /// A picture of a track.
    Track { rtp: u32, picture: Picture },
    /// The decoder is of no use any more.
    Failed(String),
    /// The browser has taken it away.
    Reclaimed,
}

/// Where it comes out. It may be called at any time, also out of [`Decoder::decode`].
pub(crate) type Sink = Box<dyn Fn(Output)>;

/// A decoded picture; its memory goes back to the decoder on drop.
pub(crate) enum Picture {
    Frame(VideoFrame),
    Bitmap(ImageBitmap),
    /// OpenH264's.
    Planes(openh264::I420),
    /// On screen already: the page has painted it.
    OnPage(Rc<Surface>),
}

impl Picture {
    /// As it is to be shown, in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        match self {
            Self::Frame(frame) => (frame.display_width(), frame.display_height()),
            Self::Bitmap(bitmap) => (bitmap.width(), bitmap.height()),
            Self::Planes(planes) => planes.size(),
            Self::OnPage(_) => (0, 0),
        }
    }

    /// Draws it over the whole of a canvas of this size.
    pub(crate) fn draw(&self, context: &OffscreenCanvasRenderingContext2d, size: (u32, u32)) -> Result<(), JsValue> {
        let (width, height) = (f64::from(size.0), f64::from(size.1));
        match self {
            Self::Frame(frame) => context.draw_image_with_video_frame_and_dw_and_dh(frame, 0.0, 0.0, width, height),
            Self::Bitmap(bitmap) => context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height),
            Self::Planes(planes) => planes.draw(context, size),
            Self::OnPage(_) => Ok(()),
        }
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        match self {
            Self::Frame(frame) => frame.close(),
            Self::Bitmap(bitmap) => bitmap.close(),
            Self::Planes(_) | Self::OnPage(_) => {}
        }
    }
}

/// Which rungs this browser says that it has.
pub(crate) fn look(device: &mut Device, page: PageCan) {
    let canvas = browser::has("OffscreenCanvas");
    device.set(Rung::Webcodecs, canvas && browser::has("VideoDecoder"));
    device.set(Rung::Mse, page.mse);
    device.set(Rung::Webrtc, page.webrtc);
    device.set(Rung::Openh264, canvas && page.workers && openh264::is_there());
    device.set(Rung::Still, true);
}

/// Opens a decoder of units.
pub(crate) fn open(rung: Rung, config: &Config<'_>, sink: Sink) -> Result<Box<dyn Decoder>, String> {
    match rung {
        Rung::Webcodecs => Ok(Box::new(webcodecs::WebCodecs::open(config, sink)?)),
        Rung::Mse => Ok(Box::new(mse::Mse::open(config, sink)?)),
        Rung::Openh264 => Ok(Box::new(openh264::OpenH264::open(config, sink)?)),
        Rung::Webrtc | Rung::Still => Err("it takes no units".to_owned()),
    }
}
