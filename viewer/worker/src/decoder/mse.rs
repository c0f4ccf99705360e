//! Media Source Extensions: the units become fragmented MP4 here, and the page's `<video>` plays it. Belongs here: segments, and
//! which unit is on screen. Does not: buffers and the live edge, which are the page's.
//!
//! Chrome 23, Firefox 42, Safari 13 on Macs and iPads; on iPhones Safari 17.1, by `ManagedMediaSource`. It needs no secure page.

use super::{
    Config, Decoder, Output, Picture, Sink, Unit,
    surface::{Event, Surface},
};
use crate::{protocol::Source, timeline::Timeline};
use js_sys::Uint8Array;
use shared::fmp4::{self, Sample};
use std::{cell::RefCell, rc::Rc};

pub(super) struct Mse {
    surface: Rc<Surface>,
    line: Rc<RefCell<Timeline>>,
    sequence: u32,
}

impl Mse {
    pub(super) fn open(config: &Config<'_>, sink: Sink) -> Result<Self, String> {
        let side = |pixels| u16::try_from(pixels).map_err(|_| "the picture is too large for an MP4 file".to_owned());
        let init = fmp4::init(config.avcc, side(config.size.0)?, side(config.size.1)?).map_err(|e| e.to_string())?;
        let line = Rc::new(RefCell::new(Timeline::new(config.reorders())));
        let shown = Rc::clone(&line);
        let source = Source::Mse { mime: format!("video/mp4; codecs=\"{}\"", config.codec) };
        let surface = Surface::open(config.tile, source, move |surface, event| match event {
            Event::Presented(at) => {
                if let Some(stamp_us) = shown.borrow_mut().shown(at) {
                    sink(Output::Picture { stamp_us, picture: Picture::OnPage(Rc::clone(surface)) });
                }
            }
            Event::Broken(why) => sink(Output::Failed(why)),
        });
        surface.send(&Uint8Array::from(&init[..]).buffer());
        Ok(Self { surface, line, sequence: 0 })
    }
}

impl Decoder for Mse {
    fn decode(&mut self, unit: &Unit) -> Result<(), String> {
        let place = self.line.borrow_mut().place(unit.pts, unit.key, unit.past, unit.stamp_us);
        let data = unit.bytes.to_vec();
        let sample = Sample {
            data: &data,
            sync: unit.key,
            duration_90k: place.duration_90k,
            composition_offset_90k: place.offset_90k,
        };
        self.sequence = self.sequence.wrapping_add(1);
        let fragment = fmp4::fragment(self.sequence, place.decode_90k, &[sample]).map_err(|e| e.to_string())?;
        self.surface.send(&Uint8Array::from(&fragment[..]).buffer());
        Ok(())
    }

    /// What is late there is jumped over there.
    fn waiting(&self) -> u32 {
        0
    }
}
