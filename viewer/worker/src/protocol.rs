//! What the page and the worker say to each other. Belongs here: shapes, as JSON text so that both ends agree on one type.
//! Does not: words, the live socket's messages (see `shared::wire`).
//!
//! Both ends are of one build, so the shapes are those that make the smallest programs: no tags inside, no fractions.
//!
//! A message to the worker is an array: the JSON, and behind it what is transferred: in [`ToWorker::Open`] the tile's
//! canvas, where the browser has one to give. The worker's are the JSON alone, except for [`ToPage::Bytes`], which is an
//! array of the JSON and an `ArrayBuffer`.
//!
//! # What a device can
//!
//! A page without tiles may ask for it: `[{"Check":null}]` as JSON in the array's first place, that is
//! `worker.postMessage(['{"Check":null}'])`. The worker answers with one [`ToPage::Checked`] for each rung and profile as
//! soon as it is known, `{"Checked":{"rung":"Webcodecs","profile":"High","outcome":"Passed","ms":31,"why":null}}`, fifteen in
//! all, in any order. Before that the page says by [`ToWorker::Start`] which of the rungs that paint in a page it carries:
//! `{"Start":{"page":{"mse":true,"webrtc":true},"proofs":[],"feed":null}}`. For those the worker sends what it sends for a
//! tile, with `tile` 0: for MSE [`ToPage::Surface`], then [`ToPage::Bytes`] (one initialisation segment, one fragment with
//! one keyframe), to be answered with [`ToWorker::Presented`] or [`ToWorker::Broken`]; for WebRTC [`ToPage::Rtp`], to be
//! answered with [`ToWorker::RtpOpen`] or [`ToWorker::RtpLost`]. What the page does not carry is `Missing`.

use serde::{Deserialize, Serialize};
use shared::{
    CameraId, Profile, UnixMicros,
    wire::{CameraState, Mode, Reason},
};

/// A tile of the page, never used again for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TileId(pub u32);

/// An element of the page that one rung paints in, never used again for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SurfaceId(pub u32);

/// What the page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToWorker {
    /// The first message: what the page can, and what it remembers of its last visit. Without it there are the worker's own
    /// rungs alone.
    Start {
        /// Which rungs it can paint by itself.
        page: PageCan,
        /// What [`ToPage::Proofs`] said last, by this build and this browser.
        proofs: Vec<Proof>,
        /// What [`ToPage::Feed`] said last on this network.
        feed: Option<Feed>,
    },
    /// Show a camera on the canvas that comes along; a browser without such canvases sends none.
    Open {
        /// The tile.
        tile: TileId,
        /// What it shows.
        camera: CameraId,
        /// The main stream may be taken where the tile is drawn large enough for it.
        may_main: bool,
    },
    /// How a tile is drawn now.
    Layout {
        /// The tile.
        tile: TileId,
        /// Its width in device pixels.
        width: u32,
        /// Its height in device pixels.
        height: u32,
        /// Some of it is on screen.
        on_screen: bool,
    },
    /// The tile is gone.
    Close {
        /// The tile.
        tile: TileId,
    },
    /// The page was hidden or shown.
    Visible {
        /// It is shown.
        visible: bool,
    },
    /// A surface has put a picture on screen.
    Presented {
        /// The surface.
        surface: SurfaceId,
        /// Which picture: for MSE its media time in 1/90000 s, for WebRTC its RTP time stamp, for stills 0.
        at: u64,
    },
    /// A surface is of no use any more.
    Broken {
        /// The surface.
        surface: SurfaceId,
        /// Why, for the console.
        why: String,
    },
    /// A WebRTC session is connected.
    RtpOpen {
        /// The last segment of its `Location`.
        session: String,
        /// The `mid` of each of its media sections.
        mids: Vec<String>,
    },
    /// A WebRTC session is lost, or was never had.
    RtpLost {
        /// Which, if there was one.
        session: Option<String>,
        /// Why, for the console.
        why: String,
    },
    /// Try every rung with every profile, for a page that shows what the device can.
    Check(()),
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

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToPage {
    /// How everything is: four times a second, and at once when a state changes.
    Report(Report),
    /// The relay tells a camera's state, whether it is shown or not.
    Camera {
        /// The camera.
        id: CameraId,
        /// Its state.
        state: CameraState,
        /// Since when.
        since: UnixMicros,
        /// Why, where it is not live.
        reason: Option<Reason>,
    },
    /// The relay gives an embed no ticket for its socket.
    NoTicket {
        /// Its answer's status, or 0 where there was none.
        status: u16,
    },
    /// Make an element in a tile that a rung of the page paints in.
    Surface {
        /// The tile; 0: in none, for a moment and out of sight.
        tile: TileId,
        /// The element's number.
        surface: SurfaceId,
        /// What it shows.
        source: Source,
    },
    /// A surface's next bytes, in the `ArrayBuffer` that comes along: for MSE a segment, for stills a whole JPEG.
    Bytes {
        /// The surface.
        surface: SurfaceId,
    },
    /// The surface is not needed any more.
    Gone {
        /// The surface.
        surface: SurfaceId,
    },
    /// Open a WebRTC session.
    Rtp {
        /// How many video sections it is to have.
        tracks: u8,
    },
    /// Close a WebRTC session.
    RtpEnd {
        /// Which.
        session: String,
    },
    /// What has been found out about the device, to be kept for the next visit.
    Proofs(Vec<Proof>),
    /// Which way of the pictures is the better one on this network, to be kept for the next visit.
    Feed(Feed),
    /// Answers [`ToWorker::Check`], for one rung and profile.
    Checked {
        /// The rung.
        rung: Rung,
        /// The profile.
        profile: H264Profile,
        /// How it went.
        outcome: Outcome,
        /// How long it took.
        ms: u32,
        /// Why it did not pass, as programs say it.
        why: Option<String>,
    },
}

/// What a surface shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Media Source Extensions, of segments with this MIME type.
    Mse {
        /// `video/mp4; codecs="avc1.42c01e"`.
        mime: String,
    },
    /// A track of a WebRTC session.
    Webrtc {
        /// The session.
        session: String,
        /// The track's media section.
        mid: String,
    },
    /// JPEGs, where the worker has no canvas.
    Still,
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

/// How everything is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The live socket.
    pub link: Link,
    /// The relay's build, once it has said hello.
    pub build: Option<String>,
    /// The newest revision of the list of cameras that the relay has spoken of.
    pub revision: Option<u64>,
    /// Tiles that are live.
    pub live: u32,
    /// All tiles.
    pub tiles: Vec<TileReport>,
}

/// The live socket's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// Not open yet, for the first time.
    Connecting,
    /// Open.
    Connected,
    /// Was open and is not.
    Reconnecting,
    /// The relay speaks another version: the page must be loaded again.
    Outdated,
}

/// How one tile is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TileReport {
    /// The tile.
    pub tile: TileId,
    /// Its state.
    pub state: TileState,
    /// Why it is not live.
    pub why: Option<Why>,
    /// Since when it is in this state, on the relay's clock.
    pub since: UnixMicros,
    /// When the relay had received the picture on screen.
    pub shown: Option<UnixMicros>,
    /// How old that picture is.
    pub age_ms: Option<u64>,
    /// Pictures painted in ten seconds, at the rate of the last two.
    pub fps_tenths: u32,
    /// How the picture on screen was decoded; before the first, how it will be.
    pub rung: Rung,
    /// The surface that it is on; `None`: the canvas.
    pub surface: Option<SurfaceId>,
    /// Which of the camera's streams is shown.
    pub profile: Option<Profile>,
    /// Which of its pictures.
    pub mode: Mode,
    /// The stream's width in pixels.
    pub width: u32,
    /// The stream's height in pixels.
    pub height: u32,
    /// Pictures left out since the tile was opened, by the relay or here.
    pub dropped: u64,
}

/// A tile's state, as in `data-state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TileState {
    /// No picture of this watch yet.
    Starting,
    /// What is on screen is what the camera sees.
    Live,
    /// It is a little old.
    Stale,
    /// It is the last picture of a camera that is away.
    Offline,
    /// Switched off on purpose, or out of sight.
    Paused,
    /// It cannot be shown.
    Refused,
}

impl TileState {
    /// As it stands in `data-state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Live => "live",
            Self::Stale => "stale",
            Self::Offline => "offline",
            Self::Paused => "paused",
            Self::Refused => "refused",
        }
    }
}

/// Why a tile is not live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The relay says so.
    Relay(Reason),
    /// The relay itself is away.
    LinkLost,
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_way() {
        let why = Why::Relay(Reason::AuthFailed);
        assert_eq!(serde_json::to_string(&why).unwrap(), r#"{"Relay":"auth_failed"}"#);
        let message = ToPage::Report(Report {
            link: Link::Reconnecting,
            build: None,
            revision: Some(3),
            live: 0,
            tiles: vec![TileReport {
                tile: TileId(1),
                state: TileState::Offline,
                why: Some(why),
                since: UnixMicros(5),
                shown: None,
                age_ms: None,
                fps_tenths: 125,
                rung: Rung::Mse,
                surface: Some(SurfaceId(4)),
                profile: Some(Profile::Sub),
                mode: Mode::All,
                width: 640,
                height: 360,
                dropped: 0,
            }],
        });
        let text = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<ToPage>(&text).unwrap(), message);
    }

    #[test]
    fn a_plain_page_can_ask_what_the_device_can() {
        let read = |json| serde_json::from_str::<ToWorker>(json).unwrap();
        assert_eq!(read(r#"{"Check":null}"#), ToWorker::Check(()));
        assert_eq!(
            read(r#"{"Start":{"page":{"mse":true,"webrtc":false},"proofs":[],"feed":null}}"#),
            ToWorker::Start { page: PageCan { mse: true, webrtc: false }, proofs: vec![], feed: None }
        );
        let checked = ToPage::Checked {
            rung: Rung::Webcodecs,
            profile: H264Profile::High,
            outcome: Outcome::Passed,
            ms: 31,
            why: None,
        };
        assert_eq!(
            serde_json::to_string(&checked).unwrap(),
            r#"{"Checked":{"rung":"Webcodecs","profile":"High","outcome":"Passed","ms":31,"why":null}}"#
        );
    }

    #[test]
    fn profiles_by_their_codec() {
        let of = ["avc1.42c01e", "avc1.4D401F", "avc1.640028", "avc1.6e0028", "?"].map(H264Profile::of);
        use H264Profile::{Baseline, High, Main};
        assert_eq!(of, [Baseline, Main, High, High, High]);
    }
}
