//! One watched slot: a stream from the gate to the picture that is due. Belongs here: the stream's number, gate, decoder,
//! playout in a row. Does not: the canvas, the choice of the stream.

use crate::{
    browser,
    decoder::{self, Config, Decoder, Output, Picture, Sink, Unit},
    gate::{Gate, Verdict},
    inflight::{Facts, InFlight},
    playout::{Frame, Playout},
    protocol::Rung,
};
use js_sys::Uint8Array;
use shared::{
    Profile, Pts90k, Slot, UnixMicros,
    wire::{FrameHeader, Mode},
};
use std::time::Duration;

/// More live units than this in front of the decoder mean that it does not keep up.
const MAX_WAITING: u32 = 8;
/// A decoder that takes units and gives nothing for this long is stuck.
const STUCK_MS: f64 = 3_000.0;
/// Decoders that failed in a row without one picture, until we believe that it will not work.
const MAX_FAILURES: u32 = 3;

/// Names a feed for the callbacks of its decoders, which may come after its end. A decoder made anew is another feed's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FeedId(pub(crate) u32);

/// What the relay sends in a slot.
pub(crate) struct Stream {
    pub(crate) profile: Profile,
    pub(crate) codec: String,
    pub(crate) avcc: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) live_from: Option<Pts90k>,
}

pub(crate) struct Feed {
    pub(crate) id: FeedId,
    pub(crate) slot: Slot,
    pub(crate) mode: Mode,
    pub(crate) stream: Option<Stream>,
    /// Units left out since it was last asked for.
    dropped: u64,
    rung: Rung,
    gate: Gate,
    decoder: Option<Box<dyn Decoder>>,
    /// Counts the decoders, so that what an old one still says is told apart.
    generation: u32,
    failures: u32,
    waits_since_ms: Option<f64>,
    inflight: InFlight,
    playout: Playout<Picture>,
    last_key: Option<UnixMicros>,
    key_interval: Option<Duration>,
}

impl Feed {
    pub(crate) fn new(id: FeedId, slot: Slot, mode: Mode, rung: Rung) -> Self {
        Self {
            id,
            slot,
            mode,
            stream: None,
            dropped: 0,
            rung,
            gate: Gate::new(mode, None),
            decoder: None,
            generation: 0,
            failures: 0,
            waits_since_ms: None,
            inflight: InFlight::default(),
            playout: Playout::default(),
            last_key: None,
            key_interval: None,
        }
    }

    /// From here on frames carry this stream's number.
    pub(crate) fn set_stream(&mut self, stream: Stream) {
        self.close_decoder();
        self.playout.clear();
        self.last_key = None;
        self.failures = 0;
        self.gate = Gate::new(self.mode, stream.live_from);
        self.stream = Some(stream);
    }

    /// Takes one access unit. `sink` makes the way out for a decoder that has to be opened.
    pub(crate) fn push(
        &mut self,
        header: &FrameHeader,
        bytes: Uint8Array,
        now_ms: f64,
        sink: impl FnOnce(FeedId, u32) -> Sink,
    ) {
        if header.key {
            self.key_interval = self.last_key.map(|last| header.time.since(last)).or(self.key_interval);
            self.last_key = Some(header.time);
        }
        let verdict = self.gate.judge(header);
        let overloaded = verdict == Verdict::Live
            && self.inflight.live() > MAX_WAITING as usize
            && self.decoder.as_ref().is_some_and(|decoder| decoder.waiting() > MAX_WAITING);
        if overloaded {
            self.gate.wait_for_key();
        }
        if verdict == Verdict::Skip || overloaded {
            self.dropped += 1;
            return;
        }
        if self.decoder.is_none()
            && let Err(reason) = self.open_decoder(sink)
        {
            return self.fail(&reason);
        }
        let facts = Facts { pts: header.pts, time: header.time, catch_up: verdict == Verdict::CatchUp };
        let unit = Unit { bytes, key: header.key, stamp_us: self.inflight.enter(facts) };
        let Some(decoder) = &mut self.decoder else { return };
        match decoder.decode(&unit) {
            Ok(()) => {
                self.waits_since_ms.get_or_insert(now_ms);
            }
            Err(reason) => self.fail(&reason),
        }
    }

    /// Something came out of a decoder.
    pub(crate) fn decoded(&mut self, generation: u32, output: Output, now_ms: f64) {
        if generation != self.generation {
            return;
        }
        match output {
            Output::Failed(reason) => self.fail(&reason),
            Output::Picture { stamp_us, picture } => {
                self.failures = 0;
                self.waits_since_ms = None;
                if let Some(facts) = self.inflight.leave(stamp_us) {
                    self.playout.push(Frame { facts, picture }, now_ms);
                }
            }
        }
    }

    /// The picture to paint now, if another one is due.
    pub(crate) fn take(&mut self, now_ms: f64) -> Option<Frame<Picture>> {
        self.playout.take(now_ms)
    }

    /// A picture waits for its time.
    pub(crate) fn is_busy(&self) -> bool {
        self.playout.is_busy()
    }

    /// The relay left `n` units out.
    pub(crate) fn dropped(&mut self, n: u64) {
        self.dropped += n;
        self.gate.wait_for_key();
    }

    /// Pictures left out since it was last asked for, by the relay or here.
    pub(crate) fn take_dropped(&mut self) -> u64 {
        std::mem::take(&mut self.dropped) + self.playout.take_skipped()
    }

    /// From one keyframe to the next.
    pub(crate) fn key_interval(&self) -> Option<Duration> {
        self.key_interval
    }

    /// Looks after the decoder. `false`: this stream cannot be decoded here.
    pub(crate) fn check(&mut self, now_ms: f64) -> bool {
        if self.waits_since_ms.is_some_and(|since| now_ms - since > STUCK_MS) && self.inflight.len() > 10 {
            self.fail("units go in and no picture comes out");
        }
        self.failures < MAX_FAILURES
    }

    fn open_decoder(&mut self, sink: impl FnOnce(FeedId, u32) -> Sink) -> Result<(), String> {
        let Some(stream) = &self.stream else { return Err("there is no stream yet".to_owned()) };
        let config = Config { codec: &stream.codec, avcc: &stream.avcc };
        self.decoder = Some(decoder::open(self.rung, &config, sink(self.id, self.generation))?);
        Ok(())
    }

    /// Gives the decoder up; the next keyframe opens another.
    fn fail(&mut self, reason: &str) {
        browser::warn("a decoder was given up:", &reason.into());
        self.failures += 1;
        self.close_decoder();
        self.gate.wait_for_key();
    }

    fn close_decoder(&mut self) {
        self.generation += 1;
        self.decoder = None;
        self.waits_since_ms = None;
        self.inflight.clear();
    }
}
