//! Streams that would come out wrong are refused, by the words that tell why.

use crate::support;
use openh264_wasm::{Error, Refusal};

#[test]
fn streams_that_would_come_out_wrong() {
    let cases: [(&str, &[&str], Refusal); 7] = [
        ("320x180", &["-bf", "2"], Refusal::BSlices),
        ("320x192", &["-flags", "+ildct+ilme", "-x264-params", "tff=1"], Refusal::Interlaced),
        ("320x180", &["-pix_fmt", "yuv422p"], Refusal::Profile(122)),
        ("320x180", &["-pix_fmt", "yuv420p10le"], Refusal::Profile(110)),
        ("320x180", &["-pix_fmt", "yuv444p"], Refusal::Profile(244)),
        ("320x180", &["-pix_fmt", "gray", "-profile:v", "high"], Refusal::Chroma(0)),
        ("2560x1440", &["-preset", "ultrafast"], Refusal::Size(2560, 1440)),
    ];
    for (size, more, why) in cases {
        let said = support::decode(&support::encode(size, 12, more)).err();
        assert_eq!(said, Some(Error::Refused(why)), "{more:?}");
    }
}

#[test]
fn a_set_that_comes_in_a_unit_is_judged_as_well() {
    let good = support::encode("320x180", 2, &[]);
    let large = support::encode("2560x1440", 1, &["-preset", "ultrafast"]);
    let mut decoder = openh264_wasm::Decoder::open(&good.avcc).unwrap();
    let mut unit = Vec::new();
    for nal in shared::h264::nal::annex_b(&large.annex_b) {
        shared::h264::nal::push_length_prefixed(&mut unit, nal);
    }
    assert_eq!(decoder.decode(&mut unit).err(), Some(Error::Refused(Refusal::Size(2560, 1440))));
}
