//! What a device can show, as its owner sends it to the technician. Belongs here: the shape, its bounds, reading it from
//! bytes that anybody may have sent. Does not: words (see `text`), finding anything out.

use crate::codes::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// Something that a device can or cannot do.
    Capability:
    /// The page came over HTTPS, or from this very machine.
    SecureContext = "secure_context";
    /// WebAssembly runs.
    Wasm = "wasm";
    /// WebAssembly's vector instructions.
    Simd = "simd";
    /// A script runs beside the page.
    Worker = "worker";
    /// It may draw there.
    OffscreenCanvas = "offscreen_canvas";
    /// `VideoDecoder` says that it takes H.264.
    VideoDecoder = "video_decoder";
    /// `MediaSource` says so.
    MediaSource = "media_source";
    /// `ManagedMediaSource` says so.
    ManagedMediaSource = "managed_media_source";
    /// `RTCPeerConnection` says so.
    RtcH264 = "rtc_h264";
    /// Memory as the browser tells it.
    Memory = "memory";
    /// Processor cores as the browser tells them.
    Cores = "cores";
    /// The screen's size and density.
    Screen = "screen";
    /// The rung of WebCodecs, by really decoding.
    Webcodecs = "webcodecs";
    /// The rung of Media Source Extensions, by really decoding.
    Mse = "mse";
    /// The rung of WebRTC: a session is connected.
    Webrtc = "webrtc";
    /// The rung of OpenH264 in wasm, by really decoding.
    Openh264 = "openh264";
    /// The rung of stills, by really showing one.
    Still = "still";
    /// The relay answers; how long that takes.
    Relay = "relay";
    /// The live socket opens; how long an answer takes.
    Socket = "socket";
    /// WebRTC gets through to the relay.
    Rtp = "rtp";
    /// Something of another build.
    Unknown = "unknown";
}

codes! {
    /// How it went.
    Outcome:
    /// It works.
    Passed = "passed";
    /// Some of it works.
    Partly = "partly";
    /// It is there and does not work.
    Failed = "failed";
    /// The browser does not have it.
    Missing = "missing";
    /// It could not be tried.
    Skipped = "skipped";
    /// A code of another build.
    Unknown = "unknown";
}

/// The longest message in bytes of JSON.
pub const LONGEST: usize = 16 << 10;
/// The most findings.
const MOST: usize = 40;
/// The longest detail in characters.
const DETAIL_LONGEST: usize = 300;

/// All that was found out, in the order in which it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Findings(Vec<Finding>);

/// One thing that was found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub what: Capability,
    /// How it went.
    pub outcome: Outcome,
    /// How long it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ms: Option<u32>,
    /// What else the browser said: text, whatever stands in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// Why bytes are no findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FindingsError {
    /// More bytes, findings or characters than there may be.
    #[error("the findings are too long")]
    TooLong,
    /// No JSON of this shape, or nothing in it that is known here.
    #[error("these are no findings")]
    Shape,
}

impl Findings {
    /// Reads what somebody sent. What is not known here is left out, and so are control characters.
    pub fn parse(json: &str) -> Result<Self, FindingsError> {
        if json.len() > LONGEST {
            return Err(FindingsError::TooLong);
        }
        let Self(mut all) = serde_json::from_str(json).map_err(|_| FindingsError::Shape)?;
        if all.len() > MOST || all.iter().any(|found| found.detail.chars().count() > DETAIL_LONGEST) {
            return Err(FindingsError::TooLong);
        }
        all.retain(|found| found.what != Capability::Unknown && found.outcome != Outcome::Unknown);
        for found in &mut all {
            found.detail.retain(|c| !c.is_control());
        }
        let unlike = all.iter().enumerate().all(|(n, found)| all[..n].iter().all(|other| other.what != found.what));
        if all.is_empty() || !unlike { Err(FindingsError::Shape) } else { Ok(Self(all)) }
    }

    /// As it is kept.
    pub fn to_json(&self) -> String {
        serde_json::json!(self.0).to_string()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// How something went; [`Outcome::Unknown`] where nothing is said of it.
    pub fn outcome(&self, what: Capability) -> Outcome {
        self.0.iter().find(|found| found.what == what).map_or(Outcome::Unknown, |found| found.outcome)
    }

    /// The best way in which this device shows moving pictures, or at least stills; `None` where it does not even do that.
    pub fn best(&self) -> Option<Capability> {
        use Capability::{Mse, Openh264, Still, Webcodecs, Webrtc};
        let works = |what: &Capability| matches!(self.outcome(*what), Outcome::Passed | Outcome::Partly);
        [Webcodecs, Mse, Webrtc, Openh264, Still].into_iter().find(works)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_device_sends_comes_back() {
        let json =
            r#"[{"what":"wasm","outcome":"passed","ms":3},{"what":"mse","outcome":"partly","detail":"High <b>"}]"#;
        let found = Findings::parse(json).unwrap();
        assert_eq!(Findings::parse(&found.to_json()), Ok(found.clone()));
        assert_eq!(
            (found.outcome(Capability::Wasm), found.outcome(Capability::Simd)),
            (Outcome::Passed, Outcome::Unknown)
        );
        assert_eq!(found.best(), Some(Capability::Mse));
        let only = |json| Findings::parse(json).unwrap().best();
        assert_eq!(
            only(r#"[{"what":"still","outcome":"passed"},{"what":"webcodecs","outcome":"failed"}]"#),
            Some(Capability::Still)
        );
        assert_eq!(only(r#"[{"what":"wasm","outcome":"passed"}]"#), None);
    }

    #[test]
    fn what_is_not_known_is_left_out_and_nonsense_refused() {
        let found = Findings::parse(
            r#"[{"what":"wasm","outcome":"passed","detail":"a\u0000b\n"},{"what":"telepathy","outcome":"passed"},
                {"what":"simd","outcome":"maybe"}]"#,
        );
        let found = found.unwrap();
        let kept: Vec<_> = found.iter().map(|found| (found.what, found.outcome, found.detail.as_str())).collect();
        assert_eq!(kept, [(Capability::Wasm, Outcome::Passed, "ab")]);
        let long = |chars: usize| format!(r#"[{{"what":"wasm","outcome":"passed","detail":"{}"}}]"#, "đ".repeat(chars));
        assert!(Findings::parse(&long(DETAIL_LONGEST)).is_ok());
        assert_eq!(Findings::parse(&long(DETAIL_LONGEST + 1)), Err(FindingsError::TooLong));
        assert_eq!(Findings::parse(&" ".repeat(LONGEST + 1)), Err(FindingsError::TooLong));
        let many = format!("[{}]", [r#"{"what":"x","outcome":"passed"}"#; MOST + 1].join(","));
        assert_eq!(Findings::parse(&many), Err(FindingsError::TooLong));
        for bad in [
            "",
            "[]",
            "{}",
            "null",
            r#"[{"what":"telepathy","outcome":"passed"}]"#,
            r#"[{"what":"wasm"}]"#,
            r#"[{"what":"wasm","outcome":"passed","ms":-1}]"#,
            r#"[{"what":{"$ne":1},"outcome":"passed"}]"#,
            r#"[{"what":"wasm","outcome":"passed"},{"what":"wasm","outcome":"failed"}]"#,
        ] {
            assert_eq!(Findings::parse(bad), Err(FindingsError::Shape), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String) {
            if let Ok(found) = Findings::parse(&text) {
                prop_assert_eq!(Findings::parse(&found.to_json()), Ok(found));
            }
        }
    }
}
