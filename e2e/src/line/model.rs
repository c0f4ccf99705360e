//! What a bad line does to packets, one way. Belongs here: when a packet comes out, or that it does not. Does not: packets,
//! clocks, namespaces.

use crate::measure::dice::Dice;
use std::time::Duration;

/// One way of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Way {
    /// How long a packet travels: half of the round trip.
    pub delay: Duration,
    /// Of 100 packets so many are lost, each by itself.
    pub loss_percent: usize,
    /// How much passes; all of it where there is no bound.
    pub rate: Option<Rate>,
}

/// The narrowest place of a way, and the queue in front of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Bits of IP packets a second.
    pub bits_per_sec: u64,
    /// What may wait; a packet that finds the queue full is dropped.
    pub queue_bytes: u64,
}

impl Rate {
    fn time(self, bytes: u64) -> Duration {
        Duration::from_nanos(bytes * 8 * 1_000_000_000 / self.bits_per_sec)
    }
}

/// What has become of packets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Came out.
    pub passed: u64,
    /// Lost on the way.
    pub lost: u64,
    /// Found the queue full.
    pub full: u64,
}

/// A way with the packets on it. Times are since any one moment.
#[derive(Debug)]
pub(super) struct Wire {
    way: Way,
    dice: Dice,
    /// When the narrowest place has sent what waits in front of it.
    free_at: Duration,
    pub(super) tally: Tally,
}

impl Wire {
    /// The same seed loses the same packets.
    pub(super) fn new(way: Way, seed: u64) -> Self {
        Self { way, dice: Dice::new(seed), free_at: Duration::ZERO, tally: Tally::default() }
    }

    /// When a packet that comes in now comes out; `None` where it never does. What comes in later comes out later.
    pub(super) fn enter(&mut self, now: Duration, bytes: u64) -> Option<Duration> {
        let mut leaves = now;
        if let Some(rate) = self.way.rate {
            let waits = self.free_at.saturating_sub(now);
            if waits + rate.time(bytes) > rate.time(rate.queue_bytes) {
                self.tally.full += 1;
                return None;
            }
            leaves = now + waits + rate.time(bytes);
            self.free_at = leaves;
        }
        // Lost in the air, where it has taken its time.
        if self.dice.chance(self.way.loss_percent) {
            self.tally.lost += 1;
            return None;
        }
        self.tally.passed += 1;
        Some(leaves + self.way.delay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[test]
    fn a_packet_comes_out_after_the_delay() {
        let mut wire = Wire::new(Way { delay: MS(50), ..Way::default() }, 1);
        assert_eq!(wire.enter(MS(3), 1500), Some(MS(53)));
        assert_eq!(wire.enter(MS(3), 1500), Some(MS(53)), "without a bound nothing waits for another");
    }

    #[test]
    fn a_narrow_place_sends_one_after_the_other_and_drops_what_finds_it_full() {
        // A byte a millisecond.
        let rate = Some(Rate { bits_per_sec: 8000, queue_bytes: 100 });
        let mut wire = Wire::new(Way { delay: MS(50), rate, ..Way::default() }, 1);
        let out = [(0, 40), (0, 40), (0, 40), (30, 40), (300, 100)].map(|(at, bytes)| wire.enter(MS(at), bytes));
        let expected = [Some(90), Some(130), None, Some(170), Some(450)].map(|at| at.map(MS));
        assert_eq!(out, expected);
        assert_eq!(wire.tally, Tally { passed: 4, lost: 0, full: 1 });
    }

    #[test]
    fn so_many_of_a_hundred_are_lost_and_a_seed_loses_the_same() {
        let run = |seed| {
            let mut wire = Wire::new(Way { loss_percent: 3, ..Way::default() }, seed);
            (0..10_000).map(|n| wire.enter(MS(n), 1500).is_none()).collect::<Vec<_>>()
        };
        let lost = run(7).iter().filter(|lost| **lost).count();
        assert!((250..350).contains(&lost), "{lost}");
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
    }
}
