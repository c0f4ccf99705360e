//! The live socket: what a viewer gets when it watches, and how rubbish ends.

use e2e::{
    cameras::{self, PASSWORD, USER},
    live::{Event, Live},
    relay::Relay,
    until,
};
use e2e_camera::{Cameras, Profile};
use shared::{
    StreamId,
    h264::nal,
    wire::{CameraState, ClientMessage, Mode, Reason, ServerMessage},
};
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

/// A relay with the first drawn corner as camera `a`.
pub(crate) async fn one_camera(more: &[&str]) -> (Cameras, Relay) {
    let relay = Relay::start();
    let served = camera_on(&relay, more).await;
    (served, relay)
}

/// The first drawn corner as camera `a` of a relay.
pub(crate) async fn camera_on(relay: &Relay, more: &[&str]) -> Cameras {
    let served = cameras::start(1).await;
    let camera = &served.cameras()[0];
    let [main, sub] = [Profile::Main, Profile::Sub].map(|p| served.url(camera.id(), p));
    let args = [&["--sub", &sub, "--username", USER, "--password-stdin"], more].concat();
    relay.add("a", "Ngã tư", &main, &args, PASSWORD);
    served
}

/// A viewer that has seen camera `a` live.
pub(crate) async fn viewer_of_live(relay: &Relay) -> Live {
    let mut live = Live::connect(relay.host()).await;
    live.until("a live camera", |e| match e {
        Event::Said(ServerMessage::Camera { state: CameraState::Live, .. }) => Some(()),
        _ => None,
    })
    .await;
    live
}

#[tokio::test(flavor = "multi_thread")]
async fn a_joiner_gets_the_gop_flat_out_and_then_every_frame() {
    let (_cameras, relay) = one_camera(&[]).await;
    // A joiner early in a GOP gets what is cached of it, one late in it only its keyframe: some joins are of the first kind.
    loop {
        let mut live = viewer_of_live(&relay).await;
        live.watch(0, "a", Profile::Sub, Mode::All).await;
        let (stream, from) = live
            .until("the stream", |e| match e {
                Event::Said(ServerMessage::Stream {
                    stream,
                    codec,
                    avcc,
                    width: 640,
                    height: 360,
                    live_from_pts,
                    ..
                }) => {
                    assert!(codec.starts_with("avc1.42") && avcc[0] == 1);
                    Some((*stream, *live_from_pts))
                }
                _ => None,
            })
            .await;
        let (first, _) = live.frame().await;
        assert!(first.key && first.stream == stream);
        let (mut last, mut past) = (first, 0);
        for _ in 0..45 {
            let (next, unit) = live.frame().await;
            assert_eq!(next.stream, stream);
            // Only a poster may be followed by a gap, up to the next keyframe.
            assert!(next.seq == last.seq.wrapping_add(1) || (next.key && past == 0), "{last:?} {next:?}");
            assert!(next.pts > last.pts && next.time >= last.time);
            assert!(nal::length_prefixed(&unit).all(|n| n.is_ok()));
            past += u32::from(from.is_some_and(|from| next.pts <= from));
            last = next;
        }
        if past >= 2 {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_socket_wants_its_subprotocol() {
    let (_cameras, relay) = one_camera(&[]).await;
    let upgrade = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];
    assert_eq!(relay.get("/api/v1/live", &upgrade).await, (400, r#"{"reason":"version"}"#.into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn keyframes_only_means_keyframes_only() {
    let (_cameras, relay) = one_camera(&[]).await;
    let mut live = viewer_of_live(&relay).await;
    live.watch(5, "a", Profile::Sub, Mode::Keyframes).await;
    for _ in 0..3 {
        assert!(live.frame().await.0.key);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_watches_a_camera_has_one_session_a_profile() {
    let (served, relay) = one_camera(&[]).await;
    let camera = served.cameras()[0].clone();
    let mut viewers = Vec::new();
    for _ in 0..5 {
        let mut live = viewer_of_live(&relay).await;
        live.watch(0, "a", Profile::Sub, Mode::All).await;
        live.watch(1, "a", Profile::Main, Mode::All).await;
        viewers.push(live);
    }
    for live in &mut viewers {
        // Both streams reach everyone.
        let mut seen = std::collections::BTreeSet::<StreamId>::new();
        while seen.len() < 2 {
            seen.insert(live.frame().await.0.stream);
        }
    }
    for profile in [Profile::Main, Profile::Sub] {
        assert_eq!((camera.sessions(profile), camera.sessions_total(profile)), (1, 1), "{profile}");
    }
    drop(viewers);
    let gone = async || (camera.sessions(Profile::Main) == 0).then_some(());
    until("end of the main stream after its last viewer", Duration::from_secs(30), gone).await;
    assert_eq!(camera.sessions(Profile::Sub), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_watched_is_refused_with_its_reason() {
    let (_cameras, relay) = one_camera(&[]).await;
    let mut live = viewer_of_live(&relay).await;
    for (slot, camera, reason) in [(0, "b", Reason::UnknownCamera), (64, "a", Reason::TooManySlots)] {
        live.watch(slot, camera, Profile::Sub, Mode::All).await;
        let refused = live
            .until("a refusal", |e| match e {
                Event::Said(ServerMessage::Refused { reason, .. }) => Some(*reason),
                _ => None,
            })
            .await;
        assert_eq!(refused, reason);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rubbish_ends_the_socket_with_a_code_and_disturbs_nobody() {
    let (_cameras, relay) = one_camera(&[]).await;
    let mut other = viewer_of_live(&relay).await;
    other.watch(0, "a", Profile::Sub, Mode::All).await;
    let hello = r#"{"type":"hello","version":1}"#;
    let long = format!(r#"{{"type":"ping","more":"{}"}}"#, "x".repeat(5000));
    let cases: [(&[Message], u16, &str); 6] = [
        (&[Message::text("{")], 1007, "bad_message"),
        (&[Message::text(r#"{"type":"ping"}"#)], 1008, "bad_message"),
        (&[Message::text(r#"{"type":"hello","version":7}"#)], 1008, "version"),
        (&[Message::text(hello), Message::binary(vec![0; 30])], 1003, "bad_message"),
        (&[Message::text(hello), Message::text(r#"{"type":"watch","slot":-1}"#)], 1007, "bad_message"),
        (&[Message::text(hello), Message::text(long)], 1009, "bad_message"),
    ];
    for (messages, code, reason) in cases {
        let mut live = Live::open(relay.host(), &[], None).await.unwrap();
        for message in messages {
            live.send(message.clone()).await;
        }
        let end = loop {
            if let Event::Closed(end) = live.next().await {
                break end;
            }
        };
        let end = end.unwrap_or_else(|| panic!("no reason for {messages:?}"));
        assert_eq!((u16::from(end.code), end.reason.as_str()), (code, reason), "{messages:?}");
    }
    let mut flood = Live::connect(relay.host()).await;
    // The relay hangs up in the middle: what it can no longer take is no failure here.
    let sent = async { while flood.try_say(&ClientMessage::Ping).await {} };
    let _ = tokio::time::timeout(Duration::from_secs(10), sent).await;
    let end = loop {
        if let Event::Closed(end) = flood.next().await {
            break end.expect("a reason");
        }
    };
    assert_eq!((u16::from(end.code), end.reason.as_str()), (1008, "rate_limited"));
    assert!(!relay.log().contains("panicked"));
    other.frame().await;
}
