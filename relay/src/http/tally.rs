//! How many of something each address or user has at the same time. Belongs here: counting. Does not: what is counted.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

/// Counts by key; it knows only keys that hold something, so that it is as small as what it counts.
#[derive(Debug)]
pub(crate) struct Tally<K>(Arc<Mutex<HashMap<K, usize>>>);

/// One counted thing; given back when dropped.
#[derive(Debug)]
pub(crate) struct Seat<K: Eq + Hash> {
    key: K,
    tally: Tally<K>,
}

impl<K> Clone for Tally<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Eq + Hash + Clone> Tally<K> {
    /// How many there are for this key.
    pub(crate) fn count(&self, key: &K) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied().unwrap_or(0)
    }

    /// One more for this key, or none where it has `most` already.
    pub(crate) fn take(&self, key: &K, most: usize) -> Option<Seat<K>> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.get(key).copied().unwrap_or(0);
        if count >= most {
            return None;
        }
        counts.insert(key.clone(), count + 1);
        Some(Seat { key: key.clone(), tally: self.clone() })
    }
}

impl<K: Eq + Hash> Drop for Seat<K> {
    fn drop(&mut self) {
        let mut counts = self.tally.0.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.get_mut(&self.key) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(counts.remove(&self.key)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_own_and_gets_it_back() {
        let tally = Tally::default();
        let (a, _b) = (tally.take(&"a", 2), tally.take(&"a", 2));
        assert!(a.is_some() && tally.take(&"a", 2).is_none());
        assert!(tally.take(&"b", 2).is_some());
        assert_eq!((tally.count(&"a"), tally.count(&"c")), (2, 0));
        drop(a);
        assert!(tally.take(&"a", 2).is_some());
    }

    #[test]
    fn nothing_is_kept_of_whoever_has_left() {
        let tally = Tally::default();
        for key in 0..1000 {
            drop(tally.take(&key, 1));
        }
        assert!(tally.0.lock().unwrap().is_empty());
    }
}
