//! Figures of the relay over time, and the bound on their slope. Belongs here: keeping and judging.

use crate::measure::{stats::slope, usage::Usage};
use std::time::{Duration, Instant};

/// Memory may grow by less than this a minute.
const SLOPE_MB_PER_MIN: f64 = 1.0;
/// Over less time than this a slope is noise, so it is told and not judged.
const JUDGED_FROM: Duration = Duration::from_secs(300);

/// Memory over time. The first quarter is warm-up.
pub struct Ledger {
    start: Instant,
    length: Duration,
    minutes_mb: Vec<(f64, f64)>,
}

impl Ledger {
    /// Begins now.
    pub fn new(length: Duration) -> Self {
        Self { start: Instant::now(), length, minutes_mb: Vec::new() }
    }

    /// Time since the beginning.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Notes a moment; how many there are now.
    pub fn add(&mut self, usage: &Usage) -> usize {
        self.minutes_mb.push(((usage.at - self.start).as_secs_f64() / 60.0, usage.rss_mb));
        self.minutes_mb.len()
    }

    /// The slope in words, or the sentence about it.
    pub fn judge(&self) -> Result<String, String> {
        judge(&self.minutes_mb, self.length)
    }
}

fn judge(minutes_mb: &[(f64, f64)], length: Duration) -> Result<String, String> {
    let warm = length.as_secs_f64() / 60.0 / 4.0;
    let points: Vec<_> = minutes_mb.iter().copied().filter(|(minute, _)| *minute >= warm).collect();
    let most = points.iter().map(|p| p.1).fold(0.0, f64::max);
    let found = slope(&points);
    let words = format!("memory {found:+.2} MB/min over {} samples, at most {most:.0} MB", points.len());
    match () {
        () if length < JUDGED_FROM => Ok(format!("{words} (too short a run to judge the slope)")),
        () if found < SLOPE_MB_PER_MIN => Ok(words),
        () => Err(format!("the relay's memory grows: {words}; less than {SLOPE_MB_PER_MIN} MB/min is allowed")),
    }
}

/// A moment in words.
pub fn words(usage: &Usage) -> String {
    let Usage { rss_mb, fds, sockets, threads, .. } = usage;
    format!("{rss_mb:.0} MB, {fds} descriptors ({sockets} sockets), {threads} threads")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_after_the_warm_up_is_told() {
        let run = |grows: fn(f64) -> f64| {
            let points: Vec<_> = (0..200).map(|n| f64::from(n) / 20.0).map(|m| (m, 50.0 + grows(m))).collect();
            judge(&points, Duration::from_secs(600))
        };
        assert!(run(|m| m.min(2.0) * 40.0).is_ok(), "only while it warms up");
        assert!(run(|m| 0.5 * m).is_ok());
        assert!(run(|m| 1.5 * m).unwrap_err().contains("+1.50 MB/min"));
    }

    #[test]
    fn a_short_run_is_not_judged() {
        let points: Vec<_> = (0..20).map(|n| (f64::from(n) / 20.0, f64::from(n))).collect();
        assert!(judge(&points, Duration::from_secs(60)).unwrap().contains("too short"));
    }
}
