//! The hub under random operations: cameras that send, break off and go, readers that come, lag and leave.
//! Belongs here: reading operations from bytes and carrying them out. Does not: what readers may get (see `reader`).

mod reader;
mod sent;

use hub::{Camera, Failing, Hub, Limits, MAX_UNIT_BYTES, Publisher, PushError, Stream, StreamParams, Unit};
use reader::Reader;
use sent::{Sent, Sizes};
use shared::{
    CameraId, Profile, Pts90k, StreamId, UnixMicros,
    wire::{FrameHeader, Mode, Reason},
};
use std::{
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

const CAMERAS: usize = 3;
const READERS: usize = 6;
/// The largest unit that is sent here, but for those over the hub's limit.
const LARGEST: usize = 256 * 16;

fn limits() -> Limits {
    Limits {
        gop_span: Duration::from_secs(10),
        gop_bytes: 10_000,
        viewer_span: Duration::from_secs(1),
        viewer_bytes: 3_000,
        total_bytes: 24_000,
    }
}

/// One camera's sending end, and what it has sent.
struct Source {
    id: CameraId,
    camera: Arc<Camera>,
    publisher: Publisher,
    sent: Sent,
    described: bool,
    /// As after a loss: the camera's side passes nothing on before the next keyframe.
    need_key: bool,
}

struct World {
    hub: Hub,
    sources: Vec<Source>,
    readers: Vec<Reader>,
    /// Every stream that ever was and may still be read.
    streams: Vec<Arc<Stream>>,
    now: Duration,
}

/// Carries out the operations that the bytes spell, four bytes each, and looks at everything after each.
pub fn ring(data: &[u8]) {
    let mut world = World::new();
    for op in data.chunks_exact(4) {
        world.step([op[0], op[1], op[2], op[3]]);
        world.check();
    }
    world.readers.iter_mut().for_each(|reader| reader.take(usize::MAX, &world.sources[reader.source].sent));
    let streams: Vec<Weak<Stream>> = world.streams.iter().map(Arc::downgrade).collect();
    drop(world);
    assert!(streams.iter().all(|stream| stream.strong_count() == 0), "a hub takes its cameras with it");
}

impl World {
    fn new() -> Self {
        let mut world =
            Self { hub: Hub::new(limits()), sources: vec![], readers: vec![], streams: vec![], now: Duration::ZERO };
        for n in 0..CAMERAS {
            let id = format!("fuzz/{n}").parse().expect("an id");
            let source = world.add(id);
            world.sources.push(source);
        }
        world
    }

    fn add(&mut self, id: CameraId) -> Source {
        let camera = self.hub.add(&id, false, UnixMicros(0));
        let publisher = Hub::publisher(&camera, Profile::Main);
        self.streams.push(publisher.stream().clone());
        Source { id, camera, publisher, sent: Sent::default(), described: false, need_key: true }
    }

    fn step(&mut self, [op, a, b, c]: [u8; 4]) {
        let at = usize::from(a) % CAMERAS;
        match op % 16 {
            // Units of any size, keyframes among them, at any distance in time.
            0..=6 => self.push(at, a >= 192, b, Duration::from_millis(u64::from(c) * 4)),
            7 => self.push(at, true, b, Duration::from_millis(u64::from(c) * 40)),
            8 => self.join(at, if b % 4 == 0 { Mode::Keyframes } else { Mode::All }),
            9..=11 => self.read(a, usize::from(b) % 16),
            12 => self.read(a, usize::MAX),
            13 if !self.readers.is_empty() => {
                self.readers.swap_remove(usize::from(a) % self.readers.len());
            }
            14 => self.disturb(at, b),
            15 => self.replace(at, b),
            _ => {}
        }
    }

    fn push(&mut self, at: usize, key: bool, size: u8, after: Duration) {
        let source = &mut self.sources[at];
        if source.need_key && !key {
            return;
        }
        if !source.described {
            source.publisher.set_params(params());
            source.described = true;
        }
        source.need_key = false;
        self.now += after;
        let data = vec![0; usize::from(size) * 16];
        let pts = Pts90k(source.sent.next() as i64);
        let time = UnixMicros(self.now.as_micros() as u64);
        let unit = Unit { key, discontinuity: false, pts, time, at: self.now, data: &data };
        assert_eq!(source.publisher.push(unit), Ok(()));
        source.sent.add(key, self.now, FrameHeader::LEN + data.len());
        let keyframes = self.streams.len() * (FrameHeader::LEN + LARGEST);
        let most = limits().total_bytes.max(keyframes) + limits().total_bytes / 20 + LARGEST;
        assert!(self.hub.held_bytes() <= most, "{} bytes held, at most {most}", self.hub.held_bytes());
    }

    fn join(&mut self, source: usize, mode: Mode) {
        if self.readers.len() < READERS {
            let camera = &self.sources[source].camera;
            self.readers.push(Reader::join(source, camera, mode, Sizes::of(&limits())));
        }
    }

    fn read(&mut self, which: u8, count: usize) {
        let n = self.readers.len().max(1);
        if let Some(reader) = self.readers.get_mut(usize::from(which) % n) {
            reader.take(count, &self.sources[reader.source].sent);
        }
    }

    /// What goes wrong on a camera's side.
    fn disturb(&mut self, at: usize, how: u8) {
        let source = &mut self.sources[at];
        match how % 5 {
            // It is no longer pulled; when it is again, it begins with a keyframe.
            0 => {
                source.publisher.stream().clear();
                source.need_key = true;
            }
            // A new epoch, which begins with a keyframe, too.
            1 => (source.described, source.need_key) = (false, true),
            2 => source.need_key = true,
            3 => {
                let failing = Failing { reason: Reason::NoMedia, until: Instant::now() };
                source.publisher.stream().set_failing((how >= 128).then_some(failing));
            }
            _ => {
                let data = vec![0; MAX_UNIT_BYTES + 1];
                let (time, at) = (UnixMicros(0), self.now);
                let unit = Unit { key: true, discontinuity: false, pts: Pts90k(-1), time, at, data: &data };
                assert_eq!(source.publisher.push(unit), Err(PushError::TooLarge(data.len())));
            }
        }
    }

    /// A camera is taken away, or another comes in its place: its readers are told, and nothing is sent to them any more.
    fn replace(&mut self, at: usize, how: u8) {
        if how >= 64 {
            self.hub.remove(&self.sources[at].id);
        }
        let new = self.add(self.sources[at].id.clone());
        let old = std::mem::replace(&mut self.sources[at], new);
        for reader in self.readers.iter_mut().filter(|r| r.source == at) {
            reader.closed(&old.sent);
        }
        self.readers.retain(|r| r.source != at);
    }

    fn check(&mut self) {
        // Held here and nowhere else: neither the hub nor a reader has it any more.
        self.streams.retain(|stream| Arc::strong_count(stream) > 1);
        self.streams.iter().for_each(|stream| stream.check_invariants());
        let rings: usize = self.streams.iter().map(|stream| stream.stats().ring_bytes).sum();
        assert_eq!(rings, self.hub.held_bytes(), "what the rings hold is what is counted");
    }
}

fn params() -> StreamParams {
    StreamParams {
        stream: StreamId(0),
        avcc_source: Default::default(),
        avcc_live: Default::default(),
        codec: String::new(),
        width: 640,
        height: 360,
        reorders: false,
    }
}
