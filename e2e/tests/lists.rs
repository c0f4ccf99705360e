//! Cameras by vendor, their places, areas, and lists of them: what a technician does all day.

use crate::{
    bad_input::refuses,
    cameras::wait_state,
    socket::{one_camera, viewer_of_live},
};
use e2e::{
    cameras::{self, PASSWORD, USER},
    live::Event,
    relay::{CONFIG, Relay, bare},
    until,
};
use e2e_camera::Profile;
use shared::{
    api::places::{AreaTree, ListedCameras},
    place::OwnerKind,
    wire::{Mode, ServerMessage},
};
use std::{fs, os::unix::fs::PermissionsExt, time::Duration};

const LIMIT: Duration = Duration::from_secs(30);
const LOGIN: [&str; 3] = ["--username", USER, "--password-stdin"];

async fn list(relay: &Relay) -> ListedCameras {
    serde_json::from_str(&relay.get("/api/v1/cameras", &[]).await.1).unwrap()
}

fn fine(relay: &Relay, args: &[&str], input: &str) -> String {
    let said = relay.cli(args, input);
    assert!(said.ok, "{args:?}: {said:?}");
    said.out
}

/// A list beside the configuration.
fn write(relay: &Relay, text: &str) -> String {
    let path = relay.config().with_file_name("list.csv");
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_by_vendor_and_host_plays() {
    let served = cameras::start(1).await;
    let address = served.address();
    let (host, port) = (address.ip().to_string(), address.port().to_string());
    let relay = Relay::start();
    let by_vendor = |id: &'static str, vendor| {
        let args = ["camera", "add", id, "--id", id, "--vendor", vendor, "--host", &host, "--port", &port];
        fine(&relay, &[&args[..], &LOGIN].concat(), &format!("{PASSWORD}\n"));
    };
    for (path, profile) in [("/Streaming/Channels/101", Profile::Main), ("/Streaming/Channels/102", Profile::Sub)] {
        served.alias(path, served.cameras()[0].id(), profile);
    }
    by_vendor("hik", "hikvision");
    wait_state(&relay, "hik", "live", None).await;
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "hik", Profile::Sub, Mode::All).await;
    live.watch(1, "hik", Profile::Main, Mode::All).await;
    for slot in [0, 1] {
        live.until("a stream", |e| match e {
            Event::Said(ServerMessage::Stream { slot: of, .. }) => (of.0 == slot).then_some(()),
            _ => None,
        })
        .await;
    }
    // Another vendor has its streams elsewhere; the camera answers that it knows no such path.
    by_vendor("tapo", "tapo");
    wait_state(&relay, "tapo", "offline", Some("not_found")).await;
    fine(&relay, &["camera", "edit", "tapo", "--vendor", "hikvision"], "");
    wait_state(&relay, "tapo", "live", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_is_renamed_and_moved_plays_on() {
    let (served, relay) = one_camera(&[]).await;
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    let (before, _) = live.frame().await;
    let placed = ["--area", "Khu phố 2/Tổ 5", "--street", "Lê Lợi", "--position", "-10.03,105.78", "--heading", "90"];
    let args = [&["camera", "edit", "a", "--name", "Cổng chợ", "--owner", "household"][..], &placed].concat();
    assert!(fine(&relay, &args, "").contains("Changed camera a"));
    let known = async || list(&relay).await.cameras.pop().map(|c| c.camera).filter(|c| c.info.name == "Cổng chợ");
    let camera = until("the new name", Duration::from_secs(2), known).await;
    assert_eq!(camera.area.unwrap().path, ["Khu phố 2", "Tổ 5"]);
    assert_eq!((camera.street.as_deref(), camera.owner), (Some("Lê Lợi"), Some(OwnerKind::Household)));
    assert_eq!(camera.position.unwrap().to_string(), "-10.03,105.78");
    assert_eq!(camera.heading.unwrap().degrees(), 90);
    for _ in 0..30 {
        assert_eq!(live.frame().await.0.stream, before.stream);
    }
    assert_eq!(served.cameras()[0].sessions_total(Profile::Sub), 1);
    // A place taken away is gone; what was not said stays.
    fine(&relay, &["camera", "edit", "a", "--street", "", "--area", ""], "");
    let known = async || list(&relay).await.cameras.pop().map(|c| c.camera).filter(|c| c.street.is_none());
    let camera = until("the street's end", Duration::from_secs(2), known).await;
    assert!(camera.area.is_none() && camera.heading.is_some());
    assert_eq!(served.cameras()[0].sessions_total(Profile::Sub), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_is_used_at_once_and_an_address_is_edited() {
    let served = cameras::start(2).await;
    let relay = Relay::start();
    let ids: Vec<_> = served.cameras().iter().map(|c| c.id().to_owned()).collect();
    relay.add("a", "A", &served.url(&ids[0], Profile::Sub), &LOGIN, "wrong");
    wait_state(&relay, "a", "offline", Some("auth_failed")).await;
    fine(&relay, &["camera", "edit", "a", "--password-stdin"], &format!("{PASSWORD}\n"));
    wait_state(&relay, "a", "live", None).await;
    fine(&relay, &["camera", "edit", "a", "--url", &served.url(&ids[1], Profile::Sub)], "");
    let played = async || (served.cameras()[1].sessions(Profile::Sub) == 1).then_some(());
    until("a session with the other camera", LIMIT, played).await;
    wait_state(&relay, "a", "live", None).await;
    fine(&relay, &["camera", "edit", "a", "--no-login"], "");
    wait_state(&relay, "a", "offline", Some("auth_failed")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn areas_are_a_tree_that_the_api_shows() {
    let relay = Relay::start();
    fine(&relay, &["area", "add", "Phường Cái Khế/Khu vực 3/Tổ 5"], "");
    fine(&relay, &["area", "add", "Phường Cái Khế/Chợ", "--kind", "quarter"], "");
    relay.add("a", "A", "rtsp://127.0.0.1:1/x", &["--area", "phường cái khế/khu vực 3"], "");
    let known = async || {
        let tree: AreaTree = serde_json::from_str(&relay.get("/api/v1/areas", &[]).await.1).unwrap();
        tree.areas.first().filter(|ward| ward.cameras == 1).cloned()
    };
    let ward = until("the tree", Duration::from_secs(2), known).await;
    let names: Vec<_> =
        ward.areas.iter().map(|a| (a.name.as_str(), a.kind.as_str(), a.cameras, a.areas.len())).collect();
    assert_eq!(names, [("Khu vực 3", "quarter", 1, 1), ("Chợ", "quarter", 0, 0)]);
    fine(&relay, &["area", "rename", "Phường Cái Khế/Khu vực 3", "KV 3"], "");
    let renamed = async || {
        let area = list(&relay).await.cameras.pop()?.camera.area?;
        (area.path == ["Phường Cái Khế", "KV 3"]).then_some(area.id)
    };
    let id = until("the new name", Duration::from_secs(2), renamed).await;
    assert_eq!(id, ward.areas[0].id);
    let shown = fine(&relay, &["area", "list"], "");
    assert!(shown.contains("  KV 3\n") && shown.contains("    Tổ 5\n") && shown.contains("1 cameras"), "{shown}");
    refuses(&relay, &["area", "remove", id.as_str()], "1 cameras and 1 areas lie in this area");
    refuses(&relay, &["area", "remove", "Khu vực 9"], "there is no such area");
    refuses(&relay, &["area", "add", "Phường Cái Khế/kv 3"], "there is an area of this name beside it already");
    refuses(&relay, &["area", "add", "a//b"], "write areas like");
    refuses(&relay, &["area", "add", "Chợ", "--kind", "x"], "this kind of area is not known");
    fine(&relay, &["area", "remove", "Phường Cái Khế/KV 3/Tổ 5"], "");
}

#[test]
fn wrong_wishes_are_refused_and_change_nothing() {
    let relay = Relay::new(CONFIG);
    relay.add("a", "A", "rtsp://127.0.0.1/x", &[], "");
    let before = fine(&relay, &["camera", "list", "--json"], "");
    for (args, part) in [
        (&["--vendor", "acme", "--host", "127.0.0.1"][..], "this vendor is not known; use one of hikvision, dahua"),
        (&["--vendor", "tapo"], "host is missing"),
        (&["--vendor", "onvif", "--host", "127.0.0.1"], "paths are not known"),
        (&["--vendor", "tapo", "--host", "127.0.0.1", "--channel", "2"], "tapo has no second channel"),
        (&["--vendor", "tapo", "--host", "127.0.0.1/x"], "this is no network address or host name"),
        (&["--vendor", "tapo", "--host", "8.8.8.8"], "outside the allowed networks"),
        (&["rtsp://127.0.0.1/x", "--position", "10"], "write positions like"),
        (&["rtsp://127.0.0.1/x", "--heading", "400"], "a heading is a whole number"),
        (&["rtsp://127.0.0.1/x", "--owner", "me"], "use one of ward, group, household"),
        (&["rtsp://127.0.0.1/x", "--area", "/"], "write areas like"),
    ] {
        refuses(&relay, &[&["camera", "add", "B"][..], args].concat(), part);
    }
    refuses(&relay, &["camera", "edit", "a"], "nothing to change was given");
    refuses(&relay, &["camera", "edit", "nobody", "--name", "X"], "there is no camera nobody");
    refuses(&relay, &["camera", "edit", "a", "--password-stdin"], "add --username");
    refuses(&relay, &["camera", "edit", "a", "--url", "rtsp://8.8.8.8/x"], "outside the allowed networks");
    refuses(&relay, &["camera", "edit", "a", "--channel", "2"], "paths are not known");
    assert_eq!(fine(&relay, &["camera", "list", "--json"], ""), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_tried_first_then_read_in_as_a_whole() {
    let served = cameras::start(2).await;
    let relay = Relay::start();
    let (a, b) = (served.cameras()[0].clone(), served.cameras()[1].clone());
    relay.add("a", "A", &served.url(a.id(), Profile::Sub), &LOGIN, PASSWORD);
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    let (before, _) = live.frame().await;
    let url = served.url(b.id(), Profile::Sub);
    let head = "id,name,main_url,username,password,area\n";
    let good = format!("a,Ngã tư,,,,Tổ 5\nb,Mới,{url},{USER},\"{PASSWORD}\",Tổ 5\n");

    let path =
        write(&relay, &format!("{head}{good}c,C,rtsp://8.8.8.8/canary,u,canary,\nd,,rtsp://u:canary@127.0.0.1/x,,,\n"));
    for dry in [&[][..], &["--dry-run"]] {
        let said = relay.cli(&[&["camera", "import", &path][..], dry].concat(), "");
        assert!(!said.ok && said.err.contains("2 mistakes, nothing was imported"), "{said:?}");
        assert!(said.out.contains("line 4, column main_url: the camera's address lies outside"), "{said:?}");
        assert!(said.out.contains("line 5, column name: a camera's name needs"), "{said:?}");
        assert!(!format!("{said:?}").contains("canary"), "{said:?}");
    }
    let path = write(&relay, &format!("{head}{good}"));
    let said = fine(&relay, &["camera", "import", &path, "--dry-run"], "");
    for part in [
        "+ new area: Tổ 5\n",
        "+ line 3: adds Mới\n",
        "~ line 2: changes a (name, area)\n",
        "Dry run, nothing was changed: 1 to add, 1 to change, 0 left alone, 1 new areas\n",
    ] {
        assert!(said.contains(part), "{part:?}: {said}");
    }
    assert_eq!(fine(&relay, &["area", "list"], ""), "No areas yet\n");
    assert_eq!(list(&relay).await.cameras.len(), 1);

    let said = fine(&relay, &["camera", "import", &path], "");
    assert!(said.contains("Imported: 1 added, 1 changed, 0 left alone, 1 new areas"), "{said}");
    let told = |e: &Event| matches!(e, Event::Said(ServerMessage::Cameras { .. })).then_some(());
    tokio::time::timeout(Duration::from_secs(2), live.until("news", told)).await.expect("within two seconds");
    wait_state(&relay, "b", "live", None).await;
    assert_eq!(live.frame().await.0.stream, before.stream);
    assert_eq!((a.sessions_total(Profile::Sub), b.sessions_total(Profile::Sub)), (1, 1));
}

#[test]
fn a_list_goes_out_without_secrets_unless_asked_and_never_to_a_terminal() {
    let relay = Relay::new(CONFIG);
    let url = "rtsp://admin:canary-password@127.0.0.1:8554/canary-path";
    relay.add("a", "=HYPERLINK(\"x\")", url, &["--area", "Tổ 5"], "");
    let plain = fine(&relay, &["camera", "export"], "");
    assert!(plain.starts_with("\u{feff}id,name,vendor,host,port,channel,streams,transport,area"), "{plain}");
    assert!(plain.contains("a,\"'=HYPERLINK(\"\"x\"\")\",,127.0.0.1,8554,,1,tcp,Tổ 5,"), "{plain}");
    assert!(!plain.contains("canary") && !plain.contains("admin"), "{plain}");
    refuses(&relay, &["camera", "export", "--with-secrets"], "goes to a file only");
    let path = relay.config().with_file_name("out.csv");
    let shown = path.display().to_string();
    let said = fine(&relay, &["camera", "export", "--with-secrets", "--semicolon", &shown], "");
    assert!(said.contains("clear text") && !said.contains("canary"), "{said}");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(";rtsp://127.0.0.1:8554/canary-path;;admin;canary-password;tcp;"), "{text}");
    refuses(&relay, &["camera", "export", "--with-secrets", &shown], "exists already");
    refuses(&relay, &["camera", "import", "nowhere.csv"], "the file nowhere.csv cannot be read");
    // Read in again on the same relay it changes nothing, on another one it makes the same camera.
    assert!(fine(&relay, &["camera", "import", &shown], "").contains("0 added, 0 changed, 1 left alone, 0 new areas"));
    let other = Relay::new(CONFIG);
    assert!(fine(&other, &["camera", "import", &shown], "").contains("1 added"));
    assert_eq!(fine(&other, &["camera", "export"], ""), plain);
    let elsewhere = bare(&["camera", "import", &shown], relay.config().parent().unwrap());
    assert!(elsewhere.ok, "{elsewhere:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_has_parts_and_a_name_is_found_without_its_marks() {
    let relay = Relay::start();
    let rows: String = (1..=60).map(|n| format!("c{n},Ngõ {n},rtsp://127.0.0.1:1/{n},Lê Lợi\n")).collect();
    let file = write(&relay, &format!("id,name,main_url,street\n{rows}"));
    fine(&relay, &["camera", "import", &file], "");
    let names = |page: &str| page.matches("/admin/cameras/phuong/c").count();
    let page = async |query: &str| {
        let (status, page) = relay.get(&format!("/admin/cameras{query}"), &[("accept", "text/html")]).await;
        assert_eq!(status, 200, "{query}");
        page
    };
    let first = page("").await;
    assert_eq!(names(&first), 50);
    assert!(first.contains("60 camera"), "the caption counts them all");
    assert!(first.contains("href=\"/admin/cameras?page=2\""));
    assert_eq!(names(&page("?page=2").await), 10);
    assert_eq!(names(&page("?q=le+loi+ngo+7").await), 1, "street and name in any order, without marks");
    assert!(page("?q=%3Cb%3E").await.contains("Không tìm thấy"), "and what is typed is text");
}
