//! What is known of the units inside a decoder, to be found again when their pictures come out. Belongs here: the list.
//! Does not: the decoder.

use shared::{Pts90k, UnixMicros};
use std::collections::VecDeque;

/// What goes past the decoder, beside the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The camera's time.
    pub pts: Pts90k,
    /// When the relay had it.
    pub time: UnixMicros,
    /// It is the past.
    pub catch_up: bool,
}

/// The units inside one decoder, in the order of decoding.
#[derive(Debug, Default)]
pub struct InFlight(VecDeque<Facts>);

impl InFlight {
    /// More than any decoder holds: without a limit one that swallows units would fill the memory.
    const MAX: usize = 512;

    /// Remembers a unit and gives the time stamp to hand the decoder, in microseconds.
    pub fn enter(&mut self, facts: Facts) -> i64 {
        if self.0.len() >= Self::MAX {
            self.0.pop_front();
        }
        self.0.push_back(facts);
        stamp(facts.pts)
    }

    /// Finds the facts of the picture with this time stamp. Units that were handed over earlier and are older gave no picture.
    pub fn leave(&mut self, stamp_us: i64) -> Option<Facts> {
        let at = self.0.iter().position(|facts| stamp(facts.pts) == stamp_us)?;
        let facts = self.0.remove(at);
        let mut index = 0;
        self.0.retain(|other| {
            index += 1;
            index > at || stamp(other.pts) > stamp_us
        });
        facts
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of them are not the past.
    pub fn live(&self) -> usize {
        self.0.iter().filter(|facts| !facts.catch_up).count()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

fn stamp(pts: Pts90k) -> i64 {
    pts.micros_since(Pts90k(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(pts: i64) -> Facts {
        Facts { pts: Pts90k(pts), time: UnixMicros(0), catch_up: false }
    }

    #[test]
    fn pictures_find_their_units_in_any_order() {
        let mut list = InFlight::default();
        let stamps: Vec<i64> = [0, 18_000, 6_000, 12_000].map(|pts| list.enter(facts(pts))).to_vec();
        assert_eq!(stamps[1], 200_000);
        // Shown in the order of their times, as with B pictures.
        for pts in [0, 6_000, 12_000, 18_000] {
            let stamp_us = stamp(Pts90k(pts));
            assert_eq!(list.leave(stamp_us), Some(facts(pts)));
        }
        assert_eq!(list.leave(0), None);
        assert!(list.0.is_empty());
    }

    #[test]
    fn units_without_a_picture_are_forgotten() {
        let mut list = InFlight::default();
        for pts in 0..2_000 {
            list.enter(facts(pts * 6_000));
        }
        assert_eq!(list.0.len(), InFlight::MAX);
        let last = stamp(Pts90k(1_999 * 6_000));
        assert!(list.leave(last).is_some());
        assert!(list.0.is_empty());
    }
}
