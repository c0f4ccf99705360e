//! How a session's timestamps run against arrival. Pure.

use shared::{Pts90k, diagnosis::Timestamps};
use std::time::Duration;

/// A step that is this much over what arrival says, or back by this much, is a jump: a network makes pictures late, never early.
const JUMP_TICKS: i64 = Pts90k::HZ;
/// Fewer steps than this tell nothing.
const MIN_STEPS: u32 = 5;
/// Delays differ from picture to picture, but the smallest of a second hardly does.
const BUCKET: Duration = Duration::from_secs(1);
/// Drift is measured over at least this long, and forgotten after `DRIFT_MAX`.
const DRIFT_MIN: Duration = Duration::from_secs(3);
const DRIFT_MAX: Duration = Duration::from_secs(60);
/// More than this and more than `DRIFT_SHARE` of the time is a drift.
const DRIFT_TICKS: i64 = Pts90k::HZ / 5;
const DRIFT_SHARE: f64 = 0.03;

/// Watches one session's timestamps.
#[derive(Default)]
pub(super) struct Timing {
    last: Option<(i64, Duration)>,
    window: Steps,
    drift: Drift,
}

/// The steps of one window.
#[derive(Default)]
struct Steps {
    /// Those that are no jumps, and their sum in ticks.
    sane: u32,
    ticks: i64,
    jumps: u32,
    back: u32,
    still: u32,
}

impl Timing {
    /// The next picture's RTP time, counted without wrapping, and its arrival.
    pub(super) fn push(&mut self, rtp: i64, at: Duration) {
        let Some((last_rtp, last_at)) = self.last.replace((rtp, at)) else { return self.drift.push(rtp, at) };
        let step = rtp.saturating_sub(last_rtp);
        let by_arrival = ticks(at.saturating_sub(last_at));
        if step < -JUMP_TICKS || step > by_arrival.saturating_add(JUMP_TICKS) {
            self.window.jumps += 1;
            self.drift = Drift::default();
            return;
        }
        self.window.sane += 1;
        self.window.ticks = self.window.ticks.saturating_add(step);
        self.window.back += u32::from(step < 0);
        self.window.still += u32::from(step == 0);
        self.drift.push(rtp, at);
    }

    /// Pictures a second by the timestamps of this window.
    pub(super) fn fps(&self) -> Option<f64> {
        let Steps { sane, ticks, .. } = self.window;
        (sane >= MIN_STEPS && ticks > 0).then(|| f64::from(sane) * Pts90k::HZ as f64 / ticks as f64)
    }

    /// The window's timestamps in one word. B-frames are sent before pictures that are shown earlier.
    pub(super) fn judge(&self, b_frames: bool) -> Timestamps {
        let Steps { sane, jumps, back, still, .. } = self.window;
        match () {
            () if sane + jumps < MIN_STEPS => Timestamps::Unknown,
            () if still > sane / 2 => Timestamps::NoProgress,
            () if jumps > 0 => Timestamps::Jumping,
            () if back > 0 && !b_frames => Timestamps::Backwards,
            () if self.drift.is_there() => Timestamps::Drifting,
            () => Timestamps::Steady,
        }
    }

    /// Begins the next window of the same session.
    pub(super) fn next_window(&mut self) {
        self.window = Steps::default();
        self.drift.forget_old();
    }
}

/// How far arrival runs away from the timestamps: the smallest delay of a second against that of an earlier one.
#[derive(Default)]
struct Drift {
    /// The present second's start and its smallest delay in ticks.
    bucket: Option<(Duration, i64)>,
    /// What a session begins with is left out: cameras send the last GOP in one go.
    settled: bool,
    first: Option<(Duration, i64)>,
    last: Option<(Duration, i64)>,
}

impl Drift {
    fn push(&mut self, rtp: i64, at: Duration) {
        let delay = ticks(at).saturating_sub(rtp);
        match &mut self.bucket {
            Some((start, least)) if at.saturating_sub(*start) < BUCKET => *least = delay.min(*least),
            full => {
                let done = full.replace((at, delay));
                if std::mem::replace(&mut self.settled, done.is_some()) {
                    self.last = done;
                    self.first = self.first.or(done);
                }
            }
        }
    }

    fn is_there(&self) -> bool {
        let Some(((from, before), (to, after))) = self.first.zip(self.last) else { return false };
        let (span, moved) = (to.saturating_sub(from), after.saturating_sub(before).saturating_abs());
        span >= DRIFT_MIN && moved >= DRIFT_TICKS && moved as f64 >= ticks(span) as f64 * DRIFT_SHARE
    }

    fn forget_old(&mut self) {
        if self.first.zip(self.last).is_some_and(|((from, _), (to, _))| to.saturating_sub(from) > DRIFT_MAX) {
            self.first = self.last;
        }
    }
}

fn ticks(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX).saturating_mul(9) / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Feeds `count` pictures, 15 a second by arrival, whose times are `rtp(n)`.
    fn run(count: i64, rtp: impl Fn(i64) -> i64) -> Timing {
        let mut t = Timing::default();
        (0..count).for_each(|n| t.push(rtp(n), Duration::from_micros(n as u64 * 66_667)));
        t
    }

    #[test]
    fn each_fault_has_its_word() {
        let steady = run(150, |n| n * 6000);
        assert_eq!((steady.judge(false), steady.fps().map(f64::round)), (Timestamps::Steady, Some(15.0)));
        assert_eq!(run(4, |n| n * 6000).judge(false), Timestamps::Unknown);
        assert_eq!(run(150, |n| n * 6000 + n / 60 * 900_000).judge(false), Timestamps::Jumping);
        assert_eq!(run(150, |n| n % 50 * 6000).judge(false), Timestamps::Jumping);
        assert_eq!(run(150, |_| 7).judge(false), Timestamps::NoProgress);
        assert_eq!(run(150, |n| n / 3 * 18_000).judge(false), Timestamps::NoProgress);
        // Stamped as if 20 came a second.
        assert_eq!(run(150, |n| n * 4500).judge(false), Timestamps::Drifting);
        assert_eq!(run(150, |n| n * 6300).judge(false), Timestamps::Drifting);
        assert_eq!(run(150, |n| n * 6060).judge(false), Timestamps::Steady);
    }

    #[test]
    fn small_steps_back_are_only_right_with_b_frames() {
        let shown = [0, 3, 1, 2, 6, 4, 5];
        let order = |n: i64| (shown[n as usize % 7] + n / 7 * 7) * 6000;
        assert_eq!(run(70, order).judge(false), Timestamps::Backwards);
        assert_eq!(run(70, order).judge(true), Timestamps::Steady);
        assert_eq!(run(70, order).fps().map(f64::round), Some(15.0));
    }

    #[test]
    fn a_burst_at_the_start_and_a_stall_on_the_way_are_no_drift() {
        let mut t = Timing::default();
        for n in 0..300i64 {
            // Two seconds of pictures come at once, then 3 s of them in the middle, late.
            let due = (n as u64).saturating_sub(30) * 66_667;
            let late = if (10_000_000..13_000_000).contains(&due) { 13_000_000 } else { due };
            t.push(n * 6000, Duration::from_micros(late));
        }
        assert_eq!(t.judge(false), Timestamps::Steady);
    }

    #[test]
    fn a_window_forgets_the_one_before() {
        let mut t = run(150, |n| n * 6000 + n / 140 * 900_000);
        assert_eq!(t.judge(false), Timestamps::Jumping);
        t.next_window();
        (150..225).for_each(|n| t.push(n * 6000 + 900_000, Duration::from_micros(n as u64 * 66_667)));
        assert_eq!(t.judge(false), Timestamps::Steady);
    }

    proptest! {
        #[test]
        fn any_times_are_judged(times in prop::collection::vec((any::<i64>(), any::<u64>()), 0..60)) {
            let mut t = Timing::default();
            for (rtp, us) in times {
                t.push(rtp, Duration::from_micros(us));
            }
            t.judge(false);
            prop_assert!(t.fps().is_none_or(|fps| fps > 0.0));
        }
    }
}
