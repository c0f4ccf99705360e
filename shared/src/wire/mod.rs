//! The live socket's wire: binary frames with a fixed header, JSON text messages, reason codes.
//! Belongs here: encoding and decoding. Does not: sockets, who may ask for what.

mod base64_bytes;
pub mod control;
pub mod header;
pub mod reason;
mod said;

pub use control::{CameraState, ClientMessage, Limits, Mode, RtpTarget, ServerMessage};
pub use header::{FrameHeader, HeaderError, Kind};
pub use reason::Reason;

/// The WebSocket subprotocol that both ends must name.
pub const SUBPROTOCOL: &str = "ward.v1";

/// The version that both ends send in `hello`.
pub const VERSION: u32 = 1;

/// What the one camera of an embed is called on its visitors' sockets, whatever its id is.
pub const EMBED_CAMERA: &str = "embed/camera";
