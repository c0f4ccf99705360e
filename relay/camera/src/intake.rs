//! What may go into the hub: nothing before a picture that decoding can begin with, nothing behind a gap until the next
//! one. Pure.

use crate::timeline::Timeline;
use hub::clock::Moment;
use shared::Pts90k;

/// What is known of an access unit when it arrives.
pub(crate) struct Arrived {
    /// An IDR picture.
    pub(crate) key: bool,
    /// A recovery point: with a lead-in in front, decoding can begin here, too.
    pub(crate) point: bool,
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
    /// Units are missing before it.
    pub(crate) discontinuity: bool,
    /// It was waited for: decoding has to begin here.
    pub(crate) begins: bool,
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
        // A camera that sets its clock goes on sending pictures that refer to those before.
        let pts = self.timeline.stamp(unit.rtp, unit.moment.at);
        if unit.loss > 0 {
            (self.need_key, self.gap) = (true, true);
        }
        if self.need_key && !unit.key && !unit.point {
            return None;
        }
        let begins = std::mem::take(&mut self.need_key);
        Some(Accepted { pts, discontinuity: std::mem::take(&mut self.gap), begins })
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
        let unit = Arrived { key, point: false, loss, rtp: n * 6000, moment };
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

    #[test]
    fn a_recovery_point_will_do_to_begin() {
        let mut i = Intake::new();
        let point = |n: u64| Arrived {
            key: false,
            point: true,
            loss: 0,
            rtp: n as i64 * 6000,
            moment: Moment { time: UnixMicros(0), at: Duration::from_micros(n * 66_667) },
        };
        let begins = |a: Option<Accepted>| a.map(|a| a.begins);
        assert_eq!((begins(i.take(&point(0))), begins(i.take(&point(1)))), (Some(true), Some(false)));
    }

    #[test]
    fn a_clock_that_jumps_leaves_no_picture_out() {
        let mut i = Intake::new();
        for (rtp, at) in [(0, 0), (6_000, 66_667), (900_000_000, 133_333), (900_006_000, 200_000), (0, 266_667)] {
            let moment = Moment { time: UnixMicros(at), at: Duration::from_micros(at) };
            let unit = Arrived { key: at == 0, point: false, loss: 0, rtp, moment };
            assert_eq!(i.take(&unit).map(|a| (a.pts.0 / 5_900, a.discontinuity)), Some((at as i64 / 66_000, false)));
        }
    }
}
