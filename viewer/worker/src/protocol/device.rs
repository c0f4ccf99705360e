//! Ways to decode, and what is known of a device. Belongs here: their names, on the wire between page and worker and in the
//! document. Does not: what a device is found to have (see `crate::device`), the order of things (see `crate::ladder`).

use serde::{Deserialize, Serialize};

/// How a tile's pictures are decoded, as in `data-rung`; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rung {
    /// WebCodecs in the worker: Chrome 94, Firefox 130, Safari 16.4, and only on secure pages.
    Webcodecs,
    /// Media Source Extensions: Chrome 23, Firefox 42, Safari 13 on iPads and Macs, 17.1 on iPhones.
    Mse,
    /// A track of a WebRTC session: Chrome 56, Firefox 44 with its H.264 plug-in, Safari 12.1.
    Webrtc,
    /// OpenH264 as a wasm module in the worker: wherever wasm and `OffscreenCanvas` are (Chrome 69, Firefox 105, Safari 16.4).
    Openh264,
    /// A JPEG a second at most: wherever this program runs.
    Still,
}

impl Rung {
    /// The best first, where pictures come over the live socket.
    pub const ALL: [Self; 5] = [Self::Webcodecs, Self::Mse, Self::Webrtc, Self::Openh264, Self::Still];

    /// As it stands in `data-rung`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Webcodecs => "webcodecs",
            Self::Mse => "mse",
            Self::Webrtc => "webrtc",
            Self::Openh264 => "openh264",
            Self::Still => "still",
        }
    }

    /// The way its pictures come.
    pub fn feed(self) -> Feed {
        match self {
            Self::Webcodecs | Self::Mse | Self::Openh264 => Feed::Ws,
            Self::Webrtc => Feed::Rtp,
            Self::Still => Feed::Http,
        }
    }
}

/// The way pictures come, as in `data-feed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Feed {
    /// The live socket.
    Ws,
    /// WebRTC.
    Rtp,
    /// Single requests.
    Http,
}

impl Feed {
    /// As it stands in `data-feed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ws => "ws",
            Self::Rtp => "rtp",
            Self::Http => "http",
        }
    }
}

/// The profiles of H.264 that decoders differ in (ITU-T H.264 annex A), each standing for what is decoded like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum H264Profile {
    /// `profile_idc` 66.
    Baseline,
    /// 77.
    Main,
    /// 100, and everything above.
    High,
}

impl H264Profile {
    /// The simplest first.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::Main, Self::High];

    /// By the codec string of RFC 6381, `avc1.xxxxxx`.
    pub fn of(codec: &str) -> Self {
        match codec.get(5..7) {
            Some(idc) if idc.eq_ignore_ascii_case("42") => Self::Baseline,
            Some(idc) if idc.eq_ignore_ascii_case("4d") => Self::Main,
            _ => Self::High,
        }
    }
}

/// Which rungs the page can paint by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageCan {
    /// `MediaSource` or `ManagedMediaSource`.
    pub mse: bool,
    /// `RTCPeerConnection`.
    pub webrtc: bool,
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

/// How a check went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It decoded, or for WebRTC it connected.
    Passed,
    /// The browser does not have it, or not on this page.
    Missing,
    /// It has it, and it does not work.
    Failed,
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
