//! The sequence parameter set (H.264 §7.3.2.1.1): true size, profile, and whether pictures may be reordered.

use super::{NalType, bits::Bits, bits::OutOfBits};

/// What a sequence parameter set says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sps {
    /// `profile_idc`: 66 Baseline, 77 Main, 100 High.
    pub profile_idc: u8,
    /// The constraint flags, set0 in the highest bit.
    pub constraints: u8,
    /// `level_idc`: ten times the level.
    pub level_idc: u8,
    /// `chroma_format_idc`: 1 is 4:2:0.
    pub chroma_format_idc: u32,
    /// Bits a luma sample.
    pub bit_depth_luma: u32,
    /// Bits of `frame_num` in slice headers.
    pub log2_max_frame_num: u32,
    /// 0, 1 or 2; with 2, output order is decoding order.
    pub pic_order_cnt_type: u32,
    /// How slice headers carry the order count.
    pub pic_order_cnt: PicOrderCnt,
    /// Reference frames that a decoder must keep.
    pub max_num_ref_frames: u32,
    /// Macroblocks of a picture, where it is a frame.
    pub macroblocks: u32,
    /// Width in pixels after cropping.
    pub width: u32,
    /// Height in pixels after cropping.
    pub height: u32,
    /// Width and height in pixels before cropping: what a decoder must hold.
    pub coded: (u32, u32),
    /// Every picture is a frame; otherwise fields may come (interlaced).
    pub frame_mbs_only: bool,
    /// From the VUI, where it is there.
    pub vui: Option<Vui>,
}

/// What slice headers say of the order of pictures (H.264 §7.3.3), by `pic_order_cnt_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PicOrderCnt {
    /// Type 0: `pic_order_cnt_lsb` in so many bits.
    Lsb(u32),
    /// Type 1 with a number a picture.
    Delta,
    /// Nothing.
    Nothing,
}

/// What of the video usability information (H.264 §E.1.1) matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Vui {
    /// `matrix_coefficients`, where the colours are described.
    pub matrix_coefficients: Option<u8>,
    /// Luma runs from 0 to 255.
    pub full_range: bool,
    /// `num_units_in_tick` and `time_scale`.
    pub timing: Option<(u32, u32)>,
    /// `max_num_reorder_frames` and `max_dec_frame_buffering`.
    pub reorder: Option<(u32, u32)>,
}

/// Where what is rewritten stands, in bits behind the NAL unit's first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    /// `gaps_in_frame_num_value_allowed_flag`.
    pub(super) gaps: usize,
    pub(super) restriction: Restriction,
}

/// Where `bitstream_restriction` stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Restriction {
    /// There is no VUI; its flag is here.
    NoVui { flag: usize },
    /// The VUI has no restriction; its flag is here.
    Missing { flag: usize },
    /// It is there; `max_num_reorder_frames` begins here.
    There { numbers: usize },
    /// The VUI cannot be read.
    BrokenVui,
}

/// Why bytes are no sequence parameter set that we can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpsError {
    /// The NAL unit is of another type.
    #[error("the NAL unit is no sequence parameter set")]
    NotSps,
    /// It ends in the middle.
    #[error("the sequence parameter set ends in the middle")]
    Short,
    /// A field has a value that the standard forbids or no camera has.
    #[error("the sequence parameter set has an impossible {0}")]
    Impossible(&'static str),
}

impl From<OutOfBits> for SpsError {
    fn from(_: OutOfBits) -> Self {
        Self::Short
    }
}

impl Sps {
    /// Reads a NAL unit of type 7. A VUI that breaks off is left out, since cameras send such.
    pub fn parse(nal: &[u8]) -> Result<Self, SpsError> {
        Self::parse_with_places(nal).map(|(sps, _)| sps)
    }

    /// Also tells where the fields stand that may be rewritten, or would.
    pub(super) fn parse_with_places(nal: &[u8]) -> Result<(Self, Places), SpsError> {
        if NalType::of(nal) != Some(NalType::Sps) {
            return Err(SpsError::NotSps);
        }
        let mut b = Bits::new(&nal[1..]);
        let [profile_idc, constraints, level_idc] = [b.u(8)? as u8, b.u(8)? as u8, b.u(8)? as u8];
        if b.ue()? > 31 {
            return Err(SpsError::Impossible("seq_parameter_set_id"));
        }
        let (chroma_format_idc, bit_depth_luma) = high_fields(&mut b, profile_idc)?;
        let log2_max_frame_num = b.ue()?.saturating_add(4);
        if log2_max_frame_num > 16 {
            return Err(SpsError::Impossible("log2_max_frame_num"));
        }
        let (pic_order_cnt_type, pic_order_cnt) = pic_order_cnt(&mut b)?;
        let max_num_ref_frames = b.ue()?;
        if max_num_ref_frames > 16 {
            return Err(SpsError::Impossible("max_num_ref_frames"));
        }
        let gaps = b.position();
        b.flag()?; // gaps_in_frame_num_value_allowed_flag
        let (mb_width, map_units) = (b.ue()?, b.ue()?);
        if mb_width >= 1024 || map_units >= 1024 {
            return Err(SpsError::Impossible("picture size"));
        }
        let frame_mbs_only = b.flag()?;
        if !frame_mbs_only {
            b.flag()?; // mb_adaptive_frame_field_flag
        }
        b.flag()?; // direct_8x8_inference_flag
        let crop = if b.flag()? { [b.ue()?, b.ue()?, b.ue()?, b.ue()?] } else { [0; 4] };
        let fields = if frame_mbs_only { 1 } else { 2 };
        let (unit_x, unit_y) = match chroma_format_idc {
            1 => (2, 2 * fields),
            2 => (2, fields),
            _ => (1, fields),
        };
        let coded = ((mb_width + 1) * 16, (map_units + 1) * 16 * fields);
        let width = cropped(coded.0, unit_x, crop[0], crop[1])?;
        let height = cropped(coded.1, unit_y, crop[2], crop[3])?;
        let flag = b.position();
        let (vui, restriction) = if b.flag()? {
            Vui::parse(&mut b).map_or((None, Restriction::BrokenVui), |(vui, place)| (Some(vui), place))
        } else {
            (None, Restriction::NoVui { flag })
        };
        let sps = Self {
            profile_idc,
            constraints,
            level_idc,
            chroma_format_idc,
            bit_depth_luma,
            log2_max_frame_num,
            pic_order_cnt_type,
            pic_order_cnt,
            max_num_ref_frames,
            macroblocks: (mb_width + 1) * (map_units + 1) * fields,
            width,
            height,
            coded,
            frame_mbs_only,
            vui,
        };
        Ok((sps, Places { gaps, restriction }))
    }

    /// The stream cannot show pictures in another order than it sends them: Baseline has no B slices, and
    /// `pic_order_cnt_type` 2 forbids reordering (H.264 §8.2.1).
    pub fn cannot_reorder(&self) -> bool {
        self.profile_idc == 66 || self.pic_order_cnt_type == 2
    }
}

fn high_fields(b: &mut Bits<'_>, profile_idc: u8) -> Result<(u32, u32), SpsError> {
    if !matches!(profile_idc, 100 | 110 | 122 | 244 | 44 | 83 | 86 | 118 | 128 | 138 | 139 | 134 | 135) {
        return Ok((1, 8));
    }
    let chroma = b.ue()?;
    if chroma > 3 {
        return Err(SpsError::Impossible("chroma_format_idc"));
    }
    if chroma == 3 {
        b.flag()?; // separate_colour_plane_flag
    }
    let (luma, chroma_depth) = (b.ue()?, b.ue()?);
    if luma > 6 || chroma_depth > 6 {
        return Err(SpsError::Impossible("bit depth"));
    }
    b.flag()?; // qpprime_y_zero_transform_bypass_flag
    if b.flag()? {
        for list in 0..if chroma == 3 { 12 } else { 8 } {
            if b.flag()? {
                skip_scaling_list(b, if list < 6 { 16 } else { 64 })?;
            }
        }
    }
    Ok((chroma, luma + 8))
}

fn skip_scaling_list(b: &mut Bits<'_>, size: usize) -> Result<(), OutOfBits> {
    let (mut last, mut next) = (8i32, 8i32);
    for _ in 0..size {
        if next != 0 {
            next = last.wrapping_add(b.se()?).rem_euclid(256);
        }
        last = if next == 0 { last } else { next };
    }
    Ok(())
}

fn pic_order_cnt(b: &mut Bits<'_>) -> Result<(u32, PicOrderCnt), SpsError> {
    let kind = b.ue()?;
    let told = match kind {
        0 => {
            let bits = b.ue()?.saturating_add(4);
            if bits > 16 {
                return Err(SpsError::Impossible("log2_max_pic_order_cnt_lsb"));
            }
            PicOrderCnt::Lsb(bits)
        }
        1 => {
            let always_zero = b.flag()?; // delta_pic_order_always_zero_flag
            b.se()?;
            b.se()?;
            let cycle = b.ue()?;
            if cycle > 255 {
                return Err(SpsError::Impossible("num_ref_frames_in_pic_order_cnt_cycle"));
            }
            for _ in 0..cycle {
                b.se()?;
            }
            if always_zero { PicOrderCnt::Nothing } else { PicOrderCnt::Delta }
        }
        2 => PicOrderCnt::Nothing,
        _ => return Err(SpsError::Impossible("pic_order_cnt_type")),
    };
    Ok((kind, told))
}

fn cropped(size: u32, unit: u32, before: u32, behind: u32) -> Result<u32, SpsError> {
    let cut = before.checked_add(behind).and_then(|c| c.checked_mul(unit));
    cut.and_then(|c| size.checked_sub(c)).filter(|s| *s > 0).ok_or(SpsError::Impossible("cropping"))
}

impl Vui {
    fn parse(b: &mut Bits<'_>) -> Result<(Self, Restriction), OutOfBits> {
        let mut vui = Self::default();
        if b.flag()? && b.u(8)? == 255 {
            b.u(32)?; // sar_width, sar_height
        }
        if b.flag()? {
            b.flag()?; // overscan_appropriate_flag
        }
        if b.flag()? {
            b.u(3)?; // video_format
            vui.full_range = b.flag()?;
            if b.flag()? {
                b.u(16)?; // colour_primaries, transfer_characteristics
                vui.matrix_coefficients = Some(b.u(8)? as u8);
            }
        }
        if b.flag()? {
            b.ue()?;
            b.ue()?; // chroma_sample_loc_type
        }
        if b.flag()? {
            vui.timing = Some((b.u(32)?, b.u(32)?));
            b.flag()?; // fixed_frame_rate_flag
        }
        let nal_hrd = b.flag()?;
        if nal_hrd {
            skip_hrd(b)?;
        }
        let vcl_hrd = b.flag()?;
        if vcl_hrd {
            skip_hrd(b)?;
        }
        if nal_hrd || vcl_hrd {
            b.flag()?; // low_delay_hrd_flag
        }
        b.flag()?; // pic_struct_present_flag
        let flag = b.position();
        if !b.flag()? {
            return Ok((vui, Restriction::Missing { flag }));
        }
        b.flag()?; // motion_vectors_over_pic_boundaries_flag
        for _ in 0..4 {
            b.ue()?;
        }
        let numbers = b.position();
        vui.reorder = Some((b.ue()?, b.ue()?));
        Ok((vui, Restriction::There { numbers }))
    }
}

fn skip_hrd(b: &mut Bits<'_>) -> Result<(), OutOfBits> {
    let count = b.ue()?;
    if count > 31 {
        return Err(OutOfBits);
    }
    b.u(8)?; // bit_rate_scale, cpb_size_scale
    for _ in 0..=count {
        b.ue()?;
        b.ue()?;
        b.flag()?;
    }
    b.u(20).map(drop) // delays and time_offset_length
}

#[cfg(test)]
#[path = "sps_tests.rs"]
mod tests;
