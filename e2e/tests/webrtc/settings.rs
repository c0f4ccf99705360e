//! The `[webrtc]` table: what is wrong in it is one sentence, and what is switched off is not there.

use crate::bad_input::refuses;
use e2e::{
    relay::{CONFIG, Relay},
    whep,
};
use shared::routes;
use std::{fs, net::UdpSocket, os::unix::fs::PermissionsExt};

const TURN: &str = "[webrtc]\nturn_urls = [\"turn:turn.example.vn:3478\"]\nturn_secret_file = \"turn.secret\"\n";

#[test]
fn a_secret_that_is_none_starts_nothing() {
    for (text, mode, part) in [
        (None, 0, "turn.secret cannot be read: No such file or directory"),
        (Some(" \n"), 0o600, "is empty; write coturn's static-auth-secret into it"),
        (Some("north wind\n"), 0o644, "every user of this machine can read or change the secret's file"),
    ] {
        let relay = Relay::new(&format!("{CONFIG}{TURN}"));
        if let Some(text) = text {
            let file = relay.config().with_file_name("turn.secret");
            fs::write(&file, text).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        }
        refuses(&relay, &["serve"], part);
        refuses(&relay, &["config", "check"], part);
        // Whoever only looks after cameras needs no secret.
        assert!(!relay.data().exists());
        assert!(relay.cli(&["camera", "list"], "").ok);
    }
}

#[test]
fn a_taken_udp_port_is_named_with_its_setting() {
    let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let relay = Relay::new(&format!("{CONFIG}[webrtc]\nlisten = \"{address}\"\n"));
    let said = format!("{address} is in use by another program; stop that one or change webrtc.listen");
    refuses(&relay, &["serve"], &said);
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_there_is_no_session_and_no_port() {
    let mut relay = Relay::new(&format!("{CONFIG}[webrtc]\nenabled = false\n"));
    relay.run();
    let answer = whep::ask(&relay, "POST", routes::WHEP, &[("content-type", "application/sdp")], whep::OFFER).await;
    assert_eq!((answer.status, answer.body.as_str()), (404, r#"{"reason":"no_such_path"}"#));
    assert!(!relay.metrics().await.contains("ward_webrtc_sessions"));
}
