//! The health ledger: what a technician reads of a camera that was cut, also where the relay was killed in between.

use crate::{cameras::wait_state, socket::one_camera};
use e2e::{
    cameras::{self, PASSWORD, USER},
    relay::Relay,
    until,
};
use e2e_camera::{CameraSpec, Profile, studio::Film};
use serde_json::Value;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(60);

async fn json(relay: &Relay, path: &str) -> Value {
    let (status, body) = relay.get(path, &[]).await;
    assert_eq!(status, 200, "{path}: {body}");
    serde_json::from_str(&body).unwrap()
}

async fn health(relay: &Relay) -> Value {
    json(relay, "/api/v1/health?days=1").await["cameras"][0].take()
}

/// The newest outage of the first camera, once it has ended or, as told, begun.
async fn outage(relay: &Relay, ended: bool) -> Value {
    until("an outage in the ledger", LIMIT, async || {
        let last = health(relay).await["last_outage"].take();
        (last.is_object() && last["ended"].is_null() != ended).then_some(last)
    })
    .await
}

/// This month in Vietnam, as the report is asked for.
async fn month(relay: &Relay) -> String {
    json(relay, "/api/v1/health/report").await["month"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_camera_leaves_one_outage_with_its_cause_and_length() {
    let (served, relay) = one_camera(&[]).await;
    let camera = served.cameras()[0].clone();
    wait_state(&relay, "a", "live", None).await;
    let revision = json(&relay, "/api/v1/cameras").await["revision"].as_u64().unwrap();
    let cut = Instant::now();
    camera.stop().await;
    let open = outage(&relay, false).await;
    let out = relay.cli(&["health", "list"], "").out;
    assert!(out.contains("1 of 1 cameras are out") && out.contains("still out"), "{out}");
    camera.restart();
    wait_state(&relay, "a", "live", None).await;
    let last = outage(&relay, true).await;
    let most = cut.elapsed().as_secs() + 1;
    assert_eq!(last["began"], open["began"]);
    let secs = last["down_secs"].as_u64().unwrap();
    assert!((10..=most).contains(&secs), "{secs} s of {most} s");
    assert_eq!((&last["first_reason"], &last["unknown_secs"]), (&"camera_closed".into(), &0.into()));
    let all = health(&relay).await;
    assert_eq!((&all["outages"], &all["tally"]["down_secs"], &all["state"]), (&1.into(), &secs.into(), &"live".into()));

    let page = json(&relay, "/api/v1/cameras/phuong/a/outages").await;
    assert_eq!((page["outages"].as_array().unwrap().len(), &page["next"]), (1, &Value::Null));
    let strip = page["strip"].as_array().unwrap();
    let down: u64 = strip.iter().map(|day| day["tally"]["down_secs"].as_u64().unwrap()).sum();
    assert_eq!((strip.len(), down), (30, secs));
    assert!(strip.iter().any(|day| day["reason"] == last["reason"]));
    assert_eq!(relay.get("/api/v1/cameras/phuong/b/outages", &[]).await.0, 404);

    let listed: Value = serde_json::from_str(&relay.cli(&["health", "list", "--json"], "").out).unwrap();
    assert_eq!(listed["cameras"][0]["last_outage"], last);
    let month = month(&relay).await;
    let words = relay.cli(&["health", "report", "--month", &month], "").out;
    assert!(words.contains("Ngã tư (a)") && words.contains("All (1 cameras)"), "{words}");
    let sheet = relay.cli(&["health", "report", "--month", &month, "--csv"], "").out;
    assert!(sheet.starts_with("\u{feff}Area,") && sheet.contains("No area,phuong/a,Ngã tư,"), "{sheet}");
    let (_, same) = relay.get(&format!("/api/v1/health/report.csv?month={month}&lang=en"), &[]).await;
    assert_eq!(same.lines().count(), sheet.lines().count());
    let wrong = relay.cli(&["health", "report", "--month", "11/2026"], "");
    assert!(!wrong.ok && wrong.err.contains("--month: it must be a month like 2026-11"), "{wrong:?}");
    let counted = relay.metrics().await;
    assert!(counted.contains("ward_camera_outages_total{camera=\"phuong/a\",reason="), "{counted}");
    // The ledger's own writes are no change of the list.
    assert_eq!(json(&relay, "/api/v1/cameras").await["revision"], revision);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_killed_in_the_middle_goes_on_with_the_same_outage() {
    let (served, mut relay) = one_camera(&[]).await;
    let camera = served.cameras()[0].clone();
    wait_state(&relay, "a", "live", None).await;
    camera.stop().await;
    let open = outage(&relay, false).await;
    relay.kill();
    let out = relay.cli(&["health", "list"], "").out;
    assert!(out.contains("phuong") || out.contains("Ngã tư"), "the ledger is read without a relay, too: {out}");
    relay.run();
    wait_state(&relay, "a", "offline", Some("camera_closed")).await;
    assert_eq!(outage(&relay, false).await["began"], open["began"]);
    camera.restart();
    wait_state(&relay, "a", "live", None).await;
    let last = outage(&relay, true).await;
    assert_eq!((&last["began"], &last["first_reason"]), (&open["began"], &open["first_reason"]));
    assert_eq!(health(&relay).await["outages"], 1);
    // A relay that stops says when, so that nothing it could not see is counted.
    relay.stop();
    let out = relay.cli(&["health", "list"], "").out;
    assert!(out.contains("no relay has run since"), "{out}");
    relay.run();
    wait_state(&relay, "a", "live", None).await;
    assert_eq!(health(&relay).await["outages"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_cameras_cut_at_once_are_a_hundred_outages_in_few_writes() {
    const COUNT: usize = 100;
    let corner = cameras::drawn(1, Film::default()).remove(0);
    let spec = |i: usize| CameraSpec { id: format!("cam{i}"), ..corner.clone() };
    let served = cameras::serve((0..COUNT).map(spec).collect()).await;
    let relay = Relay::start();
    for camera in served.cameras() {
        let url = served.url(camera.id(), Profile::Sub);
        relay.add(camera.id(), camera.id(), &url, &["--username", USER, "--password-stdin"], PASSWORD);
    }
    let counts = async |state: &str| {
        let list = json(&relay, "/api/v1/health?days=1").await;
        let cameras = list["cameras"].as_array().unwrap().clone();
        let outages: u64 = cameras.iter().map(|c| c["outages"].as_u64().unwrap()).sum();
        (cameras.iter().filter(|c| c["state"] == state).count(), outages)
    };
    until("a hundred live cameras", 2 * LIMIT, async || (counts("live").await.0 == COUNT).then_some(())).await;
    let before = commits(&relay).await;
    for camera in served.cameras() {
        camera.stop().await;
    }
    until("a hundred outages", 2 * LIMIT, async || (counts("offline").await == (COUNT, 100)).then_some(())).await;
    let writes = commits(&relay).await - before;
    assert!(writes <= 20, "{writes} transactions");
    let page = json(&relay, "/api/v1/health/report").await;
    assert_eq!((&page["all"]["outages"], page["worst"].as_array().unwrap().len()), (&100.into(), 10));
    for camera in served.cameras() {
        camera.restart();
    }
    until("a hundred live cameras again", 3 * LIMIT, async || (counts("live").await.0 == COUNT).then_some(())).await;
    let over = async || {
        let list = json(&relay, "/api/v1/health?days=1").await;
        list["cameras"].as_array()?.iter().all(|c| !c["last_outage"]["ended"].is_null()).then_some(())
    };
    until("the end of each outage", LIMIT, over).await;
    assert_eq!(counts("live").await.1, 100, "one outage a camera");
}

/// How many transactions the ledger has taken.
async fn commits(relay: &Relay) -> u64 {
    let metrics = relay.metrics().await;
    let line = metrics.lines().find_map(|l| l.strip_prefix("ward_health_commits_total "));
    line.map_or(0, |n| n.parse().unwrap())
}
