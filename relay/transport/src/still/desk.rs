//! Where stills are asked for. Belongs here: each picture is made once however many ask, on the blocking pool, a few at a
//! time, within a bounded queue and a bounded wait. Does not: how one is made (see `make`).

use super::{
    Name,
    cache::{Cache, Kept},
    make::{Key, MakeError, make, make_apart},
};
use access::{Allowed, Watch};
use bytes::Bytes;
use hub::{Camera, Frame, Hub, Status};
use metrics::counter;
use shared::{
    CameraId, Profile, StreamId,
    still::StillWidth,
    wire::{CameraState, Reason},
};
use std::{
    collections::HashMap,
    num::NonZero,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};
use tokio::{
    sync::{Semaphore, watch},
    task::spawn_blocking,
    time::timeout,
};

/// How much making and keeping stills may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Stills made at the same time.
    pub workers: usize,
    /// Stills that are being made or wait for it; one more is refused.
    pub queue: usize,
    /// How long one who asks is kept waiting.
    pub patience: Duration,
    /// What all kept stills together may take.
    pub cache_bytes: usize,
}

impl Default for Limits {
    /// Half the cores, so that viewers have the other; twice the tiles of the largest wall.
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Self { workers: (cores / 2).max(1), queue: 128, patience: Duration::from_secs(3), cache_bytes: 32 << 20 }
    }
}

/// Why there is no still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StillError {
    /// No such camera.
    #[error("there is no such camera")]
    UnknownCamera,
    /// Nothing has come from the camera yet, the stream is not pulled, or the camera is paused.
    #[error("there is no picture")]
    NoPicture,
    /// The picture is of a kind that cannot be decoded, or it is broken.
    #[error("no still can be made of the picture")]
    Unavailable,
    /// Too many stills are being made.
    #[error("too many stills are being made")]
    Busy,
}

impl StillError {
    /// The code for whoever asked.
    pub fn reason(self) -> Reason {
        match self {
            Self::UnknownCamera => Reason::UnknownCamera,
            Self::NoPicture => Reason::NoPicture,
            Self::Unavailable => Reason::StillUnavailable,
            Self::Busy => Reason::StillBusy,
        }
    }
}

/// A camera's newest keyframe, and how the camera is.
#[derive(Clone)]
pub struct Source {
    /// How the camera is.
    pub status: Status,
    camera: Arc<Camera>,
    profile: Profile,
    key: Frame,
}

impl Source {
    /// The name that its still in a width has.
    pub fn name(&self, width: StillWidth) -> Name {
        name(&self.key, width)
    }
}

/// A finished still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    /// Which picture it is.
    pub name: Name,
    /// The file.
    pub jpeg: Bytes,
}

type Make = fn(&CameraId, &Frame, StillWidth) -> Result<Vec<u8>, MakeError>;
type Outcome = Result<Still, StillError>;
type Waiting = watch::Receiver<Option<Outcome>>;

/// Where stills are asked for; a handle to share.
#[derive(Clone)]
pub struct Stills(Arc<Shared>);

struct Shared {
    hub: Arc<Hub>,
    limits: Limits,
    make: Make,
    workers: Semaphore,
    inner: Mutex<Inner>,
}

struct Inner {
    cache: Cache,
    /// Stills on their way, each with a receiver for whoever joins.
    flights: HashMap<(StreamId, StillWidth), Waiting>,
}

impl Stills {
    /// A desk without any still.
    pub fn new(hub: Arc<Hub>, limits: Limits) -> Self {
        Self::making(hub, limits, make)
    }

    fn making(hub: Arc<Hub>, limits: Limits, make: Make) -> Self {
        let inner = Inner { cache: Cache::new(limits.cache_bytes), flights: HashMap::new() };
        let workers = Semaphore::new(limits.workers);
        Self(Arc::new(Shared { hub, limits, make, workers, inner: Mutex::new(inner) }))
    }

    /// What a still would be made of now. A stream that is not pulled is not dialled for it.
    pub fn source(&self, camera: &Allowed<Watch>, profile: Profile) -> Result<Source, StillError> {
        let camera = self.0.hub.camera(camera.camera()).ok_or(StillError::UnknownCamera)?;
        let status = camera.status();
        // Who paused a camera does not want to be seen.
        let seen = status.state != CameraState::Paused;
        let key = camera.stream(profile).newest_key().filter(|_| seen).ok_or(StillError::NoPicture)?;
        Ok(Source { status, camera, profile, key })
    }

    /// The still, from the cache or made now. It may be of a newer picture than the source, never of an older stream.
    pub async fn get(&self, source: Source, width: StillWidth) -> Outcome {
        let name = source.name(width);
        let flight = (name.stream, width);
        let mut waiting = {
            let mut inner = self.lock();
            if let Some(kept) = inner.cache.get(&name) {
                count("kept");
                return outcome(name, kept);
            }
            match inner.flights.get(&flight) {
                Some(waiting) => waiting.clone(),
                None if inner.flights.len() >= self.0.limits.queue => {
                    count("refused");
                    return Err(StillError::Busy);
                }
                None => {
                    let (done, waiting) = watch::channel(None);
                    inner.flights.insert(flight, waiting.clone());
                    tokio::spawn(self.clone().fly(source, width, flight, done));
                    waiting
                }
            }
        };
        match timeout(self.0.limits.patience, waiting.wait_for(Option::is_some)).await {
            Ok(Ok(done)) => done.clone().unwrap_or(Err(StillError::Busy)),
            // Too slow, or the relay stops.
            _ => Err(StillError::Busy),
        }
    }

    /// A still of a keyframe that came from no stream of the hub; `None` where none can be made of it. It is not kept.
    pub async fn develop(&self, key: Key, width: StillWidth) -> Option<Vec<u8>> {
        let _place = timeout(self.0.limits.patience, self.0.workers.acquire()).await.ok()?.ok()?;
        let made = spawn_blocking(move || make_apart(&key, width)).await;
        made.ok()?.inspect_err(|error| tracing::debug!(%error, "no still can be made of a first picture")).ok()
    }

    /// Makes one still when its turn comes, unless nobody waits for it any more.
    async fn fly(
        self,
        source: Source,
        width: StillWidth,
        flight: (StreamId, StillWidth),
        done: watch::Sender<Option<Outcome>>,
    ) {
        let Ok(_place) = self.0.workers.acquire().await else { return };
        {
            let mut inner = self.lock();
            // The receiver that is left is the one for joiners.
            if done.receiver_count() <= 1 {
                inner.flights.remove(&flight);
                return;
            }
        }
        // The newest picture of now: the wait may have been longer than a GOP.
        let Source { camera, profile, key, .. } = source;
        let key = camera.stream(profile).newest_key().unwrap_or(key);
        let name = name(&key, width);
        let (make, of) = (self.0.make, camera.clone());
        // A panic ends that task alone, as an error.
        let made = spawn_blocking(move || make(of.id(), &key, width)).await;
        let kept = match made {
            Ok(Ok(jpeg)) => {
                count("made");
                Some(Bytes::from(jpeg))
            }
            Ok(Err(error)) => {
                count("failed");
                tracing::debug!(camera = %camera.id(), %error, "no still can be made");
                None
            }
            Err(error) => {
                count("failed");
                tracing::error!(camera = %camera.id(), %error, "the code that makes stills panicked");
                None
            }
        };
        let mut inner = self.lock();
        inner.cache.put(name, kept.clone());
        inner.flights.remove(&flight);
        drop(inner);
        done.send_replace(Some(outcome(name, kept)));
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Every change is finished before anything can panic.
        self.0.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name(key: &Frame, width: StillWidth) -> Name {
    let header = key.header();
    Name { stream: header.stream, time: header.time, width }
}

fn outcome(name: Name, kept: Kept) -> Outcome {
    kept.map(|jpeg| Still { name, jpeg }).ok_or(StillError::Unavailable)
}

/// `made`: decoded now; `kept`: from the cache; `failed`: could not be made; `refused`: the queue was full.
fn count(result: &'static str) {
    counter!("ward_stills_total", "result" => result).increment(1);
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
