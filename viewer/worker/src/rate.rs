//! How often something happens. Belongs here: a window of two seconds. Does not: what happens.

use std::collections::VecDeque;

const WINDOW_MS: f64 = 2_000.0;

/// Counts events a second over the last two seconds.
#[derive(Debug, Default)]
pub struct Rate(VecDeque<f64>);

impl Rate {
    /// Something happened.
    pub fn tick(&mut self, now_ms: f64) {
        self.trim(now_ms);
        self.0.push_back(now_ms);
    }

    /// Events a second; 0 where nothing happened for two seconds.
    pub fn per_sec(&mut self, now_ms: f64) -> f32 {
        self.trim(now_ms);
        let (Some(first), Some(last)) = (self.0.front(), self.0.back()) else { return 0.0 };
        let gaps = self.0.len() as f64 - 1.0;
        if gaps < 2.0 {
            return (self.0.len() as f64 * 1000.0 / WINDOW_MS) as f32;
        }
        // Between the first and the last, so that a start does not look slow; but once the next is overdue, an end does.
        let between_ms = last - first;
        let span_ms = between_ms.max(now_ms - first - 1.5 * between_ms / gaps);
        if span_ms <= 0.0 { 0.0 } else { (gaps * 1000.0 / span_ms) as f32 }
    }

    fn trim(&mut self, now_ms: f64) {
        while self.0.front().is_some_and(|at| now_ms - at > WINDOW_MS) {
            self.0.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_rate_is_read_soon_and_its_end_shows() {
        let mut rate = Rate::default();
        assert_eq!(rate.per_sec(0.0), 0.0);
        for n in 0..15 {
            rate.tick(f64::from(n) * 1000.0 / 15.0);
        }
        assert!((rate.per_sec(950.0) - 15.0).abs() < 0.1);
        assert!(rate.per_sec(2_000.0) < 10.0);
        assert_eq!(rate.per_sec(9_000.0), 0.0);
    }
}
