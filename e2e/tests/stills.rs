//! Stills: what they show, what is said with them, and that asking for many harms nobody.

use crate::{
    cameras::wait_state,
    in_browsers::{media, wall::wall},
    socket::{one_camera, viewer_of_live},
};
use e2e::{
    cameras,
    judge::encode,
    live::Event,
    measure::usage::Usage,
    page::PATIENCE,
    relay::Relay,
    still::{Answer, ask, get, probe, psnr, rgb},
    until,
};
use e2e_camera::{
    Cameras, Clip, Profile,
    clip::{self, to_annex_b},
    studio::Film,
};
use futures::future::join_all;
use shared::{
    h264::nal,
    wire::{Mode, ServerMessage},
};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A clip of one picture, ten times: whatever keyframe a still is of, it shows that one.
pub(crate) fn frozen(size: &str, more: &[&str], colours: &str) -> Clip {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("frozen.264");
    let filter = format!("loop=loop=-1:size=1:start=0{colours}");
    let args = [&["-vf", &filter, "-frames:v", "10"], more].concat();
    encode(&file, size, 1, &args);
    clip::file::open(&file, Some(10.0)).unwrap()
}

/// A relay that has a picture of camera `a`, which plays a clip.
pub(crate) async fn pictured(name: &str, played: Clip) -> (Cameras, Relay) {
    let (served, relay) = media::camera(name, played).await;
    wait_state(&relay, "a", "live", None).await;
    (served, relay)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_stream_gives_the_picture_that_ffmpeg_decodes() {
    let bt709 = ["-x264-params", "colormatrix=bt709:colorprim=bt709:transfer=bt709:keyint=10"];
    let full = ["-color_range", "pc", "-x264-params", "range=pc:colormatrix=smpte170m:keyint=10"];
    let (to_709, to_full) = (",scale=out_color_matrix=bt709", ",scale=out_range=pc");
    let kinds: [(&str, &str, &[&str], &str); 7] = [
        ("baseline", "640x360", &["-profile:v", "baseline"], ""),
        ("main", "640x360", &["-profile:v", "main", "-bf", "0"], ""),
        ("high, B-frames", "1280x720", &["-profile:v", "high", "-bf", "2"], ""),
        ("an odd crop", "640x354", &["-profile:v", "high"], ""),
        ("several slices", "704x576", &["-x264-params", "slices=4:keyint=10"], ""),
        ("BT.709", "640x360", &bt709, to_709),
        ("full range", "640x360", &full, to_full),
    ];
    for (name, size, more, colours) in kinds {
        let played = frozen(size, more, colours);
        let stream = to_annex_b(&played.units()[..1]);
        let (width, height) = played.size().map(|(w, h)| (u64::from(w), u64::from(h))).unwrap();
        let (_served, relay) = pictured(name, played).await;
        let still = get(&relay, "a", "?width=full").await;
        assert_eq!(still.status, 200, "{name}");
        assert_eq!(probe(&still.body), ("mjpeg".to_owned(), width, height), "{name}");
        // Where the stream names no matrix, browsers take BT.709, ffmpeg BT.601.
        let matrix = if colours.is_empty() { "bt709" } else { "auto" };
        let both = |still: &[u8], size| psnr(&rgb("mjpeg", still, "auto", size), &rgb("h264", &stream, matrix, size));
        let db = both(&still.body, (width, height));
        eprintln!("{name}: {db:.1} dB, {} bytes", still.body.len());
        assert!(db >= 35.0, "{name}: {db:.1} dB");
        // Scaled down it is the same picture still.
        let small = get(&relay, "a", "?width=300").await;
        let (_, width, height) = probe(&small.body);
        assert_eq!(width, 320, "{name}");
        let db = both(&small.body, (width, height));
        eprintln!("{name} at 320: {db:.1} dB");
        assert!(db >= 24.0, "{name} at 320: {db:.1} dB");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_still_tells_its_time_and_is_asked_for_again_cheaply() {
    let (served, relay) = one_camera(&[]).await;
    let mut live = viewer_of_live(&relay).await;
    let still = get(&relay, "a", "").await;
    assert_eq!((still.status, still.header("content-type")), (200, "image/jpeg"));
    assert_eq!(probe(&still.body), ("mjpeg".to_owned(), 320, 180));
    assert_eq!(still.header("cache-control"), "private, no-cache");
    assert_eq!(still.header("ward-camera-state"), "live");
    assert!(still.header("last-modified").ends_with(" GMT"));
    assert!(String::from_utf8_lossy(&still.body[..200]).contains("phuong/a 20"), "the file names its camera");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros() as u64;
    assert!(now - still.time_us() < 10_000_000, "{} µs old", now - still.time_us());
    // The time is that of a keyframe, as viewers of the live picture get it.
    live.watch(0, "a", Profile::Sub, Mode::Keyframes).await;
    let (key, _) = live.frame().await;
    let same = until("the still of a keyframe that was seen", PATIENCE, async || {
        let still = get(&relay, "a", "").await;
        (still.time_us() >= key.time.0).then_some(still)
    })
    .await;
    let mut newer = key;
    while newer.time.0 < same.time_us() {
        newer = live.frame().await.0;
    }
    assert_eq!(same.time_us(), newer.time.0);

    // The same file is not sent twice; a newer picture is another file.
    let tag = same.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with("-320\""), "{tag}");
    let again = async |method: &str| ask(relay.host(), method, "a", "", &[("if-none-match", &tag)]).await;
    let known = again("GET").await;
    if known.status == 304 {
        assert!(known.body.is_empty() && known.header("etag") == tag);
        assert_eq!(known.time_us(), same.time_us());
    }
    let changed = async || {
        let answer = again("GET").await;
        (answer.status == 200).then_some(answer)
    };
    let fresh = until("a newer picture", PATIENCE, changed).await;
    assert!(fresh.time_us() > same.time_us() && fresh.header("etag") != tag);
    let head = ask(relay.host(), "HEAD", "a", "?width=160", &[]).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(head.header("content-length").parse::<usize>().unwrap() > 500 && head.time_us() > 0);
    // A still never dials the main stream, but shows it where somebody watches it.
    let main = get(&relay, "a", "?profile=main&width=full").await;
    assert_eq!((main.status, main.reason()), (503, "no_picture".to_owned()));
    assert_eq!(served.cameras()[0].sessions_total(Profile::Main), 0);
    live.watch(1, "a", Profile::Main, Mode::All).await;
    let main = until("a still of the main stream", PATIENCE, async || {
        let main = get(&relay, "a", "?profile=main&width=full").await;
        (main.status == 200).then_some(main)
    })
    .await;
    assert_eq!(probe(&main.body), ("mjpeg".to_owned(), 1280, 720));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_etag_that_is_known_costs_no_file() {
    let (served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    // Without a further keyframe the tag stays.
    served.cameras()[0].stall();
    wait_state(&relay, "a", "stale", Some("no_media")).await;
    let still = get(&relay, "a", "?width=160").await;
    assert_eq!((still.status, still.header("ward-camera-state")), (200, "stale"));
    let tag = still.header("etag");
    for (query, tag, status) in [
        ("?width=160", tag, 304),
        ("?width=100", tag, 304),
        ("?width=320", tag, 200),
        ("?width=160", "*", 304),
        ("?width=160", "\"other\"", 200),
    ] {
        let answer = ask(relay.host(), "GET", "a", query, &[("if-none-match", tag)]).await;
        assert_eq!((answer.status, answer.body.is_empty()), (status, status == 304), "{query} {tag}");
    }
    let metrics = relay.metrics().await;
    assert!(metrics.contains("ward_stills_total{result=\"made\"} 2"), "{metrics}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offline_camera_shows_its_last_picture_with_its_time_and_a_removed_one_nothing() {
    let (served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    served.cameras()[0].stop().await;
    let (_, list) = until("the camera's end", PATIENCE, async || {
        let (status, list) = relay.get("/api/v1/cameras", &[]).await;
        list.contains("\"offline\"").then_some((status, list))
    })
    .await;
    let still = get(&relay, "a", "").await;
    assert_eq!((still.status, still.header("ward-camera-state")), (200, "offline"));
    assert!(!still.header("ward-camera-reason").is_empty());
    // The list says beforehand of when the picture is.
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["cameras"][0]["picture"].as_u64(), Some(still.time_us()));
    assert!(relay.cli(&["camera", "remove", "a"], "").ok);
    let gone = async || {
        let answer = get(&relay, "a", "").await;
        (answer.status == 404).then(|| answer.reason())
    };
    assert_eq!(until("its end", PATIENCE, gone).await, "unknown_camera");
    // One that never sent a picture has none.
    relay.add("dead", "Chết", "rtsp://127.0.0.1:1/x", &[], "");
    let none = async || {
        let answer = get(&relay, "dead", "").await;
        (answer.status == 503).then_some(answer)
    };
    let none = until("the answer", PATIENCE, none).await;
    assert_eq!((none.reason().as_str(), none.header("retry-after")), ("no_picture", "10"));
    assert!(relay.get("/api/v1/cameras", &[]).await.1.contains("\"picture\":null"));
}

#[tokio::test(flavor = "multi_thread")]
async fn other_sites_and_nonsense_are_refused() {
    let (_served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    for (camera, query, headers, status) in [
        ("a", "", ("origin", "https://evil.example"), 403),
        ("a", "", ("sec-fetch-site", "cross-site"), 403),
        ("b", "", ("accept", "*/*"), 404),
        ("..", "", ("accept", "*/*"), 404),
        ("a%00", "", ("accept", "*/*"), 404),
        ("a", "?width=320px", ("accept", "*/*"), 400),
        ("a", "?width=-1", ("accept", "*/*"), 400),
        ("a", "?width=", ("accept", "*/*"), 400),
        ("a", "?profile=all", ("accept", "*/*"), 400),
    ] {
        let answer = ask(relay.host(), "GET", camera, query, &[headers]).await;
        assert_eq!(answer.status, status, "{camera} {query} {headers:?}");
    }
    let posted = ask(relay.host(), "POST", "a", "", &[("content-length", "0"), ("origin", relay.url())]).await;
    assert_eq!(posted.status, 405);
}

/// The stream of a clip, its parameter set replaced by one of Baseline that claims 8192x8192.
fn hostile() -> Clip {
    let stream = to_annex_b(cameras::drawn(1, Film::default())[0].main.units());
    // Level 6.2; one reference frame; 512 by 512 macroblocks.
    let claim = [0x67, 66, 0, 62, 0xda, 0x00, 0x20, 0x00, 0x04, 0x01, 0x90];
    let mut altered = Vec::new();
    for unit in nal::annex_b(&stream) {
        altered.extend([0, 0, 0, 1]);
        altered.extend_from_slice(if unit[0] & 31 == 7 { &claim } else { unit });
    }
    Clip::from_annex_b(&altered, 15.0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_claims_a_huge_picture_costs_nothing() {
    let (_served, relay) = media::camera("hostile", hostile()).await;
    wait_state(&relay, "a", "live", None).await;
    let before = Usage::of(relay.id()).rss_mb;
    for width in ["160", "320", "640", "1280", "full"] {
        let answer = get(&relay, "a", &format!("?width={width}")).await;
        assert_eq!((answer.status, answer.reason()), (502, "still_unavailable".to_owned()));
    }
    assert!(relay.log().contains("the stream claims 8192x8192"), "{}", relay.log());
    let after = Usage::of(relay.id()).rss_mb;
    assert!(after - before < 20.0, "{before} MB grew to {after} MB");
    wait_state(&relay, "a", "live", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_requests_leaves_live_viewers_undisturbed_and_memory_bounded() {
    let (served, relay) = wall(4).await;
    for id in ["c1", "c2", "c3", "c4"] {
        wait_state(&relay, id, "live", None).await;
    }
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "c1", Profile::Sub, Mode::All).await;
    live.frame().await;
    let before = Usage::of(relay.id()).rss_mb;
    let until = Instant::now() + Duration::from_secs(8);
    let flood = join_all((0..40).map(|i| {
        let (relay, id) = (&relay, format!("c{}", i % 4 + 1));
        let query = ["?width=160", "?width=320", "?width=640", "?width=full"][i / 4 % 4];
        async move {
            let mut answers: Vec<Answer> = Vec::new();
            while Instant::now() < until {
                let mut answer = get(relay, &id, query).await;
                answer.body.clear();
                answers.push(answer);
            }
            answers
        }
    }));
    let watching = async {
        let mut frames = 0;
        while Instant::now() < until {
            match live.next().await {
                Event::Frame(..) => frames += 1,
                Event::Said(ServerMessage::Dropped { n, .. }) => panic!("{n} frames dropped"),
                Event::Said(_) => {}
                Event::Closed(end) => panic!("closed: {end:?}"),
            }
        }
        frames
    };
    let (answers, frames) = tokio::join!(flood, watching);
    let answers: Vec<_> = answers.into_iter().flatten().collect();
    assert!(answers.iter().all(|a| matches!(a.status, 200 | 429 | 503)), "each is served or told to come back");
    let served_well = answers.iter().filter(|a| a.status == 200).count();
    let after = Usage::of(relay.id()).rss_mb;
    // Four widths of four cameras, and at the most one more for each of their keyframes.
    let made = relay.metrics().await;
    let made = made.lines().find_map(|l| l.strip_prefix("ward_stills_total{result=\"made\"} ")?.parse().ok());
    let (made, keys): (usize, usize) = (made.unwrap(), 4 * 8);
    eprintln!("{served_well} of {} served, {made} made, {frames} frames, {before:.0} → {after:.0} MB", answers.len());
    assert!(served_well > 50 && made <= 4 * (keys + 8), "{made} made for {served_well}");
    assert!(frames > 8 * 15 / 2, "{frames} frames in 8 s");
    assert!(after - before < 100.0, "{before} MB grew to {after} MB");
    drop(served);
}
