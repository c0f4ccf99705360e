//! What comes out is what ffmpeg decodes, bit by bit, each picture out of its own unit.

use crate::support::{self, Stream};
use openh264_wasm::{Colour, Decoder, Error, Refusal};
use std::{env, fs};

fn is_exact(name: &str, stream: &Stream) {
    let decoded = support::decode(stream).unwrap_or_else(|e| panic!("{name}: {e}"));
    let judged = support::judged(stream);
    assert_eq!(decoded.len(), judged.len(), "{name}");
    let differs = decoded.iter().zip(&judged).position(|(a, b)| a != b);
    assert_eq!(differs, None, "{name}: of {} bytes", judged.len());
}

#[test]
fn streams_as_cameras_send_them() {
    let cases: [(&str, &str, &[&str]); 13] = [
        ("Baseline", "640x360", &["-profile:v", "baseline"]),
        ("Main", "640x360", &["-profile:v", "main"]),
        ("High", "640x360", &["-profile:v", "high"]),
        ("High, 720p", "1280x720", &["-profile:v", "high", "-preset", "veryfast"]),
        ("CAVLC with 8x8 transforms", "352x288", &["-profile:v", "high", "-coder", "0"]),
        ("slices", "640x352", &["-x264-params", "slices=4"]),
        ("four references, weighted", "352x288", &["-refs", "4", "-x264-params", "weightp=2"]),
        ("cropped, odd macroblocks", "638x358", &[]),
        (
            "constant bit rate with filler",
            "352x288",
            &["-b:v", "900k", "-x264-params", "nal-hrd=cbr:vbv-maxrate=900:vbv-bufsize=400"],
        ),
        ("scaling matrices", "352x288", &["-x264-params", "cqm=jvt"]),
        // As most cameras of Main profile count; OpenH264's own queue would hold these back.
        ("order counts in steps of 2", "352x288", &["-bf", "1", "-refs", "1", "-x264-params", "b-bias=-100"]),
        ("one group of pictures", "176x144", &["-g", "300", "-refs", "3", "-frames:v", "250"]),
        ("full range", "352x288", &["-color_range", "pc", "-aud", "1"]),
    ];
    for (name, size, more) in cases {
        is_exact(name, &support::encode(size, 45, more));
    }
}

#[test]
fn the_test_media() {
    let Some(folder) = env::var_os("WARD_TEST_MEDIA") else {
        eprintln!("left out: WARD_TEST_MEDIA names no folder of streams");
        return;
    };
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if !path.extension().is_some_and(|ext| ext == "264" || ext == "mp4") {
            continue;
        }
        let name = path.to_str().unwrap();
        let stream = support::open(name);
        match support::decode(&stream) {
            Err(Error::Refused(why @ (Refusal::BSlices | Refusal::Interlaced | Refusal::Profile(_)))) => {
                eprintln!("{name}: {why}");
            }
            _ => is_exact(name, &stream),
        }
    }
}

#[test]
fn another_decoder_begins_at_any_idr_and_is_exact() {
    let stream = support::encode("352x288", 45, &[]);
    let judged = support::judged(&stream);
    let picture = judged.len() / 45;
    let mut out = Vec::new();
    let mut decoder = Decoder::open(&stream.avcc).unwrap();
    for unit in &stream.units[20..] {
        support::push(&decoder.decode(&mut unit.clone()).unwrap().unwrap(), &mut out);
    }
    assert!(out == judged[20 * picture..]);

    // Without its IDR a picture is an error, not a guess.
    let mut decoder = Decoder::open(&stream.avcc).unwrap();
    let error = decoder.decode(&mut stream.units[21].clone()).err();
    assert!(matches!(error, Some(Error::Damaged(_))), "{error:?}");
}

#[test]
fn colours_are_those_that_the_stream_names() {
    let colour = |size, more: &[&str]| {
        let stream = support::encode(size, 1, more);
        let mut decoder = Decoder::open(&stream.avcc).unwrap();
        decoder.decode(&mut stream.units[0].clone()).unwrap().unwrap().colour
    };
    let (sd, hd) = (Colour { bt709: false, full_range: false }, Colour { bt709: true, full_range: false });
    assert_eq!(colour("320x180", &[]), sd);
    assert_eq!(colour("1280x720", &[]), hd);
    assert_eq!(colour("320x180", &["-colorspace", "bt709"]), hd);
    assert_eq!(colour("1280x720", &["-colorspace", "smpte170m"]), sd);
    assert_eq!(colour("320x180", &["-color_range", "pc"]), Colour { full_range: true, ..sd });
}
