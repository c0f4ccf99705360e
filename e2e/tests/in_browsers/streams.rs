//! Streams as cameras send them, each made here by an encoder that is not ours, and judged by a decoder that is not ours.
//! Belongs here: kinds of streams that play. Does not: clocks, streams without IDR pictures, what is refused (a file each).

use super::media::{camera, decoded, plays_as_decoded};
use crate::parameter_sets::{without_restriction, without_vui};
use e2e::{browser::Browser, cameras, judge::encode, relay::Relay};
use e2e_camera::{Cameras, Clip, Fault, ParameterSets, Profile, clip};
use shared::h264::Sps;
use std::sync::Arc;

/// What libx264 is told beyond size and rate.
pub(crate) struct Stream {
    /// The camera's id.
    pub(crate) name: &'static str,
    pub(crate) size: &'static str,
    /// `-x264-params`.
    pub(crate) params: &'static str,
    pub(crate) profile: &'static str,
    pub(crate) ending: &'static str,
    pub(crate) seconds: u32,
}

pub(crate) const PLAIN: Stream =
    Stream { name: "", size: "320x180", params: "keyint=30", profile: "main", ending: "264", seconds: 4 };

/// Order counts are sent and the SPS says that pictures are reordered, though there is no B picture: what makes a decoder
/// hold pictures back.
pub(crate) const MAY_REORDER: &str = "keyint=30:bframes=1:b-adapt=1:b-bias=-100:ref=4";

pub(crate) fn make(s: &Stream) -> Clip {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(format!("stream.{}", s.ending));
    encode(&file, s.size, s.seconds, &["-profile:v", s.profile, "-x264-params", s.params]);
    clip::file::open(&file, Some(15.0)).unwrap()
}

/// A relay with a camera for each clip, by its name, and the cameras.
pub(crate) async fn wall(clips: Vec<(&'static str, Clip)>, scripted: impl Fn(&Cameras)) -> (Cameras, Relay) {
    let named: Vec<&str> = clips.iter().map(|(name, _)| *name).collect();
    let served = cameras::serve(clips.into_iter().map(|(name, clip)| cameras::playing(name, clip)).collect()).await;
    scripted(&served);
    let mut relay = Relay::new(e2e::relay::CONFIG);
    for name in named {
        relay.add(name, name, &served.url(name, Profile::Main), &[], "");
    }
    relay.run();
    (served, relay)
}

/// A page on which sixteen tiles are no smaller than the streams, so that each canvas has its stream's size.
pub(crate) async fn large_screen() -> Browser {
    Browser::chromium(1440, 900).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_stream_is_painted_as_ffmpeg_decodes_it() {
    let kinds = [
        Stream { name: "baseline", params: "keyint=30:bframes=0", profile: "baseline", ..PLAIN },
        Stream { name: "odd-crop", size: "318x178", ..PLAIN },
        Stream { name: "slices", params: "keyint=30:slices=4:bframes=0", ..PLAIN },
        Stream { name: "four-references", params: "keyint=30:ref=4:bframes=0", profile: "high", ..PLAIN },
        Stream { name: "b-frames", params: "keyint=30:bframes=2:b-adapt=0", profile: "high", ending: "mp4", ..PLAIN },
        Stream { name: "gop-of-10-s", params: "keyint=150:bframes=0", seconds: 10, ..PLAIN },
        Stream { name: "level-too-high", params: "keyint=30:bframes=0:level=5.2", profile: "high", ..PLAIN },
        Stream { name: "delimiters", params: "keyint=30:bframes=0:aud=1", ..PLAIN },
        Stream { name: "no-vui", params: MAY_REORDER, profile: "high", ..PLAIN },
        Stream { name: "no-restriction", params: MAY_REORDER, profile: "main", ..PLAIN },
        Stream { name: "sets-in-sdp", ..PLAIN },
        Stream { name: "sets-in-band", ..PLAIN },
    ];
    let made = kinds.iter().map(|kind| {
        let made = make(kind);
        let made = match kind.name {
            "no-vui" => without_vui(&made),
            "no-restriction" => without_restriction(&made),
            _ => made,
        };
        assert!(kind.name != "b-frames" || made.units().iter().any(|u| u.pts_90k > u.dts_90k));
        (kind.name, made)
    });
    let made: Vec<_> = made.collect();
    let judged: Vec<_> = made.iter().map(|(name, clip)| (*name, decoded(clip))).collect();
    let (_served, relay) = wall(made, |served| {
        for (id, place) in [("sets-in-sdp", ParameterSets::SdpOnly), ("sets-in-band", ParameterSets::InBandOnly)] {
            served.camera(id).unwrap().inject(Fault::ParameterSets(place));
        }
    })
    .await;
    let browser = large_screen().await;
    browser.open(relay.url()).await;
    for (name, _) in &judged {
        browser.wait_tile(name, "state", "live").await;
    }
    browser.watch_pace().await;
    for (name, judged) in &judged {
        plays_as_decoded(&browser, name, judged).await;
    }
    for (name, _) in &judged {
        browser.went_on(name).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_set_to_another_size_goes_on_in_the_new_one() {
    let (small, large) = (make(&Stream { size: "640x354", ..PLAIN }), make(&Stream { size: "1280x720", ..PLAIN }));
    let (before, after) = (decoded(&small), decoded(&large));
    let (served, relay) = camera("size", small).await;
    let browser = Browser::chromium(1920, 1080).await;
    browser.open(&format!("{}/camera/phuong/a", relay.url())).await;
    plays_as_decoded(&browser, "a", &before).await;
    browser.watch_pace().await;
    served.camera("file").unwrap().set_clip(Profile::Main, Arc::new(large));
    plays_as_decoded(&browser, "a", &after).await;
    browser.went_on("a").await;
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
