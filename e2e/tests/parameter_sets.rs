//! The rewritten SPS as ffmpeg reads it: nothing is held back, and the pictures are the source's, bit for bit.

use crate::in_browsers::streams::{MAY_REORDER, PLAIN, Stream, make};
use e2e::{
    judge::encode,
    reading::{find, headers, held_back, pictures},
};
use e2e_camera::{Clip, clip};
use shared::h264::{NalType, Sps, rewrite};

/// The clip with every SPS changed.
pub(crate) fn with_sps(clip: &Clip, change: impl Fn(&[u8]) -> Vec<u8>) -> Clip {
    let mut units = clip.units().to_vec();
    for nal in units.iter_mut().flat_map(|unit| &mut unit.nals) {
        if NalType::of(nal) == Some(NalType::Sps) {
            *nal = change(nal).into();
        }
    }
    Clip::new(units, &[change(clip.sps()).into(), clip.pps().clone()], clip.duration_90k()).unwrap()
}

/// As cameras send it that say nothing of how their pictures are to be used.
pub(crate) fn without_vui(clip: &Clip) -> Clip {
    cut_at(clip, "vui_parameters_present_flag")
}

/// As cameras send it that say nothing of reordering.
pub(crate) fn without_restriction(clip: &Clip) -> Clip {
    cut_at(clip, "bitstream_restriction_flag")
}

/// Clears a flag behind which nothing else comes. Where it stands is what ffmpeg says.
fn cut_at(clip: &Clip, flag: &str) -> Clip {
    let at = find(&headers(&clip::to_annex_b(clip.units())), flag).unwrap().at;
    let cut = with_sps(clip, |sps| {
        let bits = nal_bits(sps);
        nal_of(&[&bits[..at], &[false, true]].concat())
    });
    assert_eq!(find(&headers(&clip::to_annex_b(cut.units())), flag).unwrap().value, 0);
    cut
}

fn nal_bits(nal: &[u8]) -> Vec<bool> {
    let mut plain = Vec::new();
    for byte in nal {
        if *byte != 3 || !plain.ends_with(&[0, 0]) {
            plain.push(*byte);
        }
    }
    plain.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect()
}

fn nal_of(bits: &[bool]) -> Vec<u8> {
    let byte = |eight: &[bool]| eight.iter().enumerate().fold(0, |byte, (n, bit)| byte | u8::from(*bit) << (7 - n));
    let mut nal = Vec::new();
    for byte in bits.chunks(8).map(byte) {
        if byte <= 3 && nal.ends_with(&[0, 0]) {
            nal.push(3);
        }
        nal.push(byte);
    }
    nal
}

/// Ten bits a sample.
fn high10() -> Clip {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("stream.264");
    encode(&file, "320x180", 2, &["-pix_fmt", "yuv420p10le", "-profile:v", "high10", "-x264-params", MAY_REORDER]);
    clip::file::open(&file, Some(15.0)).unwrap()
}

#[test]
fn ffmpeg_reads_what_was_meant_and_decodes_the_same_pictures() {
    let of = |profile, params| make(&Stream { seconds: 2, profile, params, ..PLAIN });
    let kinds = [
        ("baseline", of("baseline", "keyint=30:bframes=0:ref=2")),
        ("main", of("main", MAY_REORDER)),
        ("high", of("high", MAY_REORDER)),
        (
            "high, slices, an odd crop",
            make(&Stream {
                size: "640x354",
                seconds: 1,
                params: "keyint=30:bframes=0:slices=4",
                profile: "high",
                ..PLAIN
            }),
        ),
        ("high 10", high10()),
    ];
    for (name, whole) in kinds {
        let variants = [
            ("as made", whole.clone()),
            ("no restriction", without_restriction(&whole)),
            ("no VUI", without_vui(&whole)),
        ];
        for (what, source) in variants {
            let live = with_sps(&source, |sps| rewrite::without_reordering(sps).unwrap());
            let [source, live] = [&source, &live].map(|clip| clip::to_annex_b(clip.units()));
            let read = headers(&live);
            let value = |field| find(&read, field).map(|f| f.value);
            assert_eq!(value("max_num_reorder_frames"), Some(0), "{name}, {what}");
            assert!(value("max_dec_frame_buffering") >= value("max_num_ref_frames"), "{name}, {what}");
            assert_eq!(held_back(&live), 0, "{name}, {what}");
            let (before, after) = (pictures(&source), pictures(&live));
            assert!(before.len() >= 15 && before == after, "{name}, {what}: {} pictures", after.len());
            eprintln!("{name}, {what}: {} held back before, 0 after", held_back(&source));
        }
    }
}

#[test]
fn ffmpeg_reads_that_gaps_are_allowed() {
    for profile in ["baseline", "main", "high"] {
        let clip = make(&Stream { seconds: 1, profile, params: "keyint=30:bframes=0", ..PLAIN });
        let allowed = with_sps(&clip, |sps| rewrite::with_gaps(sps).unwrap());
        assert_eq!(Sps::parse(allowed.sps()), Sps::parse(clip.sps()));
        let [before, after] = [&clip, &allowed].map(|clip| clip::to_annex_b(clip.units()));
        assert_eq!(find(&headers(&after), "gaps_in_frame_num_allowed_flag").map(|f| f.value), Some(1));
        assert_eq!(pictures(&before), pictures(&after), "{profile}");
    }
}
