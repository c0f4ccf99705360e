//! Which streams the decoder takes. Belongs here: what parameter sets and slice headers say. Does not: decoding.

use shared::h264::{NalType, SliceType, Sps, SpsError, slice};

/// The largest picture, in macroblocks: 1920x1088, and the most of level 4.1 (H.264 table A-1). Beyond it a phone is too slow.
pub const MAX_MACROBLOCKS: u32 = 8_192;
/// The largest access unit: as much as the relay keeps of one.
pub const MAX_UNIT_BYTES: usize = 4 << 20;

/// Why a stream is not for this decoder. No keyframe changes that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Pictures that are predicted from later ones come out wrong.
    #[error("the stream has B slices")]
    BSlices,
    /// Fields instead of frames.
    #[error("the stream is interlaced")]
    Interlaced,
    /// Another profile than Baseline, Main and High.
    #[error("the stream is of profile {0}")]
    Profile(u8),
    /// Not 4:2:0.
    #[error("the stream's chroma format is {0}")]
    Chroma(u32),
    /// More than 8 bits a sample.
    #[error("the stream has {0} bits a sample")]
    Depth(u32),
    /// More than [`MAX_MACROBLOCKS`].
    #[error("the stream's pictures are of {0}x{1} pixels")]
    Size(u32, u32),
    /// Switching slices or data partitions of the Extended profile.
    #[error("the stream has slices of the Extended profile")]
    Extended,
    /// Parameter sets that cannot be read.
    #[error(transparent)]
    Sps(#[from] SpsError),
}

/// Reads a sequence parameter set and says whether its stream can be taken.
pub(crate) fn sps(nal: &[u8]) -> Result<Sps, Refusal> {
    let sps = Sps::parse(nal)?;
    if !matches!(sps.profile_idc, 66 | 77 | 100) {
        return Err(Refusal::Profile(sps.profile_idc));
    }
    if !sps.frame_mbs_only {
        return Err(Refusal::Interlaced);
    }
    if sps.chroma_format_idc != 1 {
        return Err(Refusal::Chroma(sps.chroma_format_idc));
    }
    if sps.bit_depth_luma != 8 {
        return Err(Refusal::Depth(sps.bit_depth_luma));
    }
    if sps.macroblocks > MAX_MACROBLOCKS {
        return Err(Refusal::Size(sps.width, sps.height));
    }
    Ok(sps)
}

/// Says whether a slice can be taken. One that cannot be read is left to the decoder.
pub(crate) fn vcl(nal: &[u8]) -> Result<(), Refusal> {
    match (NalType::of(nal), slice::header(nal)) {
        (Some(NalType::Partition), _) | (_, Some((_, SliceType::Switching))) => Err(Refusal::Extended),
        (_, Some((_, SliceType::B))) => Err(Refusal::BSlices),
        _ => Ok(()),
    }
}
