//! One camera profile's stream: the ring behind its lock, who reads it, and the one who writes it.

use crate::{Frame, Limits, MAX_UNIT_BYTES, Recovery, StreamParams, registry::Shared, ring::Ring};
use shared::{
    Profile, Pts90k, StreamId, UnixMicros,
    wire::{FrameHeader, Kind, Reason},
};
use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{
            AtomicU64,
            Ordering::{Acquire, Relaxed, Release},
        },
    },
    time::{Duration, Instant},
};
use tokio::sync::{Notify, watch};

/// A stream that a camera feeds and viewers read.
pub struct Stream {
    profile: Profile,
    inner: Mutex<Inner>,
    readers: watch::Sender<usize>,
    last_arrival: AtomicU64,
    last_heard: Mutex<Option<Duration>>,
    failing: Mutex<Option<Failing>>,
    stats: Arc<Counters>,
    shared: Arc<Shared>,
    /// Grows with everything that a reader may have to look at.
    version: AtomicU64,
}

/// Why a stream that somebody wants does not come, and when it is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failing {
    /// What went wrong.
    pub reason: Reason,
    /// When it is tried again.
    pub until: Instant,
}

pub(crate) struct Inner {
    pub(crate) ring: Ring,
    pub(crate) wakers: Vec<(u64, Arc<Notify>)>,
    pub(crate) usual_gop: Option<Duration>,
    pub(crate) closed: bool,
    params: Option<Arc<StreamParams>>,
    seq: u16,
    last_key_at: Option<Duration>,
    counted_bytes: usize,
}

/// What a camera's stream has brought, also over its removal and coming back.
#[derive(Default)]
pub(crate) struct Counters {
    units: AtomicU64,
    keys: AtomicU64,
    bytes: AtomicU64,
    too_large: AtomicU64,
}

/// Totals since the stream was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamStats {
    /// Access units received.
    pub units: u64,
    /// Keyframes among them.
    pub keys: u64,
    /// Bytes of access units.
    pub bytes: u64,
    /// Access units dropped because they were over [`MAX_UNIT_BYTES`].
    pub too_large: u64,
    /// Readers now.
    pub readers: usize,
    /// Bytes held in the ring now.
    pub ring_bytes: usize,
}

/// One access unit on its way in.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// An IDR picture.
    pub key: bool,
    /// Something is missing before this unit, or it cannot refer to what was before.
    pub discontinuity: bool,
    /// When to show it.
    pub pts: Pts90k,
    /// When its last byte had come, by the wall clock; for viewers.
    pub time: UnixMicros,
    /// The same on a clock that never jumps, counted from any fixed start; for every decision.
    pub at: Duration,
    /// 4-byte length-prefixed NAL units.
    pub data: &'a [u8],
}

/// Why a unit was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// No parameter sets have been given yet.
    #[error("an access unit came before any parameter sets")]
    NoParams,
    /// The unit is over [`MAX_UNIT_BYTES`].
    #[error("an access unit of {0} bytes is over the limit")]
    TooLarge(usize),
}

impl Stream {
    pub(crate) fn new(profile: Profile, stats: Arc<Counters>, shared: Arc<Shared>) -> Self {
        let inner = Inner {
            ring: Ring::new(shared.limits),
            wakers: Vec::new(),
            usual_gop: None,
            closed: false,
            params: None,
            seq: 0,
            last_key_at: None,
            counted_bytes: 0,
        };
        Self {
            profile,
            inner: Mutex::new(inner),
            readers: watch::Sender::new(0),
            last_arrival: AtomicU64::new(0),
            last_heard: Mutex::new(None),
            failing: Mutex::new(None),
            stats,
            shared,
            version: AtomicU64::new(0),
        }
    }

    /// Which of the camera's streams this is.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// When the last access unit had come; zero before the first.
    pub fn last_arrival(&self) -> UnixMicros {
        UnixMicros(self.last_arrival.load(Relaxed))
    }

    /// The same as [`Unit::at`]; `None` before the first.
    pub fn last_heard(&self) -> Option<Duration> {
        *self.last_heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why it does not come, where the last try failed and the next is not due yet.
    pub fn failing(&self) -> Option<Failing> {
        *self.failing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the readers that it does not come, or that it is tried again.
    pub fn set_failing(&self, failing: Option<Failing>) {
        *self.failing.lock().unwrap_or_else(PoisonError::into_inner) = failing;
        self.wake(&self.lock());
    }

    /// The newest keyframe with its parameters, for a look without reading. It shares its bytes with the ring.
    pub fn newest_key(&self) -> Option<Frame> {
        self.lock().ring.key().cloned()
    }

    /// How many read it, and a way to wait until that changes.
    pub fn readers(&self) -> watch::Receiver<usize> {
        self.readers.subscribe()
    }

    /// Totals for the metrics.
    pub fn stats(&self) -> StreamStats {
        StreamStats {
            units: self.stats.units.load(Relaxed),
            keys: self.stats.keys.load(Relaxed),
            bytes: self.stats.bytes.load(Relaxed),
            too_large: self.stats.too_large.load(Relaxed),
            readers: *self.readers.borrow(),
            ring_bytes: self.lock().ring.bytes(),
        }
    }

    /// What must hold after every operation; panics where it does not. For tests and fuzzing.
    pub fn check_invariants(&self) {
        let inner = self.lock();
        inner.ring.check_invariants();
        assert_eq!(inner.counted_bytes, inner.ring.bytes(), "what is held is what is counted");
        assert_eq!(inner.wakers.len(), *self.readers.borrow(), "every reader is known");
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        // A reader that panicked leaves the ring whole: every change to it is finished before anything can panic.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looked at without the lock, so that a reader with nothing to read costs next to nothing.
    pub(crate) fn version(&self) -> u64 {
        self.version.load(Acquire)
    }

    /// The version grows first: who is woken finds something new.
    fn wake(&self, inner: &Inner) {
        self.version.fetch_add(1, Release);
        inner.wakers.iter().for_each(|(_, w)| w.notify_one());
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    pub(crate) fn add_reader(&self, id: u64, waker: Arc<Notify>, inner: &mut Inner) {
        inner.wakers.push((id, waker));
        self.readers.send_replace(inner.wakers.len());
    }

    pub(crate) fn remove_reader(&self, id: u64) {
        let mut inner = self.lock();
        inner.wakers.retain(|(other, _)| *other != id);
        self.readers.send_replace(inner.wakers.len());
    }

    pub(crate) fn next_reader_id(&self) -> u64 {
        self.shared.next_reader.fetch_add(1, Relaxed)
    }

    /// Ends all reading; for a camera that is taken away.
    pub(crate) fn close(&self) {
        let mut inner = self.lock();
        inner.closed = true;
        inner.ring.shrink();
        self.count(&mut inner);
        self.wake(&inner);
    }

    /// Forgets what was cached: the camera is no longer pulled, and a joiner later must not get the past.
    pub fn clear(&self) {
        let mut inner = self.lock();
        inner.ring.clear();
        self.count(&mut inner);
    }

    /// Keeps only the last keyframe; returns how many bytes that freed.
    pub(crate) fn shrink(&self) -> usize {
        let mut inner = self.lock();
        let before = inner.ring.bytes();
        inner.ring.shrink();
        self.count(&mut inner);
        before.saturating_sub(inner.ring.bytes())
    }

    fn count(&self, inner: &mut Inner) {
        let now = inner.ring.bytes();
        self.shared.count_bytes(inner.counted_bytes, now);
        inner.counted_bytes = now;
    }

    fn push(&self, unit: Unit<'_>, recovery: Recovery<'_>) -> Result<(), PushError> {
        if unit.data.len() > MAX_UNIT_BYTES {
            self.stats.too_large.fetch_add(1, Relaxed);
            return Err(PushError::TooLarge(unit.data.len()));
        }
        let mut guard = self.lock();
        let inner = &mut *guard;
        if inner.closed {
            return Ok(());
        }
        let params = inner.params.clone().ok_or(PushError::NoParams)?;
        let header = FrameHeader {
            kind: Kind::H264,
            key: unit.key,
            discontinuity: unit.discontinuity,
            seq: inner.seq,
            stream: params.stream,
            pts: unit.pts,
            time: unit.time,
        };
        inner.seq = inner.seq.wrapping_add(1);
        if unit.key {
            inner.usual_gop = inner.last_key_at.replace(unit.at).map(|last| unit.at.saturating_sub(last));
            self.stats.keys.fetch_add(1, Relaxed);
        }
        let watched = !inner.wakers.is_empty();
        inner.ring.push_recovery(Frame::new(header, unit.at, unit.data, params), recovery, watched);
        self.count(inner);
        self.wake(inner);
        drop(guard);
        self.last_arrival.store(unit.time.0, Relaxed);
        *self.last_heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(unit.at);
        self.stats.units.fetch_add(1, Relaxed);
        self.stats.bytes.fetch_add(unit.data.len() as u64, Relaxed);
        Ok(())
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let counted = self.lock().counted_bytes;
        self.shared.count_bytes(counted, 0);
    }
}

/// The writing end of a stream. A camera has one a profile.
pub struct Publisher {
    stream: Arc<Stream>,
}

impl Publisher {
    pub(crate) fn new(stream: Arc<Stream>) -> Self {
        Self { stream }
    }

    /// The stream that is written.
    pub fn stream(&self) -> &Arc<Stream> {
        &self.stream
    }

    /// Begins a new epoch: units from here on carry a new stream number. `params.stream` is filled in here.
    pub fn set_params(&self, params: StreamParams) -> StreamId {
        let stream = self.stream.shared.new_stream_id();
        let mut inner = self.stream.lock();
        inner.params = Some(Arc::new(StreamParams { stream, ..params }));
        (inner.seq, inner.last_key_at, inner.usual_gop) = (0, None, None);
        stream
    }

    /// Adds an access unit and wakes the readers.
    pub fn push(&self, unit: Unit<'_>) -> Result<(), PushError> {
        self.push_recovery(unit, Recovery::default())
    }

    /// The same for a stream that has recovery points.
    pub fn push_recovery(&self, unit: Unit<'_>, recovery: Recovery<'_>) -> Result<(), PushError> {
        self.stream.push(unit, recovery)?;
        self.stream.shared.keep_under_ceiling();
        Ok(())
    }
}
