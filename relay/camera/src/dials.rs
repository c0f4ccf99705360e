//! One place through which every dial goes: so many a second in all, so few at once to one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, sleep_until},
};

pub(crate) struct Dials {
    interval: Duration,
    per_host: usize,
    next: Mutex<Instant>,
    hosts: Mutex<HashMap<IpAddr, Arc<Semaphore>>>,
}

/// Held while a dial is under way.
pub(crate) struct Dial(#[expect(dead_code, reason = "held, not read")] Option<OwnedSemaphorePermit>);

impl Dials {
    pub(crate) fn new(per_sec: u32, per_host: usize) -> Self {
        Self {
            interval: Duration::from_secs(1) / per_sec.max(1),
            per_host: per_host.max(1),
            next: Mutex::new(Instant::now()),
            hosts: Mutex::default(),
        }
    }

    /// Waits for a turn to dial this address.
    pub(crate) async fn turn(&self, host: IpAddr) -> Dial {
        let semaphore = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            hosts.retain(|_, s| Arc::strong_count(s) > 1);
            hosts.entry(host).or_insert_with(|| Arc::new(Semaphore::new(self.per_host))).clone()
        };
        let permit = semaphore.acquire_owned().await.ok();
        let at = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let at = (*next).max(Instant::now());
            *next = at + self.interval;
            at
        };
        sleep_until(at).await;
        Dial(permit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_hundred_dials_are_spread_and_one_recorder_gets_few_at_once() {
        let dials = Arc::new(Dials::new(20, 2));
        let start = Instant::now();
        let host = |n: u8| IpAddr::from([10, 0, 0, n]);
        for n in 0..100 {
            drop(dials.turn(host(n)).await);
        }
        assert_eq!(start.elapsed().as_millis() / 10, 495);
        let held = (dials.turn(host(1)).await, dials.turn(host(1)).await);
        let waiting = tokio::time::timeout(Duration::from_secs(5), dials.turn(host(1)));
        assert!(waiting.await.is_err());
        let other = tokio::time::timeout(Duration::from_secs(5), dials.turn(host(2)));
        assert!(other.await.is_ok());
        drop(held);
        assert!(dials.hosts.lock().unwrap().len() <= 2);
    }
}
