//! What the page and the worker say to each other. Belongs here: shapes, as JSON text so that both ends agree on one type.
//! Does not: words, the live socket's messages (see `shared::wire`).
//!
//! Both ends are of one build, so the shapes are those that make the smallest programs: no tags inside, no fractions.
//!
//! A message is an array: the JSON, and behind it in [`ToWorker::Open`] the tile's canvas, which is transferred.

use serde::{Deserialize, Serialize};
use shared::{
    CameraId, Profile, UnixMicros,
    wire::{CameraState, Mode, Reason},
};

/// A tile of the page, never used again for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TileId(pub u32);

/// What the page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToWorker {
    /// Show a camera on the canvas that comes along.
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
    /// How the pictures are decoded.
    pub rung: Rung,
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
    /// The browser cannot decode H.264.
    NoDecoder,
    /// The browser decodes only in secure contexts.
    NeedsHttps,
}

/// How a tile's pictures are decoded, as in `data-rung`. Further rungs of the ladder become further variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rung {
    /// WebCodecs in the worker.
    Webcodecs,
    /// OpenH264 in wasm.
    Openh264,
}

impl Rung {
    /// As it stands in `data-rung`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Webcodecs => "webcodecs",
            Self::Openh264 => "openh264",
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
                rung: Rung::Webcodecs,
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
}
