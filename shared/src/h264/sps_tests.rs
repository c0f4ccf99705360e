//! Parameter sets made by x264 (through ffmpeg) and what ffprobe says of them.

use super::*;
use proptest::prelude::*;

fn hex(s: &str) -> Vec<u8> {
    (0..s.len()).step_by(2).map(|i| u8::from_str_radix(&s[i..i + 2], 16).unwrap()).collect()
}

fn sps(s: &str) -> Sps {
    Sps::parse(&hex(s)).unwrap()
}

#[test]
fn baseline_640x360() {
    let s = sps("6742c016d900a02ff97ff0003000410000030001000003001e0f162e48");
    assert_eq!((s.profile_idc, s.level_idc, s.width, s.height), (66, 22, 640, 360));
    assert!(s.cannot_reorder() && s.frame_mbs_only);
    let vui = s.vui.unwrap();
    assert_eq!((vui.timing, vui.reorder), (Some((1, 30)), Some((0, 3))));
}

#[test]
fn high_with_b_frames_and_an_odd_crop() {
    let s = sps("67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580");
    assert_eq!((s.profile_idc, s.width, s.height, s.max_num_ref_frames), (100, 640, 354, 4));
    assert_eq!(s.coded, (640, 368));
    assert!(!s.cannot_reorder());
    assert_eq!(s.vui.unwrap().reorder, Some((2, 4)));
}

#[test]
fn main_names_its_colours() {
    let s = sps("674d401feca02802ddff800180023702020140000003004000000783c60c6580");
    assert_eq!((s.width, s.height), (1280, 720));
    let vui = s.vui.unwrap();
    assert_eq!((vui.matrix_coefficients, vui.full_range), (Some(1), true));
}

#[test]
fn interlaced_is_seen() {
    let s = sps("6764001eacd940b424dff80080007880000003008000000f0f8a14cb");
    assert_eq!((s.width, s.height, s.frame_mbs_only), (720, 576, false));
}

#[test]
fn a_vui_that_breaks_off_is_left_out() {
    let whole = hex("6742c016d900a02ff97ff0003000410000030001000003001e0f162e48");
    let s = Sps::parse(&whole[..14]).unwrap();
    assert_eq!((s.width, s.height, s.vui), (640, 360, None));
    assert_eq!(Sps::parse(&whole[..6]), Err(SpsError::Short));
    assert_eq!(Sps::parse(&[0x68, 1]), Err(SpsError::NotSps));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(mut bytes: Vec<u8>) {
        bytes.insert(0, 0x67);
        let _ = Sps::parse(&bytes);
    }

    #[test]
    fn a_flipped_byte_never_panics(at in 4usize..29, value: u8) {
        let mut bytes = hex("67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580");
        bytes[at] = value;
        if let Ok(s) = Sps::parse(&bytes) {
            prop_assert!(s.width <= 16_384 && s.height <= 32_768 && s.width > 0 && s.height > 0);
        }
    }
}
