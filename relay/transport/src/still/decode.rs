//! One IDR picture from its bytes. Belongs here: what the decoder is given, and what it is never given. Does not: what is
//! done with the picture.
//!
//! OpenH264 takes 8-bit 4:2:0 frames up to level 5.2. What a parameter set claims is checked before the decoder sees it,
//! because the decoder takes memory for all that is claimed.

use super::planes::{Plane, Planes};
use openh264::{
    OpenH264API,
    decoder::{Decoder, DecoderConfig, Flush},
    formats::YUVSource,
};
use shared::h264::{
    Avcc, AvccError, NalType, Sps, SpsError,
    nal::{self, LengthError},
};

/// Luma samples of the largest frame of level 5.2 (H.264 table A-1: 36,864 macroblocks).
const MAX_SAMPLES: u64 = 36_864 * 256;
/// What the decoder may take for its pictures; a 4K stream with four references needs 75 MB.
const MAX_BYTES: u64 = 128 << 20;
/// Pictures that the decoder keeps beyond the references.
const SPARE_PICTURES: u64 = 2;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub(super) enum DecodeError {
    #[error(transparent)]
    Avcc(#[from] AvccError),
    #[error(transparent)]
    Sps(#[from] SpsError),
    #[error("the decoder does not take {0}")]
    Kind(&'static str),
    #[error("the stream claims {width}x{height} with {references} reference frames")]
    TooLarge { width: u32, height: u32, references: u32 },
    #[error(transparent)]
    Lengths(#[from] LengthError),
    #[error("the access unit has no slice of an IDR picture")]
    NoSlice,
    #[error("the decoder says: {0}")]
    Decoder(#[from] openh264::Error),
    #[error("no whole picture came out")]
    NoPicture,
    #[error("a picture of {0:?} came out where {1:?} was announced")]
    Size((usize, usize), (usize, usize)),
}

/// Decodes an IDR picture, 4-byte length-prefixed with its parameter sets apart, and hands it to `take`, cropped.
pub(super) fn decode<T>(avcc: &[u8], unit: &[u8], take: impl FnOnce(&Planes<'_>, &Sps) -> T) -> Result<T, DecodeError> {
    let sets = Avcc::parse(avcc)?;
    let first = sets.sps.first().ok_or(AvccError::NoSets)?;
    let sps = Sps::parse(first)?;
    check(&sps)?;
    let stream = annex_b(first, &sets.pps, unit)?;
    // The flush brings out a picture that a stream with B slices would hold back.
    let config = DecoderConfig::new().flush_after_decode(Flush::Flush);
    let mut decoder = Decoder::with_api_config(OpenH264API::from_source(), config)?;
    let picture = decoder.decode(&stream)?.ok_or(DecodeError::NoPicture)?;
    let (size, announced) = (picture.dimensions(), (sps.width as usize, sps.height as usize));
    if size != announced {
        return Err(DecodeError::Size(size, announced));
    }
    let plane = |bytes, stride| Plane { bytes: std::borrow::Cow::Borrowed(bytes), stride };
    let strides = picture.strides();
    let planes = Planes {
        width: size.0,
        height: size.1,
        y: plane(picture.y(), strides.0),
        cb: plane(picture.u(), strides.1),
        cr: plane(picture.v(), strides.2),
    };
    Ok(take(&planes, &sps))
}

fn check(sps: &Sps) -> Result<(), DecodeError> {
    if !sps.frame_mbs_only {
        return Err(DecodeError::Kind("interlaced pictures"));
    }
    if sps.chroma_format_idc != 1 {
        return Err(DecodeError::Kind("colours other than 4:2:0"));
    }
    if sps.bit_depth_luma != 8 {
        return Err(DecodeError::Kind("samples of more than 8 bits"));
    }
    let (width, height) = sps.coded;
    let samples = u64::from(width) * u64::from(height);
    let pictures = u64::from(sps.max_num_ref_frames) + SPARE_PICTURES;
    if samples > MAX_SAMPLES || samples * 3 / 2 * pictures > MAX_BYTES {
        return Err(DecodeError::TooLarge { width, height, references: sps.max_num_ref_frames });
    }
    Ok(())
}

/// The parameter set that was checked and the slices, nothing else: other sets in the unit could claim other sizes.
fn annex_b(sps: &[u8], pps: &[Vec<u8>], unit: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut stream = Vec::with_capacity(unit.len() + 512);
    let mut push = |nal: &[u8]| {
        stream.extend([0, 0, 0, 1]);
        stream.extend_from_slice(nal);
    };
    push(sps);
    pps.iter().for_each(|pps| push(pps));
    let mut slices = 0;
    for nal in nal::length_prefixed(unit) {
        let nal = nal?;
        if NalType::of(nal) == Some(NalType::Idr) {
            push(nal);
            slices += 1;
        }
    }
    if slices == 0 { Err(DecodeError::NoSlice) } else { Ok(stream) }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
