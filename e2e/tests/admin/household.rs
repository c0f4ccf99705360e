//! A household's own cameras.

use super::{leads, page, page_as, post_as};
use crate::{
    cameras::wait_state,
    socket::{one_camera, viewer_of_live},
};
use e2e::{live::Event, until, wallet};
use e2e_camera::Profile;
use shared::wire::{Mode, Reason, ServerMessage};
use std::time::Duration;
use tokio::time::timeout;

#[tokio::test(flavor = "multi_thread")]
async fn a_household_sees_who_watches_and_pauses_its_own_camera_alone() {
    let (_served, relay) = one_camera(&[]).await;
    relay.add("b", "Cầu", "rtsp://127.0.0.1:1/x", &[], "");
    let add = ["user", "add", "hoa", "--name", "Bà Hoa", "--role", "household", "--camera", "a", "--password-stdin"];
    assert!(relay.cli(&add, "ca-loc-nuong-trui\n").ok);
    let session = wallet::log_in(relay.url(), "hoa", "ca-loc-nuong-trui").unwrap();
    let hoa = format!("{}={}", session.name(), session.secret);
    wait_state(&relay, "a", "live", None).await;
    let nobody = page_as(&relay, &hoa, "/mine").await;
    assert!(nobody.body.contains("Ngã tư") && nobody.body.contains("Chưa có ai xem"), "{nobody:?}");
    assert!(!nobody.body.contains("Cầu"));
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    live.frame().await;
    let watched = page_as(&relay, &hoa, "/mine/phuong/a/watched").await;
    assert!(watched.body.contains("Harness") && watched.body.contains("đang xem"), "{watched:?}");
    for what in ["pause", "resume", "watched"] {
        let path = format!("/mine/phuong/b/{what}");
        assert_eq!(page_as(&relay, &hoa, &path).await.status, if what == "resume" { 405 } else { 404 }, "{path}");
        let status = post_as(&relay, &hoa, &path, &[]).await.status;
        assert_eq!(status, if what == "watched" { 405 } else { 404 }, "{path}");
    }
    assert!(page_as(&relay, &hoa, "/mine/phuong/a/pause").await.body.contains("Tạm dừng camera “Ngã tư”?"));
    assert_eq!(leads(&post_as(&relay, &hoa, "/mine/phuong/a/pause", &[]).await), "/mine?done=saved");
    let told = live.until("a pause", |e| match e {
        Event::Said(ServerMessage::Refused { reason, .. }) => Some(*reason),
        _ => None,
    });
    assert_eq!(timeout(Duration::from_secs(2), told).await.expect("within two seconds"), Reason::Paused);
    assert!(page_as(&relay, &hoa, "/mine").await.body.contains("bởi Bà Hoa"));
    // The admin sees by whom, and the watch that ended stands there still.
    assert!(page(&relay, "/admin/cameras/phuong/a").await.body.contains("bởi Bà Hoa"));
    let ended = async || {
        let shown = page_as(&relay, &hoa, "/mine/phuong/a/watched").await.body;
        (shown.contains("Harness") && !shown.contains("đang xem")).then_some(())
    };
    until("an end of watching", Duration::from_secs(10), ended).await;
    leads(&post_as(&relay, &hoa, "/mine/phuong/a/resume", &[]).await);
    wait_state(&relay, "a", "live", None).await;
    // An admin lends nothing himself.
    assert!(page(&relay, "/mine").await.body.contains("Chưa có camera nào của nhà bạn"));
}
