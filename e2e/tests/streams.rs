//! Streams as cameras send them, each made here by an encoder that is not ours, and judged by a decoder that is not ours.

use crate::media::{camera, decoded, plays_as_decoded};
use e2e::{browser::Browser, judge::encode};
use e2e_camera::{Clip, Profile, clip};
use shared::h264::Sps;
use std::sync::Arc;

/// What libx264 is told beyond size and rate.
struct Stream {
    name: &'static str,
    size: &'static str,
    /// `-x264-params`.
    params: &'static str,
    profile: &'static str,
    ending: &'static str,
    seconds: u32,
}

const PLAIN: Stream =
    Stream { name: "", size: "640x360", params: "keyint=30", profile: "main", ending: "264", seconds: 4 };

fn make(s: &Stream) -> Clip {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(format!("stream.{}", s.ending));
    encode(&file, s.size, s.seconds, &["-profile:v", s.profile, "-x264-params", s.params]);
    clip::file::open(&file, Some(15.0)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_stream_is_painted_as_ffmpeg_decodes_it() {
    let kinds = [
        Stream { name: "baseline", params: "keyint=30:bframes=0", profile: "baseline", ..PLAIN },
        Stream { name: "an odd crop", size: "640x354", ..PLAIN },
        Stream { name: "several slices", params: "keyint=30:slices=4:bframes=0", ..PLAIN },
        Stream { name: "8x8, four references", params: "keyint=30:ref=4:bframes=0", profile: "high", ..PLAIN },
        Stream { name: "B-frames", params: "keyint=30:bframes=2:b-adapt=0", profile: "high", ending: "mp4", ..PLAIN },
        Stream { name: "a GOP of 10 s", params: "keyint=150:bframes=0", seconds: 10, ..PLAIN },
        Stream { name: "a level far too high", params: "keyint=30:bframes=0:level=5.2", profile: "high", ..PLAIN },
        Stream { name: "an access unit delimiter", params: "keyint=30:bframes=0:aud=1", ..PLAIN },
    ];
    let browser = Browser::chromium(1280, 720).await;
    for kind in kinds {
        let played = make(&kind);
        assert!(kind.name != "B-frames" || played.units().iter().any(|u| u.pts_90k > u.dts_90k));
        let judged = decoded(&played);
        let (_served, relay) = camera(kind.name, played).await;
        browser.open(&format!("{}/camera/phuong/a", relay.url())).await;
        browser.wait_tile("a", "state", "live").await;
        plays_as_decoded(&browser, kind.name, &judged).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_set_to_another_size_goes_on_in_the_new_one() {
    let (small, large) = (make(&PLAIN), make(&Stream { size: "1280x720", ..PLAIN }));
    let (before, after) = (decoded(&small), decoded(&large));
    let (served, relay) = camera("size", small).await;
    let browser = Browser::chromium(1920, 1080).await;
    browser.open(&format!("{}/camera/phuong/a", relay.url())).await;
    plays_as_decoded(&browser, "the old size", &before).await;
    served.camera("file").unwrap().set_clip(Profile::Main, Arc::new(large));
    plays_as_decoded(&browser, "the new size", &after).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keyframe_of_two_megabytes_arrives_whole() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("huge.264");
    // Noise cannot be compressed.
    let noise = ["-vf", "noise=alls=100:allf=t", "-qp", "4", "-x264-params", "keyint=15:bframes=0"];
    encode(&file, "1920x1080", 1, &noise);
    let played = clip::file::open(&file, Some(2.0)).unwrap();
    let largest = played.units().iter().map(|u| u.nals.iter().map(|n| n.len()).sum::<usize>()).max();
    assert!(largest > Some(2_000_000), "{largest:?} bytes");
    assert_eq!(Sps::parse(played.sps()).map(|s| (s.width, s.height)), Ok((1920, 1080)));
    let (_served, relay) = camera("huge", played).await;
    let mut live = crate::socket::viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Main, shared::wire::Mode::All).await;
    loop {
        let (header, unit) = live.frame().await;
        if header.key {
            assert!(unit.len() > 2_000_000);
            break;
        }
    }
}
