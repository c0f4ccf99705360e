//! The bodies of the REST API. Belongs here: shapes. Does not: URLs (see `routes`), words (see `text`).

pub mod audit;
pub mod health;
pub mod me;
pub mod places;
pub mod walls;

use crate::{
    CameraId, UnixMicros,
    wire::{CameraState, Reason},
};
use serde::{Deserialize, Serialize};

/// `GET /api/v1/cameras`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraList {
    /// Counts the changes of the list; the live socket tells when it grows.
    pub revision: u64,
    /// In the order in which they are shown.
    pub cameras: Vec<CameraInfo>,
    /// Whose they are, where not all were asked for.
    #[serde(default)]
    pub wall: Option<walls::WallHead>,
}

/// What a viewer may know of a camera. Neither its address nor its user name is among it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraInfo {
    /// Its id.
    pub id: CameraId,
    /// Its name, as typed by whoever added it.
    pub name: String,
    /// Its state.
    pub state: CameraState,
    /// Since when.
    pub since: UnixMicros,
    /// Why, where it is not live.
    pub reason: Option<Reason>,
    /// It has a small stream beside the full one.
    pub has_sub: bool,
    /// When the relay had the picture that a still would show; `None`: there is none.
    #[serde(default)]
    pub picture: Option<UnixMicros>,
}

/// A [`Problem`] with words for whoever writes a player, as WHEP's are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// The code.
    pub reason: Reason,
    /// What is wrong, in English.
    pub detail: String,
}

/// The body of every answer that is no success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The code.
    pub reason: Reason,
}
