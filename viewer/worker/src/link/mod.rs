//! The live socket. Belongs here: opening, time limits, reconnecting, slots, the relay's clock. Does not: what the messages
//! mean for a tile.

pub mod backoff;
pub mod clock;
pub mod pulse;
pub mod slots;

#[cfg(target_arch = "wasm32")]
pub(crate) mod socket;
#[cfg(target_arch = "wasm32")]
mod ticket;
