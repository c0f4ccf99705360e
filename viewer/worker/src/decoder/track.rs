//! WebRTC: the relay sends to a track, and the page's `<video>` decodes and plays it. Belongs here: which of its pictures is on
//! screen. Does not: connections (the page's), tracks to lend (see `tracks`).
//!
//! Chrome 56, Safari 12.1, Firefox 44 once its H.264 plug-in is there. It needs no secure page, and no canvas.

use super::{
    Decoder, Output, Picture, Sink, Unit,
    surface::{Event, Surface},
};
use crate::protocol::{Source, TileId};
use shared::wire::RtpTarget;
use std::rc::Rc;

pub(crate) struct Track {
    _surface: Rc<Surface>,
}

impl Track {
    pub(crate) fn open(tile: TileId, target: RtpTarget, sink: Sink) -> Self {
        let source = Source::Webrtc { session: target.session, mid: target.mid };
        let surface = Surface::open(tile, source, move |surface, event| match event {
            // An RTP time stamp has 32 bits.
            Event::Presented(rtp) => {
                sink(Output::Track { rtp: rtp as u32, picture: Picture::OnPage(Rc::clone(surface)) });
            }
            Event::Broken(why) => sink(Output::Failed(why)),
        });
        Self { _surface: surface }
    }
}

impl Decoder for Track {
    fn decode(&mut self, _unit: &Unit) -> Result<(), String> {
        Err("a track's units do not come this way".to_owned())
    }

    fn waiting(&self) -> u32 {
        0
    }
}
