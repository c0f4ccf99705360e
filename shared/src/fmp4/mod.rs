//! Fragmented MP4 for Media Source Extensions (ISO/IEC 14496-12 §8.8, H.264 in it: ISO/IEC 14496-15 §5): an initialization
//! segment once, then media segments of one or more pictures. Belongs here: live video, one track, nothing but what a
//! `SourceBuffer` needs. Does not: reading MP4, edit lists, files with an index.
//!
//! Written here rather than by a library because every viewer loads it: 1 KB of brotli, where mp4-atom costs 22.

mod boxes;
mod fragment;
mod init;

#[cfg(test)]
mod tests;

pub use fragment::{Sample, fragment};
pub use init::init;

/// Ticks a second of every time in here.
pub const TIMESCALE: u32 = 90_000;
/// The only track.
const TRACK: u32 = 1;

/// More than a box's 32-bit size can say (ISO/IEC 14496-12 §4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} bytes are too many for one MP4 box")]
pub struct TooLong(pub usize);

/// Leaves room for what stands around the bytes that are given.
const LONGEST: usize = 1 << 31;

fn fits(bytes: usize) -> Result<(), TooLong> {
    if bytes < LONGEST { Ok(()) } else { Err(TooLong(bytes)) }
}
