//! What the relay and the viewer both know: ids, times, the wire, REST bodies, H.264 parsing, fragmented MP4 and texts.
//! Belongs here: pure types and functions. Does not: tokio, web-sys, a clock, any I/O.

pub mod access;
pub mod api;
pub mod area;
pub mod audit;
pub mod check;
mod codes;
pub mod diagnosis;
pub mod fmp4;
pub mod geo;
pub mod h264;
pub mod ids;
pub mod label;
pub mod place;
pub mod routes;
pub mod search;
pub mod still;
pub mod text;
pub mod times;
pub mod wall;
pub mod wire;

pub use ids::{
    AreaId, CameraId, EmbedId, GrantId, InvitationId, Profile, SessionId, SiteId, Slot, StreamId, UserId, WallId,
};
pub use times::{Pts90k, UnixMicros, UnixSecs};
