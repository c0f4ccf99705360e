//! Cameras of every kind that a ward has: added while the relay runs, over TCP and UDP, with and without a password.

use crate::socket::{one_camera, viewer_of_live};
use e2e::{
    cameras::{self, PASSWORD, USER},
    live::Event,
    relay::Relay,
    until,
};
use e2e_camera::{Credentials, Fault, Profile, studio::Film};
use shared::wire::{Mode, Reason, ServerMessage};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

/// What the API says of a camera: its state and reason.
pub(crate) async fn state(relay: &Relay, id: &str) -> Option<(String, Option<String>)> {
    let (_, body) = relay.get("/api/v1/cameras", &[]).await;
    let list: serde_json::Value = serde_json::from_str(&body).unwrap();
    let camera = list["cameras"].as_array()?.iter().find(|c| c["id"] == format!("phuong/{id}"))?.clone();
    Some((camera["state"].as_str()?.into(), camera["reason"].as_str().map(str::to_owned)))
}

pub(crate) async fn wait_state(relay: &Relay, id: &str, wanted: &str, reason: Option<&str>) {
    let what = format!("{id} {wanted} because of {reason:?}");
    until(&what, LIMIT, async || {
        let (state, why) = state(relay, id).await?;
        (state == wanted && why.as_deref() == reason).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_added_while_the_relay_runs_is_there_within_two_seconds_and_gone_again() {
    let served = cameras::start(1).await;
    let relay = Relay::start();
    let mut live = e2e::live::Live::connect(relay.host()).await;
    let url = served.url(served.cameras()[0].id(), Profile::Sub);
    relay.add("new", "Mới", &url, &["--username", USER, "--password-stdin"], PASSWORD);
    let told = live.until("news of the list", |e| match e {
        Event::Said(ServerMessage::Cameras { revision }) if *revision > 1 => Some(()),
        _ => None,
    });
    tokio::time::timeout(Duration::from_secs(2), told).await.expect("within two seconds");
    wait_state(&relay, "new", "live", None).await;
    live.watch(0, "new", Profile::Sub, Mode::All).await;
    live.frame().await;
    assert!(relay.cli(&["camera", "remove", "new"], "").ok);
    live.until("the camera's end", |e| matches!(e, Event::Said(ServerMessage::Refused { .. })).then_some(())).await;
    until("end of its session", LIMIT, async || (served.cameras()[0].sessions(Profile::Sub) == 0).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_udp_as_over_tcp() {
    let (_cameras, relay) = one_camera(&["--udp"]).await;
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    for _ in 0..60 {
        live.frame().await;
    }
    assert!(relay.cli(&["camera", "list"], "").out.contains("udp"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_told_and_not_tried_again_and_again() {
    let served = cameras::start(1).await;
    let camera = served.cameras()[0].clone();
    let relay = Relay::start();
    let url = served.url(camera.id(), Profile::Sub);
    relay.add("a", "A", &url, &["--username", USER, "--password-stdin"], "wrong");
    wait_state(&relay, "a", "offline", Some("auth_failed")).await;
    assert!(relay.log().contains("retry_in=300s"), "{}", relay.log());
    let said = relay.cli(&["camera", "check", "a"], "");
    assert!(!said.ok && said.out.contains("refuses the user name or password"), "{said:?}");
    // The right password, put in by removing and adding, works at once: the long wait belongs to the wrong one.
    assert!(relay.cli(&["camera", "remove", "a"], "").ok);
    relay.add("a", "A", &url, &["--username", USER, "--password-stdin"], PASSWORD);
    wait_state(&relay, "a", "live", None).await;
    assert_eq!(camera.sessions_total(Profile::Sub), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_camera_stands_in_the_list() {
    let specs = cameras::drawn(2, Film::default());
    let served = cameras::serve(specs).await;
    let relay = Relay::start();
    let (busy, fine) = (served.cameras()[0].clone(), served.cameras()[1].clone());
    busy.inject(Fault::SessionLimit(0));
    let login = ["--username", USER, "--password-stdin"];
    relay.add("busy", "Bận", &served.url(busy.id(), Profile::Sub), &login, PASSWORD);
    let missing = served.url(fine.id(), Profile::Sub).replace(fine.id(), "nobody");
    relay.add("missing", "Thiếu", &missing, &login, PASSWORD);
    // A port that was free a moment ago: nothing listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    relay.add("closed", "Đóng", &format!("rtsp://{free}/x"), &[], "");
    wait_state(&relay, "busy", "offline", Some("camera_busy")).await;
    wait_state(&relay, "missing", "offline", Some("not_found")).await;
    wait_state(&relay, "closed", "offline", Some("connection_refused")).await;
    busy.clear_all();
    wait_state(&relay, "busy", "live", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_main_stream_that_fails_is_told_to_its_viewer_and_the_sub_stream_goes_on() {
    let served = cameras::start(1).await;
    let relay = Relay::start();
    let id = served.cameras()[0].id().to_owned();
    let (missing, sub) = (served.url("nobody", Profile::Main), served.url(&id, Profile::Sub));
    relay.add("a", "A", &missing, &["--sub", &sub, "--username", USER, "--password-stdin"], PASSWORD);
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    live.watch(1, "a", Profile::Main, Mode::All).await;
    let refused = live.until("the reason", |e| match e {
        Event::Said(ServerMessage::Refused { slot, reason, retry_after_secs }) => {
            Some((slot.0, *reason, *retry_after_secs))
        }
        _ => None,
    });
    let (slot, reason, retry) = refused.await;
    assert_eq!((slot, reason), (1, Reason::NotFound));
    assert!(retry.is_some_and(|secs| secs >= 1));
    live.frame().await;
    wait_state(&relay, "a", "live", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_damaged_row_hides_no_other_camera() {
    let (_served, mut relay) = one_camera(&[]).await;
    relay.add("b", "B", "rtsp://127.0.0.1:1/x", &[], "");
    relay.stop();
    let database = relay.data().join("relay.db");
    let damage = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); \
        d.execute(\"UPDATE cameras SET addresses_sealed = x'00' WHERE id = 'phuong/b'\"); d.commit()";
    let done = std::process::Command::new("/usr/bin/python3").args(["-c", damage]).arg(&database).status().unwrap();
    assert!(done.success());
    relay.run();
    wait_state(&relay, "b", "offline", Some("secret_unreadable")).await;
    wait_state(&relay, "a", "live", None).await;
    assert!(relay.cli(&["camera", "list"], "").out.contains("unreadable, remove and add again"));
    assert!(relay.cli(&["camera", "remove", "b"], "").ok);
    until("its end", LIMIT, async || state(&relay, "b").await.is_none().then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_stalls_is_dialled_anew() {
    let (served, relay) = one_camera(&[]).await;
    let camera = served.cameras()[0].clone();
    wait_state(&relay, "a", "live", None).await;
    camera.stall();
    wait_state(&relay, "a", "stale", Some("no_media")).await;
    wait_state(&relay, "a", "offline", Some("no_media")).await;
    camera.resume();
    wait_state(&relay, "a", "live", None).await;
    assert_eq!(camera.sessions(Profile::Sub), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_and_wrong_ssrc_cost_a_session_not_the_camera() {
    for fault in [Fault::Garbage { bytes: 40 }, Fault::WrongSsrc] {
        let (served, relay) = one_camera(&[]).await;
        let camera = served.cameras()[0].clone();
        let mut live = viewer_of_live(&relay).await;
        live.watch(0, "a", Profile::Sub, Mode::All).await;
        let (before, _) = live.frame().await;
        camera.inject(fault.clone());
        let sessions = camera.sessions_total(Profile::Sub);
        until("a new session", LIMIT, async || (camera.sessions_total(Profile::Sub) > sessions).then_some(())).await;
        camera.clear_all();
        let after = loop {
            let (frame, _) = live.frame().await;
            if frame.stream != before.stream {
                break frame;
            }
        };
        assert!(after.key && after.pts > before.pts, "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_asks_for_clear_text_is_answered() {
    let served = cameras::start(1).await;
    let camera = served.cameras()[0].clone();
    let relay = Relay::start();
    let url = served.url(camera.id(), Profile::Sub);
    camera.set_credentials(Some(Credentials::basic(USER, "plain")));
    relay.add("basic", "Rõ", &url.replace("rtsp://", &format!("rtsp://{USER}:plain@")), &[], "");
    wait_state(&relay, "basic", "live", None).await;
}
