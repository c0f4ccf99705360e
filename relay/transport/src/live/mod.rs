//! The live socket: one WebSocket for all of a viewer's tiles.
//! Belongs here: the socket's task. Does not: HTTP upgrades and their checks.

mod bell;
mod clients;
mod inbox;
mod names;
mod rare;
mod rate;
mod record;
mod session;
mod slots;

pub use clients::{Clients, Place};
pub use names::Names;
pub use record::Record;
pub use session::{Live, serve};

use hub::MAX_UNIT_BYTES;
use shared::wire::Limits;

/// What every socket is told in `hello`, and held to.
pub const LIMITS: Limits = Limits { slots: 64, message_bytes: 4096, messages_per_sec: 200, rtp_tracks: 64 };

/// Bytes that are written to the connection at once, where several frames are ready.
const WRITE_BATCH: usize = 32 << 10;

/// The WebSocket settings that the protocol needs.
pub fn configure<F>(upgrade: axum::extract::WebSocketUpgrade<F>) -> axum::extract::WebSocketUpgrade<F> {
    upgrade
        .max_message_size(LIMITS.message_bytes as usize)
        .max_frame_size(LIMITS.message_bytes as usize)
        .read_buffer_size(LIMITS.message_bytes as usize)
        .write_buffer_size(WRITE_BATCH)
        .max_write_buffer_size(2 * MAX_UNIT_BYTES)
}
