//! What is refused before the decoder sees it. What it makes of good streams is judged by ffmpeg, in `e2e`.

use super::*;
use openh264::{encoder::Encoder, formats::YUVBuffer};
use shared::h264::nal::{annex_b as units, push_length_prefixed};

/// Bits of an SPS as a text of 0 and 1.
fn ue(value: u32) -> String {
    let code = format!("{:b}", value + 1);
    "0".repeat(code.len() - 1) + &code
}

/// An SPS of a camera that claims this many macroblocks; `high` are the bits that only High profiles have.
fn sps(profile: u8, high: &str, (columns, rows): (u32, u32), references: u32, frames_only: bool) -> Vec<u8> {
    let fields = if frames_only { "1" } else { "00" };
    let size = ue(columns - 1) + &ue(rows - 1);
    // Ids and counters, then no gaps; 8x8 inference; no cropping, no VUI; the stop bit.
    let bits = ue(0) + high + &ue(0) + &ue(2) + &ue(references) + "0" + &size + fields + "1" + "00" + "1";
    let byte = |eight: &[u8]| eight.iter().fold(0, |byte, bit| byte << 1 | (bit - b'0')) << (8 - eight.len());
    [&[0x67, profile, 0, 62][..], &bits.as_bytes().chunks(8).map(byte).collect::<Vec<u8>>()].concat()
}

fn refused(sps: Vec<u8>) -> DecodeError {
    let avcc = Avcc { sps: vec![sps], pps: vec![vec![0x68, 0xce]], extension: vec![] }.encode().unwrap();
    decode(&avcc, &[0, 0, 0, 2, 0x65, 0x88], |_, _| ()).unwrap_err()
}

#[test]
fn a_stream_that_claims_too_much_never_reaches_the_decoder() {
    for ((columns, rows), references) in [((512, 512), 1), ((1024, 1024), 16), ((1024, 37), 1), ((240, 135), 16)] {
        let error = refused(sps(66, "", (columns, rows), references, true));
        assert!(matches!(error, DecodeError::TooLarge { .. }), "{columns}x{rows}: {error}");
    }
    // A 4K camera is none of these: what is wrong with this one is its slice.
    let error = refused(sps(66, "", (240, 135), 4, true));
    assert!(matches!(error, DecodeError::Decoder(_) | DecodeError::NoPicture), "{error}");
}

#[test]
fn kinds_that_the_decoder_does_not_take_are_named() {
    let high = |chroma: u32, depth: u32| ue(chroma) + &ue(depth - 8) + &ue(depth - 8) + "00";
    for (profile, high, frames_only, kind) in [
        (110, high(1, 10), true, "more than 8 bits"),
        (122, high(2, 8), true, "4:2:0"),
        (100, high(1, 8), false, "interlaced"),
    ] {
        let error = refused(sps(profile, &high, (40, 23), 1, frames_only)).to_string();
        assert!(error.contains(kind), "{error}");
    }
}

/// A grey picture as an access unit with its parameter sets apart.
fn encoded(luma: u8) -> (Vec<u8>, Vec<u8>) {
    let (width, height) = (64, 48);
    let planes = [vec![luma; width * height], vec![128; width * height / 2]].concat();
    let stream = Encoder::new().unwrap().encode(&YUVBuffer::from_vec(planes, width, height)).unwrap().to_vec();
    let (mut avcc, mut unit) = (Avcc { sps: vec![], pps: vec![], extension: vec![] }, Vec::new());
    for nal in units(&stream) {
        match NalType::of(nal) {
            Some(NalType::Sps) => avcc.sps.push(nal.to_vec()),
            Some(NalType::Pps) => avcc.pps.push(nal.to_vec()),
            _ => push_length_prefixed(&mut unit, nal),
        }
    }
    (avcc.encode().unwrap(), unit)
}

#[test]
fn a_lone_picture_comes_out_at_once() {
    let (avcc, unit) = encoded(90);
    let seen = decode(&avcc, &unit, |planes, sps| {
        (planes.width, planes.height, sps.width, planes.y.row(47, 64).to_vec(), planes.cb.row(23, 32).len())
    });
    let (width, height, announced, row, chroma) = seen.unwrap();
    assert_eq!((width, height, announced, chroma), (64, 48, 64, 32));
    assert!(row.iter().all(|y| y.abs_diff(90) <= 2), "{row:?}");
}

#[test]
fn other_parameter_sets_in_the_unit_are_left_out() {
    let (avcc, unit) = encoded(90);
    let mut hostile = Vec::new();
    push_length_prefixed(&mut hostile, &sps(66, "", (1024, 1024), 16, true));
    hostile.extend(&unit);
    assert!(decode(&avcc, &hostile, |_, _| ()).is_ok());
}

#[test]
fn broken_units_are_errors() {
    let (avcc, unit) = encoded(90);
    assert!(matches!(decode(&avcc, &[], |_, _| ()), Err(DecodeError::NoSlice)));
    assert!(matches!(decode(&avcc, &unit[..unit.len() - 1], |_, _| ()), Err(DecodeError::Lengths(_))));
    assert!(matches!(decode(&[], &unit, |_, _| ()), Err(DecodeError::Avcc(_))));
    // Half a slice is no picture: nothing is made up in its place.
    let mut half = Vec::new();
    push_length_prefixed(&mut half, &unit[4..unit.len() / 2]);
    assert!(decode(&avcc, &half, |_, _| ()).is_err());
}
