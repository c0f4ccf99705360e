//! RTSP cameras: dial, supervise, turn what they send into access units in the hub. Belongs here: everything that talks
//! to a camera. Does not: viewers, SQL, HTTP.

mod address;
mod addresses;
mod backoff;
mod check;
mod default_password;
mod describe;
mod diagnose;
mod diagnoses;
mod dials;
mod failure;
mod farewell;
mod fleet;
mod growth;
mod health;
mod heap;
mod host;
mod intake;
mod networks;
mod params;
mod recovery;
mod reorder;
mod rtsp;
mod spec;
mod supervisor;
mod timeline;
mod vendor;

pub use address::{Account, AddressError, CameraUrl};
pub use addresses::{AddressWish, Addresses, AddressesError, Streams};
pub use check::{Picture, Progress, check};
pub use default_password::is_default;
pub use diagnoses::Diagnoses;
pub use failure::Failure;
pub use fleet::{Fleet, Silent, Why};
pub use heap::CountedHeap;
pub use host::CameraHost;
pub use networks::Networks;
pub use spec::{CameraSpec, Transport};
pub use vendor::{Channel, ChannelError, Vendor, VendorError};

use std::time::Duration;

/// How patient the relay is with cameras.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where cameras may be.
    pub networks: Networks,
    /// How long each step of a dial may take.
    pub connect_timeout: Duration,
    /// A session without a picture for this long is given up.
    pub no_media_timeout: Duration,
    /// The first wait after a failure; it doubles up to `retry_max`, with jitter.
    pub retry_min: Duration,
    /// The longest wait after a failure.
    pub retry_max: Duration,
    /// The wait after a refused password: cameras lock accounts that try too often.
    pub auth_retry: Duration,
    /// Dials a second, over all cameras.
    pub dials_per_sec: u32,
    /// Dials at the same time to one address: a recorder with many channels takes only a few.
    pub dials_per_host: usize,
    /// How long a main stream goes on after its last viewer left.
    pub main_linger: Duration,
}
