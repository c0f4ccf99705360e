//! The task that keeps the audit while the relay runs. Belongs here: from what happens to the disk, days that end, old
//! rows. Does not: how watches become intervals (see `access`), how rows are hashed.
//!
//! Nothing that serves pictures waits for the disk: a tile that begins or ends touches a table in memory. What is
//! recorded beside a change of the database goes with it in one transaction (`Batch::append_audit`), not through here.

use super::Settings;
use access::Watching;
use metrics::counter;
use shared::{
    CameraId, UnixMicros,
    audit::{Actor, Day, Entry},
};
use std::{
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use store::{StoreError, audit::Writer};
use tokio::{
    sync::{mpsc, watch},
    time::{Instant, MissedTickBehavior, interval},
};

const TICK: Duration = Duration::from_secs(1);
/// Old rows go so long after the start and then once a day; not at once, since a clock that is far ahead at boot would
/// take the whole audit along.
const RETAIN_FIRST: Duration = Duration::from_secs(3600);
const RETAIN_EVERY: Duration = Duration::from_secs(86_400);
/// Entries on their way to the task.
const QUEUE: usize = 1024;
/// Entries that may wait while the disk takes none.
const WAITING: usize = 20_000;

/// Where the relay says what happens.
#[derive(Clone)]
pub struct Recorder {
    watching: Arc<Mutex<Watching>>,
    entries: mpsc::Sender<Entry>,
}

/// Keeps the audit of one relay's life.
pub struct Keeper {
    watching: Arc<Mutex<Watching>>,
    entries: mpsc::Receiver<Entry>,
    writer: Writer,
    keep: Duration,
    batch: Vec<Entry>,
    /// The day that was looked at last for one that has ended.
    day: Option<Day>,
    retain_at: Instant,
    failing: bool,
}

impl Recorder {
    /// A tile began to show a camera.
    pub fn began(&self, actor: &Actor, address: Option<IpAddr>, camera: &CameraId) {
        lock(&self.watching).began(actor, address, camera, now());
    }

    /// A tile stopped showing a camera, for whatever reason.
    pub fn ended(&self, actor: &Actor, camera: &CameraId) {
        lock(&self.watching).ended(actor, camera, now());
    }

    /// Who watches a camera now, or did until less than a minute ago: what is not in the audit yet.
    pub(crate) fn watching(&self, camera: &CameraId) -> Vec<access::Open> {
        lock(&self.watching).of(camera)
    }

    /// Something was done that goes with no change of the database. Waits where a thousand others wait already.
    pub async fn record(&self, entry: Entry) {
        if self.entries.send(entry).await.is_err() {
            lost(1);
        }
    }
}

impl Keeper {
    /// A keeper, and where it is told what happens.
    pub fn new(writer: Writer, settings: Settings) -> (Self, Recorder) {
        let watching = Arc::<Mutex<Watching>>::default();
        let (sender, entries) = mpsc::channel(QUEUE);
        let keeper = Self {
            watching: watching.clone(),
            entries,
            writer,
            keep: settings.keep,
            batch: Vec::new(),
            day: None,
            retain_at: Instant::now() + RETAIN_FIRST,
            failing: false,
        };
        (keeper, Recorder { watching, entries: sender })
    }

    /// Runs until told to stop; what was said until then and all watches are written.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = told(&mut stop) => break,
                Some(entry) = self.entries.recv() => self.batch.push(entry),
                _ = ticks.tick() => self.tick(now()).await,
            }
        }
        self.entries.close();
        while let Some(entry) = self.entries.recv().await {
            self.batch.push(entry);
        }
        let watched = lock(&self.watching).close(now());
        self.batch.extend(watched);
        self.write().await;
        lost(self.batch.len());
    }

    async fn tick(&mut self, now: UnixMicros) {
        let watched = lock(&self.watching).tick(now);
        self.batch.extend(watched);
        self.write().await;
        if self.day != Some(Day::of(now)) {
            match self.writer.close(now).await {
                Ok(_) => self.day = Some(Day::of(now)),
                Err(error) => self.fails(&error),
            }
        }
        if Instant::now() >= self.retain_at {
            self.retain_at = Instant::now() + RETAIN_EVERY;
            self.retain(now).await;
        }
    }

    /// What cannot be written waits for the next time; that is said once.
    async fn write(&mut self) {
        if self.batch.is_empty() {
            return;
        }
        match self.writer.append(&self.batch).await {
            Ok(()) => {
                if std::mem::take(&mut self.failing) {
                    tracing::info!("the audit is written again");
                }
                self.batch.clear();
            }
            Err(error) => {
                self.fails(&error);
                let over = self.batch.len().saturating_sub(WAITING);
                self.batch.drain(..over);
                lost(over);
            }
        }
    }

    fn fails(&mut self, error: &StoreError) {
        if !std::mem::replace(&mut self.failing, true) {
            tracing::error!(%error, "the audit cannot be written; it is tried again");
        }
    }

    async fn retain(&self, now: UnixMicros) {
        let keep = u64::try_from(self.keep.as_micros()).unwrap_or(u64::MAX);
        let first = Day::of(UnixMicros(now.0.saturating_sub(keep)));
        match self.writer.retain(first, now).await {
            Ok(rows) => tracing::debug!(rows, "old rows of the audit were removed"),
            Err(error) => tracing::error!(%error, "old rows of the audit cannot be removed"),
        }
    }
}

/// Ready once the relay stops; whoever could tell so being gone is a stop, too.
async fn told(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

fn lost(rows: usize) {
    if rows > 0 {
        tracing::error!(rows, "rows of the audit are lost");
        counter!("ward_audit_rows_lost_total").increment(rows as u64);
    }
}

fn lock(watching: &Mutex<Watching>) -> MutexGuard<'_, Watching> {
    watching.lock().unwrap_or_else(PoisonError::into_inner)
}

fn now() -> UnixMicros {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMicros(u64::try_from(since.as_micros()).unwrap_or(u64::MAX))
}

#[cfg(test)]
#[path = "keeper_tests.rs"]
mod tests;
