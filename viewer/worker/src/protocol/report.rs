//! How everything is, as the worker reports it. Belongs here: shapes, and their names in the document. Does not: the judgement (see
//! `crate::health`), words.

use super::{Rung, SurfaceId, TileId};
use serde::{Deserialize, Serialize};
use shared::{
    Profile, UnixMicros,
    wire::{Mode, Reason},
    words,
};

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
    /// Bytes of pictures that have come here since the worker's start, in kilobytes.
    pub kilobytes: u32,
    /// All tiles.
    pub tiles: Vec<TileReport>,
}

words! {
    /// The live socket's state.
    Link:
    /// Not open yet, for the first time.
    Connecting = "connecting";
    /// Open.
    Connected = "connected";
    /// Was open and is not.
    Reconnecting = "reconnecting";
    /// The relay speaks another version: the page must be loaded again.
    Outdated = "outdated";
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

words! {
    /// A tile's state, as in `data-state`.
    TileState:
    /// No picture of this watch yet.
    Starting = "starting";
    /// What is on screen is what the camera sees.
    Live = "live";
    /// It is a little old.
    Stale = "stale";
    /// It is the last picture of a camera that is away.
    Offline = "offline";
    /// Switched off on purpose, or out of sight.
    Paused = "paused";
    /// It cannot be shown.
    Refused = "refused";
}

/// Why a tile is not live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The relay says so.
    Relay(Reason),
    /// The relay itself is away.
    LinkLost,
}
