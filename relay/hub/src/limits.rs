//! How much the hub may hold. Belongs here: the numbers. Does not: enforcing them.

use std::time::Duration;

/// An access unit over this is dropped and counted; the largest keyframe seen in the field had 2 MB.
pub const MAX_UNIT_BYTES: usize = 8 << 20;

/// Bounds in bytes and in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A GOP longer than this is not kept, only its keyframe.
    pub gop_span: Duration,
    /// A GOP larger than this is not kept, only its keyframe.
    pub gop_bytes: usize,
    /// How far a viewer may lag behind before it is dropped to the next keyframe.
    pub viewer_span: Duration,
    /// How many bytes a viewer may lag behind.
    pub viewer_bytes: usize,
    /// What all rings together may hold.
    pub total_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            gop_span: Duration::from_secs(10),
            gop_bytes: 4 << 20,
            viewer_span: Duration::from_secs(1),
            viewer_bytes: 512 << 10,
            total_bytes: 384 << 20,
        }
    }
}
