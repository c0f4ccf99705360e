//! A media segment: a `moof` that tells of its samples and the `mdat` that holds them.

use super::{
    TRACK, TooLong,
    boxes::{Boxes, length},
    fits,
};

/// One coded picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample<'a> {
    /// The access unit, NAL units with lengths of 4 bytes.
    pub data: &'a [u8],
    /// Decoding can begin with it: an IDR picture (ISO/IEC 14496-15 §5.4.2.1).
    pub sync: bool,
    /// From its decoding to that of the next one, in ticks of 1/90000 s. Media Source Extensions takes for a gap, and waits
    /// for a sync sample, where the next one comes later than twice this.
    pub duration_90k: u32,
    /// From its decoding to its showing, in ticks of 1/90000 s; below zero for a B picture that is shown before its turn.
    pub composition_offset_90k: i32,
}

/// `default-base-is-moof` (§8.8.7): offsets count from the `moof`, as Media Source Extensions asks.
const BASE_IS_MOOF: u32 = 0x2_0000;
/// The fields that follow in a `trun` (§8.8.8): data offset; each sample's duration, size, flags and composition offset.
const ALL_FIELDS: u32 = 0x1 | 0x100 | 0x200 | 0x400 | 0x800;
/// Sample flags (§8.8.3.1): depends on no other.
const SYNC: u32 = 2 << 24;
/// Depends on others, and is no sync sample.
const NOT_SYNC: u32 = 1 << 24 | 1 << 16;
/// A `moof` without samples, and the head of an `mdat`.
const AROUND: usize = 96;
/// What each sample adds to the `moof`.
const ROW: usize = 16;

/// One or more pictures in decoding order. `sequence` counts fragments from 1 (§8.8.5); `decode_time_90k` is when the
/// first one is decoded, in ticks of 1/90000 s (`tfdt` version 1, §8.8.12).
pub fn fragment(sequence: u32, decode_time_90k: u64, samples: &[Sample<'_>]) -> Result<Vec<u8>, TooLong> {
    let bytes = samples.iter().fold(0_usize, |sum, sample| sum.saturating_add(sample.data.len()));
    let bytes = bytes.saturating_add(samples.len().saturating_mul(ROW) + AROUND);
    fits(bytes)?;
    let mut out = Boxes::new(bytes);
    let mut data_offset = 0;
    out.put(b"moof", |b| {
        b.full(b"mfhd", 0, 0, |b| b.u32(sequence));
        b.put(b"traf", |b| {
            b.full(b"tfhd", 0, BASE_IS_MOOF, |b| b.u32(TRACK));
            b.full(b"tfdt", 1, 0, |b| b.bytes(&decode_time_90k.to_be_bytes()));
            // Version 1: composition offsets have a sign.
            b.full(b"trun", 1, ALL_FIELDS, |b| {
                b.u32(length(samples.len()));
                data_offset = b.len();
                b.zeros(4);
                for sample in samples {
                    b.u32(sample.duration_90k);
                    b.u32(length(sample.data.len()));
                    b.u32(if sample.sync { SYNC } else { NOT_SYNC });
                    b.bytes(&sample.composition_offset_90k.to_be_bytes());
                }
            });
        });
    });
    // The data lie behind the head of the `mdat`.
    out.set(data_offset, out.len() + 8);
    out.put(b"mdat", |b| samples.iter().for_each(|sample| b.bytes(sample.data)));
    Ok(out.finish())
}
