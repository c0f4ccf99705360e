//! A token bucket over ten seconds. Pure: time comes in.

use std::time::{Duration, Instant};

pub(super) struct Rate {
    per_sec: f64,
    tokens: f64,
    last: Instant,
}

const WINDOW_SECS: f64 = 10.0;

impl Rate {
    pub(super) fn new(per_sec: u32, now: Instant) -> Self {
        let per_sec = f64::from(per_sec);
        Self { per_sec, tokens: per_sec * WINDOW_SECS, last: now }
    }

    /// Whether one more message is within the rate.
    pub(super) fn admit(&mut self, now: Instant) -> bool {
        let passed = now.checked_duration_since(self.last).unwrap_or(Duration::ZERO);
        self.last = now;
        self.tokens = (self.tokens + passed.as_secs_f64() * self.per_sec).min(self.per_sec * WINDOW_SECS);
        let admitted = self.tokens >= 1.0;
        if admitted {
            self.tokens -= 1.0;
        }
        admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_of_ten_seconds_then_the_rate() {
        let start = Instant::now();
        let mut rate = Rate::new(5, start);
        assert_eq!((0..100).filter(|_| rate.admit(start)).count(), 50);
        let later = start + Duration::from_secs(2);
        assert_eq!((0..100).filter(|_| rate.admit(later)).count(), 10);
    }
}
