//! The streams of the matrix. All are one drawn street corner, so that each picture has its number in it; libx264 makes the
//! profiles. Those of `$WARD_TEST_MEDIA` have none, and are known by what ffmpeg decodes.

use crate::in_browsers::media::decoded;
use e2e::{
    cameras,
    relay::{CONFIG, Relay},
    rungs::ON_ALL_ADDRESSES,
};
use e2e_camera::{Cameras, Clip, Profile, clip, studio::Film};
use std::{env, path::PathBuf, process::Command};

pub(super) struct Stream {
    /// The camera's id.
    pub(super) id: &'static str,
    /// For people.
    pub(super) name: &'static str,
    /// Its pictures are shown in another order than they are sent in.
    pub(super) reorders: bool,
    pub(super) clip: Clip,
    /// Width, height and every picture's luma, where pictures have no number.
    pub(super) decoded: Option<(usize, usize, Vec<Vec<u8>>)>,
}

/// Made of the drawn corner: id, name, profile, what else libx264 is told, the file's ending.
const MADE: [(&str, &str, &str, &str, &str); 3] = [
    ("main", "Main", "main", "bframes=0:slices=4", "264"),
    ("high", "High", "high", "bframes=0", "264"),
    // In MP4 each picture has both of its times.
    ("b-frames", "B-frames", "high", "bframes=2:b-adapt=0", "mp4"),
];

const MEDIA: [(&str, &str); 1] = [("baseline-itu", "BA_MW_D.264")];

/// All of them.
pub(super) fn all() -> Vec<Stream> {
    let mut corner = cameras::drawn(1, Film::with_gop_secs(1)).remove(0);
    let drawn = corner.sub.take().map(|sub| (*sub).clone()).unwrap();
    let made = MADE.map(|(id, name, profile, params, ending)| {
        let clip = encoded(&drawn, profile, params, ending);
        let reorders = clip.units().iter().any(|unit| unit.pts_90k > unit.dts_90k);
        assert_eq!(reorders, name == "B-frames", "{name}");
        Stream { id, name, reorders, clip, decoded: None }
    });
    let simulated = Stream { id: "simulated", name: "simulated", reorders: false, clip: drawn, decoded: None };
    [simulated].into_iter().chain(made).chain(media()).collect()
}

/// The drawn corner by another encoder, with the same numbers in it.
fn encoded(drawn: &Clip, profile: &str, params: &str, ending: &str) -> Clip {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("drawn.264"), folder.path().join(format!("made.{ending}")));
    std::fs::write(&from, clip::to_annex_b(drawn.units())).unwrap();
    let status = Command::new("ffmpeg")
        .args(["-v", "error", "-r", "15", "-i"])
        .arg(&from)
        .args(["-vf", "scale=480:270", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-profile:v"])
        .args([profile, "-x264-params", &format!("keyint=15:scenecut=0:{params}")])
        .arg(&to)
        .status()
        .expect("ffmpeg is installed: run make test");
    assert!(status.success());
    let made = clip::file::open(&to, Some(15.0)).unwrap();
    assert_eq!(made.units().len(), drawn.units().len(), "each picture has kept its number");
    made
}

fn media() -> Vec<Stream> {
    let Some(folder) = env::var_os("WARD_TEST_MEDIA").map(PathBuf::from) else {
        eprintln!("left out: WARD_TEST_MEDIA names no folder of streams");
        return Vec::new();
    };
    let stream = |(id, file): (&'static str, &'static str)| {
        let clip = clip::file::open(&folder.join(file), Some(15.0)).unwrap_or_else(|e| panic!("{file}: {e}"));
        let decoded = Some(decoded(&clip));
        Stream { id, name: file, reorders: false, clip, decoded }
    };
    MEDIA.map(stream).into()
}

/// A relay with a camera for each.
pub(super) async fn serve(streams: &[Stream]) -> (Cameras, Relay) {
    let cameras = streams.iter().map(|stream| cameras::playing(stream.id, stream.clip.clone())).collect();
    let served = cameras::serve(cameras).await;
    let mut relay = Relay::new(&format!("{CONFIG}{ON_ALL_ADDRESSES}"));
    for stream in streams {
        let url = served.url(stream.id, Profile::Main);
        relay.add(stream.id, stream.name, &url, &[], "");
    }
    relay.run();
    (served, relay)
}
