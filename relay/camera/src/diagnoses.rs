//! What is known of each camera's streams while the relay runs, shared with those who tell it. Belongs here: the one
//! writer a stream, and reading. Does not: judging (see `diagnose`).

use crate::{
    diagnose::{Observer, Steady, about_camera, about_reason, about_stream},
    rtsp::Incoming,
};
use shared::{
    CameraId, Profile,
    diagnosis::{Diagnosis, StreamReport},
    wire::Reason,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

/// So long are the windows over which a stream is judged.
const WINDOW: Duration = Duration::from_secs(5);

/// The cameras' diagnoses; a clone sees the same ones.
#[derive(Clone, Default)]
pub struct Diagnoses(Arc<RwLock<BTreeMap<CameraId, Vec<Arc<Cell>>>>>);

/// One stream's report.
struct Cell(Mutex<StreamReport>);

impl Cell {
    fn with<T>(&self, work: impl FnOnce(&mut StreamReport) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Diagnoses {
    /// What a camera was seen to send. How it is guarded is not among it: whoever may watch it may read this.
    pub fn of(&self, id: &CameraId) -> Option<Diagnosis> {
        let cells = self.0.read().unwrap_or_else(PoisonError::into_inner).get(id)?.clone();
        let mut streams: Vec<_> = cells.iter().map(|cell| cell.with(|report| report.clone())).collect();
        streams.sort_by_key(|s| s.profile);
        let facts = |profile| streams.iter().find(|s| s.profile == profile).and_then(|s| s.facts.as_ref());
        let camera = about_camera(streams.len() > 1, facts(Profile::Main), facts(Profile::Sub));
        Some(Diagnosis::new(streams, camera))
    }

    /// Begins with a camera's streams, in place of what was known of one with the same id.
    pub(crate) fn start(&self, id: &CameraId, profiles: impl Iterator<Item = Profile>) -> Vec<Watcher> {
        let cells: Vec<_> = profiles.map(|p| Arc::new(Cell(Mutex::new(StreamReport::new(p))))).collect();
        let watchers = cells.iter().cloned().map(Watcher::new).collect();
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), cells);
        watchers
    }

    /// Forgets all cameras but those of which `keep` says so.
    pub(crate) fn retain(&self, keep: impl Fn(&CameraId) -> bool) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).retain(|id, _| keep(id));
    }
}

/// Watches one stream over all of its sessions.
pub(crate) struct Watcher {
    cell: Arc<Cell>,
    profile: Profile,
    observer: Observer,
    steady: Steady,
}

impl Watcher {
    fn new(cell: Arc<Cell>) -> Self {
        let profile = cell.with(|report| report.profile);
        Self { cell, profile, observer: Observer::default(), steady: Steady::new() }
    }

    /// A session has begun; its description may have told parameter sets.
    pub(crate) fn begin(&mut self, avcc: Option<&[u8]>) {
        self.observer.restart();
        self.describe(avcc);
    }

    /// Looks at an access unit. Only the one that ends a window costs more than a few nanoseconds.
    pub(crate) fn see(&mut self, incoming: &Incoming) {
        self.describe(incoming.avcc.as_deref());
        self.observer.push(&incoming.arrived, &incoming.data);
        if self.observer.span() < WINDOW {
            return;
        }
        let Some(facts) = self.observer.facts() else { return self.observer.next_window() };
        self.observer.next_window();
        self.steady.window(&about_stream(self.profile, &facts));
        let advice = self.steady.given();
        self.cell.with(|report| {
            (report.facts, report.advice, report.reason) = (Some(facts), advice, None);
            report.seen = Some(incoming.arrived.moment.time);
        });
    }

    /// The session has ended or did not begin.
    pub(crate) fn failed(&mut self, reason: Reason) {
        let mut advice = self.steady.given();
        advice.extend(about_reason(reason));
        self.cell.with(|report| (report.reason, report.advice) = (Some(reason), advice));
    }

    /// A camera that was set to send something else: what was said of it is no longer true.
    fn describe(&mut self, avcc: Option<&[u8]>) {
        if avcc.is_some_and(|avcc| self.observer.describe(avcc)) {
            self.steady = Steady::new();
            let profile = self.profile;
            self.cell.with(|report| *report = StreamReport::new(profile));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Arrived;
    use hub::clock::Moment;
    use shared::{
        UnixMicros,
        diagnosis::{Advice, Verdict},
        h264::Avcc,
    };

    const SMALL: &str = "6742c016d900a02ff97ff0003000410000030001000003001e0f162e48";
    const OTHER: &str = "67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580";

    fn avcc(sps: &str) -> Vec<u8> {
        let sps = (0..sps.len()).step_by(2).map(|i| u8::from_str_radix(&sps[i..i + 2], 16).unwrap()).collect();
        Avcc { sps: vec![sps], pps: vec![vec![0x68, 0xce]], extension: vec![] }.encode().unwrap()
    }

    /// Fifteen pictures a second from `from_secs` on, keyframes each `gop_secs`.
    fn play(watcher: &mut Watcher, from_secs: u64, secs: u64, gop_secs: u64) {
        for n in from_secs * 15..(from_secs + secs) * 15 {
            let at = Duration::from_nanos(n * 1_000_000_000 / 15);
            let moment = Moment { time: UnixMicros(n), at };
            let arrived =
                Arrived { point: false, key: n % (gop_secs * 15) == 0, loss: 0, rtp: n as i64 * 6000, moment };
            watcher.see(&Incoming { arrived, data: vec![0, 0, 0, 1, 0x65], avcc: None });
        }
    }

    #[test]
    fn advice_comes_after_two_windows_and_goes_with_the_setting() {
        let (all, id) = (Diagnoses::default(), "ward/a".parse().unwrap());
        assert_eq!(all.of(&id), None);
        let mut watcher = all.start(&id, [Profile::Main].into_iter()).remove(0);
        let of = || all.of(&id).unwrap();
        assert_eq!((of().verdict, of().advice), (Verdict::Unknown, vec![]));
        watcher.begin(Some(&avcc(SMALL)));
        play(&mut watcher, 0, 6, 10);
        assert_eq!((of().streams[0].facts.as_ref().map(|f| f.width), of().streams[0].advice.len()), (Some(640), 0));
        play(&mut watcher, 6, 14, 10);
        assert_eq!(of().streams[0].advice, [Advice::GopLong, Advice::SmartCodec]);
        assert_eq!(of().advice, [Advice::GopLong, Advice::SmartCodec, Advice::SubMissing]);
        watcher.begin(Some(&avcc(OTHER)));
        assert_eq!(of().streams[0], StreamReport::new(Profile::Main));
        all.retain(|_| false);
        assert_eq!(all.of(&id), None);
    }

    #[test]
    fn a_failure_is_told_until_a_window_played() {
        let (all, id) = (Diagnoses::default(), "ward/a".parse().unwrap());
        let mut watchers = all.start(&id, [Profile::Sub, Profile::Main].into_iter());
        let of = || all.of(&id).unwrap();
        watchers[0].failed(Reason::CodecH265);
        let failed = of();
        assert_eq!((failed.verdict, failed.advice), (Verdict::Failed, vec![Advice::CodecH265]));
        assert_eq!(failed.streams.iter().map(|s| s.profile).collect::<Vec<_>>(), [Profile::Main, Profile::Sub]);
        watchers[0].begin(Some(&avcc(SMALL)));
        play(&mut watchers[0], 0, 6, 2);
        assert_eq!((of().verdict, of().streams[1].reason), (Verdict::Good, None));
    }
}
