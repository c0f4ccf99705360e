//! How a camera is, as everyone is told.

use shared::{
    UnixMicros,
    wire::{CameraState, Reason},
};

/// A camera's state with its beginning and its cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// The state.
    pub state: CameraState,
    /// Since when.
    pub since: UnixMicros,
    /// Why, where it is not live.
    pub reason: Option<Reason>,
}
