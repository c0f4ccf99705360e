//! Annex B byte streams. Belongs here: where one picture ends and the next begins, even pacing.
//! Does not: reading files.

use super::{AccessUnit, CLOCK_HZ, Clip, ClipError};
use bytes::Bytes;
use shared::h264::{NalType, nal, slice};

/// Splits a byte stream into access units, each shown for the same time.
pub(super) fn read(stream: &[u8], fps: f64) -> Result<Clip, ClipError> {
    if !(fps > 0.0 && fps <= 240.0) {
        return Err(ClipError::FrameRate(fps));
    }
    let at = |index: usize| (index as f64 * f64::from(CLOCK_HZ) / fps).round() as u64;
    let units: Vec<_> = pictures(stream)
        .enumerate()
        .map(|(index, nals)| AccessUnit {
            key: nals.iter().any(|nal| NalType::of(nal) == Some(NalType::Idr)),
            nals,
            dts_90k: at(index),
            pts_90k: at(index),
        })
        .collect();
    let duration_90k = at(units.len());
    Clip::new(units, &[], duration_90k)
}

/// Groups NAL units into pictures (H.264 section 7.4.1.2.3). Delimiters are left out, as RTP marks the end of a picture.
fn pictures(stream: &[u8]) -> impl Iterator<Item = Vec<Bytes>> {
    let mut nals = nal::annex_b(stream).peekable();
    std::iter::from_fn(move || {
        let mut picture = Vec::new();
        let mut has_slice = false;
        while let Some(next) = nals.peek() {
            if has_slice && starts_picture(next) {
                break;
            }
            has_slice |= NalType::of(next).is_some_and(NalType::is_vcl);
            if NalType::of(next) != Some(NalType::Aud) {
                picture.push(Bytes::copy_from_slice(next));
            }
            nals.next();
        }
        has_slice.then_some(picture)
    })
}

/// Whether a NAL unit that follows a slice belongs to the next picture.
fn starts_picture(nal: &[u8]) -> bool {
    match NalType::of(nal) {
        Some(NalType::Slice | NalType::Idr) => slice::header(nal).is_some_and(|(first_mb, _)| first_mb == 0),
        Some(NalType::Sei | NalType::Sps | NalType::Pps | NalType::Aud) => true,
        _ => false,
    }
}

/// Writes access units as a byte stream that any player reads.
pub fn to_annex_b(units: &[AccessUnit]) -> Vec<u8> {
    let mut out = Vec::new();
    for nal in units.iter().flat_map(|unit| &unit.nals) {
        out.extend([0, 0, 0, 1]);
        out.extend_from_slice(nal);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPS: &[u8] = &[0x67, 0x42, 0xc0, 0x1f, 1];
    const PPS: &[u8] = &[0x68, 0xce];

    fn stream(nals: &[&[u8]]) -> Vec<u8> {
        nals.iter().flat_map(|nal| [&[0, 0, 1], *nal].concat()).collect()
    }

    #[test]
    fn slices_of_one_picture_stay_together() {
        let bytes =
            stream(&[&[9, 0x10], SPS, PPS, &[0x65, 0x88], &[0x65, 0x48, 9], &[9, 0x30], &[0x41, 0x9a], &[0x41, 0x9b]]);
        let clip = Clip::from_annex_b(&bytes, 15.0).unwrap();
        let lens: Vec<_> = clip.units().iter().map(|unit| unit.nals.len()).collect();
        assert_eq!(lens, [4, 1, 1]);
        assert!(clip.units()[0].key && !clip.units()[1].key);
        assert_eq!(clip.units()[2].dts_90k, 12_000);
        assert_eq!(clip.duration_90k(), 18_000);
        assert_eq!(Clip::from_annex_b(&to_annex_b(clip.units()), 15.0).unwrap(), clip);
    }

    #[test]
    fn what_cannot_be_played_is_refused() {
        assert_eq!(Clip::from_annex_b(b"no video", 15.0), Err(ClipError::Empty));
        assert_eq!(Clip::from_annex_b(&stream(&[SPS, PPS, &[0x41, 0x9a]]), 15.0), Err(ClipError::NoKey));
        assert_eq!(Clip::from_annex_b(&stream(&[&[0x65, 0x88]]), 15.0), Err(ClipError::NoParameterSets));
        assert_eq!(Clip::from_annex_b(&[], 0.0), Err(ClipError::FrameRate(0.0)));
    }
}
