//! Fragmented MP4 as ffmpeg and ffprobe read it: the same pictures as the elementary stream's, at the times that were meant.

use crate::in_browsers::streams::{PLAIN, Stream, make};
use e2e::reading::{packets, pictures, pictures_of};
use e2e_camera::{
    Clip,
    clip::{self, AccessUnit},
};
use shared::{
    fmp4::{Sample, fragment, init},
    h264::{Avcc, nal},
};

/// How a clip is cut.
#[derive(Clone, Copy)]
struct Cut {
    /// Pictures a fragment.
    pictures: usize,
    /// Added to every time.
    from_90k: i64,
    /// Added from the last keyframe on.
    gap_90k: i64,
    /// Pictures are shown as early as their order allows, so that B pictures come before their own decoding.
    early: bool,
}

const EACH: Cut = Cut { pictures: 1, from_90k: 0, gap_90k: 0, early: false };

/// When each picture is decoded and shown.
fn times(clip: &Clip, cut: Cut) -> Vec<(i64, i64)> {
    let units = clip.units();
    let late = units.iter().rposition(|unit| unit.key).unwrap();
    let offset = |unit: &AccessUnit| (unit.pts_90k - unit.dts_90k) as i64;
    let less = if cut.early { offset(&units[0]) } else { 0 };
    let time = |(n, unit): (usize, &AccessUnit)| {
        let dts = unit.dts_90k as i64 + cut.from_90k + if n >= late { cut.gap_90k } else { 0 };
        (dts, dts + offset(unit) - less)
    };
    units.iter().enumerate().map(time).collect()
}

/// A file of ours.
fn wrapped(clip: &Clip, times: &[(i64, i64)], pictures: usize) -> Vec<u8> {
    let avcc = Avcc { sps: vec![clip.sps().to_vec()], pps: vec![clip.pps().to_vec()], extension: Vec::new() };
    let (width, height) = clip.size().unwrap();
    let mut file = init(&avcc.encode().unwrap(), width.try_into().unwrap(), height.try_into().unwrap()).unwrap();
    let data: Vec<_> = clip.units().iter().map(length_prefixed).collect();
    let samples: Vec<_> = (0..data.len())
        .map(|n| Sample {
            data: &data[n],
            sync: clip.units()[n].key,
            duration_90k: times.get(n + 1).map_or(6000, |next| (next.0 - times[n].0) as u32),
            composition_offset_90k: (times[n].1 - times[n].0) as i32,
        })
        .collect();
    for (n, run) in samples.chunks(pictures).enumerate() {
        file.extend(fragment(n as u32 + 1, times[n * pictures].0 as u64, run).unwrap());
    }
    file
}

fn length_prefixed(unit: &AccessUnit) -> Vec<u8> {
    let mut data = Vec::new();
    unit.nals.iter().for_each(|nal| nal::push_length_prefixed(&mut data, nal));
    data
}

#[test]
fn ffmpeg_reads_the_same_pictures_at_their_times() {
    let of = |profile, params| make(&Stream { seconds: 2, profile, params, ..PLAIN });
    let b_frames = || {
        let params = "keyint=15:bframes=2:b-adapt=0:b-pyramid=none";
        make(&Stream { profile: "high", ending: "mp4", params, seconds: 2, ..PLAIN })
    };
    let month = 90_000 * 86_400 * 30;
    let kinds = [
        ("baseline", of("baseline", "keyint=15:bframes=0"), EACH),
        ("main", of("main", "keyint=15:bframes=0"), EACH),
        ("high, slices", of("high", "keyint=15:bframes=0:slices=4"), EACH),
        ("a size that is no multiple of 16", make(&Stream { size: "318x178", seconds: 2, ..PLAIN }), EACH),
        ("B-frames", b_frames(), EACH),
        ("B-frames, ten a fragment", b_frames(), Cut { pictures: 10, ..EACH }),
        ("B-frames, early", b_frames(), Cut { pictures: 100, early: true, ..EACH }),
        ("around 2^33", of("main", "keyint=15:bframes=0"), Cut { from_90k: (1 << 33) - 90_000, ..EACH }),
        ("a month behind 0", of("main", "keyint=15:bframes=0"), Cut { from_90k: month, ..EACH }),
        ("a gap of 10 s", of("main", "keyint=15:bframes=0"), Cut { gap_90k: 900_000, ..EACH }),
    ];
    for (name, clip, cut) in kinds {
        let times = times(&clip, cut);
        let late = |(dts, pts): &(i64, i64)| dts > pts;
        assert_eq!(times.iter().any(late), cut.early, "{name}");
        assert_eq!(times.iter().any(|(dts, pts)| pts > dts), name.starts_with("B-frames"), "{name}");
        let file = wrapped(&clip, &times, cut.pictures);
        let (before, after) = (pictures(&clip::to_annex_b(clip.units())), pictures_of("mp4", &file));
        assert!(before.len() >= 30 && before == after, "{name}: {} pictures for {}", after.len(), before.len());
        let read = packets(&file);
        // ffprobe never lets a picture be shown before it is decoded: it moves all of them together.
        let moved = read[0].1 - times[0].1;
        assert_eq!(moved > 0, cut.early, "{name}: moved by {moved}");
        let meant: Vec<_> =
            times.iter().zip(clip.units()).map(|((dts, pts), unit)| (*dts, pts + moved, unit.key)).collect();
        assert_eq!(read, meant, "{name}");
    }
}
