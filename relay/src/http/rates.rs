//! How fast requests may come, from one address and from all together. Pure: time comes in. Belongs here: token buckets
//! in a bounded table. Does not: what is refused, and how.

use std::{
    collections::HashMap,
    net::IpAddr,
    time::{Duration, Instant},
};

/// What a bucket holds: what may come at once after a quiet time.
const WINDOW_SECS: f64 = 20.0;
/// Addresses that are remembered: about 1 MiB.
const REMEMBERED: usize = 16_384;
/// A full table is looked through for forgettable addresses this often at the most.
const SWEEP_EVERY: Duration = Duration::from_secs(1);

/// The rates of everybody.
#[derive(Debug)]
pub(crate) struct Rates {
    each: HashMap<IpAddr, Bucket>,
    /// Shared by all new addresses while the table is full.
    others: Bucket,
    all: Bucket,
    each_per_sec: f64,
    all_per_sec: f64,
    remembered: usize,
    swept: Instant,
}

/// Which rate was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// This address's.
    Address,
    /// That of all addresses together.
    All,
}

impl Rates {
    /// Requests a second, from one address and from all.
    pub(crate) fn new(each_per_sec: u32, all_per_sec: u32, now: Instant) -> Self {
        Self::sized(each_per_sec, all_per_sec, REMEMBERED, now)
    }

    fn sized(each_per_sec: u32, all_per_sec: u32, remembered: usize, now: Instant) -> Self {
        let (each_per_sec, all_per_sec) = (f64::from(each_per_sec), f64::from(all_per_sec));
        let (others, all) = (Bucket::full(each_per_sec, now), Bucket::full(all_per_sec, now));
        Self { each: HashMap::new(), others, all, each_per_sec, all_per_sec, remembered, swept: now }
    }

    /// Takes one request, or tells which rate it would pass. Who floods alone is refused alone: such requests do not count
    /// among all.
    pub(crate) fn admit(&mut self, address: IpAddr, now: Instant) -> Result<(), Over> {
        let per_sec = self.each_per_sec;
        if !self.each.contains_key(&address) && self.each.len() >= self.remembered {
            self.sweep(now);
        }
        let room = self.each.len() < self.remembered;
        let bucket = match self.each.get_mut(&address) {
            Some(bucket) => bucket,
            None if room => self.each.entry(address).or_insert_with(|| Bucket::full(per_sec, now)),
            None => &mut self.others,
        };
        if !bucket.take(per_sec, now) {
            return Err(Over::Address);
        }
        if self.all.take(self.all_per_sec, now) { Ok(()) } else { Err(Over::All) }
    }

    /// A bucket that is full again is as good as none.
    fn sweep(&mut self, now: Instant) {
        if now.saturating_duration_since(self.swept) >= SWEEP_EVERY {
            self.swept = now;
            let per_sec = self.each_per_sec;
            self.each.retain(|_, bucket| bucket.fill(per_sec, now) < per_sec * WINDOW_SECS);
        }
    }
}

#[derive(Debug)]
struct Bucket {
    tokens: f64,
    last: Instant,
}

impl Bucket {
    fn full(per_sec: f64, now: Instant) -> Self {
        Self { tokens: per_sec * WINDOW_SECS, last: now }
    }

    fn fill(&mut self, per_sec: f64, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(self.last);
        self.last = now;
        self.tokens = (self.tokens + passed.as_secs_f64() * per_sec).min(per_sec * WINDOW_SECS);
        self.tokens
    }

    fn take(&mut self, per_sec: f64, now: Instant) -> bool {
        let admitted = self.fill(per_sec, now) >= 1.0;
        if admitted {
            self.tokens -= 1.0;
        }
        admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(n: u32) -> IpAddr {
        IpAddr::V4(n.into())
    }

    fn admitted(rates: &mut Rates, who: IpAddr, tries: usize, now: Instant) -> usize {
        (0..tries).filter(|_| rates.admit(who, now).is_ok()).count()
    }

    #[test]
    fn a_burst_then_the_rate_and_nobody_else_notices() {
        let start = Instant::now();
        let mut rates = Rates::new(5, 1000, start);
        assert_eq!(admitted(&mut rates, address(1), 10_000, start), 100);
        assert_eq!(rates.admit(address(1), start), Err(Over::Address));
        assert_eq!(admitted(&mut rates, address(2), 50, start), 50);
        assert_eq!(admitted(&mut rates, address(1), 100, start + Duration::from_secs(2)), 10);
    }

    #[test]
    fn all_together_have_a_rate_which_a_refused_flood_does_not_use_up() {
        let start = Instant::now();
        let mut rates = Rates::new(5, 10, start);
        assert_eq!(admitted(&mut rates, address(1), 1_000_000, start), 100);
        assert_eq!(admitted(&mut rates, address(2), 1000, start), 100);
        assert_eq!(rates.admit(address(3), start), Err(Over::All));
        assert!(rates.admit(address(3), start + Duration::from_secs(1)).is_ok());
    }

    #[test]
    fn the_table_stays_small_and_forgets_nobody_who_is_in_debt() {
        let start = Instant::now();
        let mut rates = Rates::sized(1, 1_000_000, 4, start);
        for n in 0..4 {
            admitted(&mut rates, address(n), 100, start);
        }
        // There is no room: all the new ones share one bucket.
        let new: usize = (10..1000).map(|n| admitted(&mut rates, address(n), 1, start)).sum();
        assert_eq!((new, rates.each.len()), (20, 4));
        let soon = start + Duration::from_secs(2);
        assert_eq!(admitted(&mut rates, address(0), 100, soon), 2, "it is still known");
        let later = start + Duration::from_secs(21);
        assert_eq!(admitted(&mut rates, address(5000), 100, later), 20);
        assert!(rates.each.len() <= 2, "those whose buckets are full again are gone");
        assert_eq!(admitted(&mut rates, address(0), 100, later), 19, "it is still known");
    }
}
