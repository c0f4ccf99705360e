//! One stream under observation: parameter sets, pictures, timestamps, put together as facts. Pure.

use super::{gop::Gops, tenths, timing::Timing, window::Window};
use crate::intake::Arrived;
use shared::{
    diagnosis::StreamFacts,
    h264::{Avcc, Sps, level},
};
use std::time::Duration;

/// What the parameter sets say.
#[derive(PartialEq)]
struct Format {
    codec: String,
    sps: Sps,
}

/// Learns what a stream sends.
#[derive(Default)]
pub(crate) struct Observer {
    format: Option<Format>,
    window: Window,
    gops: Gops,
    timing: Timing,
    /// A picture of this session has come.
    begun: bool,
}

impl Observer {
    /// A new session: neither its clock nor its GOP goes on from the old one's.
    pub(crate) fn restart(&mut self) {
        *self = Self { format: self.format.take(), ..Self::default() };
    }

    /// Reads a decoder configuration; `true` where the camera was set to send something else than before, so that
    /// nothing of what was observed holds any longer.
    pub(crate) fn describe(&mut self, avcc: &[u8]) -> bool {
        let format = Avcc::parse(avcc).ok().and_then(|avcc| {
            let sps = Sps::parse(avcc.sps.first()?).ok()?;
            Some(Format { codec: avcc.codec().ok()?, sps })
        });
        if format.is_none() || format == self.format {
            return false;
        }
        let changed = self.format.is_some();
        *self = Self { format, ..Self::default() };
        changed
    }

    /// Looks at the next access unit.
    pub(crate) fn push(&mut self, arrived: &Arrived, unit: &[u8]) {
        let at = arrived.moment.at;
        // Before a session's first picture nothing can be lost: cameras name wrong first numbers.
        let loss = if std::mem::replace(&mut self.begun, true) { arrived.loss } else { 0 };
        self.window.push(arrived.key, loss, at, unit);
        self.gops.push(arrived.key, loss > 0, at);
        self.timing.push(arrived.rtp, at);
    }

    /// How long the present window is.
    pub(crate) fn span(&self) -> Duration {
        self.window.span()
    }

    /// What the present window showed; `None` without parameter sets or with fewer than two pictures.
    pub(crate) fn facts(&self) -> Option<StreamFacts> {
        let format = self.format.as_ref()?;
        let span = self.window.span();
        if span.is_zero() {
            return None;
        }
        let mut facts = StreamFacts {
            codec: format.codec.clone(),
            format: level::name(&format.sps),
            level_fits: true,
            width: format.sps.width,
            height: format.sps.height,
            fps: self.timing.fps().map(tenths),
            fps_arrival: tenths(self.window.fps()),
            kbps: 0,
            kbps_peak: self.window.kbps_peak(),
            gop: self.gops.length(),
            b_frames: self.window.b_frames,
            slices: self.window.slices,
            timestamps: self.timing.judge(self.window.b_frames),
            lost_packets: self.window.lost,
            key_bytes: self.window.key_bytes,
            watched_secs: tenths(span.as_secs_f64()),
        };
        let fps = facts.true_fps();
        (facts.level_fits, facts.kbps) = (level::fits(&format.sps, fps), self.window.kbps(fps));
        Some(facts)
    }

    /// Begins the next window; the GOP and the clock run on.
    pub(crate) fn next_window(&mut self) {
        self.window = Window::default();
        self.timing.next_window();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hub::clock::Moment;
    use shared::{UnixMicros, diagnosis::Timestamps};

    const I: &[u8] = &[0, 0, 0, 2, 0x65, 0b1000_1000];
    const P: &[u8] = &[0, 0, 0, 2, 0x41, 0b1110_0000];
    const SMALL: &str = "6742c016d900a02ff97ff0003000410000030001000003001e0f162e48";
    const OTHER: &str = "67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580";

    fn avcc(sps: &str) -> Vec<u8> {
        let sps = (0..sps.len()).step_by(2).map(|i| u8::from_str_radix(&sps[i..i + 2], 16).unwrap()).collect();
        Avcc { sps: vec![sps], pps: vec![vec![0x68, 0xce]], extension: vec![] }.encode().unwrap()
    }

    fn go(observer: &mut Observer, from: u64, count: u64) {
        for n in from..from + count {
            let moment = Moment { time: UnixMicros(0), at: Duration::from_micros(n * 66_667) };
            let key = n.is_multiple_of(30);
            let unit = if key { I } else { P };
            observer.push(&Arrived { point: false, key, loss: 0, rtp: n as i64 * 6000, moment }, unit);
        }
    }

    #[test]
    fn facts_of_a_plain_stream() {
        let mut o = Observer::default();
        assert!(o.facts().is_none());
        assert!(!o.describe(&avcc(SMALL)));
        go(&mut o, 0, 151);
        let f = o.facts().unwrap();
        assert_eq!((f.codec.as_str(), f.format.as_str()), ("avc1.42c016", "Constrained Baseline@2.2"));
        assert_eq!((f.width, f.height, f.level_fits), (640, 360, true));
        assert_eq!((f.fps, f.fps_arrival, f.gop.secs, f.gop.frames), (Some(15.0), 15.0, 2.0, 30));
        assert_eq!((f.slices, f.b_frames, f.timestamps, f.watched_secs), (1, false, Timestamps::Steady, 10.0));
        o.next_window();
        assert!(o.facts().is_none());
        go(&mut o, 151, 20);
        assert_eq!(o.facts().map(|f| (f.gop.open, f.gop.secs)), Some((false, 2.0)), "the GOP runs over windows");
    }

    #[test]
    fn other_parameter_sets_begin_anew_and_the_same_do_not() {
        let mut o = Observer::default();
        o.describe(&avcc(SMALL));
        go(&mut o, 0, 45);
        assert!(!o.describe(&avcc(SMALL)) && !o.describe(&[1, 2, 3]));
        assert!(o.facts().is_some());
        assert!(o.describe(&avcc(OTHER)));
        assert!(o.facts().is_none());
        o.restart();
        assert!(!o.describe(&avcc(OTHER)), "a new session of the same stream is no change");
    }
}
