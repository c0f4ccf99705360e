//! What is an offer, and what comes of it.

use super::{CAMERA, OFFER, SDP, World};
use hub::{Hub, StreamParams, Unit};
use shared::{Profile, Pts90k, StreamId, UnixMicros, routes};
use std::time::{Duration, Instant};
use transport::webrtc::MAX_OFFER_BYTES;

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_answered_with_all_that_whep_asks_for() {
    let world =
        World::new(|config| config.webrtc.as_mut().unwrap().stun = vec!["stun:a.vn".into(), "stun:b.vn".into()]);
    let world = world.await;
    for path in [routes::WHEP, CAMERA] {
        let answer = world.ask("POST", path, &[("content-type", "Application/SDP; charset=utf-8")], OFFER).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        assert!(answer.body.starts_with("v=0\r\n"), "{answer:?}");
        let location = answer.header("location").unwrap();
        let name = location.strip_prefix(routes::WHEP).and_then(|rest| rest.strip_prefix('/')).unwrap();
        assert!(name.len() >= 16 && !name.contains('/'), "{location}");
        let tag = answer.header("etag").unwrap();
        assert!(tag.len() > 2 && tag.starts_with('"') && tag.ends_with('"'), "{tag}");
        for (name, value) in [
            ("content-type", "application/sdp"),
            ("accept-patch", "application/trickle-ice-sdpfrag"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let links: Vec<_> = answer.headers.get_all("link").iter().collect();
        assert_eq!(links, ["<stun:a.vn>; rel=\"ice-server\"", "<stun:b.vn>; rel=\"ice-server\""]);
        assert_eq!(world.ask("DELETE", location, &[], "").await.status, 200);
        world.left(0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_offer_opens_nothing() {
    let world = World::usual().await;
    let long = format!("{OFFER}a=x:{}\r\n", "x".repeat(MAX_OFFER_BYTES));
    let text = ("content-type", "text/plain");
    type Case<'a> = (&'a [(&'a str, &'a str)], Vec<u8>, u16, &'a str);
    let cases: [Case<'_>; 9] = [
        (&[], OFFER.into(), 415, "bad_message"),
        (&[text], OFFER.into(), 415, "bad_message"),
        (&[("content-type", "application/sdpx")], OFFER.into(), 415, "bad_message"),
        (&[SDP, text], OFFER.into(), 415, "bad_message"),
        (&[SDP], Vec::new(), 406, "bad_offer"),
        (&[SDP], b"v=0\r\nnonsense".into(), 406, "bad_offer"),
        (&[SDP], b"v=0\r\ns=\xff\xfe\r\n".into(), 406, "bad_offer"),
        (&[SDP], OFFER.replace("H264", "VP8").into(), 406, "bad_offer"),
        (&[SDP], long.into(), 413, "body_too_large"),
    ];
    for (headers, body, status, reason) in cases {
        for path in [routes::WHEP, CAMERA] {
            let answer = world.ask("POST", path, headers, body.clone()).await;
            assert_eq!((answer.status, answer.reason().as_str()), (status, reason), "{path} {headers:?} {answer:?}");
            let takes = answer.header("accept-post");
            assert_eq!(takes, Some("application/sdp").filter(|_| status == 415), "{path} {headers:?}");
            let explained = serde_json::from_str::<shared::api::Explained>(&answer.body);
            assert!(status == 413 || explained.unwrap().detail.len() > 5, "{answer:?}");
        }
    }
    assert_eq!(world.sessions(), 0);
    // Sixty-four KiB are not too many, whatever other bodies may have.
    let mut fits = OFFER.to_owned();
    fits.push_str(&format!("a=x:{}\r\n", "x".repeat(MAX_OFFER_BYTES - OFFER.len() - 6)));
    let world = World::new(|config| config.limits.body_bytes = 1024).await;
    assert_ne!(world.ask("POST", routes::WHEP, &[SDP], fits).await.status, 413);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_is_sent_in_the_profile_that_is_asked_for() {
    let world = World::usual().await;
    for (query, status) in
        [("", 201), ("?profile=main", 201), ("?profile=sub", 201), ("?profile=best", 400), ("?profile=", 400)]
    {
        let answer = world.ask("POST", &format!("{CAMERA}{query}"), &[SDP], OFFER).await;
        assert_eq!(answer.status, status, "{query} {answer:?}");
        if let Some(session) = answer.header("location") {
            // It is the one viewer that there may be.
            let other = world.ask("POST", CAMERA, &[SDP], OFFER).await;
            assert_eq!((other.status, other.header("retry-after")), (503, Some("10")), "{other:?}");
            assert_eq!(other.reason(), "too_many_viewers");
            assert_eq!(world.ask("DELETE", session, &[], "").await.status, 200);
            world.left(0).await;
            let began = Instant::now();
            while world.app.clients.count() > 0 {
                assert!(began.elapsed() < Duration::from_secs(20), "the place is not given back");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
    let nobody = world.ask("POST", "/api/v1/cameras/ward/nobody/whep", &[SDP], OFFER).await;
    assert_eq!((nobody.status, nobody.reason().as_str()), (404, "unknown_camera"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_with_b_frames_is_a_conflict() {
    let world = World::usual().await;
    let camera = world.app.live.hub.camera(&"ward/a".parse().unwrap()).unwrap();
    let publisher = Hub::publisher(&camera, Profile::Main);
    let data = [0, 0, 0, 2, 0x65, 0x88];
    for (reorders, status) in [(false, 201), (true, 409)] {
        publisher.set_params(StreamParams {
            stream: StreamId(0),
            avcc_source: Default::default(),
            avcc_live: Default::default(),
            codec: "avc1.4d401f".into(),
            width: 640,
            height: 360,
            reorders,
        });
        let (pts, time, at) = (Pts90k(0), UnixMicros(0), Duration::ZERO);
        publisher.push(Unit { key: true, discontinuity: false, pts, time, at, data: &data }).unwrap();
        let answer = world.ask("POST", CAMERA, &[SDP], OFFER).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(status == 201 || answer.reason() == "reordered", "{answer:?}");
    }
}
