//! How a media source's player stays at the live edge. Belongs here: when to hurry, when to jump, what to throw away. Does not:
//! elements, buffers.

/// Behind the edge by less than this it plays at its own speed: a player that has nothing in store stutters.
const NEAR_SECS: f64 = 0.35;
/// Behind by more it jumps; a player that cannot hurry jumps sooner.
const FAR_SECS: f64 = 2.0;
const FAR_WITHOUT_HURRY_SECS: f64 = 1.0;
/// How far before the edge a jump leads.
const LANDING_SECS: f64 = 0.15;
/// Speed gained by each second behind, up to a fifth more than real time; in steps, since each change costs something.
const GAIN: f64 = 0.4;
const FASTEST: f64 = 1.2;
const STEP: f64 = 0.05;
/// What was played is kept for this long, and thrown away when twice as much is there.
const KEPT_SECS: f64 = 4.0;

/// Where a player is, in seconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// The first second in the buffer.
    pub(super) start: f64,
    /// The last.
    pub(super) end: f64,
    /// The one that is played.
    pub(super) at: f64,
    /// Changing the speed does not make it stutter.
    pub(super) can_hurry: bool,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Move {
    /// Go there.
    pub(super) jump: Option<f64>,
    /// Play at this speed.
    pub(super) rate: f64,
    /// Throw away what is before.
    pub(super) trim: Option<f64>,
}

impl Edge {
    pub(super) fn hold(self) -> Move {
        let behind = self.end - self.at;
        let far = if self.can_hurry { FAR_SECS } else { FAR_WITHOUT_HURRY_SECS };
        let jump = (behind > far || self.at < self.start).then(|| (self.end - LANDING_SECS).max(self.start));
        let wanted = if self.can_hurry && jump.is_none() { ((behind - NEAR_SECS) * GAIN).max(0.0) } else { 0.0 };
        let rate = 1.0 + ((wanted / STEP).round() * STEP).min(FASTEST - 1.0);
        let at = jump.unwrap_or(self.at);
        let trim = (at - self.start > 2.0 * KEPT_SECS).then_some(at - KEPT_SECS);
        Move { jump, rate, trim }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(behind: f64, can_hurry: bool) -> Move {
        Edge { start: 100.0, end: 105.0, at: 105.0 - behind, can_hurry }.hold()
    }

    #[test]
    fn near_it_plays_further_off_it_hurries_far_off_it_jumps() {
        let rates = [0.1, 0.35, 0.6, 0.85, 1.9].map(|behind| at(behind, true));
        assert!(rates.iter().all(|m| m.jump.is_none()));
        assert_eq!(rates.map(|m| (m.rate * 100.0).round()), [100.0, 100.0, 110.0, 120.0, 120.0]);
        assert_eq!(at(2.5, true), Move { jump: Some(104.85), rate: 1.0, trim: None });
    }

    #[test]
    fn who_cannot_hurry_jumps_sooner() {
        assert_eq!(at(0.9, false), Move { jump: None, rate: 1.0, trim: None });
        assert_eq!(at(1.1, false).jump, Some(104.85));
    }

    #[test]
    fn what_is_no_longer_there_is_not_waited_for() {
        let lost = Edge { start: 50.0, end: 50.1, at: 3.0, can_hurry: true }.hold();
        assert_eq!(lost.jump, Some(50.0));
    }

    #[test]
    fn the_past_is_thrown_away_at_times() {
        let trim = |start| Edge { start, end: 105.0, at: 104.8, can_hurry: true }.hold().trim;
        assert_eq!(trim(97.0), None);
        assert_eq!(trim(96.0), Some(100.8));
    }
}
