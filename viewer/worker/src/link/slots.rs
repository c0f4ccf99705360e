//! Which slots are free. Belongs here: never handing out one for which the relay may still be speaking of another camera.
//! Does not: what a slot shows.
//!
//! A `stream` message names the slot alone. One that was under way when the slot was given back must not be taken for the
//! next camera's: a slot rests until the relay has answered a ping that was sent behind its `unwatch`.

use shared::Slot;
use std::collections::VecDeque;

/// The slots of one socket.
#[derive(Debug)]
pub struct Slots {
    limit: u8,
    free: VecDeque<Slot>,
    resting: Vec<(Slot, u64)>,
    pings: u64,
    pongs: u64,
}

impl Slots {
    /// As many as a relay is known to give.
    const DEFAULT: u8 = 64;

    /// All slots of a new socket.
    pub fn new() -> Self {
        let free = (0..Self::DEFAULT).map(Slot).collect();
        Self { limit: Self::DEFAULT, free, resting: Vec::new(), pings: 0, pongs: 0 }
    }

    /// The relay says how many there are.
    pub fn set_limit(&mut self, limit: u8) {
        self.limit = limit;
        self.free.retain(|slot| slot.0 < limit);
    }

    /// Takes the slot that has been free for longest.
    pub fn take(&mut self) -> Option<Slot> {
        self.free.pop_front()
    }

    /// Gives a slot back, right behind its `unwatch`.
    pub fn give_back(&mut self, slot: Slot) {
        self.resting.push((slot, self.pings));
    }

    /// A ping was sent.
    pub fn ping(&mut self) {
        self.pings += 1;
    }

    /// Its answer came.
    pub fn pong(&mut self) {
        self.pongs += 1;
        let (pongs, limit) = (self.pongs, self.limit);
        let rested = self.resting.extract_if(.., |(_, pings)| *pings < pongs).map(|(slot, _)| slot);
        self.free.extend(rested.filter(|slot| slot.0 < limit));
    }
}

impl Default for Slots {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_rests_until_a_later_ping_is_answered() {
        let mut slots = Slots::new();
        slots.set_limit(1);
        let slot = slots.take().unwrap();
        assert_eq!(slots.take(), None);
        slots.ping();
        slots.give_back(slot);
        slots.pong();
        assert_eq!(slots.take(), None, "that ping was sent before");
        slots.ping();
        slots.pong();
        assert_eq!(slots.take(), Some(slot));
    }

    #[test]
    fn slots_are_taken_in_turn() {
        let mut slots = Slots::new();
        let first = slots.take().unwrap();
        slots.give_back(first);
        slots.ping();
        slots.pong();
        assert_eq!(slots.take(), Some(Slot(1)));
        assert_eq!(slots.free.back(), Some(&first));
    }
}
