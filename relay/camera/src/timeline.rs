//! A camera's clock made usable: RTP time of any session becomes one line of 90 kHz ticks that never jumps.
//! Belongs here: restamping. Does not: reading clocks; the arrival time comes in.

use shared::Pts90k;
use std::time::Duration;

/// A step that differs from the arrival clock's by more than this is a jump of the camera's clock.
const JUMP_TICKS: i64 = 5 * Pts90k::HZ;

/// Maps RTP ticks to presentation times.
#[derive(Default)]
pub(crate) struct Timeline {
    last: Option<Last>,
}

struct Last {
    rtp: i64,
    arrival: Duration,
    pts: Pts90k,
    /// Added to RTP ticks.
    offset: i64,
}

impl Timeline {
    /// A new session has its own clock: the next unit continues by arrival time.
    pub(crate) fn restart(&mut self) {
        if let Some(last) = &mut self.last {
            last.rtp = i64::MIN;
        }
    }

    /// The unit's presentation time.
    pub(crate) fn stamp(&mut self, rtp: i64, arrival: Duration) -> Pts90k {
        let Some(last) = &self.last else {
            self.last = Some(Last { rtp, arrival, pts: Pts90k(0), offset: rtp.wrapping_neg() });
            return Pts90k(0);
        };
        let elapsed_us = i64::try_from(arrival.saturating_sub(last.arrival).as_micros()).unwrap_or(i64::MAX);
        let by_arrival = elapsed_us.saturating_mul(9) / 100;
        let step = rtp.checked_sub(last.rtp).filter(|step| step.saturating_sub(by_arrival).abs() <= JUMP_TICKS);
        let offset = match step {
            Some(_) => last.offset,
            None => last.pts.0.saturating_add(by_arrival.max(1)).wrapping_sub(rtp),
        };
        let pts = Pts90k(rtp.wrapping_add(offset));
        self.last = Some(Last { rtp, arrival, pts, offset });
        pts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn run(steps: &[(i64, u64)]) -> Vec<i64> {
        let mut t = Timeline::default();
        steps.iter().map(|(rtp, ms)| t.stamp(*rtp, Duration::from_millis(*ms)).0).collect()
    }

    #[test]
    fn a_steady_clock_is_kept_to_the_tick() {
        assert_eq!(run(&[(500, 0), (6500, 80), (12_500, 120)]), [0, 6000, 12_000]);
    }

    #[test]
    fn b_frames_may_step_back_a_little() {
        assert_eq!(run(&[(0, 0), (12_000, 66), (6000, 133)])[2], 6000);
    }

    #[test]
    fn jumps_and_resets_continue_by_arrival() {
        let hour = 3600 * 90_000;
        assert_eq!(
            run(&[(hour, 0), (hour + 6000, 66), (0, 133), (6000, 200)]),
            [0, 6000, 6000 + 6030, 6000 + 6030 + 6000]
        );
        assert_eq!(run(&[(0, 0), (hour, 100)])[1], 9000);
    }

    #[test]
    fn a_new_session_continues_behind_the_old_one() {
        let mut t = Timeline::default();
        t.stamp(0, Duration::ZERO);
        t.restart();
        assert_eq!(t.stamp(0, Duration::from_secs(2)), Pts90k(180_000));
        assert_eq!(t.stamp(6000, Duration::from_millis(2070)), Pts90k(186_000));
    }

    proptest! {
        #[test]
        fn never_far_from_arrival(steps in prop::collection::vec((any::<i64>(), 0u64..5_000_000), 1..50)) {
            let mut t = Timeline::default();
            let mut now = 0;
            for (rtp, us) in steps {
                now += us;
                let pts = t.stamp(rtp, Duration::from_micros(now));
                prop_assert!(pts.0.abs() < 50 * 5 * Pts90k::HZ * 3, "{pts:?}");
            }
        }
    }
}
