//! Why a camera or a request is not served, as codes. The words stand in `text`.

use serde::{Deserialize, Serialize};

/// A reason code, as it stands in messages, in the API and in metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The relay is on its way to the camera.
    Connecting,
    /// No answer from the camera's address.
    Unreachable,
    /// The camera's address is there, but nothing listens on the port.
    ConnectionRefused,
    /// The camera's name could not be resolved.
    NameUnknown,
    /// The camera's address lies outside the networks that the settings allow.
    AddressRefused,
    /// The camera refuses the user name or password.
    AuthFailed,
    /// The stored password cannot be opened with this key.
    SecretUnreadable,
    /// The camera has no stream under this path.
    NotFound,
    /// The camera takes no more sessions (RTSP 453, 503).
    CameraBusy,
    /// The camera sends H.265.
    CodecH265,
    /// The camera sends no video that is H.264.
    CodecUnsupported,
    /// The camera sends interlaced pictures.
    Interlaced,
    /// The camera is connected but sends no picture.
    NoMedia,
    /// The camera closed the session.
    CameraClosed,
    /// The camera broke the protocol.
    ProtocolError,
    /// No such camera, or not for this viewer.
    UnknownCamera,
    /// More slots asked for than announced.
    TooManySlots,
    /// Messages come faster than announced.
    RateLimited,
    /// The relay serves as many viewers as it may.
    TooManyViewers,
    /// The message is no message of this protocol.
    BadMessage,
    /// The page is of another version than the relay.
    Version,
    /// The relay is about to stop.
    ShuttingDown,
    /// A code of a newer relay.
    #[serde(other)]
    Unknown,
}

impl Reason {
    /// Every reason, for tables and tests.
    pub const ALL: [Self; 23] = [
        Self::Connecting,
        Self::Unreachable,
        Self::ConnectionRefused,
        Self::NameUnknown,
        Self::AddressRefused,
        Self::AuthFailed,
        Self::SecretUnreadable,
        Self::NotFound,
        Self::CameraBusy,
        Self::CodecH265,
        Self::CodecUnsupported,
        Self::Interlaced,
        Self::NoMedia,
        Self::CameraClosed,
        Self::ProtocolError,
        Self::UnknownCamera,
        Self::TooManySlots,
        Self::RateLimited,
        Self::TooManyViewers,
        Self::BadMessage,
        Self::Version,
        Self::ShuttingDown,
        Self::Unknown,
    ];
}
