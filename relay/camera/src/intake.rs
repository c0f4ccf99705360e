//! What may go into the hub: nothing before a keyframe, nothing behind a gap until the next one. Pure.

use crate::{clock::Moment, timeline::Timeline};
use shared::Pts90k;

/// What is known of an access unit when it arrives.
pub(crate) struct Arrived {
    pub(crate) key: bool,
    /// RTP packets lost right before it.
    pub(crate) loss: u16,
    /// RTP ticks since the session began.
    pub(crate) rtp: i64,
    pub(crate) moment: Moment,
}

/// A unit that may go on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    pub(crate) pts: Pts90k,
    pub(crate) discontinuity: bool,
}

pub(crate) struct Intake {
    timeline: Timeline,
    need_key: bool,
    gap: bool,
}

impl Intake {
    pub(crate) fn new() -> Self {
        Self { timeline: Timeline::default(), need_key: true, gap: false }
    }

    /// A new session: pictures of the old one are no reference for the new one's.
    pub(crate) fn restart(&mut self) {
        self.timeline.restart();
        (self.need_key, self.gap) = (true, true);
    }

    /// The last unit could not be kept.
    pub(crate) fn lost(&mut self) {
        (self.need_key, self.gap) = (true, true);
    }

    pub(crate) fn take(&mut self, unit: &Arrived) -> Option<Accepted> {
        let (pts, broke) = self.timeline.stamp(unit.rtp, unit.moment.at);
        self.gap |= broke;
        if unit.loss > 0 {
            (self.need_key, self.gap) = (true, true);
        }
        if self.need_key && !unit.key {
            return None;
        }
        self.need_key = false;
        Some(Accepted { pts, discontinuity: std::mem::take(&mut self.gap) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::UnixMicros;
    use std::time::Duration;

    fn go(intake: &mut Intake, key: bool, loss: u16, n: i64) -> Option<bool> {
        let us = n as u64 * 66_667;
        let moment = Moment { time: UnixMicros(us), at: Duration::from_micros(us) };
        let unit = Arrived { key, loss, rtp: n * 6000, moment };
        intake.take(&unit).map(|a| a.discontinuity)
    }

    #[test]
    fn begins_with_a_keyframe_and_holds_after_loss_until_the_next() {
        let mut i = Intake::new();
        assert_eq!(go(&mut i, false, 0, 0), None);
        assert_eq!(go(&mut i, true, 0, 1), Some(false));
        assert_eq!(go(&mut i, false, 0, 2), Some(false));
        assert_eq!(go(&mut i, false, 3, 3), None);
        assert_eq!(go(&mut i, false, 0, 4), None);
        assert_eq!(go(&mut i, true, 0, 5), Some(true));
        i.restart();
        assert_eq!(go(&mut i, false, 0, 6), None);
        assert_eq!(go(&mut i, true, 0, 7), Some(true));
    }
}
