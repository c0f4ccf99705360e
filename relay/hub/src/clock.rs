//! The two clocks of the relay, read nowhere else. Belongs here: reading them. Does not: deciding anything.

use shared::UnixMicros;
use std::{
    sync::OnceLock,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// A moment on both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The wall clock, which people read and which may be set at any time.
    pub time: UnixMicros,
    /// A clock that never jumps, since the first moment that was asked for; every decision is made on it.
    pub at: Duration,
}

/// This moment.
pub fn now() -> Moment {
    static START: OnceLock<Instant> = OnceLock::new();
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment {
        time: UnixMicros(u64::try_from(since.as_micros()).unwrap_or(u64::MAX)),
        at: START.get_or_init(Instant::now).elapsed(),
    }
}
