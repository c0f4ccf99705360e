//! What a session may be sent. Belongs here: the two limits. Pure. Does not: what becomes of what is over them.
//!
//! Pictures: bytes a second, so that nobody can have the relay's whole line. Repeats: a share of the pictures, since on a full
//! line each repeat causes the loss of others, which are asked for again.

use std::time::Instant;

/// Repeats and reports may take this part of what pictures took, and this beside it in bytes a second.
const REPEATS_PART: f64 = 0.25;
const REPEATS_PER_SEC: f64 = 16_000.0;
/// Repeats that may come at once: a keyframe's packets on a bad line.
const REPEATS_AT_ONCE: f64 = 96_000.0;

/// A session's allowance.
#[derive(Debug)]
pub(super) struct Budget {
    per_sec: f64,
    pictures: f64,
    repeats: f64,
    at: Instant,
}

impl Budget {
    /// `per_sec` bytes of pictures; as many at once as two seconds give.
    pub(super) fn new(per_sec: u64, now: Instant) -> Self {
        let per_sec = per_sec as f64;
        Self { per_sec, pictures: 2.0 * per_sec, repeats: REPEATS_AT_ONCE, at: now }
    }

    /// Takes a picture's bytes, or tells that it is too much.
    pub(super) fn picture(&mut self, bytes: usize, now: Instant) -> bool {
        self.refill(now);
        let bytes = bytes as f64;
        let fits = bytes <= self.pictures;
        if fits {
            self.pictures -= bytes;
            self.repeats = (self.repeats + bytes * REPEATS_PART).min(REPEATS_AT_ONCE);
        }
        fits
    }

    /// The same for what was sent before, or reports on it.
    pub(super) fn repeat(&mut self, bytes: usize, now: Instant) -> bool {
        self.refill(now);
        let bytes = bytes as f64;
        let fits = bytes <= self.repeats;
        if fits {
            self.repeats -= bytes;
        }
        fits
    }

    fn refill(&mut self, now: Instant) {
        let secs = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = self.at.max(now);
        self.pictures = (self.pictures + secs * self.per_sec).min(2.0 * self.per_sec);
        self.repeats = (self.repeats + secs * REPEATS_PER_SEC).min(REPEATS_AT_ONCE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn pictures_are_limited_by_time() {
        let now = Instant::now();
        let mut budget = Budget::new(1_000, now);
        assert!(budget.picture(2_000, now));
        assert!(!budget.picture(1, now));
        assert!(!budget.picture(501, now + Duration::from_millis(500)));
        assert!(budget.picture(499, now + Duration::from_millis(500)));
    }

    /// As when each packet is lost and asked for over and over.
    #[test]
    fn a_storm_of_repeats_is_a_share_of_the_pictures() {
        let now = Instant::now();
        let mut budget = Budget::new(1_000_000, now);
        let (mut pictures, mut repeats) = (0, 0);
        for ms in 0..10_000u64 {
            let now = now + Duration::from_millis(ms);
            pictures += if budget.picture(100, now) { 100 } else { 0 };
            repeats += (0..10).map(|_| if budget.repeat(1_200, now) { 1_200 } else { 0 }).sum::<usize>();
        }
        assert_eq!(pictures, 1_000_000);
        let most = pictures / 4 + 10 * 16_000 + 96_000;
        assert!((most - 2_400..=most).contains(&repeats), "{repeats} of {most}");
    }
}
