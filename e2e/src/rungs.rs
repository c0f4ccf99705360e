//! The rungs of the ladder as the tests name them. Belongs here: their names, and what has to be missing in a browser so that
//! one of them is the best that is left. Does not: what a rung is expected to show (see `tests`).

/// How a tile's pictures are decoded, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// WebCodecs in the worker.
    Webcodecs,
    /// Media Source Extensions.
    Mse,
    /// A track of a WebRTC session.
    Webrtc,
    /// OpenH264 in wasm.
    Openh264,
    /// JPEGs.
    Still,
}

impl Rung {
    /// The best first.
    pub const ALL: [Self; 5] = [Self::Webcodecs, Self::Mse, Self::Webrtc, Self::Openh264, Self::Still];

    /// As in `data-rung`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Webcodecs => "webcodecs",
            Self::Mse => "mse",
            Self::Webrtc => "webrtc",
            Self::Openh264 => "openh264",
            Self::Still => "still",
        }
    }

    /// A line of JavaScript for [`crate::patched::Patch::prelude`] that takes this rung away, in page and workers.
    pub fn missing(self) -> &'static str {
        match self {
            Self::Webcodecs => "delete globalThis.VideoDecoder;",
            Self::Mse => "delete globalThis.MediaSource; delete globalThis.ManagedMediaSource;",
            Self::Webrtc => "delete globalThis.RTCPeerConnection;",
            Self::Openh264 => "delete globalThis.MessageChannel;",
            Self::Still => "",
        }
    }

    /// The same for all that are better than this one.
    pub fn best(self) -> String {
        Self::ALL.iter().take_while(|better| **better != self).map(|better| better.missing()).collect()
    }
}

/// A line of JavaScript for the same place: what page and workers warn of is kept in the page's `wardWarned`, since not every
/// browser's driver hands its console out.
pub const WARNINGS_KEPT: &str = "if (!globalThis.wardWarned) { const channel = new BroadcastChannel('ward-warnings'); \
    const warn = console.warn.bind(console); globalThis.wardWarned = []; \
    channel.onmessage = ({ data }) => wardWarned.push(data); \
    console.warn = (...said) => { wardWarned.push(said.join(' ')); channel.postMessage(said.join(' ')); warn(...said); }; }";

/// Added to a relay's configuration: Firefox speaks WebRTC with no address of the loopback.
pub const ON_ALL_ADDRESSES: &str = "[webrtc]\nlisten = \"0.0.0.0:0\"\n";

/// Firefox decodes H.264 on WebRTC by a plug-in that it downloads, or with these preferences by what it has.
pub const FIREFOX_H264: [(&str, &str); 2] =
    [("media.webrtc.hw.h264.enabled", "true"), ("gfx.blacklist.webrtc.hw.acceleration.h264", "1")];
