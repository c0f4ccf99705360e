//! What is taken away is gone within two seconds, also from a socket that runs.

use super::{LOGIN, add, cookie_of, done};
use crate::socket::one_camera;
use e2e::{
    live::{Event, Live},
    relay::Relay,
};
use serde_json::Value;
use shared::{
    Profile,
    wire::{CameraState, Mode, Reason, ServerMessage},
};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const WITHIN: Duration = Duration::from_secs(2);

/// How the picture ended.
#[derive(Debug, PartialEq)]
enum End {
    Refused(Reason),
    LoggedOut,
}

/// Somebody who sees camera `a` move.
async fn watching(relay: &Relay) -> Live {
    let cookie = cookie_of(relay, LOGIN);
    let mut live =
        Live::over(tokio::net::TcpStream::connect(relay.host()).await.unwrap(), relay.host(), &[("cookie", &cookie)])
            .await
            .unwrap();
    live.say(&shared::wire::ClientMessage::Hello { version: shared::wire::VERSION, device: "x".into() }).await;
    live.until("a live camera", |e| match e {
        Event::Said(ServerMessage::Camera { state: CameraState::Live, .. }) => Some(()),
        _ => None,
    })
    .await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    for _ in 0..3 {
        live.frame().await;
    }
    live
}

async fn end(live: &mut Live) -> End {
    loop {
        match live.next().await {
            Event::Said(ServerMessage::Refused { reason, .. }) => return End::Refused(reason),
            Event::Closed(end) => {
                assert_eq!(end.expect("a reason").reason.as_str(), "login_required");
                return End::LoggedOut;
            }
            _ => {}
        }
    }
}

fn grant(relay: &Relay) -> String {
    let users: Value = serde_json::from_str(&done(relay, &["user", "list", "--json"])).unwrap();
    let user = users.as_array().unwrap().iter().find(|user| user["login"] == LOGIN).unwrap();
    user["grants"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_taken_away_is_gone_from_a_running_socket() {
    let (_cameras, relay) = one_camera(&["--area", "Tổ 5"]).await;
    add(&relay, LOGIN, &["--role", "viewer", "--area", "Tổ 5"]);
    let viewer = ["user", "grant", LOGIN, "--role", "viewer", "--area", "Tổ 5"];
    type Step<'a> = (&'a str, Vec<String>, End, &'a [&'a [&'a str]]);
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let steps: [Step<'_>; 4] = [
        (
            "the camera moves",
            words(&["camera", "edit", "a", "--area", "Tổ 6"]),
            End::Refused(Reason::UnknownCamera),
            &[&["camera", "edit", "a", "--area", "Tổ 5"]],
        ),
        (
            "the grant goes",
            words(&["user", "revoke", LOGIN, &grant(&relay)]),
            End::Refused(Reason::UnknownCamera),
            &[&viewer],
        ),
        ("his links and sessions end", words(&["user", "passwd", LOGIN, "--password-stdin"]), End::LoggedOut, &[]),
        ("he is disabled", words(&["user", "disable", LOGIN]), End::LoggedOut, &[]),
    ];
    for (what, args, must, undo) in steps {
        let mut live = watching(&relay).await;
        let args: Vec<_> = args.iter().map(String::as_str).collect();
        let said = relay.cli(&args, &format!("{}\n", e2e::relay::PASSWORD));
        assert!(said.ok, "{what}: {said:?}");
        let since = Instant::now();
        assert_eq!(end(&mut live).await, must, "{what}");
        assert!(since.elapsed() < WITHIN, "{what}: only after {:?}", since.elapsed());
        undo.iter().for_each(|args| drop(done(&relay, args)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shift_ends_on_a_running_socket() {
    let (_cameras, relay) = one_camera(&["--area", "Tổ 5"]).await;
    let micros = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros() as u64;
    // The site is seven hours ahead of UTC. A minute that is nearly over would end before the picture begins.
    let minute = |micros: u64| (micros / 60_000_000 + 7 * 60) % 1440;
    let ends = if micros() / 1_000_000 % 60 < 40 { 1 } else { 2 };
    let clock = |minute: u64| format!("{:02}:{:02}", minute % 1440 / 60, minute % 60);
    let (from, to) = (minute(micros()) + 1440 - 60, minute(micros()) + ends);
    let at = Duration::from_micros((micros() / 60_000_000 + ends) * 60_000_000);
    let hours = format!("{}-{}", clock(from), clock(to));
    add(&relay, LOGIN, &["--role", "viewer", "--area", "Tổ 5", "--hours", &hours]);
    let mut live = watching(&relay).await;
    assert_eq!(end(&mut live).await, End::Refused(Reason::UnknownCamera));
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    assert!(now >= at, "before the hour");
    assert!(now - at < WITHIN, "only after {:?}", now - at);
}
