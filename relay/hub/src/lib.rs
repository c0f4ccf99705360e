//! The hub: what cameras send, kept for those who watch. Belongs here: rings, cursors, budgets, the registry of cameras,
//! the clock that all of it goes by.
//! Does not: sockets, disk, RTSP, SQL, who may watch what.

mod access_point;
pub mod clock;
mod cursor;
mod frame;
mod limits;
mod registry;
mod ring;
mod status;
mod stream;
mod subscriber;

pub use access_point::Recovery;
pub use frame::{Frame, StreamParams};
pub use limits::{Limits, MAX_UNIT_BYTES};
pub use registry::{Camera, Hub, HubEvent};
pub use status::Status;
pub use stream::{Failing, Publisher, PushError, Stream, StreamStats, Unit};
pub use subscriber::{Delivery, Joined, Subscription};
