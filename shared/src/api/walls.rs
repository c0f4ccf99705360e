//! Walls in the API. Belongs here: bodies. Does not: how a wall's tiles lie (see [`crate::wall`]).

use crate::{CameraId, WallId, wall::Layout};
use serde::{Deserialize, Serialize};

/// What a wall is called, and how it was saved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WallHead {
    /// The wall's or the area's name; empty for favourites.
    pub name: String,
    /// How its tiles lie.
    pub layout: Option<Layout>,
    /// Seconds after which its page turns.
    pub tour_secs: Option<u32>,
}

/// `GET /api/v1/walls`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallList {
    /// The oldest first.
    pub walls: Vec<WallInfo>,
}

/// A wall that whoever asks has arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallInfo {
    /// Its id; `fav` for the favourites.
    pub id: WallId,
    /// The rest of what was saved.
    #[serde(flatten)]
    pub head: WallHead,
    /// Its cameras that he may know of, in their order.
    pub cameras: Vec<CameraId>,
}
