//! Where a reader can begin in a stream that has recovery points instead of IDR pictures: at the point's unit, behind a
//! lead-in that nobody else gets. Belongs here: the last such points. Does not: their bits (see `shared::h264::lead_in`).

use crate::{Frame, StreamParams};
use bytes::Bytes;
use shared::{Pts90k, h264::LeadIn, wire::FrameHeader};
use std::sync::Arc;

/// What a unit is to a reader who begins in the middle.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recovery<'a> {
    /// With this in front a decoder can begin at the unit.
    pub lead_in: Option<&'a LeadIn>,
    /// Who began at the last such unit, this one counted, has whole pictures from here on.
    pub whole: bool,
}

/// A recovery point in the ring.
pub(crate) struct AccessPoint {
    /// The number of its unit.
    pub(crate) n: u64,
    /// The lead-in, then the unit itself.
    pub(crate) frames: Arc<[Frame]>,
}

/// A point can be used once its pictures have become whole: then a reader who begins there has only whole ones to show.
#[derive(Default)]
pub(crate) struct AccessPoints {
    coming: Option<AccessPoint>,
    usable: Option<AccessPoint>,
}

/// A lead-in's pictures are so far apart; nobody sees them.
const STEP: Pts90k = Pts90k(90);

impl AccessPoints {
    /// Frame `n` is a recovery point.
    pub(crate) fn begin(&mut self, n: u64, frame: &Frame, lead_in: &LeadIn) {
        let params = StreamParams { avcc_live: Bytes::copy_from_slice(&lead_in.avcc), ..(**frame.params()).clone() };
        let params = Arc::new(params);
        let count = lead_in.units.len();
        let led = lead_in.units.iter().enumerate().map(|(i, unit)| {
            let left = count - i;
            let header = FrameHeader {
                key: i == 0,
                discontinuity: false,
                seq: frame.header.seq.wrapping_sub(left as u16),
                pts: Pts90k(frame.header.pts.0.saturating_sub(STEP.0 * left as i64)),
                ..frame.header
            };
            Frame::new(header, frame.at, unit, params.clone())
        });
        // What broke off before the point is nothing to who begins there.
        let header = FrameHeader { discontinuity: false, ..frame.header };
        let own = Frame::new(header, frame.at, &frame.unit(), frame.params().clone());
        self.coming = Some(AccessPoint { n, frames: led.chain([own]).collect() });
    }

    /// The pictures are whole for who began at the last point.
    pub(crate) fn whole(&mut self) {
        self.usable = self.coming.take().or(self.usable.take());
    }

    /// Where a reader can begin.
    pub(crate) fn usable(&self) -> Option<&AccessPoint> {
        self.usable.as_ref()
    }

    /// From here on frames are needed.
    pub(crate) fn oldest(&self) -> Option<u64> {
        self.usable.iter().chain(&self.coming).map(|point| point.n).min()
    }

    /// Forgets the points from which on the ring would hold too much.
    pub(crate) fn limit(&mut self, too_much: impl Fn(u64) -> bool) {
        self.usable.take_if(|point| too_much(point.n));
        self.coming.take_if(|point| too_much(point.n));
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// What is held beside the ring's own frames.
    pub(crate) fn bytes(&self) -> usize {
        let frames = self.usable.iter().chain(&self.coming).flat_map(|point| point.frames.iter());
        frames.map(|frame| frame.message().len()).sum()
    }
}
