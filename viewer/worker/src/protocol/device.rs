//! Ways to decode, and what is known of a device. Belongs here: their names, on the wire between page and worker and in the
//! document. Does not: what a device is found to have (see `crate::device`), the order of things (see `crate::ladder`).

use serde::{Deserialize, Serialize};
use shared::words;

words! {
    /// How a tile's pictures are decoded, as in `data-rung`; the best first, where they come over the live socket.
    Rung:
    /// WebCodecs in the worker: Chrome 94, Firefox 130, Safari 16.4, and only on secure pages.
    Webcodecs = "webcodecs";
    /// Media Source Extensions: Chrome 23, Firefox 42, Safari 13 on iPads and Macs, 17.1 on iPhones.
    Mse = "mse";
    /// A track of a WebRTC session: Chrome 56, Firefox 44 with its H.264 plug-in, Safari 12.1.
    Webrtc = "webrtc";
    /// OpenH264 as a wasm module in the worker: wherever wasm and `OffscreenCanvas` are (Chrome 69, Firefox 105, Safari 16.4).
    Openh264 = "openh264";
    /// A JPEG a second at most: wherever this program runs.
    Still = "still";
}

impl Rung {
    /// The way its pictures come.
    pub fn feed(self) -> Feed {
        match self {
            Self::Webcodecs | Self::Mse | Self::Openh264 => Feed::Ws,
            Self::Webrtc => Feed::Rtp,
            Self::Still => Feed::Http,
        }
    }
}

words! {
    /// The way pictures come, as in `data-feed`.
    Feed:
    /// The live socket.
    Ws = "ws";
    /// WebRTC.
    Rtp = "rtp";
    /// Single requests.
    Http = "http";
}

words! {
    /// The profiles of H.264 that decoders differ in (ITU-T H.264 annex A), each standing for what is decoded like it.
    H264Profile:
    /// `profile_idc` 66.
    Baseline = "Baseline";
    /// 77.
    Main = "Main";
    /// 100, and everything above.
    High = "High";
}

impl H264Profile {
    /// By the codec string of RFC 6381, `avc1.xxxxxx`.
    pub fn of(codec: &str) -> Self {
        match codec.get(5..7) {
            Some(idc) if idc.eq_ignore_ascii_case("42") => Self::Baseline,
            Some(idc) if idc.eq_ignore_ascii_case("4d") => Self::Main,
            _ => Self::High,
        }
    }
}

/// What the page can do for the worker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageCan {
    /// `MediaSource` or `ManagedMediaSource`.
    pub mse: bool,
    /// `RTCPeerConnection`.
    pub webrtc: bool,
    /// It makes workers when it is asked to, by [`super::ToPage::Helper`].
    pub workers: bool,
}

/// Whether a rung decodes a profile on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The rung.
    pub rung: Rung,
    /// The profile.
    pub profile: H264Profile,
    /// It does.
    pub decodes: bool,
}

words! {
    /// How a check went.
    Outcome:
    /// It decoded, or for WebRTC it connected.
    Passed = "passed";
    /// The browser does not have it, or not on this page.
    Missing = "missing";
    /// It has it, and it does not work.
    Failed = "failed";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_by_their_codec() {
        let of = ["avc1.42c01e", "avc1.4D401F", "avc1.640028", "avc1.6e0028", "?"].map(H264Profile::of);
        use H264Profile::{Baseline, High, Main};
        assert_eq!(of, [Baseline, Main, High, High, High]);
    }
}
