//! What the page and the worker say to each other. Belongs here: shapes, as JSON text so that both ends agree on one type.
//! Does not: words, the live socket's messages (see `shared::wire`).
//!
//! Both ends are of one build, so the shapes are those that make the smallest programs: no tags inside, no fractions.
//!
//! A message to the worker is an array: the JSON, and behind it what is transferred: in [`ToWorker::Open`] the tile's
//! canvas, where the browser has one to give. The worker's are the JSON alone, except for [`ToPage::Bytes`] and
//! [`ToPage::Helper`], which are an array of the JSON and what comes along.
//!
//! # What a device can
//!
//! A page without tiles may ask for it: `[{"Check":null}]` as JSON in the array's first place, that is
//! `worker.postMessage(['{"Check":null}'])`. The worker answers with one [`ToPage::Checked`] for each rung and profile as
//! soon as it is known, `{"Checked":{"rung":"webcodecs","profile":"High","outcome":"passed","ms":31,"why":null}}`, fifteen in
//! all, in any order. Before that the page says by [`ToWorker::Start`] what it can do for the worker:
//! `{"Start":{"page":{"mse":true,"webrtc":true,"workers":true},"proofs":[],"feed":null}}`. For those the worker sends what it sends for a
//! tile, with `tile` 0: for MSE [`ToPage::Surface`], then [`ToPage::Bytes`] (one initialisation segment, one fragment with
//! one keyframe), to be answered with [`ToWorker::Presented`] or [`ToWorker::Broken`]; for WebRTC [`ToPage::Rtp`], to be
//! answered with [`ToWorker::RtpOpen`] or [`ToWorker::RtpLost`]; for OpenH264 [`ToPage::Helper`]. What the page does not carry is `Missing`.

mod device;
mod reading;
mod report;

pub use device::{Feed, H264Profile, Outcome, PageCan, Proof, Rung};
pub use report::{Link, Report, TileReport, TileState, Why};

use serde::{Deserialize, Serialize};
use shared::{
    CameraId, UnixMicros,
    wire::{CameraState, Reason},
};

/// A tile of the page, never used again for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TileId(pub u32);

/// An element of the page that one rung paints in, never used again for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SurfaceId(pub u32);

/// A worker that the page has made for the worker, never used again for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HelperId(pub u32);

/// What the page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    /// The visitor wants little data to be spent, or as much as is good again.
    Saver(bool),
    /// Try every rung with every profile, for a page that shows what the device can.
    Check(()),
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    /// Make a worker of this script, and post it what comes along as it is: an array of three, of which the last is a
    /// `MessagePort` to be transferred. All else is said through that.
    Helper {
        /// The worker's number.
        helper: HelperId,
        /// Its script's URL.
        script: String,
    },
    /// End that worker.
    HelperGone {
        /// The worker.
        helper: HelperId,
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

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{Profile, wire::Mode};

    #[test]
    fn messages_survive_the_way() {
        let why = Why::Relay(Reason::AuthFailed);
        assert_eq!(serde_json::to_string(&why).unwrap(), r#"{"Relay":"auth_failed"}"#);
        let message = ToPage::Report(Report {
            link: Link::Reconnecting,
            build: None,
            revision: Some(3),
            kilobytes: 7,
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
            read(r#"{"Start":{"page":{"mse":true,"webrtc":false,"workers":true},"proofs":[],"feed":null}}"#),
            ToWorker::Start { page: PageCan { mse: true, webrtc: false, workers: true }, proofs: vec![], feed: None }
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
            r#"{"Checked":{"rung":"webcodecs","profile":"High","outcome":"passed","ms":31,"why":null}}"#
        );
    }
}
