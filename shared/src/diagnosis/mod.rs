//! What a camera was seen to send and what should be changed there, as the API and `--json` tell it.
//! Belongs here: shapes and codes. Does not: judging (the relay's `camera` does), words (see `text`).

mod codes;

pub use codes::{Advice, Step, Timestamps, Verdict};

use crate::{Profile, UnixMicros, wire::Reason};
use serde::{Deserialize, Serialize};

/// All that is known of a camera's streams.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// In one word.
    pub verdict: Verdict,
    /// The main stream, then the sub-stream where there is one.
    pub streams: Vec<StreamReport>,
    /// What should be changed at the camera as a whole and at its streams, each code once.
    pub advice: Vec<Advice>,
}

/// One stream: what it sends, or why it does not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StreamReport {
    /// Which one.
    pub profile: Profile,
    /// How far the last try came; of a relay that runs it is not known.
    pub reached: Option<Step>,
    /// From the start of the stream to its first keyframe in milliseconds; of a relay that runs it is not known.
    pub first_picture_ms: Option<u64>,
    /// Why it does not play.
    pub reason: Option<Reason>,
    /// What it was seen to send.
    pub facts: Option<StreamFacts>,
    /// When that was.
    pub seen: Option<UnixMicros>,
    /// What should be changed at this stream.
    pub advice: Vec<Advice>,
}

/// What a stream was seen to send. Rates have one digit behind the point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StreamFacts {
    /// RFC 6381, `avc1.xxxxxx`.
    pub codec: String,
    /// Profile and level, as `High@3.1`.
    pub format: String,
    /// The level is one that size and rate call for.
    pub level_fits: bool,
    /// Cropped width in pixels.
    pub width: u32,
    /// Cropped height in pixels.
    pub height: u32,
    /// Pictures a second by their timestamps, where these can be used.
    pub fps: Option<f64>,
    /// Pictures a second by their arrival.
    pub fps_arrival: f64,
    /// Mean kilobits a second.
    pub kbps: u32,
    /// Kilobits of the largest second.
    pub kbps_peak: u32,
    /// From keyframe to keyframe.
    pub gop: Gop,
    /// There are B slices.
    pub b_frames: bool,
    /// The most slices a picture was cut into.
    pub slices: u32,
    /// How the timestamps run.
    pub timestamps: Timestamps,
    /// RTP packets that did not come.
    pub lost_packets: u64,
    /// Bytes of the largest keyframe; 0 where none came in this time.
    pub key_bytes: u32,
    /// Over how many seconds all this was seen.
    pub watched_secs: f64,
}

/// The way from one keyframe to the next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Gop {
    /// Seconds.
    pub secs: f64,
    /// Pictures, the keyframe among them.
    pub frames: u32,
    /// The next keyframe has not come yet: it is at least this long.
    pub open: bool,
}

impl StreamFacts {
    /// Pictures a second: by the timestamps where these run as time does, since pictures may come in bursts.
    pub fn true_fps(&self) -> f64 {
        self.fps.filter(|_| self.timestamps == Timestamps::Steady).unwrap_or(self.fps_arrival)
    }
}

impl StreamReport {
    /// A stream of which nothing is known yet.
    pub fn new(profile: Profile) -> Self {
        Self { profile, reached: None, first_picture_ms: None, reason: None, facts: None, seen: None, advice: vec![] }
    }
}

impl Diagnosis {
    /// Puts streams together with what should be changed at the camera as a whole.
    pub fn new(streams: Vec<StreamReport>, camera: impl IntoIterator<Item = Advice>) -> Self {
        let mut advice: Vec<_> = streams.iter().flat_map(|s| s.advice.iter().copied()).chain(camera).collect();
        advice.sort_unstable();
        advice.dedup();
        let verdict = if streams.iter().any(|s| s.reason.is_some()) {
            Verdict::Failed
        } else if streams.iter().all(|s| s.facts.is_none()) {
            Verdict::Unknown
        } else if advice.is_empty() {
            Verdict::Good
        } else {
            Verdict::Advised
        };
        Self { verdict, streams, advice }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unlike_and_a_newer_one_is_read_as_unknown() {
        let mut codes: Vec<_> = Advice::ALL.iter().map(|a| a.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Advice::ALL.len());
        for advice in Advice::ALL {
            let json = serde_json::to_string(&advice).unwrap();
            assert_eq!(serde_json::from_str::<Advice>(&json).unwrap(), advice);
        }
        assert_eq!(serde_json::from_str::<Advice>(r#""made_up_later""#).unwrap(), Advice::Unknown);
    }

    #[test]
    fn the_verdict_is_the_worst_of_the_streams() {
        let facts = StreamFacts {
            codec: "avc1.64001f".into(),
            format: "High@3.1".into(),
            level_fits: true,
            width: 1280,
            height: 720,
            fps: Some(15.0),
            fps_arrival: 15.0,
            kbps: 1500,
            kbps_peak: 1600,
            gop: Gop { secs: 2.0, frames: 30, open: false },
            b_frames: false,
            slices: 1,
            timestamps: Timestamps::Steady,
            lost_packets: 0,
            key_bytes: 40_000,
            watched_secs: 8.0,
        };
        let good = StreamReport { facts: Some(facts), ..StreamReport::new(Profile::Main) };
        let advised = StreamReport { advice: vec![Advice::GopLong, Advice::BFrames], ..good.clone() };
        let failed = StreamReport { reason: Some(Reason::NotFound), ..StreamReport::new(Profile::Sub) };
        let verdict = |streams: &[&StreamReport]| Diagnosis::new(streams.iter().map(|s| (*s).clone()).collect(), []);
        assert_eq!(verdict(&[&StreamReport::new(Profile::Main)]).verdict, Verdict::Unknown);
        assert_eq!(verdict(&[&good, &StreamReport::new(Profile::Sub)]).verdict, Verdict::Good);
        let both = verdict(&[&advised, &advised]);
        assert_eq!((both.verdict, both.advice), (Verdict::Advised, vec![Advice::BFrames, Advice::GopLong]));
        assert_eq!(verdict(&[&advised, &failed]).verdict, Verdict::Failed);
    }
}
