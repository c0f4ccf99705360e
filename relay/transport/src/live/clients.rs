//! How many viewers there are, and may be.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

/// Counts the open sockets.
#[derive(Clone)]
pub struct Clients {
    now: Arc<AtomicUsize>,
    most: usize,
}

/// A viewer's place; given back when dropped.
pub struct Place(Arc<AtomicUsize>);

impl Clients {
    /// At most `most` viewers at once.
    pub fn new(most: usize) -> Self {
        Self { now: Arc::default(), most }
    }

    /// A place, or none where all are taken.
    pub fn enter(&self) -> Option<Place> {
        self.now.fetch_update(Relaxed, Relaxed, |n| (n < self.most).then_some(n + 1)).ok()?;
        Some(Place(self.now.clone()))
    }

    /// Viewers now.
    pub fn count(&self) -> usize {
        self.now.load(Relaxed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_given_back() {
        let clients = Clients::new(2);
        let (a, b) = (clients.enter(), clients.enter());
        assert!(a.is_some() && b.is_some() && clients.enter().is_none());
        drop(a);
        assert!(clients.enter().is_some());
        assert_eq!(clients.count(), 1);
    }
}
