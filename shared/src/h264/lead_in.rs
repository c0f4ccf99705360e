//! Grey pictures to begin with where a stream has no IDR picture. A recovery point (see [`super::recovery`]) leads to whole
//! pictures from any references, but decoders want an IDR picture first and references that exist: here they are made.
//! Belongs here: their bits. Does not: where they are put, the recovery point's own picture.
//!
//! Behind the IDR picture `frame_num` has a gap up to the recovery point, which the SPS must allow (§7.4.3); the gap's
//! frames may not be referred to (§8.2.5.2), so the last pictures before the recovery point fill all reference frames.
//! Every macroblock is predicted from nothing and has no residual, or is skipped. The pictures have a PPS of their own
//! (without CABAC, weights, slice groups), so that the stream's PPS need not be understood.

use super::{Avcc, PicOrderCnt, Place, Sps, bits::Bits, bits_out::Writer, nal::push_length_prefixed, rewrite, slice};

/// What is put in front of a recovery point for who begins there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadIn {
    /// The AVCDecoderConfigurationRecord for it and for the stream behind it.
    pub avcc: Vec<u8>,
    /// Access units of 4-byte length-prefixed NAL units, an IDR picture first. None is to be shown.
    pub units: Vec<Vec<u8>>,
}

const IDR: u8 = 0x65;
const REFERENCE: u8 = 0x61;
const PPS: u8 = 0x68;
/// `slice_type` where all slices of a picture are alike (table 7-6).
const ALL_P: u32 = 5;
const ALL_I: u32 = 7;
/// `I_16x16_2_0_0`: predicted from the mean of the neighbours, no coefficients (table 7-11).
const FLAT: u32 = 3;

/// Makes the lead-in for the recovery point in `unit`. `None` for streams that are interlaced, 4:4:4, or broken.
pub fn before(record: &Avcc, unit: &[u8]) -> Option<LeadIn> {
    let sps = Sps::parse(record.sps.first()?).ok().filter(|sps| sps.frame_mbs_only && sps.chroma_format_idc < 3)?;
    let mut nals = super::nal::length_prefixed(unit).map_while(Result::ok);
    let place = nals.find_map(|nal| slice::place(nal, &sps))?;
    let grey = Grey { pps: free_id(&record.pps)?, sps: &sps };
    let mut avcc = record.clone();
    avcc.sps = record.sps.iter().map(|s| rewrite::with_gaps(s)).collect::<Option<_>>()?;
    avcc.pps.push(grey.pps(record.sps.first()?)?);
    Some(LeadIn { avcc: avcc.encode().ok()?, units: grey.pictures(place) })
}

/// The smallest `pic_parameter_set_id` that the stream does not use: decoders keep a table of few.
fn free_id(sets: &[Vec<u8>]) -> Option<u32> {
    let used = sets.iter().map(|pps| Bits::new(pps.get(1..)?).ue().ok()).collect::<Option<Vec<_>>>()?;
    (0..256).find(|id| !used.contains(id))
}

struct Grey<'a> {
    pps: u32,
    sps: &'a Sps,
}

impl Grey<'_> {
    /// §7.3.2.2.
    fn pps(&self, sps: &[u8]) -> Option<Vec<u8>> {
        let mut bits = Bits::new(sps.get(1..)?);
        bits.u(24).ok()?;
        let sps_id = bits.ue().ok()?;
        let mut w = Writer::default();
        w.ue(self.pps);
        w.ue(sps_id);
        w.flag(false); // entropy_coding_mode_flag: CAVLC
        w.flag(false); // bottom_field_pic_order_in_frame_present_flag
        w.ue(0); // one slice group
        w.ue(0); // one reference in list 0
        w.ue(0); // and in list 1
        w.flag(false); // weighted_pred_flag
        w.u(2, 0); // weighted_bipred_idc
        (0..3).for_each(|_| w.ue(0)); // both quantisers at 26, chroma_qp_index_offset: a 0 is coded alike signed or not
        w.flag(true); // deblocking_filter_control_present_flag
        w.flag(false); // constrained_intra_pred_flag
        w.flag(false); // redundant_pic_cnt_present_flag
        Some(w.finish(PPS))
    }

    /// The pictures up to the one at `end`.
    fn pictures(&self, end: Place) -> Vec<Vec<u8>> {
        let frames = 1 << self.sps.log2_max_frame_num;
        let order = |back: u32| match self.sps.pic_order_cnt {
            PicOrderCnt::Lsb(bits) => end.order.wrapping_sub(2 * back) & ((1 << bits) - 1),
            _ => 0,
        };
        let fill = self.sps.max_num_ref_frames.max(1).min(frames - 2);
        let mut out = vec![self.picture(Picture::Idr, Place { frame_num: 0, order: 0 })];
        // One more on the way: a step of half the range or more would count as one backwards (§8.2.1.1).
        let steps = (1..=fill + 1).rev().map(|back| {
            let frame_num = end.frame_num.wrapping_sub(back) & (frames - 1);
            Place { frame_num, order: if back > fill { (order(fill) / 2) & !1 } else { order(back) } }
        });
        // Two reference pictures in a row never have the same number: the IDR picture is the first of them then.
        for (n, place) in steps.skip_while(|place| place.frame_num == 0).enumerate() {
            let kind = if n == 0 || self.sps.max_num_ref_frames == 0 { Picture::Flat } else { Picture::Skipped };
            out.push(self.picture(kind, place));
        }
        out
    }

    /// A slice header (§7.3.3) and the slice's data (§7.3.4).
    fn picture(&self, kind: Picture, place: Place) -> Vec<u8> {
        let mut w = Writer::default();
        w.ue(0); // first_mb_in_slice
        w.ue(if kind == Picture::Skipped { ALL_P } else { ALL_I });
        w.ue(self.pps);
        w.u(self.sps.log2_max_frame_num, place.frame_num);
        if kind == Picture::Idr {
            w.ue(0); // idr_pic_id
        }
        match self.sps.pic_order_cnt {
            PicOrderCnt::Lsb(bits) => w.u(bits, place.order),
            PicOrderCnt::Delta => w.ue(0),
            PicOrderCnt::Nothing => {}
        }
        match kind {
            Picture::Idr => w.u(2, 0),      // no_output_of_prior_pics_flag, long_term_reference_flag
            Picture::Flat => w.flag(false), // adaptive_ref_pic_marking_mode_flag
            Picture::Skipped => w.u(3, 0),  // the same, behind the overriding of the references' number and order
        }
        w.ue(0); // slice_qp_delta
        w.ue(1); // no deblocking
        if kind == Picture::Skipped {
            w.ue(self.sps.macroblocks); // mb_skip_run
        } else {
            (0..self.sps.macroblocks).for_each(|_| self.flat(&mut w));
        }
        let mut unit = Vec::new();
        push_length_prefixed(&mut unit, &w.finish(if kind == Picture::Idr { IDR } else { REFERENCE }));
        unit
    }

    /// §7.3.5.
    fn flat(&self, w: &mut Writer) {
        w.ue(FLAT);
        if self.sps.chroma_format_idc > 0 {
            w.ue(0); // intra_chroma_pred_mode
        }
        w.ue(0); // mb_qp_delta
        w.flag(true); // no luma DC coefficient (table 9-5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Picture {
    Idr,
    Flat,
    Skipped,
}

#[cfg(test)]
#[path = "lead_in_tests.rs"]
mod tests;
