//! What is taken away is gone within two seconds, also from WebRTC sessions, and nobody touches another's.

use super::left;
use crate::{cameras::wait_state, socket::one_camera};
use e2e::{
    live::{Event, Live},
    raw::Raw,
    relay::{CONFIG, PASSWORD, Relay},
    wallet, whep,
};
use serde_json::Value;
use shared::{
    Profile, Slot, routes,
    wire::{ClientMessage, Mode, Reason, RtpTarget, ServerMessage, VERSION},
};
use std::time::Duration;

const WITHIN: Duration = Duration::from_secs(2);
const LOGIN: &str = "ba.lan";

fn done(relay: &Relay, args: &[&str]) -> String {
    let said = relay.cli(args, &format!("{PASSWORD}\n"));
    assert!(said.ok, "{args:?}: {said:?}");
    said.out
}

fn cookie_of(relay: &Relay) -> String {
    let session = wallet::log_in(relay.url(), LOGIN, PASSWORD).unwrap();
    format!("{}={}", session.name(), session.secret)
}

fn grant(relay: &Relay) -> String {
    let users: Value = serde_json::from_str(&done(relay, &["user", "list", "--json"])).unwrap();
    let user = users.as_array().unwrap().iter().find(|user| user["login"] == LOGIN).unwrap();
    user["grants"][0]["id"].as_str().unwrap().to_owned()
}

fn location(answer: &Raw) -> &str {
    answer.header("location").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_taken_away_ends_running_sessions() {
    let (_cameras, relay) = one_camera(&["--area", "Tổ 5"]).await;
    wait_state(&relay, "a", "live", None).await;
    let add = ["user", "add", LOGIN, "--name", "Bà Lan", "--password-stdin", "--role", "viewer", "--area", "Tổ 5"];
    done(&relay, &add);
    let camera = routes::whep(&"phuong/a".parse().unwrap());
    let back = ["user", "grant", LOGIN, "--role", "viewer", "--area", "Tổ 5"];
    let of_camera = grant(&relay);
    type Step<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a str]);
    let steps: [Step<'_>; 5] = [
        (
            "the camera moves",
            &camera,
            &["camera", "edit", "a", "--area", "Tổ 6"],
            &["camera", "edit", "a", "--area", "Tổ 5"],
        ),
        ("the grant goes", &camera, &["user", "revoke", LOGIN, &of_camera], &back),
        ("his sessions end", &camera, &["user", "passwd", LOGIN, "--password-stdin"], &[]),
        ("his sessions end, with a wall's", routes::WHEP, &["user", "passwd", LOGIN, "--password-stdin"], &[]),
        ("he is disabled", routes::WHEP, &["user", "disable", LOGIN], &[]),
    ];
    for (what, path, step, undo) in steps {
        let cookie = cookie_of(&relay);
        whep::open(&relay, path, &[("cookie", &cookie)]).await;
        assert_eq!(whep::sessions(&relay).await, 1, "{what}");
        done(&relay, step);
        let after = left(&relay, 0).await;
        assert!(after < WITHIN, "{what}: only after {after:?}");
        if !undo.is_empty() {
            done(&relay, undo);
        }
    }
}

/// Asks on a live socket for camera `a` on a session. Tells whether the relay does so.
async fn plays_on(relay: &Relay, cookie: &str, session: &str) -> bool {
    let mut live = Live::open(relay.host(), &[("cookie", cookie)], None).await.unwrap();
    live.say(&ClientMessage::Hello { version: VERSION, device: "test".into() }).await;
    let rtp = Some(RtpTarget { session: session.to_owned(), mid: "0".into() });
    let (camera, profile, mode) = ("phuong/a".parse().unwrap(), Profile::Sub, Mode::All);
    live.say(&ClientMessage::Watch { slot: Slot(0), camera, profile, mode, rtp }).await;
    live.until("an answer", |event| match event {
        Event::Said(ServerMessage::Refused { reason: Reason::RtpUnknown, .. }) => Some(false),
        Event::Said(ServerMessage::Stream { .. }) => Some(true),
        _ => None,
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_out_ends_ones_own_session_and_nobody_elses() {
    let (_cameras, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    done(&relay, &["user", "add", LOGIN, "--name", "Bà Lan", "--password-stdin", "--role", "viewer"]);
    let [first, second] = [cookie_of(&relay), cookie_of(&relay)];
    let own = whep::open(&relay, routes::WHEP, &[("cookie", &first)]).await;
    let other = whep::open(&relay, routes::WHEP, &[("cookie", &second)]).await;
    // By another login of the same person's there is none.
    for method in ["GET", "PATCH", "DELETE"] {
        let answer = whep::ask(&relay, method, location(&own), &[("cookie", &second)], "").await;
        assert_eq!((answer.status, answer.body.as_str()), (404, r#"{"reason":"rtp_unknown"}"#), "{method}");
    }
    // Nor are pictures sent there.
    let session = location(&own).rsplit('/').next().unwrap();
    for (cookie, may) in [(&second, false), (&first, true)] {
        assert_eq!(plays_on(&relay, cookie, session).await, may);
    }
    assert_eq!(whep::sessions(&relay).await, 2);
    let out = whep::ask(&relay, "POST", "/logout", &[("cookie", &first)], "").await;
    assert!(out.status < 400, "{out:?}");
    let after = left(&relay, 1).await;
    assert!(after < WITHIN, "only after {after:?}");
    assert_eq!(whep::ask(&relay, "GET", location(&other), &[("cookie", &second)], "").await.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_stops_does_not_wait_for_sessions() {
    let mut relay = Relay::new(CONFIG);
    relay.run();
    whep::open(&relay, routes::WHEP, &[]).await;
    let began = std::time::Instant::now();
    relay.stop();
    assert!(began.elapsed() < Duration::from_secs(5), "only after {:?}", began.elapsed());
}
