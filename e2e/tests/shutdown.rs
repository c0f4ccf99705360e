//! Stopping: viewers are told, cameras are released, data is whole.

use crate::socket::{one_camera, viewer_of_live};
use e2e::{
    live::{Event, Live},
    until,
};
use e2e_camera::Profile;
use shared::wire::Mode;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_says_goodbye_to_viewers_and_cameras() {
    let (served, mut relay) = one_camera(&[]).await;
    let camera = served.cameras()[0].clone();
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    live.frame().await;
    relay.stop();
    let end = loop {
        if let Event::Closed(end) = live.next().await {
            break end.expect("a reason");
        }
    };
    assert_eq!((u16::from(end.code), end.reason.as_str()), (1001, "shutting_down"));
    until("end of the session", Duration::from_secs(5), async || (camera.sessions(Profile::Sub) == 0).then_some(()))
        .await;
    relay.run();
    viewer_of_live(&relay).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_loses_no_camera() {
    let (_served, mut relay) = one_camera(&[]).await;
    viewer_of_live(&relay).await;
    relay.kill();
    relay.run();
    viewer_of_live(&relay).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn health_readiness_and_metrics() {
    let (_served, relay) = one_camera(&[]).await;
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    live.frame().await;
    assert_eq!(relay.get("/healthz", &[]).await, (200, "ok\n".into()));
    assert_eq!(relay.get("/readyz", &[]).await, (200, "ready\n".into()));
    assert_eq!(relay.get("/metrics", &[]).await.0, 404, "metrics have a port of their own");
    let metrics = relay.metrics().await;
    for line in [
        "ward_viewers 1",
        "ward_camera_up{camera=\"phuong/a\"} 1",
        "ward_stream_readers{camera=\"phuong/a\",profile=\"sub\"} 1",
        "ward_stream_readers{camera=\"phuong/a\",profile=\"main\"} 0",
    ] {
        assert!(metrics.lines().any(|l| l == line), "{line} is missing in {metrics}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_viewer_too_many_is_told_when_to_come_back() {
    let mut relay = e2e::relay::Relay::new(&e2e::relay::CONFIG.replace("[http]", "[http]\nmax_viewers = 2"));
    relay.run();
    let first = Live::connect(relay.host()).await;
    let _second = Live::connect(relay.host()).await;
    match Live::open(relay.host(), &[], None).await.err() {
        Some(tokio_tungstenite::tungstenite::Error::Http(answer)) => {
            assert_eq!(answer.status(), 503);
            assert_eq!(answer.headers()["retry-after"], "10");
        }
        other => panic!("{other:?}"),
    }
    drop(first);
    until("a free place", Duration::from_secs(10), async || Live::open(relay.host(), &[], None).await.ok()).await;
}
