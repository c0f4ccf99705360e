//! The task that keeps the ledger. Belongs here: from the hub's events to the disk, in batches. Does not: what is written
//! (see `book`).
//!
//! Nothing that serves pictures ever waits for the disk: events wait in the hub's bounded queue, entries in one bounded
//! batch, and where either is full the ledger loses, not the viewers.

use super::{Member, book::Book, clock::Moment};
use hub::{Hub, HubEvent};
use metrics::counter;
use shared::UnixSecs;
use std::{sync::Arc, time::Duration};
use store::{
    StoreError,
    ledger::{Batch, Entry, Ledger, Outage},
};
use tokio::{
    sync::{broadcast, broadcast::error::RecvError, watch},
    time::{MissedTickBehavior, interval},
};

const TICK: Duration = Duration::from_secs(1);
/// How long the first entry waits for company: cameras that fail together are judged within a second.
const GATHER: Duration = Duration::from_secs(2);
/// The sign of life.
const HEARTBEAT: Duration = Duration::from_secs(60);
/// Old rows go so long after the start and then once a day; not at once, since a clock that is far ahead at boot would
/// take the whole ledger along.
const PRUNE_FIRST: Duration = Duration::from_secs(3600);
const PRUNE_EVERY: Duration = Duration::from_secs(86_400);
/// Rows that may wait while the disk takes none.
const WAITING: usize = 20_000;

/// Keeps the ledger of one relay's life.
pub(crate) struct Keeper<M> {
    hub: Arc<Hub>,
    events: broadcast::Receiver<HubEvent>,
    ledger: Ledger,
    book: Book,
    members: M,
    keep: Duration,
    batch: Batch,
    /// When the oldest entry of the batch came, on the even clock.
    waiting: Option<Duration>,
    written: Duration,
    prune_at: Duration,
    failing: bool,
}

impl<M: Fn() -> Vec<Member>> Keeper<M> {
    /// Takes up the ledger where it was left. What happens in the hub from here on is written once [`Self::run`] runs;
    /// `members` answers the list of cameras.
    pub(crate) async fn open(ledger: Ledger, hub: Arc<Hub>, keep: Duration, members: M) -> Result<Self, StoreError> {
        let events = hub.events();
        let now = Moment::now();
        let (book, entries) = Book::resume(now, ledger.last().await?);
        let mut keeper = Self {
            hub,
            events,
            ledger,
            book,
            members,
            keep,
            batch: Batch::default(),
            waiting: None,
            written: now.even,
            prune_at: now.even + PRUNE_FIRST,
            failing: false,
        };
        keeper.add(entries, now);
        Ok(keeper)
    }

    /// Runs until told to stop; the last sign of life is written then.
    pub(crate) async fn run(mut self, mut stop: watch::Receiver<bool>) {
        self.everything(Moment::now());
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = told(&mut stop) => break,
                event = self.events.recv() => self.event(event),
                _ = ticks.tick() => self.tick(Moment::now()).await,
            }
        }
        let now = Moment::now();
        let entries = self.book.close(now);
        self.add(entries, now);
        self.write(now).await;
    }

    fn event(&mut self, event: Result<HubEvent, RecvError>) {
        let now = Moment::now();
        match event {
            Ok(HubEvent::Camera(camera, status)) => {
                let entries = self.book.status(now, &camera, status);
                self.add(entries, now);
            }
            Ok(HubEvent::List(_)) => self.everything(now),
            // What was missed is told by how everything is, and what is still in the queue is older than that.
            Err(RecvError::Lagged(_)) => {
                self.events = self.hub.events();
                self.everything(now);
            }
            // The hub lives as long as we hold it, so this does not come.
            Err(RecvError::Closed) => {}
        }
    }

    fn everything(&mut self, now: Moment) {
        let entries = self.book.list(now, (self.members)());
        self.add(entries, now);
        for camera in self.hub.cameras() {
            let entries = self.book.status(now, camera.id(), camera.status());
            self.add(entries, now);
        }
    }

    async fn tick(&mut self, now: Moment) {
        let entries = self.book.tick(now);
        self.add(entries, now);
        let gathered = self.waiting.is_some_and(|since| now.even.saturating_sub(since) >= GATHER);
        if gathered || now.even.saturating_sub(self.written) >= HEARTBEAT {
            self.write(now).await;
        }
        if now.even >= self.prune_at {
            self.prune_at = now.even + PRUNE_EVERY;
            self.prune(now.wall).await;
        }
    }

    fn add(&mut self, entries: Vec<Entry>, now: Moment) {
        for entry in entries {
            if let Entry::Outage(outage) = &entry {
                count(outage);
            }
            self.batch.add(entry);
            self.waiting.get_or_insert(now.even);
        }
        let lost = self.batch.shrink(WAITING);
        if lost > 0 {
            counter!("ward_health_rows_lost_total").increment(lost as u64);
        }
    }

    /// What cannot be written waits for the next time; that is said once.
    async fn write(&mut self, now: Moment) {
        self.batch.add(self.book.alive());
        match self.ledger.write(&self.batch).await {
            Ok(()) => {
                if std::mem::take(&mut self.failing) {
                    tracing::info!("the health ledger is written again");
                }
                counter!("ward_health_commits_total").increment(1);
                self.batch = Batch::default();
                self.waiting = None;
                self.written = now.even;
            }
            Err(error) => {
                if !std::mem::replace(&mut self.failing, true) {
                    tracing::error!(%error, "the health ledger cannot be written; it is tried again");
                }
                self.waiting = Some(now.even);
            }
        }
    }

    async fn prune(&self, now: UnixSecs) {
        let before = UnixSecs(now.0.saturating_sub(self.keep.as_secs()));
        match self.ledger.prune(before).await {
            Ok(rows) => tracing::debug!(rows, "old rows of the health ledger were removed"),
            Err(error) => tracing::error!(%error, "old rows of the health ledger cannot be removed"),
        }
    }
}

/// Ready once the relay stops; whoever could tell so being gone is a stop, too.
async fn told(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// An outage is counted when it is over: only then its reason is settled.
fn count(outage: &Outage) {
    if outage.ended.is_some() {
        let labels = [("camera", outage.camera.to_string()), ("reason", outage.reason.as_str().to_owned())];
        counter!("ward_camera_outages_total", &labels).increment(1);
    }
}
