//! A picture in 4:2:0: one plane of luma, two of colour at half the size. Belongs here: the shape. Does not: changing it.

use std::borrow::Cow;

/// One plane; `stride` bytes from one row to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plane<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) stride: usize,
}

impl Plane<'_> {
    /// The first `width` bytes of a row; fewer where the plane ends before.
    pub(super) fn row(&self, row: usize, width: usize) -> &[u8] {
        let from = (row * self.stride).min(self.bytes.len());
        &self.bytes[from..(from + width).min(self.bytes.len())]
    }
}

/// A picture. Both sizes are even: cropping in 4:2:0 goes in steps of two (H.264 §7.4.2.1.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planes<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) y: Plane<'a>,
    pub(super) cb: Plane<'a>,
    pub(super) cr: Plane<'a>,
}
