//! TURN: accounts that Debian's coturn takes, and that it does not; a picture that comes through it alone.

use super::plain;
use crate::{cameras::wait_state, socket::camera_on};
use e2e::{
    browser::Browser,
    coturn::Coturn,
    page::PATIENCE,
    relay::{CONFIG, Relay},
    until, whep,
};
use serde_json::json;
use shared::routes;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

const SECRET: &str = "c7d2f1a0b9e84c35";
const LOOPBACK: &str = "127.0.0.1";

/// A relay that shares coturn's secret.
fn relay_with(urls: &[String]) -> Relay {
    let webrtc = format!("[webrtc]\nturn_urls = {}\nturn_secret_file = \"turn.secret\"\nturn_hours = 2\n", json!(urls));
    let mut relay = Relay::new(&format!("{CONFIG}{webrtc}"));
    let file = relay.config().with_file_name("turn.secret");
    fs::write(&file, format!("{SECRET}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    relay.run();
    relay
}

/// The credential for a user name, as Python makes it.
fn signed(secret: &str, username: &str) -> String {
    let script = "import base64, hmac, sys; \
        print(base64.b64encode(hmac.digest(sys.argv[1].encode(), sys.argv[2].encode(), 'sha1')).decode())";
    let output = Command::new("/usr/bin/python3").args(["-c", script, secret, username]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

#[tokio::test(flavor = "multi_thread")]
async fn coturn_takes_the_relays_accounts_and_no_others() {
    let coturn = Coturn::start(SECRET);
    let relay = relay_with(&[coturn.url("udp"), coturn.url("tcp")]);
    let answer = whep::open(&relay, routes::WHEP, &[]).await;
    let accounts = whep::accounts(&answer);
    assert_eq!(accounts.len(), 2, "{answer:?}");
    assert_eq!(accounts[0], accounts[1]);
    let (username, credential) = &accounts[0];
    assert_eq!(*credential, signed(SECRET, username));
    let until: u64 = username.split(':').next().unwrap().parse().unwrap();
    let left = until - now();
    assert!((7190..=7200).contains(&left), "{username} has {left} s left");
    assert!(!answer.head.contains(SECRET) && !relay.log().contains(SECRET));

    let carries = |username: &str, credential: &str, peer| coturn.carries((username, credential), peer);
    assert_eq!(carries(username, credential, LOOPBACK), Ok(()), "{}", coturn.log());
    let expired = format!("{}:u1", now() - 60);
    let later = format!("{}:u1", until + 3600);
    for (what, username, credential) in [
        ("an expired account", &expired, &signed(SECRET, &expired)),
        ("an account of another secret", username, &signed("other", username)),
        ("an account with a later end", &later, credential),
    ] {
        let said = carries(username, credential, LOOPBACK).expect_err(what);
        assert!(said.contains("Cannot complete Allocation"), "{what}: {said}");
    }
    // Whoever has an account reaches the relay's address, and no other of this machine's.
    let said = carries(username, credential, "127.0.0.2").expect_err("another address is reached");
    assert!(said.contains("403 (Forbidden IP)"), "{said}");
    assert_eq!(carries(username, credential, LOOPBACK), Ok(()), "it has taken no harm from all that");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_comes_through_turn_alone() {
    let coturn = Coturn::start(SECRET);
    for transport in ["udp", "tcp"] {
        let relay = relay_with(&[coturn.url(transport)]);
        let served = camera_on(&relay, &[]).await;
        wait_state(&relay, "a", "live", None).await;
        let browser = Browser::chromium(640, 480).await;
        let answer = browser.play_whep(&relay, "", json!({ "iceTransportPolicy": "relay" })).await;
        assert_eq!(answer["status"], 201, "{answer}");
        plain::plays(&browser, &served).await;
        // What the browser itself says of the way that the packets take.
        let pair = "const all = [...(await peer.getStats()).values()];
            const pair = all.find((one) => one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded');
            const local = all.find((one) => one.id === pair?.localCandidateId);
            return [local?.candidateType ?? null, local?.relayProtocol ?? null]";
        let pair = async || (browser.script(pair).await == json!(["relay", transport])).then_some(());
        until(&format!("a way over {transport} through TURN"), PATIENCE, pair).await;
    }
}
