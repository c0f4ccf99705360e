//! The recovery point SEI (H.264 §D.1.8, §D.2.8): streams that renew their pictures strip by strip say with it from which
//! picture on a decoder gets whole ones, though it never meets an IDR picture.

use super::{
    NalType,
    bits::{Bits, OutOfBits},
    nal,
};

const RECOVERY_POINT: usize = 6;

/// How many reference pictures, this one counted, are decoded before the pictures are whole. `None` where the access unit
/// of 4-byte length-prefixed NAL units is no recovery point.
pub fn frames_to_whole(unit: &[u8]) -> Option<u32> {
    let ahead = nal::length_prefixed(unit).map_while(Result::ok).take_while(|n| !is_slice(n));
    ahead.filter(|n| NalType::of(n) == Some(NalType::Sei)).find_map(|sei| in_sei(sei).ok().flatten())
}

fn is_slice(nal: &[u8]) -> bool {
    NalType::of(nal).is_some_and(NalType::is_vcl)
}

/// Looks through a NAL unit's messages (§7.3.2.3.1).
fn in_sei(sei: &[u8]) -> Result<Option<u32>, OutOfBits> {
    let mut bits = Bits::new(sei.get(1..).unwrap_or_default());
    loop {
        let (kind, size) = (number(&mut bits)?, number(&mut bits)?);
        if kind == RECOVERY_POINT {
            return bits.ue().map(Some);
        }
        for _ in 0..size {
            bits.u(8)?;
        }
    }
}

/// A payload's type or size: bytes of 255 and one that is less are added up.
fn number(bits: &mut Bits<'_>) -> Result<usize, OutOfBits> {
    let mut sum = 0;
    loop {
        let byte = bits.u(8)?;
        sum += byte as usize;
        if byte < 255 {
            return Ok(sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit(nals: &[&[u8]]) -> Vec<u8> {
        let mut unit = Vec::new();
        nals.iter().for_each(|n| nal::push_length_prefixed(&mut unit, n));
        unit
    }

    const SLICE: &[u8] = &[0x41, 0x9a];
    /// As x264 writes it: whole after 29 pictures.
    const POINT: &[u8] = &[0x06, 6, 2, 0x0f, 0x44, 0x80];

    #[test]
    fn found_among_other_messages_and_only_in_front_of_the_picture() {
        assert_eq!(frames_to_whole(&unit(&[POINT, SLICE])), Some(29));
        let behind_another: &[u8] = &[0x06, 5, 3, 9, 9, 9, 6, 1, 0x80, 0x80];
        assert_eq!(frames_to_whole(&unit(&[behind_another, SLICE])), Some(0));
        let long = [&[0x06, 5, 255, 1][..], &[7; 256], &POINT[1..]].concat();
        assert_eq!(frames_to_whole(&unit(&[&long, SLICE])), Some(29));
        assert_eq!(frames_to_whole(&unit(&[SLICE, POINT])), None);
        assert_eq!(frames_to_whole(&unit(&[&[0x06, 5, 200, 1], SLICE])), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_through(bytes: Vec<u8>) {
            frames_to_whole(&bytes);
            frames_to_whole(&unit(&[&[&[0x06], &bytes[..]].concat()]));
        }
    }
}
