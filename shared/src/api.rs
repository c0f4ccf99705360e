//! The bodies of the REST API. Belongs here: shapes. Does not: URLs (see `routes`), words (see `text`).

use crate::{
    CameraId, UnixMicros,
    diagnosis::{Advice, Diagnosis},
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
}

/// `GET /api/v1/cameras` as the relay answers it: [`CameraList`] with advice. The viewer reads the smaller type, so that
/// its download does not pay for what it does not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdvisedList {
    /// As in [`CameraList`].
    pub revision: u64,
    /// As in [`CameraList`].
    pub cameras: Vec<AdvisedCamera>,
}

/// A camera and what should be changed at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdvisedCamera {
    /// What every viewer reads.
    #[serde(flatten)]
    pub info: CameraInfo,
    /// What should be changed, as codes.
    pub advice: Vec<Advice>,
}

/// `GET /api/v1/cameras/{site}/{camera}`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CameraDetail {
    /// What every viewer reads.
    #[serde(flatten)]
    pub info: CameraInfo,
    /// What its streams send, and what should be changed.
    #[serde(flatten)]
    pub diagnosis: Diagnosis,
}

/// The body of every answer that is no success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The code.
    pub reason: Reason,
}
