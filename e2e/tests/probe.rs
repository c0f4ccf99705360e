//! What `relay probe`, `relay camera check` and the API tell of a camera: facts, advice, exit codes, and no secret.

use crate::{cameras::wait_state, socket::one_camera};
use e2e::{
    cameras::{self, PASSWORD, USER},
    judge::encode,
    relay::{CONFIG, Relay, Said},
    until,
};
use e2e_camera::{Cameras, Clip, Credentials, Fault, Profile, clip};
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::Arc, time::Duration};

const LOGIN: [&str; 3] = ["--username", USER, "--password-stdin"];
const LIMIT: Duration = Duration::from_secs(90);

/// A probe of a drawn corner with both of its streams.
fn probe(relay: &Relay, served: &Cameras, more: &[&str], password: &str) -> Said {
    let id = served.cameras()[0].id().to_owned();
    let [main, sub] = [Profile::Main, Profile::Sub].map(|p| served.url(&id, p));
    let said = relay.cli(&[&["probe", &main, "--sub", &sub, "--seconds", "4"], more].concat(), password);
    let address = served.address().to_string();
    for secret in [PASSWORD, "canary", &address, "rtsp://127"] {
        assert!(!said.out.contains(secret) && !said.err.contains(secret), "{secret} in {said:?}");
    }
    said
}

fn object(said: &Said) -> Value {
    assert_eq!((said.out.lines().count(), said.err.as_str()), (1, ""), "{said:?}");
    serde_json::from_str(&said.out).unwrap()
}

/// A relay that waits for a keyframe longer than the GOP of [`bad_clip`] lasts.
fn patient() -> Relay {
    Relay::new(&format!("{CONFIG}no_media_timeout_secs = 30\n"))
}

/// A clip by libx264, one that no camera should send.
fn bad_clip() -> Clip {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("bad.mp4");
    encode(
        &file,
        "640x360",
        18,
        &["-profile:v", "high", "-x264-params", "keyint=135:min-keyint=135:scenecut=0:bframes=2:b-adapt=0"],
    );
    clip::file::open(&file, None).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_camera_is_told_step_by_step_in_both_languages() {
    let (served, relay) = (cameras::start(1).await, Relay::new(CONFIG));
    let said = probe(&relay, &served, &LOGIN, PASSWORD);
    assert_eq!(said.code, Some(0), "{said:?}");
    let lines = [
        "Main stream",
        "  ✓ The address lies in the allowed networks",
        "  ✓ The RTSP port is open",
        "  ✓ The device answers in RTSP",
        "  ✓ The camera takes the user name and password",
        "  ✓ There is an H.264 stream under this path",
        "  ✓ The first picture came after ",
        "    Encoding: H.264 Constrained Baseline@3.1, 1280x720",
        " s apart (30 pictures), the largest has ",
        "    B-frames: no; slices a picture: 1",
        "    Timestamps: steady; packets lost: 0",
        "Sub-stream",
        "    Encoding: H.264 Constrained Baseline@",
        "Result: it plays well, nothing needs to be changed",
    ];
    let mut rest = said.out.as_str();
    for line in lines {
        let at = rest.find(line).unwrap_or_else(|| panic!("no {line:?} in {}", said.out));
        rest = &rest[at + line.len()..];
    }
    let said = probe(&relay, &served, &[&LOGIN[..], &["--lang", "vi"]].concat(), PASSWORD);
    for line in
        ["Luồng phụ", "  ✓ Camera nhận tên đăng nhập và mật khẩu", "15,0 hình/giây", "phát tốt, không cần đổi gì"]
    {
        assert!(said.out.contains(line), "{line} in {said:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn json_has_one_shape_for_an_address_and_for_a_camera() {
    let (served, relay) = one_camera(&[]).await;
    let probed = probe(&relay, &served, &[&LOGIN[..], &["--json"]].concat(), PASSWORD);
    let checked = relay.cli(&["camera", "check", "a", "--json", "--seconds", "4"], "");
    assert_eq!((probed.code, checked.code), (Some(0), Some(0)), "{probed:?} {checked:?}");
    let (probed, checked) = (object(&probed), object(&checked));
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let set = |keys: &[&str]| keys.iter().map(|k| String::from(*k)).collect::<BTreeSet<_>>();
    for found in [&probed, &checked] {
        assert_eq!(keys(found), set(&["advice", "streams", "verdict"]));
        assert_eq!((&found["verdict"], &found["advice"]), (&json!("good"), &json!([])));
        for (stream, profile, width) in [(0, "main", 1280), (1, "sub", 640)] {
            let stream = &found["streams"][stream];
            let expected = ["advice", "facts", "first_picture_ms", "profile", "reached", "reason", "seen"];
            assert_eq!(keys(stream), set(&expected));
            assert_eq!((&stream["profile"], &stream["reached"]), (&json!(profile), &json!("first_picture")));
            let facts = &stream["facts"];
            assert_eq!((&facts["width"], &facts["timestamps"]), (&json!(width), &json!("steady")));
            assert_eq!((&facts["gop"]["frames"], &facts["gop"]["open"]), (&json!(30), &json!(false)));
            assert!(facts["fps"].as_f64().is_some_and(|fps| (fps - 15.0).abs() < 0.2), "{facts}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_says_at_which_step_and_what_to_do() {
    let (served, relay) = (cameras::start(1).await, Relay::new(CONFIG));
    let camera = served.cameras()[0].clone();
    let wrong = probe(&relay, &served, &LOGIN, "canary");
    assert_eq!(wrong.code, Some(1));
    assert!(wrong.out.contains("✕ The camera refuses the user name or password; log in to the camera's own page"));
    assert!(!wrong.out.contains("Sub-stream"), "no second try with a wrong password: {wrong:?}");
    let nobody = probe(&relay, &served, &[], "");
    assert!(nobody.code == Some(1) && nobody.out.contains("add --username"), "{nobody:?}");
    let told = |url: &str, more: &[&str]| {
        let said = relay.cli(&[&["probe", url, "--json"], more].concat(), PASSWORD);
        assert_eq!(said.code, Some(1), "{said:?}");
        let stream = object(&said)["streams"][0].clone();
        let code = |key: &str| stream[key].as_str().unwrap_or_default().to_owned();
        (code("reached"), code("reason"))
    };
    let is = |reached: &str, reason: &str| (reached.to_owned(), reason.to_owned());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(told(&format!("rtsp://u:canary@{free}/x"), &[]), is("address_allowed", "connection_refused"));
    assert_eq!(told("rtsp://u:canary@192.168.1.64/x", &[]), is("", "address_refused"));
    assert_eq!(told("rtsp://u:canary@no.such.name.invalid/x", &[]), is("", "name_unknown"));
    let missing = served.url("nobody", Profile::Main);
    assert_eq!(told(&missing, &LOGIN), is("rtsp_answers", "not_found"));
    let main = served.url(camera.id(), Profile::Main);
    camera.stall();
    assert_eq!(told(&main, &LOGIN), is("stream_found", "no_media"));
    camera.resume();
    camera.inject(Fault::Encoding("H265"));
    assert_eq!(told(&main, &LOGIN), is("password_accepted", "codec_h265"));
    let said = probe(&relay, &served, &LOGIN, PASSWORD);
    assert!(said.out.contains("- Main stream: The camera sends H.265: on its Video page"), "{said:?}");
    let outside = relay.cli(&["probe", "rtsp://192.168.1.64/x"], "");
    assert!(outside.out.contains("[cameras] networks = ["), "{outside:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_should_be_changed_is_advice_and_exit_code_2() {
    let relay = patient();
    let served = cameras::serve(vec![cameras::playing("file", bad_clip())]).await;
    let said = relay.cli(&["probe", &served.url("file", Profile::Main), "--json", "--seconds", "9"], "");
    assert_eq!(said.code, Some(2), "{said:?}");
    let found = object(&said);
    let expected = json!(["b_frames", "gop_long", "smart_codec", "sub_missing", "no_password"]);
    assert_eq!((&found["verdict"], &found["advice"]), (&json!("advised"), &expected));
    assert_eq!(found["streams"][0]["facts"]["timestamps"], "steady", "B-frames explain steps back");
    let corner = cameras::start(1).await;
    let camera = corner.cameras()[0].clone();
    camera.inject(Fault::ClockLeaps);
    camera.set_clip(Profile::Sub, camera.clip(Profile::Main).unwrap());
    camera.set_credentials(Some(Credentials::digest(USER, "12345")));
    let said = probe(&relay, &corner, &LOGIN, "12345");
    assert_eq!(said.code, Some(2));
    for advice in ["Main stream: The pictures' timestamps jump", "- The sub-stream is too large", "anybody guesses"] {
        assert!(said.out.contains(advice), "{advice} in {said:?}");
    }
    let main = corner.url(camera.id(), Profile::Main);
    let added = relay.cli(&[&["camera", "add", "A", &main], &LOGIN[..]].concat(), "12345");
    assert!(added.ok && added.out.contains("QCVN 135:2024"), "{added:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_tells_advice_and_takes_it_back_when_the_camera_is_set_right() {
    let served = cameras::serve(vec![cameras::playing("file", bad_clip())]).await;
    let mut relay = patient();
    relay.run();
    relay.add("a", "A", &served.url("file", Profile::Main), &[], "");
    let advice = async |wanted: Value| {
        let (_, body) = relay.get("/api/v1/cameras", &[]).await;
        let list: Value = serde_json::from_str(&body).unwrap();
        (list["cameras"][0]["advice"] == wanted).then_some(())
    };
    let bad = json!(["b_frames", "gop_long", "smart_codec", "sub_missing"]);
    until("advice", LIMIT, async || advice(bad.clone()).await).await;
    let detail = async || {
        let (status, body) = relay.get("/api/v1/cameras/phuong/a", &[]).await;
        assert_eq!(status, 200);
        serde_json::from_str::<shared::api::places::CameraDetail>(&body).unwrap()
    };
    let told = detail().await;
    assert_eq!((told.camera.info.id.as_str(), told.camera.info.name.as_str()), ("phuong/a", "A"));
    let facts = told.diagnosis.streams[0].facts.clone().unwrap();
    assert_eq!((facts.width, facts.height, facts.b_frames), (640, 360, true));
    let right = cameras::start(1).await.cameras()[0].clip(Profile::Main).unwrap();
    served.camera("file").unwrap().set_clip(Profile::Main, Arc::clone(&right));
    until("its end", LIMIT, async || advice(json!(["sub_missing"])).await).await;
    until("the new facts", LIMIT, async || {
        detail().await.diagnosis.streams[0].facts.as_ref().filter(|f| f.width == 1280).map(drop)
    })
    .await;
    wait_state(&relay, "a", "live", None).await;
    let (status, body) = relay.get("/api/v1/cameras/phuong/b", &[]).await;
    assert_eq!((status, body.as_str()), (404, r#"{"reason":"unknown_camera"}"#));
}
