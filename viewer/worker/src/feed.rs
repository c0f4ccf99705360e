//! One watched slot: a stream from the gate to the picture that is due. Belongs here: the stream's number, gate, decoder,
//! playout in a row. Does not: the canvas, the choice of the stream.

use crate::{
    browser,
    decoder::{self, Config, Decoder, Output, Picture, Sink, Unit},
    gate::{Gate, Verdict},
    inflight::{Facts, InFlight},
    ladder::Fall,
    pace::Pace,
    playout::{Frame, Playout},
    protocol::{Rung, TileId},
    tracks,
    watchdog::{Waits, Watchdog},
};
use js_sys::Uint8Array;
use shared::{
    Profile, Pts90k, Slot, UnixMicros,
    wire::{FrameHeader, Mode, RtpTarget},
};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// More live units than this in front of the decoder mean that it does not keep up.
const MAX_WAITING: u32 = 8;
/// An error of a decoder that has shown pictures may be the stream's, which may be broken for a moment: the next keyframe
/// opens another one. The second within this time is the rung's.
const FORGIVE_MS: f64 = 10_000.0;

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
    /// The live socket's; stills need none.
    pub(crate) slot: Option<Slot>,
    pub(crate) rung: Rung,
    /// The track that its pictures come by.
    pub(crate) track: Option<RtpTarget>,
    pub(crate) stream: Option<Stream>,
    /// It has given a picture.
    pub(crate) has_shown: bool,
    tile: TileId,
    /// As it was asked for; a camera with one stream gives that.
    profile: Profile,
    mode: Mode,
    /// Units left out since it was last asked for, and pictures that came.
    dropped: u64,
    came: u32,
    gate: Gate,
    decoder: Option<Box<dyn Decoder>>,
    /// Counts the decoders, so that what an old one still says is told apart.
    generation: u32,
    /// This decoder has given a picture.
    works: bool,
    forgiven_ms: Option<f64>,
    /// Why it is of no use any more.
    broken: Option<Fall>,
    watchdog: Watchdog,
    /// A picture with a time of its own, or one that the page has painted already: it waits for nothing.
    ready: Option<Frame<Picture>>,
    inflight: InFlight,
    playout: Playout<Picture>,
    pace: Pace,
    last_key: Option<UnixMicros>,
    key_interval: Option<Duration>,
}

impl Feed {
    pub(crate) fn new(id: FeedId, tile: TileId, rung: Rung, (profile, mode): (Profile, Mode)) -> Self {
        Self {
            id,
            slot: None,
            rung,
            track: None,
            stream: None,
            has_shown: false,
            tile,
            profile,
            mode,
            dropped: 0,
            came: 0,
            gate: Gate::new(mode, None),
            decoder: None,
            generation: 0,
            works: false,
            forgiven_ms: None,
            broken: None,
            watchdog: Watchdog::default(),
            ready: None,
            inflight: InFlight::default(),
            playout: Playout::default(),
            pace: Pace::default(),
            last_key: None,
            key_interval: None,
        }
    }

    /// Its pictures come from here, without units.
    pub(crate) fn play(&mut self, source: Box<dyn Decoder>, now_ms: f64) {
        self.decoder = Some(source);
        self.watchdog.wait(now_ms);
    }

    /// It decodes what comes over the live socket.
    fn takes_units(&self) -> bool {
        !matches!(self.rung, Rung::Webrtc | Rung::Still)
    }

    /// From here on frames carry this stream's number.
    pub(crate) fn set_stream(&mut self, stream: Stream) {
        if self.takes_units() {
            self.close_decoder();
        }
        self.playout.clear();
        self.pace = Pace::default();
        self.last_key = None;
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
        self.pace.unit(header.seq, header.pts);
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
            return self.fail(Fall::Error(reason), now_ms);
        }
        let past = verdict == Verdict::CatchUp;
        let facts = Facts { pts: header.pts, time: header.time, catch_up: past };
        let unit = Unit { bytes, key: header.key, past, pts: header.pts, stamp_us: self.inflight.enter(facts) };
        let Some(decoder) = &mut self.decoder else { return };
        match decoder.decode(&unit) {
            Ok(()) => self.watchdog.wait(now_ms),
            Err(reason) => self.fail(Fall::Error(reason), now_ms),
        }
    }

    /// Something came out of a decoder. `now` is the relay's clock.
    pub(crate) fn decoded(&mut self, generation: u32, output: Output, now: UnixMicros, now_ms: f64) {
        if generation != self.generation {
            return;
        }
        match output {
            Output::Failed(reason) => self.fail(Fall::Error(reason), now_ms),
            Output::Reclaimed => self.fail(Fall::Reclaimed, now_ms),
            Output::Picture { stamp_us, picture } => {
                self.is_alive();
                self.watchdog.rest();
                let Some(facts) = self.inflight.leave(stamp_us) else { return };
                self.came += u32::from(!facts.catch_up);
                let frame = Frame { facts, picture };
                if matches!(frame.picture, Picture::OnPage(_)) {
                    self.ready = Some(frame);
                } else {
                    self.playout.push(frame, now_ms);
                }
            }
            Output::Track { rtp, picture } => self.dated(tracks::time_of(rtp, now), picture, now_ms),
            Output::Dated { time, picture, .. } => {
                // From one keyframe of the camera to the next, which is what stills are made of.
                if let Some(last) = self.last_key.filter(|last| *last < time) {
                    self.key_interval = Some(time.since(last));
                }
                if self.last_key.replace(time) != Some(time) {
                    self.dated(time, picture, now_ms);
                }
            }
        }
    }

    fn dated(&mut self, time: UnixMicros, picture: Picture, now_ms: f64) {
        self.is_alive();
        self.watchdog.restart(now_ms);
        let pts = Pts90k((time.0 * 9 / 100) as i64);
        self.ready = Some(Frame { facts: Facts { pts, time, catch_up: false }, picture });
    }

    /// Pictures come.
    fn is_alive(&mut self) {
        self.works = true;
        self.has_shown = true;
    }

    /// The machine slept: what was waited for since is waited for from here on anew.
    pub(crate) fn slept(&mut self, now_ms: f64) {
        self.watchdog.restart(now_ms);
    }

    /// The picture to paint now, if another one is due.
    pub(crate) fn take(&mut self, now_ms: f64) -> Option<Frame<Picture>> {
        self.ready.take().or_else(|| self.playout.take(now_ms))
    }

    /// A picture waits for its time.
    pub(crate) fn is_busy(&self) -> bool {
        self.ready.is_some() || self.playout.is_busy()
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

    /// Which pictures it asks for.
    pub(crate) fn mode(&self) -> Mode {
        self.mode
    }

    /// Goes on with other pictures from the next keyframe on: what is to be asked of the relay for it. `None`: it cannot.
    pub(crate) fn retune(&mut self, mode: Mode) -> Option<(Slot, Profile)> {
        let can = matches!(self.rung, Rung::Webcodecs | Rung::Openh264 | Rung::Webrtc);
        let slot = self.slot.filter(|_| can && self.stream.is_some())?;
        self.mode = mode;
        self.gate.set_mode(mode);
        Some((slot, self.profile))
    }

    /// How many pictures came since it was last asked, and how many its camera took in this time, where its units tell.
    pub(crate) fn take_came(&mut self, passed_ms: f64) -> Option<(f64, f64)> {
        let came = std::mem::take(&mut self.came);
        self.pace.pictures_in(passed_ms).map(|taken| (f64::from(came), taken))
    }

    /// Units are there, and what is to show them has not started: the watchdog's matter, and no sign of a line that carries less.
    pub(crate) fn is_starting(&self) -> bool {
        matches!(self.rung, Rung::Mse | Rung::Openh264) && !self.works && self.inflight.len() > 1
    }

    /// From one keyframe to the next.
    pub(crate) fn key_interval(&self) -> Option<Duration> {
        self.key_interval
    }

    /// Looks after the decoder, and tells once why the rung is of no use. `heard`: the relay hears the camera. A page that
    /// nobody sees paints nothing, and is not waited for.
    pub(crate) fn check(&mut self, heard: bool, seen: bool, now_ms: f64) -> Option<Fall> {
        if !seen || (!heard && self.rung == Rung::Webrtc) {
            self.watchdog.restart(now_ms);
        }
        let waits = match self.rung {
            Rung::Still => Waits::Stills,
            Rung::Webrtc if self.mode == Mode::Keyframes => Waits::TrackOfKeyframes,
            Rung::Webrtc => Waits::Track,
            Rung::Mse | Rung::Openh264 if !self.works => Waits::Start(self.inflight.len()),
            Rung::Mse => Waits::Player(self.inflight.len()),
            Rung::Webcodecs | Rung::Openh264 => Waits::Decoder(self.inflight.len()),
        };
        if self.watchdog.is_silent(waits, now_ms) {
            self.fail(Fall::Silent, now_ms);
        }
        self.broken.take()
    }

    fn open_decoder(&mut self, sink: impl FnOnce(FeedId, u32) -> Sink) -> Result<(), String> {
        let Some(stream) = &self.stream else { return Err("there is no stream yet".to_owned()) };
        let size = (stream.width, stream.height);
        let config = Config { tile: self.tile, codec: &stream.codec, avcc: &stream.avcc, size };
        self.decoder = Some(decoder::open(self.rung, &config, sink(self.id, self.generation))?);
        Ok(())
    }

    /// Gives the decoder up.
    fn fail(&mut self, fall: Fall, now_ms: f64) {
        browser::warn(&format!("{}: {fall}", self.rung.as_str()), &JsValue::UNDEFINED);
        let is_first = self.forgiven_ms.is_none_or(|at| now_ms - at > FORGIVE_MS);
        // A player may also stumble at its start: WebKitGTK's does where it is sent to its first second while it takes the next.
        let may_stumble = self.works || self.rung == Rung::Mse;
        if matches!(fall, Fall::Error(_)) && may_stumble && is_first && self.takes_units() {
            self.forgiven_ms = Some(now_ms);
        } else {
            self.broken = Some(fall);
        }
        self.close_decoder();
        self.gate.wait_for_key();
    }

    fn close_decoder(&mut self) {
        self.generation += 1;
        self.decoder = None;
        self.works = false;
        self.watchdog.rest();
        self.inflight.clear();
    }
}
