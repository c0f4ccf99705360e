//! Tries by key, bounded. Belongs here: how waits grow and are forgotten. Does not: what a key is.

use super::Wait;
use std::{
    collections::HashMap,
    fmt::Debug,
    hash::Hash,
    time::{Duration, Instant},
};

/// How long one try is remembered.
const FORGET_ONE: Duration = Duration::from_secs(600);

/// How the wait grows: after `free` tries one second, doubled with each further one, up to `wait_max`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    pub(super) free: u32,
    pub(super) wait_max: Duration,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    tries: u32,
    /// When one of them was made, or forgotten, last.
    since: Instant,
    /// When the last of them was made.
    last: Instant,
}

#[derive(Debug)]
pub(super) struct Table<K> {
    allowance: Allowance,
    max: usize,
    entries: HashMap<K, Entry>,
}

impl Allowance {
    fn wait(self, tries: u32) -> Duration {
        let Some(doublings) = tries.checked_sub(self.free) else { return Duration::ZERO };
        Duration::from_secs(1 << doublings.min(16)).min(self.wait_max)
    }

    /// So many that one more would wait no longer: the past beyond does not matter.
    fn tries_max(self) -> u32 {
        (self.free..).find(|tries| self.wait(*tries) == self.wait_max).unwrap_or(self.free)
    }
}

impl Entry {
    /// What is left of it at a later moment.
    fn at(self, now: Instant) -> Self {
        let forgotten = now.saturating_duration_since(self.since).as_secs() / FORGET_ONE.as_secs();
        let forgotten = u32::try_from(forgotten).unwrap_or(u32::MAX).min(self.tries);
        Self { tries: self.tries - forgotten, since: self.since + FORGET_ONE * forgotten, ..self }
    }
}

impl<K: Hash + Eq + Clone + Debug> Table<K> {
    pub(super) fn new(allowance: Allowance, max: usize) -> Self {
        Self { allowance, max, entries: HashMap::new() }
    }

    /// Whether one more try may be made now.
    pub(super) fn ask(&self, key: &K, now: Instant) -> Result<(), Wait> {
        let Some(entry) = self.entries.get(key).map(|e| e.at(now)) else { return Ok(()) };
        let wait = (entry.last + self.allowance.wait(entry.tries)).saturating_duration_since(now);
        if wait.is_zero() { Ok(()) } else { Err(Wait(wait)) }
    }

    /// Counts one.
    pub(super) fn count(&mut self, key: K, now: Instant) {
        if self.entries.len() >= self.max && !self.entries.contains_key(&key) {
            self.make_room(now);
        }
        let entry = self.entries.entry(key).or_insert(Entry { tries: 0, since: now, last: now });
        let tries = (entry.at(now).tries + 1).min(self.allowance.tries_max());
        *entry = Entry { tries, since: now, last: now };
    }

    /// Counts one less.
    pub(super) fn take_back(&mut self, key: &K, now: Instant) {
        let Some(entry) = self.entries.get_mut(key) else { return };
        *entry = entry.at(now);
        entry.tries = entry.tries.saturating_sub(1);
        if entry.tries == 0 {
            self.entries.remove(key);
        }
    }

    /// Forgets what would be forgotten anyhow and, where that is too little, who tried least: a flood of names that nobody
    /// has does not wash out the one that is being guessed at. A quarter at once, so that it is seldom done.
    fn make_room(&mut self, now: Instant) {
        self.entries.retain(|_, entry| entry.at(now).tries > 0);
        let keep = self.max - self.max.div_ceil(4);
        if self.entries.len() <= keep {
            return;
        }
        let mut all: Vec<_> = self.entries.iter().map(|(key, e)| (e.at(now).tries, e.last, key.clone())).collect();
        all.sort_unstable_by_key(|(tries, last, _)| (*tries, *last));
        for (_, _, key) in all.drain(..self.entries.len() - keep) {
            self.entries.remove(&key);
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}
