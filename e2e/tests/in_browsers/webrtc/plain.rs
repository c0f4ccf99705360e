//! Ten lines of JavaScript in a real Chromium: WHEP and nothing else.

use crate::{
    cameras::wait_state,
    socket::{camera_on, one_camera},
    webrtc::left,
};
use e2e::{
    browser::{Browser, Kind, Setup},
    page::PATIENCE,
    relay::{CONFIG, Relay},
    rungs::{FIREFOX_H264, ON_ALL_ADDRESSES},
    until, whep,
};
use e2e_camera::{Cameras, Profile};
use serde_json::{Value, json};
use shared::routes;

/// The number that the page's video shows.
async fn shown(browser: &Browser) -> Option<u16> {
    browser.painted("video").await?.count()
}

/// Waits until the page's video shows what the camera has just sent, and goes on.
pub(super) async fn plays(browser: &Browser, served: &Cameras) {
    let first = until("a picture", PATIENCE, async || shown(browser).await).await;
    let next = until("the next picture", PATIENCE, async || shown(browser).await.filter(|n| *n != first)).await;
    let camera = &served.cameras()[0];
    let frames = camera.clip(Profile::Sub).unwrap().units().len();
    let behind = (camera.showing(Profile::Sub) + frames - usize::from(next)) % frames;
    assert!(behind < frames / 4, "{next} is shown, {behind} behind");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_player_of_ten_lines_plays_a_camera_and_stands_in_the_audit() {
    let (served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    let browser = Browser::chromium(640, 480).await;
    let answer = browser.play_whep(&relay, "", json!({})).await;
    assert_eq!(answer["status"], 201, "{answer}");
    plays(&browser, &served).await;
    assert_eq!(whep::sessions(&relay).await, 1);
    browser.screenshot("whep-plain-640x480").await;

    let session = answer["session"].as_str().unwrap();
    assert!(session.starts_with(routes::WHEP), "{session}");
    let end = format!("return fetch({session:?}, {{ method: 'DELETE' }}).then((answer) => answer.status)");
    assert_eq!(browser.script(&end).await, 200);
    left(&relay, 0).await;
    let still = shown(&browser).await;
    assert_eq!(browser.script(&end).await, 404);
    assert_eq!(shown(&browser).await, still, "nothing more is sent");

    // Written when the minute is over in which he might come back, or when the relay stops.
    let mut relay = relay;
    relay.stop();
    let said = relay.cli(&["audit", "list", "--action", "watched", "--json"], "");
    let page: Value = serde_json::from_str(&said.out).unwrap();
    let rows = page["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{page}");
    assert_eq!((&rows[0]["camera"], &rows[0]["address"]), (&json!("phuong/a"), &json!("127.0.0.1")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_stream_is_sent_where_it_is_asked_for() {
    let (served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    let browser = Browser::chromium(640, 480).await;
    let answer = browser.play_whep(&relay, "?profile=main", json!({})).await;
    assert_eq!(answer["status"], 201, "{answer}");
    let size = async || browser.painted("video").await.map(|pixels| (pixels.width, pixels.height));
    let camera = &served.cameras()[0];
    let wanted = camera.clip(Profile::Main).unwrap().size().map(|(w, h)| (w as usize, h as usize)).unwrap();
    until("the main stream's size", PATIENCE, async || (size().await? == wanted).then_some(())).await;
    assert_eq!(camera.sessions(Profile::Main), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn so_does_one_in_firefox() {
    let mut relay = Relay::new(&format!("{CONFIG}{ON_ALL_ADDRESSES}"));
    relay.run();
    let served = camera_on(&relay, &[]).await;
    wait_state(&relay, "a", "live", None).await;
    let setup = Setup { prefs: &FIREFOX_H264, ..Setup::default() };
    let browser = Browser::start(Kind::Firefox, 640, 480, setup).await;
    let answer = browser.play_whep(&relay, "", json!({})).await;
    assert_eq!(answer["status"], 201, "{answer}");
    plays(&browser, &served).await;
}
