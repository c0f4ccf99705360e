//! One stream of a camera, packetised once for all who watch. Belongs here: the stream's clock, numbers and packets.
//! Does not: clients, requests.

use super::{lock::lock, timeline::Timeline};
use crate::{
    Clip,
    clip::{AccessUnit, CLOCK_HZ},
    fault::{Faults, ParameterSets},
    rtp::{MAX_PAYLOAD, NtpTime, RTP_HEADER, RtpHeader, SenderReport, interleave, payloads},
};
use bytes::{Bytes, BytesMut};
use shared::h264::NalType;
use std::{
    ops::Range,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, SystemTime},
};
use tokio::{
    sync::{Notify, broadcast},
    time::{Instant, sleep_until},
};

/// Access units that a client may lag behind before it is dropped.
const QUEUE: usize = 64;

/// A camera that could not keep its own pace for this long skips to the present.
const MAX_LATE_90K: u64 = CLOCK_HZ as u64;

/// An access unit as every client gets it.
#[derive(Debug)]
pub(crate) struct Tick {
    /// Framed packets for channel 0, one after the other.
    pub(crate) framed: Bytes,
    /// Where each framed packet lies.
    pub(crate) packets: Vec<Range<usize>>,
    /// Whether a client can start here.
    pub(crate) key: bool,
    /// The clock at this access unit, before its packets.
    pub(crate) report: SenderReport,
}

/// A client's place at a stream; its packets begin with the next keyframe.
pub(crate) struct Subscription {
    pub(crate) ticks: broadcast::Receiver<Arc<Tick>>,
    /// Sequence number of the first packet, for RTP-Info.
    pub(crate) first_seq: u16,
    /// Time of the first packet, for RTP-Info.
    pub(crate) first_rtp_time: u32,
    _playing: Counted,
}

/// Counts something for as long as it lives.
pub(crate) struct Counted(Arc<AtomicUsize>);

impl Counted {
    pub(crate) fn new(counter: &Arc<AtomicUsize>) -> Self {
        counter.fetch_add(1, Relaxed);
        Self(counter.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

struct State {
    timeline: Timeline,
    seq: u16,
    packets: u32,
    octets: u32,
    /// Nothing is sent before the next keyframe, since pictures were left out.
    resync: bool,
}

/// One stream of a camera.
pub(crate) struct Feed {
    pub(crate) ssrc: u32,
    pub(crate) set_up: Arc<AtomicUsize>,
    pub(crate) playing: Arc<AtomicUsize>,
    pub(crate) played: AtomicUsize,
    pub(crate) frames_sent: AtomicU64,
    pub(crate) stalled: AtomicBool,
    rtp_base: u32,
    epoch: Instant,
    faults: Arc<Mutex<Faults>>,
    ticks: broadcast::Sender<Arc<Tick>>,
    wake: Notify,
    state: Mutex<State>,
}

impl Feed {
    pub(crate) fn new(clip: Arc<Clip>, faults: Arc<Mutex<Faults>>) -> Self {
        Self {
            ssrc: rand::random(),
            set_up: Arc::default(),
            playing: Arc::default(),
            played: AtomicUsize::new(0),
            frames_sent: AtomicU64::new(0),
            stalled: AtomicBool::new(false),
            rtp_base: rand::random(),
            epoch: Instant::now(),
            faults,
            ticks: broadcast::channel(QUEUE).0,
            wake: Notify::new(),
            state: Mutex::new(State {
                timeline: Timeline::new(clip, 0),
                seq: rand::random(),
                packets: 0,
                octets: 0,
                resync: false,
            }),
        }
    }

    /// Sends the clip for ever; sleeps while nobody watches.
    pub(crate) async fn run(self: Arc<Self>) {
        loop {
            if self.ticks.receiver_count() == 0 {
                self.wake.notified().await;
            }
            let due_90k = lock(&self.state).timeline.due_90k();
            sleep_until(self.epoch + Duration::from_micros(due_90k * 100 / 9)).await;
            self.tick();
        }
    }

    /// Takes a place at the stream.
    pub(crate) fn subscribe(&self) -> Subscription {
        let mut state = lock(&self.state);
        if self.ticks.receiver_count() == 0 {
            state.timeline.seek(self.now_90k());
        }
        let faults = lock(&self.faults).clone();
        let place = faults.parameter_sets();
        let (between, key) = state.timeline.until_key();
        let silent = state.resync || self.stalled.load(Relaxed);
        let skipped: usize =
            if silent { 0 } else { between.iter().map(|unit| payloads(&chosen(unit, place), MAX_PAYLOAD).len()).sum() };
        self.wake.notify_one();
        self.played.fetch_add(1, Relaxed);
        Subscription {
            ticks: self.ticks.subscribe(),
            first_seq: state.seq.wrapping_add(skipped as u16),
            first_rtp_time: self.rtp_time(faults.clock_90k(key.pts_90k())),
            _playing: Counted::new(&self.playing),
        }
    }

    /// Plays another clip from its start, from now on.
    pub(crate) fn set_clip(&self, clip: Arc<Clip>) {
        let mut state = lock(&self.state);
        state.timeline = Timeline::new(clip, self.now_90k());
        state.resync = true;
    }

    pub(crate) fn clip(&self) -> Arc<Clip> {
        lock(&self.state).timeline.clip().clone()
    }

    /// The number of the access unit that was due last, whether or not anybody watches.
    pub(crate) fn showing(&self) -> usize {
        lock(&self.state).timeline.showing(self.now_90k())
    }

    /// When, on this machine's clock, the first picture of a round was due.
    pub(crate) fn round_start(&self) -> SystemTime {
        let start = Duration::from_micros(lock(&self.state).timeline.round_start_90k() * 100 / 9);
        let (now, elapsed) = (SystemTime::now(), self.epoch.elapsed());
        now - elapsed + start
    }

    fn now_90k(&self) -> u64 {
        u64::try_from(self.epoch.elapsed().as_micros() * 9 / 100).unwrap_or(u64::MAX)
    }

    fn rtp_time(&self, time_90k: u64) -> u32 {
        self.rtp_base.wrapping_add(time_90k as u32)
    }

    /// Sends the next access unit if it is due.
    fn tick(&self) {
        let mut state = lock(&self.state);
        let now_90k = self.now_90k();
        let due_90k = state.timeline.due_90k();
        // The clip may have been changed during the sleep; half a millisecond is the timer's own error.
        if due_90k > now_90k + 45 {
            return;
        }
        if now_90k - due_90k.min(now_90k) > MAX_LATE_90K {
            state.timeline.seek(now_90k);
            state.resync = true;
            return;
        }
        let key = state.timeline.unit().key;
        if self.stalled.load(Relaxed) || (state.resync && !key) {
            state.resync = true;
        } else {
            state.resync = false;
            let tick = self.packetise(&mut state, due_90k);
            if self.ticks.send(Arc::new(tick)).is_ok() {
                self.frames_sent.fetch_add(1, Relaxed);
            }
        }
        state.timeline.step();
    }

    fn packetise(&self, state: &mut State, due_90k: u64) -> Tick {
        let faults = lock(&self.faults).clone();
        let (place, wrong) = (faults.parameter_sets(), faults.wrong_ssrc());
        let report = SenderReport {
            ssrc: self.ssrc,
            ntp: NtpTime::from(SystemTime::now()),
            rtp_time: self.rtp_time(faults.clock_90k(due_90k)),
            packets: state.packets,
            octets: state.octets,
        };
        let rtp_time = self.rtp_time(faults.clock_90k(state.timeline.pts_90k()));
        let ssrc = if wrong { !self.ssrc } else { self.ssrc };
        let unit = state.timeline.unit();
        let (key, nals) = (unit.key, chosen(unit, place));
        let payloads = payloads(&nals, MAX_PAYLOAD);
        let mut framed = BytesMut::with_capacity(nals.iter().map(Bytes::len).sum::<usize>() + payloads.len() * 20);
        let mut packets = Vec::with_capacity(payloads.len());
        for (i, payload) in payloads.iter().enumerate() {
            let start = framed.len();
            let header = RtpHeader { marker: i + 1 == payloads.len(), seq: state.seq, rtp_time, ssrc };
            interleave(0, header, payload, &mut framed);
            packets.push(start..framed.len());
            state.seq = state.seq.wrapping_add(1);
            state.packets = state.packets.wrapping_add(1);
            state.octets = state.octets.wrapping_add((framed.len() - start - RTP_HEADER - 4) as u32);
        }
        Tick { framed: framed.freeze(), packets, key, report }
    }
}

/// The NAL units of an access unit that are sent.
fn chosen(unit: &AccessUnit, place: ParameterSets) -> Vec<Bytes> {
    let left_out =
        |nal: &Bytes| place == ParameterSets::SdpOnly && matches!(NalType::of(nal), Some(NalType::Sps | NalType::Pps));
    unit.nals.iter().filter(|nal| !left_out(nal)).cloned().collect()
}
