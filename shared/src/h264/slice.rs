//! The first fields of a slice header (H.264 §7.3.3): enough to find a picture's start, its place and B slices.

use super::{NalType, Sps, bits::Bits, sps::PicOrderCnt};

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

/// Where a picture stands among the others, as its first slice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// `frame_num`, which counts reference pictures.
    pub frame_num: u32,
    /// `pic_order_cnt_lsb`; 0 where the stream has none.
    pub order: u32,
}

/// A picture's place, from a slice of a stream of frames; `None` where the NAL unit is no such slice.
pub fn place(nal: &[u8], sps: &Sps) -> Option<Place> {
    header(nal).filter(|_| sps.frame_mbs_only)?;
    let mut bits = Bits::new(nal.get(1..)?);
    for _ in 0..3 {
        bits.ue().ok()?; // first_mb_in_slice, slice_type, pic_parameter_set_id
    }
    let frame_num = bits.u(sps.log2_max_frame_num).ok()?;
    if NalType::of(nal) == Some(NalType::Idr) {
        bits.ue().ok()?; // idr_pic_id
    }
    let order = match sps.pic_order_cnt {
        PicOrderCnt::Lsb(count) => bits.u(count).ok()?,
        _ => 0,
    };
    Some(Place { frame_num, order })
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
