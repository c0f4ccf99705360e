//! What a lead-in says of itself. That decoders take it is judged by ffmpeg and Chromium in the end-to-end tests.

use super::*;
use crate::h264::{NalType, SliceType, nal};
use proptest::prelude::*;

fn hex(s: &str) -> Vec<u8> {
    (0..s.len()).step_by(2).map(|i| u8::from_str_radix(&s[i..i + 2], 16).unwrap()).collect()
}

/// High, four references, order counts in slices; and Baseline without them.
const HIGH: &str = "67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580";
const BASE: &str = "6742c016d900a02ff97ff0003000410000030001000003001e0f162e48";

fn record(sps: &str) -> Avcc {
    Avcc { sps: vec![hex(sps)], pps: vec![vec![0x68, 0xce]], extension: vec![] }
}

/// A recovery point's picture at a place.
fn point(sps: &Sps, place: Place) -> Vec<u8> {
    Grey { pps: 0, sps }.picture(Picture::Skipped, place)
}

fn places(sps: &Sps, units: &[Vec<u8>]) -> Vec<(SliceType, Place)> {
    let read = |unit: &Vec<u8>| {
        let nal = nal::length_prefixed(unit).next().unwrap().unwrap().to_vec();
        (slice::header(&nal).unwrap().1, slice::place(&nal, sps).unwrap())
    };
    units.iter().map(read).collect()
}

#[test]
fn an_idr_picture_then_one_picture_a_reference_frame_up_to_the_recovery_point() {
    let sps = Sps::parse(&hex(HIGH)).unwrap();
    let lead = before(&record(HIGH), &point(&sps, Place { frame_num: 9, order: 2 })).unwrap();
    let first = nal::length_prefixed(&lead.units[0]).next().unwrap().unwrap();
    assert_eq!(NalType::of(first), Some(NalType::Idr));
    let (kinds, places): (Vec<_>, Vec<_>) = places(&sps, &lead.units).into_iter().unzip();
    assert_eq!(kinds, [SliceType::I, SliceType::I, SliceType::P, SliceType::P, SliceType::P, SliceType::P]);
    assert_eq!(places.iter().map(|p| p.frame_num).collect::<Vec<_>>(), [0, 4, 5, 6, 7, 8]);
    let PicOrderCnt::Lsb(bits) = sps.pic_order_cnt else { panic!("{sps:?}") };
    let range = 1u32 << bits;
    for pair in places.windows(2) {
        assert!((pair[1].order.wrapping_sub(pair[0].order) & (range - 1)) < range / 2, "{places:?}");
    }
    let avcc = Avcc::parse(&lead.avcc).unwrap();
    assert_eq!((avcc.sps.len(), avcc.pps.len()), (1, 2));
}

#[test]
fn interlaced_streams_and_rubbish_have_none() {
    let sps = Sps::parse(&hex(BASE)).unwrap();
    let unit = point(&sps, Place { frame_num: 1, order: 0 });
    assert!(before(&record("6764001eacd940b424dff80080007880000003008000000f0f8a14cb"), &unit).is_none());
    assert!(before(&record(BASE), &[0, 0, 0, 9]).is_none());
    assert!(before(&record(BASE), &unit).is_some());
}

proptest! {
    #[test]
    fn numbers_lead_to_the_recovery_point_from_anywhere(frame_num: u32, order: u32) {
        for set in [HIGH, BASE] {
            let sps = Sps::parse(&hex(set)).unwrap();
            let frames = 1u32 << sps.log2_max_frame_num;
            let orders = if let PicOrderCnt::Lsb(bits) = sps.pic_order_cnt { 1 << bits } else { 1 };
            let end = Place { frame_num: frame_num % frames, order: order % orders };
            let lead = before(&record(set), &point(&sps, end)).unwrap();
            let found: Vec<u32> = places(&sps, &lead.units).iter().map(|(_, p)| p.frame_num).collect();
            prop_assert_eq!(found[0], 0);
            let mut fill = found[1..].iter().rev();
            prop_assert_eq!(fill.next().map(|n| (n + 1) % frames), Some(end.frame_num));
            prop_assert!(found.windows(2).all(|pair| pair[0] != pair[1]), "{found:?}");
            prop_assert!(found.len() as u32 > sps.max_num_ref_frames);
        }
    }
}
