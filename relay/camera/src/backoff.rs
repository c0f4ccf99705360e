//! How long to wait before the next dial. Pure: the jitter comes in as a number.

use std::time::Duration;

/// Doubles from a minimum to a maximum and begins anew after a session that held.
pub(crate) struct Backoff {
    min: Duration,
    max: Duration,
    next: Duration,
}

/// A session that gave pictures for this long has shown that the camera works.
const HELD: Duration = Duration::from_secs(10);

impl Backoff {
    pub(crate) fn new(min: Duration, max: Duration) -> Self {
        Self { min, max, next: min }
    }

    /// The wait after a session that gave pictures for `played`; `jitter` is from 0 to 1 and takes off up to half.
    pub(crate) fn wait(&mut self, played: Duration, jitter: f64) -> Duration {
        if played >= HELD {
            self.next = self.min;
        }
        let wait = self.next;
        self.next = (self.next * 2).min(self.max);
        wait.mul_f64(1.0 - jitter.clamp(0.0, 1.0) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_to_the_maximum_and_begins_anew_after_a_good_session() {
        let mut b = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
        let none = Duration::ZERO;
        let waits: Vec<_> = (0..8).map(|_| b.wait(none, 0.0).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(b.wait(none, 1.0), Duration::from_secs(30));
        assert_eq!(b.wait(Duration::from_secs(9), 0.0), Duration::from_secs(60));
        assert_eq!(b.wait(Duration::from_secs(10), 0.5), Duration::from_millis(750));
    }
}
