//! The first fields of a slice header (H.264 §7.3.3): enough to find a picture's start and B slices.

use super::{NalType, bits::Bits};

/// How a slice's macroblocks are predicted (H.264 table 7-6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SliceType {
    /// From earlier pictures.
    P,
    /// From two pictures: such a stream may be sent in another order than it is shown.
    B,
    /// From itself.
    I,
    /// Switching slices of the Extended profile.
    Switching,
}

/// A slice's first macroblock and type; `None` where the NAL unit is no slice or its header is broken.
pub fn header(nal: &[u8]) -> Option<(u32, SliceType)> {
    if !NalType::of(nal)?.is_vcl() {
        return None;
    }
    let mut bits = Bits::new(nal.get(1..)?);
    let first_mb = bits.ue().ok()?;
    let kind = match bits.ue().ok()? {
        0 | 5 => SliceType::P,
        1 | 6 => SliceType::B,
        2 | 7 => SliceType::I,
        3 | 4 | 8 | 9 => SliceType::Switching,
        _ => return None,
    };
    Some((first_mb, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_macroblock_and_type() {
        assert_eq!(header(&[0x65, 0b1000_1000, 0x80]), Some((0, SliceType::I)));
        assert_eq!(header(&[0x41, 0b1010_0000]), Some((0, SliceType::B)));
        assert_eq!(header(&[0x41, 0b0101_0000]), Some((1, SliceType::P)));
        assert_eq!(header(&[0x67, 0b1000_1000]), None);
        assert_eq!(header(&[0x41]), None);
    }
}
