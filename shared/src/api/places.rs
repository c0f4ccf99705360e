//! Bodies with places. The wall does not show them yet: it reads [`super::CameraList`] from the same answer, so that its
//! code holds nothing of what stands here.

use super::{CameraInfo, walls::WallHead};
use crate::{
    AreaId,
    area::AreaKind,
    diagnosis::{Advice, Diagnosis},
    geo::{Heading, Position},
    place::OwnerKind,
};
use serde::{Deserialize, Serialize};

/// `GET /api/v1/cameras` with all that it tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCameras {
    /// As in [`super::CameraList`].
    pub revision: u64,
    /// In the order in which they are shown.
    pub cameras: Vec<ListedCamera>,
    /// Whose they are, where not all were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall: Option<WallHead>,
}

/// A camera and its place. What is not known is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedCamera {
    /// What every viewer knows of it.
    #[serde(flatten)]
    pub info: CameraInfo,
    /// The part of the ward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<CameraArea>,
    /// The street or corner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// The point, in degrees (WGS 84).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Where it looks, in degrees clockwise from north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Heading>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<OwnerKind>,
}

/// A camera of the list, with what should be changed at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCamera {
    /// The camera and its place.
    #[serde(flatten)]
    pub camera: PlacedCamera,
    /// What should be changed, as codes.
    pub advice: Vec<Advice>,
}

/// `GET /api/v1/cameras/{site}/{camera}`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CameraDetail {
    /// The camera and its place.
    #[serde(flatten)]
    pub camera: PlacedCamera,
    /// What its streams send, and what should be changed.
    #[serde(flatten)]
    pub diagnosis: Diagnosis,
}

/// The area of a camera.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraArea {
    /// Its id, which survives new names.
    pub id: AreaId,
    /// The names that lead to it, from the top down.
    pub path: Vec<String>,
}

/// `GET /api/v1/areas`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaTree {
    /// The topmost areas, in the order in which they are shown.
    pub areas: Vec<AreaNode>,
}

/// An area and those within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaNode {
    /// Its id.
    pub id: AreaId,
    /// Its own name.
    pub name: String,
    /// Its kind.
    pub kind: AreaKind,
    /// The cameras in it and in all areas below it, as far as whoever asks may watch them.
    pub cameras: usize,
    /// The areas within it, in the order in which they are shown.
    pub areas: Vec<AreaNode>,
}
