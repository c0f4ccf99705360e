//! All cameras of this relay, and the ceiling over all rings. Belongs here: who exists, how it is, what changed.
//! Does not: names, addresses, dialling.

use crate::{Limits, Publisher, Status, Stream, Subscription, stream::Counters, subscriber::Joined};
use shared::{
    CameraId, Profile, StreamId, UnixMicros,
    wire::{CameraState, Mode},
};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
};
use tokio::sync::{Notify, broadcast};

/// How many changes a reader of events may lag behind before it must read everything anew.
const EVENTS: usize = 1024;

/// What changed, for everyone who shows cameras.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HubEvent {
    /// A camera's state.
    Camera(CameraId, Status),
    /// The list: ask for it again.
    List(u64),
}

/// The cameras of this relay.
pub struct Hub {
    shared: Arc<Shared>,
    events: broadcast::Sender<HubEvent>,
    revision: AtomicU64,
}

/// One camera's streams and state.
pub struct Camera {
    id: CameraId,
    main: Arc<Stream>,
    sub: Option<Arc<Stream>>,
    status: Mutex<Status>,
}

/// What streams share with the hub.
pub(crate) struct Shared {
    pub(crate) limits: Limits,
    pub(crate) next_reader: AtomicU64,
    cameras: RwLock<BTreeMap<CameraId, Arc<Camera>>>,
    next_stream: AtomicU32,
    held: AtomicUsize,
    /// Below this, shrinking would free nothing that was not freed already.
    next_shrink: AtomicUsize,
    counters: Mutex<BTreeMap<(CameraId, Profile), Arc<Counters>>>,
}

impl Camera {
    /// Its id.
    pub fn id(&self) -> &CameraId {
        &self.id
    }

    /// Its state.
    pub fn status(&self) -> Status {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The stream for a profile; a camera with one stream serves it as both.
    pub fn stream(&self, profile: Profile) -> &Arc<Stream> {
        match (profile, &self.sub) {
            (Profile::Sub, Some(sub)) => sub,
            _ => &self.main,
        }
    }

    /// The stream that is always pulled: its arrivals tell how the camera is.
    pub fn steady(&self) -> &Arc<Stream> {
        self.stream(Profile::Sub)
    }

    /// Its streams, one or two.
    pub fn streams(&self) -> impl Iterator<Item = &Arc<Stream>> {
        self.sub.iter().chain([&self.main])
    }
}

impl Hub {
    /// An empty hub.
    pub fn new(limits: Limits) -> Self {
        let shared = Shared {
            limits,
            next_reader: AtomicU64::new(0),
            cameras: RwLock::default(),
            next_stream: AtomicU32::new(1),
            held: AtomicUsize::new(0),
            next_shrink: AtomicUsize::new(0),
            counters: Mutex::default(),
        };
        Self { shared: Arc::new(shared), events: broadcast::Sender::new(EVENTS), revision: AtomicU64::new(0) }
    }

    /// Adds a camera, in place of one with the same id, whose readers are closed.
    pub fn add(&self, id: &CameraId, has_sub: bool, now: UnixMicros) -> Arc<Camera> {
        let stream = |profile| Arc::new(Stream::new(profile, self.shared.counters(id, profile), self.shared.clone()));
        let status = Status { state: CameraState::Starting, since: now, reason: None };
        let camera = Arc::new(Camera {
            id: id.clone(),
            main: stream(Profile::Main),
            sub: has_sub.then(|| stream(Profile::Sub)),
            status: Mutex::new(status),
        });
        let old = self.write().insert(id.clone(), camera.clone());
        if let Some(old) = old {
            old.streams().for_each(|s| s.close());
        }
        camera
    }

    /// Takes a camera away; its readers are told.
    pub fn remove(&self, id: &CameraId) {
        if let Some(old) = self.write().remove(id) {
            old.streams().for_each(|s| s.close());
        }
    }

    /// Tells everyone that the list of cameras has changed.
    pub fn list_changed(&self) {
        let revision = self.revision.fetch_add(1, Relaxed) + 1;
        // Nobody listening is no error.
        let _ = self.events.send(HubEvent::List(revision));
    }

    /// Counts the changes of the list.
    pub fn revision(&self) -> u64 {
        self.revision.load(Relaxed)
    }

    /// A camera by its id.
    pub fn camera(&self, id: &CameraId) -> Option<Arc<Camera>> {
        self.read().get(id).cloned()
    }

    /// All cameras in the order of their ids.
    pub fn cameras(&self) -> Vec<Arc<Camera>> {
        self.read().values().cloned().collect()
    }

    /// The writing end for one of a camera's streams.
    pub fn publisher(camera: &Camera, profile: Profile) -> Publisher {
        Publisher::new(camera.stream(profile).clone())
    }

    /// Starts reading; `waker` is notified whenever a frame has come.
    pub fn subscribe(camera: &Camera, profile: Profile, mode: Mode, waker: Arc<Notify>) -> (Subscription, Joined) {
        Subscription::join(camera.stream(profile).clone(), mode, waker)
    }

    /// Sets a camera's state and tells everyone if that is news.
    pub fn set_status(&self, camera: &Camera, status: Status) {
        let mut now = camera.status.lock().unwrap_or_else(PoisonError::into_inner);
        if (now.state, now.reason) == (status.state, status.reason) {
            return;
        }
        *now = status;
        let _ = self.events.send(HubEvent::Camera(camera.id.clone(), status));
    }

    /// Changes from here on. Whoever lags too far behind reads [`Hub::cameras`] anew.
    pub fn events(&self) -> broadcast::Receiver<HubEvent> {
        self.events.subscribe()
    }

    /// Bytes that all rings hold together.
    pub fn held_bytes(&self) -> usize {
        self.shared.held.load(Relaxed)
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, BTreeMap<CameraId, Arc<Camera>>> {
        self.shared.cameras.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, BTreeMap<CameraId, Arc<Camera>>> {
        self.shared.cameras.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Hub {
    /// A stream knows what all streams share, which knows every camera: that ring of references is broken here.
    fn drop(&mut self) {
        self.write().clear();
    }
}

impl Shared {
    pub(crate) fn new_stream_id(&self) -> StreamId {
        StreamId(self.next_stream.fetch_add(1, Relaxed))
    }

    pub(crate) fn count_bytes(&self, before: usize, now: usize) {
        if now >= before {
            self.held.fetch_add(now - before, Relaxed);
        } else {
            self.held.fetch_sub(before - now, Relaxed);
        }
    }

    /// Over the ceiling, rings are shrunk to their keyframe: first those that nobody reads, the largest first.
    pub(crate) fn keep_under_ceiling(&self) {
        let ceiling = self.limits.total_bytes;
        let held = self.held.load(Relaxed);
        if held <= ceiling {
            return self.next_shrink.store(0, Relaxed);
        }
        if held < self.next_shrink.load(Relaxed) {
            return;
        }
        let cameras = self.cameras.read().unwrap_or_else(PoisonError::into_inner);
        let mut streams: Vec<_> = cameras.values().flat_map(|c| c.streams()).map(|s| (s.stats(), s.clone())).collect();
        drop(cameras);
        streams.sort_by_key(|(stats, _)| (stats.readers > 0, std::cmp::Reverse(stats.ring_bytes)));
        // Some room is made at once, so that not every frame comes here again.
        let goal = ceiling - ceiling / 10;
        for (_, stream) in streams {
            if self.held.load(Relaxed) <= goal {
                break;
            }
            stream.shrink();
        }
        let left = self.held.load(Relaxed);
        let again = if left > goal { left + ceiling / 20 } else { 0 };
        self.next_shrink.store(again, Relaxed);
    }

    /// Totals outlive a camera's removal, so that they only ever grow.
    fn counters(&self, id: &CameraId, profile: Profile) -> Arc<Counters> {
        let mut all = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry((id.clone(), profile)).or_default().clone()
    }
}

#[cfg(test)]
#[path = "registry_tests.rs"]
mod tests;
