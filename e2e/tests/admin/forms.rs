//! What a form does and what it says where something is wrong.

use super::{audit, beside, hidden, leads, page, page_as, post, post_as};
use crate::socket::{one_camera, viewer_of_live};
use e2e::{
    cameras::{self, PASSWORD, USER},
    live::Event,
    relay::{self, Relay},
    wallet,
};
use e2e_camera::{Fault, Profile};
use shared::wire::{Mode, Reason, ServerMessage};
use std::time::Duration;
use tokio::time::timeout;

const NEW: &str = "/admin/cameras/new";
const PROBE: &str = "/admin/cameras/new/probe";
const CAMERA: &str = "/admin/cameras/phuong/a";

/// Tries a camera and goes back to the form, which says beside its fields what was wrong.
async fn tried_and_back(relay: &Relay, fields: &[(&str, &str)]) -> e2e::raw::Raw {
    let tried = post(relay, NEW, fields).await;
    assert_eq!(tried.status, 200, "{tried:?}");
    assert!(!tried.body.contains(PASSWORD));
    let key = hidden(&tried, "trial").to_owned();
    let back = post(relay, PROBE, &[("trial", &key), ("do", "back")]).await;
    // Whoever finds the key later gets nothing for it.
    let late = post(relay, PROBE, &[("trial", &key), ("do", "save")]).await;
    assert!(late.status == 422 && late.body.contains("quá hạn"), "{late:?}");
    back
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_camera_stands_beside_its_field() {
    let (served, relay) = (cameras::start(1).await, Relay::start());
    let camera = served.cameras()[0].clone();
    let main = served.url(camera.id(), Profile::Main);
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let named = |url: &str| vec![("name".to_owned(), "Chợ".to_owned()), ("main_url".into(), url.into())];
    let with = |url: &str, password: &str| {
        let more = [("streams", "1"), ("username", USER), ("password", password)];
        [named(url), more.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec()].concat()
    };
    camera.inject(Fault::Encoding("H265"));
    for (url, password, field, words) in [
        (main.as_str(), PASSWORD, "main_url", "H.265"),
        (main.as_str(), "canary-1", "password", "mật khẩu"),
        (&format!("rtsp://{free}/x"), "canary-2", "main_url", "cổng"),
        (&served.url("nobody", Profile::Main), PASSWORD, "main_url", "đường dẫn"),
    ] {
        let fields = with(url, password);
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let back = tried_and_back(&relay, &fields).await;
        let said = beside(&back, field).unwrap_or_else(|| panic!("nothing beside {field}: {}", back.body));
        assert!(said.contains(words), "{field}: {said}");
        assert!(!back.body.contains(password) && back.body.contains(&format!("value=\"{url}\"")));
    }
    // What is wrong by itself is said before anything is dialled.
    let refused =
        post(&relay, NEW, &[("name", " "), ("vendor", "dahua"), ("host", "u:canary@host"), ("port", "0")]).await;
    assert_eq!(refused.status, 422);
    for (field, words) in [("name", "ên"), ("host", "192.168.1.64"), ("port", "65535")] {
        assert!(beside(&refused, field).is_some_and(|said| said.contains(words)), "{field}: {}", refused.body);
    }
    assert!(!refused.body.contains("canary"));
    let outside = post(&relay, NEW, &[("name", "Chợ"), ("vendor", "dahua"), ("host", "192.168.1.64")]).await;
    assert!(outside.status == 422 && beside(&outside, "host").is_some_and(|s| s.contains("networks")), "{outside:?}");
    assert_eq!(relay.cli(&["camera", "list", "--json"], "").out.trim(), "[]");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_is_changed_paused_and_let_go_on_with_each_step_recorded() {
    let (_served, relay) = one_camera(&["--area", "Khu phố 2"]).await;
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    live.frame().await;
    let half = [("name", "Chợ"), ("latitude", "10,03"), ("longitude", "")];
    let wrong = post(&relay, CAMERA, &half).await;
    assert!(wrong.status == 422 && beside(&wrong, "longitude").is_some(), "{wrong:?}");
    assert!(beside(&post(&relay, CAMERA, &[("name", "")]).await, "name").is_some());
    let place = [("name", "Cổng <b>chợ</b>"), ("area", "Khu phố 2"), ("street", ""), ("latitude", "10,03")];
    let place = [&place[..], &[("longitude", "105.78"), ("heading", "90"), ("owner", "school")]].concat();
    assert_eq!(leads(&post(&relay, CAMERA, &place).await), "/admin/cameras/phuong/a?done=saved");
    let shown = page(&relay, CAMERA).await.body;
    assert!(shown.contains("Cổng &lt;b&gt;chợ&lt;/b&gt;") && shown.contains("value=\"10.03\""), "{shown}");
    assert!(!shown.contains("rtsp://127") && !shown.contains(PASSWORD));
    // Replacing nothing is no change, and a new user needs his password.
    leads(&post(&relay, &format!("{CAMERA}/address"), &[("host", ""), ("username", "")]).await);
    let user = post(&relay, &format!("{CAMERA}/address"), &[("username", "somebody")]).await;
    assert!(beside(&user, "password").is_some(), "{user:?}");
    // The one who watches loses the picture, and is told why.
    leads(&post(&relay, &format!("{CAMERA}/pause"), &[]).await);
    let told = live.until("a pause", |e| match e {
        Event::Said(ServerMessage::Refused { reason, .. }) => Some(*reason),
        _ => None,
    });
    let reason = timeout(Duration::from_secs(2), told).await.expect("within two seconds");
    assert_eq!(reason, Reason::Paused);
    assert!(page(&relay, CAMERA).await.body.contains("Tạm dừng từ"));
    leads(&post(&relay, &format!("{CAMERA}/resume"), &[]).await);
    crate::cameras::wait_state(&relay, "a", "live", None).await;
    assert!(page(&relay, "/admin/cameras").await.body.contains("Cổng &lt;b&gt;chợ"));
    assert_eq!(leads(&post(&relay, &format!("{CAMERA}/remove"), &[]).await), "/admin/cameras?done=removed");
    for path in [CAMERA, &format!("{CAMERA}/remove")] {
        assert_eq!(page(&relay, path).await.status, 404, "{path}");
    }
    let recorded: serde_json::Value = serde_json::from_str(&audit(&relay)).unwrap();
    let rows: Vec<_> = recorded["rows"].as_array().unwrap().iter().filter(|r| r["actor_kind"] == "user").collect();
    let of = |action: &str| rows.iter().filter(|row| row["action"] == action).count();
    let steps = ["camera_changed", "camera_paused", "camera_resumed", "camera_removed"].map(of);
    assert_eq!(steps, [1, 1, 1, 1], "{rows:?}");
    let changed = rows.iter().find(|row| row["action"] == "camera_changed").unwrap();
    assert_eq!(changed["facts"]["what"], "name, latitude, heading, owner");
    assert_eq!(changed["actor_name"], "Harness");
}

#[tokio::test(flavor = "multi_thread")]
async fn areas_are_added_renamed_and_removed_when_they_are_empty() {
    let relay = Relay::start();
    let tree = "/admin/areas";
    assert_eq!(leads(&post(&relay, tree, &[("name", "Khu phố 2"), ("within", "")]).await), "/admin/areas?done=added");
    let id = |page: &e2e::raw::Raw, name: &str| {
        let before = page.body.split_once(&format!("<span>{name}</span>")).expect("its row").0;
        before.rsplit_once("/admin/areas/").unwrap().1.split('"').next().unwrap().to_owned()
    };
    let quarter = id(&page(&relay, tree).await, "Khu phố 2");
    leads(&post(&relay, tree, &[("name", "Tổ 5"), ("within", &quarter)]).await);
    let group = id(&page(&relay, tree).await, "Tổ 5");
    for (fields, field) in [
        ([("name", "tổ 5"), ("within", &*quarter)], "name"),
        ([("name", "a/b"), ("within", "")], "name"),
        ([("name", ""), ("within", "")], "name"),
        ([("name", "Tổ 6"), ("within", "nowhere")], "within"),
    ] {
        let refused = post(&relay, tree, &fields).await;
        assert!(refused.status == 422 && beside(&refused, field).is_some(), "{fields:?}: {refused:?}");
    }
    relay.add("a", "Chợ", "rtsp://127.0.0.1:1/x", &["--area", "Khu phố 2/Tổ 5"], "");
    leads(&post(&relay, &format!("{tree}/{group}"), &[("name", "Tổ 6")]).await);
    let full = post(&relay, &format!("{tree}/{group}/remove"), &[]).await;
    assert!(full.status == 422 && full.body.contains("1 camera"), "{full:?}");
    assert!(relay.cli(&["camera", "remove", "a"], "").ok);
    leads(&post(&relay, &format!("{tree}/{group}/remove"), &[]).await);
    assert_eq!(page(&relay, &format!("{tree}/{group}")).await.status, 404);
    let shown = page(&relay, tree).await.body;
    assert!(shown.contains("Khu phố 2") && !shown.contains("Tổ 6"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_an_admin_gets_in_and_a_trial_is_good_in_its_own_session_only() {
    let (served, relay) = (cameras::start(1).await, Relay::start());
    let add = ["user", "add", "lan", "--role", "viewer", "--password-stdin"];
    assert!(relay.cli(&add, "ca-loc-nuong-trui\n").ok);
    let viewer = wallet::log_in(relay.url(), "lan", "ca-loc-nuong-trui").unwrap();
    let viewer = format!("{}={}", viewer.name(), viewer.secret);
    for path in ["/admin", "/admin/cameras", NEW, "/admin/cameras/import", "/admin/cameras/export.csv", "/admin/areas"]
    {
        assert_eq!(page_as(&relay, &viewer, path).await.status, 403, "{path}");
    }
    for path in [NEW, PROBE, "/admin/cameras/export/secrets", CAMERA, "/admin/areas"] {
        assert_eq!(post_as(&relay, &viewer, path, &[]).await.status, 403, "{path}");
    }
    let url = served.url(served.cameras()[0].id(), Profile::Main);
    let fields = [("name", "Chợ"), ("main_url", &*url), ("streams", "1"), ("username", USER), ("password", PASSWORD)];
    let tried = post(&relay, NEW, &fields).await;
    assert!(tried.body.contains("data:image/jpeg;base64,/9j/"), "{}", tried.body);
    let key = hidden(&tried, "trial");
    let other = wallet::log_in(relay.url(), relay::ADMIN, relay::PASSWORD).unwrap();
    let other = format!("{}={}", other.name(), other.secret);
    assert_eq!(post_as(&relay, &other, PROBE, &[("trial", key), ("do", "save")]).await.status, 422);
    assert_eq!(relay.cli(&["camera", "list", "--json"], "").out.trim(), "[]");
}
