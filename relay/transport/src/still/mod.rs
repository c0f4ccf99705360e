//! Stills: a camera's newest keyframe as a JPEG. Belongs here: decoding one picture away from the network's threads, and
//! keeping what was made. Does not: HTTP, the words of a refusal.
//!
//! From the ring's keyframe: `decode` → `scale` → `colour` and `jpeg`, all called by `make` on the blocking pool; `desk`
//! sees to it that each is made once, and `cache` that it is kept.

mod cache;
mod colour;
mod decode;
mod desk;
mod jpeg;
mod make;
mod planes;
mod scale;

pub use desk::{Limits, Source, Still, StillError, Stills};
pub use make::Key;

use shared::{StreamId, UnixMicros, still::StillWidth};
use std::fmt;

/// Names one still: another picture, or another width, has another name. The time is part of it, since a relay that
/// starts anew numbers its streams from 1 again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name {
    /// The stream that the picture is of.
    pub stream: StreamId,
    /// When the relay had the picture.
    pub time: UnixMicros,
    /// How wide it was asked for.
    pub width: StillWidth,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.stream.0, self.time.0, self.width.as_str())
    }
}
