//! An SPS that says what was seen: no picture is shown in another order than it is sent. A decoder otherwise holds back
//! as many pictures as the level would let a stream reorder (H.264 §C.4.5.3). Only the two numbers of
//! `bitstream_restriction` (§E.1.1) are changed or added; every other bit stays as the camera sent it. And an SPS for
//! who begins in the middle (see `lead_in`).

use super::{Sps, bits::Bits, bits_out::Writer, sps::Restriction};

/// What `bitstream_restriction` says where it is left out (§E.2.1), up to the two numbers that are set here.
const INFERRED: (bool, [u32; 4]) = (true, [2, 1, 16, 16]);

/// The same parameter set with `max_num_reorder_frames` 0 and `max_dec_frame_buffering` no smaller than the reference
/// frames need. `None` where the set is broken, so that the source's own is used.
pub fn without_reordering(nal: &[u8]) -> Option<Vec<u8>> {
    let (sps, places) = Sps::parse_with_places(nal).ok()?;
    let buffering = sps.vui.and_then(|v| v.reorder).map_or(0, |(_, b)| b).max(sps.max_num_ref_frames);
    let mut out = Writer::default();
    let (copied, missing) = match places.restriction {
        Restriction::NoVui { flag } => (flag, Missing::Vui),
        Restriction::Missing { flag } => (flag, Missing::Restriction),
        Restriction::There { numbers } => (numbers, Missing::Nothing),
        Restriction::BrokenVui => return None,
    };
    let mut source = Bits::new(nal.get(1..)?);
    out.copy(&mut source, copied).ok()?;
    if missing == Missing::Vui {
        out.flag(true);
        // Aspect ratio, overscan, video signal, chroma location, timing, both HRDs, pic_struct: none is said.
        (0..8).for_each(|_| out.flag(false));
    }
    if missing != Missing::Nothing {
        out.flag(true);
        out.flag(INFERRED.0);
        INFERRED.1.into_iter().for_each(|v| out.ue(v));
    }
    out.ue(0);
    out.ue(buffering);
    Some(out.finish(nal[0]))
}

/// The same parameter set with `gaps_in_frame_num_value_allowed_flag`. `None` where the set is broken.
pub fn with_gaps(nal: &[u8]) -> Option<Vec<u8>> {
    let (_, places) = Sps::parse_with_places(nal).ok()?;
    let payload = nal.get(1..)?;
    // The stop bit is the last one that is set; it is written anew.
    let mut source = Bits::new(payload);
    while source.flag().is_ok() {}
    let all = source.position();
    let mut source = Bits::new(payload);
    let bits: Vec<bool> = (0..all).map_while(|_| source.flag().ok()).collect();
    let stop = bits.iter().rposition(|bit| *bit)?;
    let mut out = Writer::default();
    bits[..stop].iter().enumerate().for_each(|(at, bit)| out.flag(*bit || at == places.gaps));
    Some(out.finish(nal[0]))
}

#[derive(PartialEq, Eq)]
enum Missing {
    Vui,
    Restriction,
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hex(s: &str) -> Vec<u8> {
        (0..s.len()).step_by(2).map(|i| u8::from_str_radix(&s[i..i + 2], 16).unwrap()).collect()
    }

    fn check(nal: &[u8], buffering: u32) {
        let before = Sps::parse(nal).unwrap();
        let rewritten = without_reordering(nal).unwrap();
        let after = Sps::parse(&rewritten).unwrap();
        assert_eq!(after.vui.unwrap().reorder, Some((0, buffering)));
        let mut alike = after.clone();
        alike.vui = before.vui.map(|vui| super::super::sps::Vui { reorder: vui.reorder, ..after.vui.unwrap() });
        assert_eq!(alike, before, "nothing else has changed");
        assert_eq!(without_reordering(&rewritten), Some(rewritten), "once is enough");
    }

    #[test]
    fn numbers_that_are_there_are_replaced() {
        check(&hex("6742c016d900a02ff97ff0003000410000030001000003001e0f162e48"), 3);
        check(&hex("67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580"), 4);
    }

    #[test]
    fn a_restriction_or_a_whole_vui_that_is_missing_is_added() {
        let full = hex("6742c016d900a02ff97ff0003000410000030001000003001e0f162e48");
        let (_, places) = Sps::parse_with_places(&full).unwrap();
        assert!(matches!(places.restriction, Restriction::There { .. }));
        // The same set with its flag for the VUI, then for the restriction, cleared.
        let cut = |at: usize| {
            let mut w = Writer::default();
            w.copy(&mut Bits::new(&full[1..]), at).unwrap();
            w.flag(false);
            w.finish(full[0])
        };
        let mut seen = 0;
        for at in 60..200 {
            let Ok((sps, places)) = Sps::parse_with_places(&cut(at)) else { continue };
            let here =
                matches!(places.restriction, Restriction::NoVui { flag } | Restriction::Missing { flag } if flag == at);
            if here && (sps.width, sps.height) == (640, 360) {
                check(&cut(at), 3);
                seen += 1;
            }
        }
        assert_eq!(seen, 2);
    }

    #[test]
    fn gaps_are_allowed_and_nothing_else_changes() {
        for set in [
            "6742c016d900a02ff97ff0003000410000030001000003001e0f162e48",
            "67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580",
        ] {
            let allowed = with_gaps(&hex(set)).unwrap();
            assert_eq!(Sps::parse(&allowed), Sps::parse(&hex(set)));
            let differ: u32 = allowed.iter().zip(hex(set)).map(|(a, b)| (a ^ b).count_ones()).sum();
            assert_eq!((allowed.len(), differ), (hex(set).len(), 1));
            assert_eq!(with_gaps(&allowed), Some(allowed));
        }
        assert_eq!(with_gaps(&[0x67, 1]), None);
    }

    #[test]
    fn a_broken_set_is_left_alone() {
        let whole = hex("6742c016d900a02ff97ff0003000410000030001000003001e0f162e48");
        assert_eq!(without_reordering(&whole[..14]), None);
        assert_eq!(without_reordering(&[0x68, 1]), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_rewritten_or_left_alone(mut bytes: Vec<u8>) {
            bytes.insert(0, 0x67);
            if let Some(new) = without_reordering(&bytes) {
                prop_assert_eq!(Sps::parse(&new).unwrap().vui.unwrap().reorder.unwrap().0, 0);
                prop_assert!(!new.windows(3).any(|w| w == [0, 0, 1] || w == [0, 0, 0]));
            }
        }
    }
}
