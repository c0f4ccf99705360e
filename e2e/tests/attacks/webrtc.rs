//! Attacks on WebRTC: rubbish on its port, offers and fragments that are none, sessions in which nobody is, secrets looked for
//! in every output. Beside them somebody watches, and notices nothing.

use super::{
    canary::{answers, nowhere},
    nonsense::{GROWTH_MB, spoil},
    patient,
};
use crate::{
    cameras::wait_state,
    socket::{camera_on, one_camera},
};
use e2e::{
    measure::{dice::Dice, usage::Usage},
    page::PATIENCE,
    relay::{CONFIG, Relay},
    rtc::{Counts, Viewer},
    until, wallet, whep,
};
use shared::routes;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{net::UdpSocket, sync::Mutex};

const DATAGRAMS: u64 = 10_000;
const OFFERS: u64 = 1_000;
const SDP: (&str, &str) = ("content-type", "application/sdp");
const FRAGMENT: (&str, &str) = ("content-type", "application/trickle-ice-sdpfrag");
/// Whatever its tag is.
const ANY: (&str, &str) = ("if-match", "*");

/// Somebody who watches camera `a` by WebRTC.
async fn watcher(relay: &Relay) -> (Viewer, Arc<Counts>) {
    let counts = Arc::new(Counts::default());
    let mut viewer = Box::pin(Viewer::open(relay.host(), "phuong/a", counts.clone())).await.unwrap();
    viewer.connected().await.unwrap();
    plays(&counts).await;
    (viewer, counts)
}

/// Waits for further pictures.
async fn plays(counts: &Counts) {
    let before = counts.pictures.load(Relaxed);
    let more = async || (counts.pictures.load(Relaxed) > before + 5).then_some(());
    until("further pictures", PATIENCE, more).await;
}

/// What an answer names after `a=`.
fn named(answer: &str, what: &str) -> String {
    let line = answer.lines().find_map(|line| line.strip_prefix("a=")?.strip_prefix(what)?.strip_prefix(':'));
    line.unwrap_or_else(|| panic!("no {what} in {answer}")).to_owned()
}

/// A connectivity check (RFC 8489 §5, RFC 8445 §7.2.2) for a session, made without its password.
fn check(ufrag: &str, dice: &mut Dice) -> Vec<u8> {
    let attribute = |kind: u16, value: &[u8]| {
        let mut out = [kind.to_be_bytes(), (value.len() as u16).to_be_bytes()].concat();
        out.extend(value);
        out.resize(out.len().next_multiple_of(4), 0);
        out
    };
    let random = |len: usize, dice: &mut Dice| (0..len).map(|_| dice.roll() as u8).collect::<Vec<_>>();
    let mut body = attribute(0x0006, format!("{ufrag}:mine").as_bytes());
    body.extend(attribute(0x0025, &[]));
    body.extend(attribute(0x0008, &random(20, dice)));
    body.extend(attribute(0x8028, &random(4, dice)));
    let mut out = vec![0x00, 0x01];
    out.extend((body.len() as u16).to_be_bytes());
    out.extend(0x2112_a442_u32.to_be_bytes());
    out.extend(random(12, dice));
    out.extend(body);
    out
}

/// What nobody who is let in would send.
fn datagram(ufrag: &str, dice: &mut Dice) -> Vec<u8> {
    // Some are larger than any path takes: they come in parts.
    let most = if dice.below(64) == 0 { 60_000 } else { 1_400 };
    let len = dice.below(most);
    let mut bytes: Vec<u8> = (0..len).map(|_| dice.roll() as u8).collect();
    // The first byte says what it is (RFC 7983 §7): STUN, DTLS, TURN channels, RTP and RTCP.
    let firsts = [0, 1, 20, 22, 25, 63, 64, 128, 144, 200, 255];
    if let Some(first) = bytes.first_mut() {
        *first = firsts[dice.below(firsts.len())];
    }
    match dice.below(4) {
        0 => check(ufrag, dice),
        1 => {
            let mut spoilt = check(ufrag, dice);
            spoil(&mut spoilt, dice);
            spoilt
        }
        2 => check("nobody", dice),
        _ => bytes,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_datagrams_from_strangers() {
    let (_cameras, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    let (viewer, counts) = watcher(&relay).await;
    // A session that waits for its viewer, whose name is known and whose password is not.
    let opened = whep::open(&relay, routes::WHEP, &[]).await;
    let ufrag = named(&opened.body, "ice-ufrag");
    let mut sockets = Vec::new();
    for _ in 0..16 {
        sockets.push(UdpSocket::bind("127.0.0.1:0").await.unwrap());
    }
    let to = relay.udp();
    let send = async |from: u64, until: u64| {
        for seed in from..until {
            let bytes = datagram(&ufrag, &mut Dice::new(seed));
            // What the system has no room for is lost, as on any network.
            let _ = sockets[seed as usize % sockets.len()].send_to(&bytes, to).await;
            if seed % 64 == 0 {
                tokio::task::yield_now().await;
            }
        }
    };
    send(0, DATAGRAMS / 5).await;
    plays(&counts).await;
    let warm = Usage::of(relay.id()).rss_mb;
    send(DATAGRAMS / 5, DATAGRAMS).await;
    plays(&counts).await;
    let after = Usage::of(relay.id()).rss_mb;
    assert!(after - warm < GROWTH_MB, "{warm} MB became {after}");
    // Nobody was answered: an answer to a stranger is a reflector's.
    let mut bytes = [0; 2_048];
    for socket in &sockets {
        assert!(socket.try_recv_from(&mut bytes).is_err(), "a stranger was answered");
    }
    assert!(!relay.log().contains("panicked"));
    viewer.leave(true).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_offers_and_fragments_that_are_none() {
    let relay = patient();
    let _cameras = camera_on(&relay, &[]).await;
    wait_state(&relay, "a", "live", None).await;
    let (viewer, counts) = watcher(&relay).await;
    // Nobody joins it: it is opened anew when its time is over.
    let open = async || whep::open(&relay, routes::WHEP, &[]).await.header("location").unwrap().to_owned();
    let session = Mutex::new(open().await);
    let (taken, refused) = (AtomicU64::new(0), AtomicU64::new(0));
    let fragment = "a=ice-ufrag:wMDS\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\n\
        a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host\r\n";
    let ask = async |seed: u64| {
        let mut dice = Dice::new(seed);
        let mut offer = whep::OFFER.as_bytes().to_vec();
        spoil(&mut offer, &mut dice);
        let offer = String::from_utf8_lossy(&offer);
        let answer = whep::ask(&relay, "POST", routes::WHEP, &[SDP], &offer).await;
        match answer.status {
            // Not everything that is spoilt is of importance.
            201 => {
                let location = answer.header("location").unwrap();
                assert_eq!(whep::ask(&relay, "DELETE", location, &[], "").await.status, 200);
            }
            400..500 => {}
            status => panic!("{status} for {offer:?}"),
        }
        let mut part = fragment.as_bytes().to_vec();
        spoil(&mut part, &mut dice);
        let part = String::from_utf8_lossy(&part);
        let mut session = session.lock().await;
        loop {
            let answer = whep::ask(&relay, "PATCH", &session, &[FRAGMENT, ANY], &part).await;
            match answer.status {
                204 => taken.fetch_add(1, Relaxed),
                400 | 422 => refused.fetch_add(1, Relaxed),
                404 => {
                    *session = open().await;
                    continue;
                }
                status => panic!("{status} for {part:?}"),
            };
            break;
        }
    };
    for seed in 0..OFFERS / 5 {
        ask(seed).await;
    }
    let warm = Usage::of(relay.id()).rss_mb;
    for seed in OFFERS / 5..OFFERS {
        ask(seed).await;
    }
    plays(&counts).await;
    let after = Usage::of(relay.id()).rss_mb;
    assert!(after - warm < GROWTH_MB, "{warm} MB became {after}");
    assert!(!relay.log().contains("panicked"));
    let (taken, refused) = (taken.into_inner(), refused.into_inner());
    assert!(taken > 0 && refused > 0, "{taken} fragments were taken and {refused} refused");
    viewer.leave(true).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_in_which_nobody_is_make_room_again() {
    let mut relay = Relay::new(&format!("{CONFIG}[webrtc]\nmax_sessions = 3\n"));
    relay.run();
    for _ in 0..3 {
        whep::open(&relay, routes::WHEP, &[]).await;
    }
    let full = whep::ask(&relay, "POST", routes::WHEP, &[SDP], whep::OFFER).await;
    assert_eq!(full.status, 503, "{full:?}");
    assert!(full.header("retry-after").is_some(), "{full:?}");
    // Nobody has come to any of them.
    let room = async || (whep::sessions(&relay).await == 0).then_some(());
    until("room", Duration::from_secs(25), room).await;
    whep::open(&relay, routes::WHEP, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_password_of_a_session_stands_in_any_output() {
    const SECRET: &str = "canary-of-the-turn-server";
    let turn = "turn_urls = [\"turn:127.0.0.1:1\"]\nturn_secret_file = \"turn.secret\"\n";
    let mut relay = Relay::new(&format!("{CONFIG}[webrtc]\n{turn}"));
    let file = relay.config().with_file_name("turn.secret");
    fs::write(&file, SECRET).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    relay.run();
    let _cameras = camera_on(&relay, &[]).await;
    wait_state(&relay, "a", "live", None).await;
    let (viewer, _counts) = watcher(&relay).await;
    let opened = whep::open(&relay, routes::WHEP, &[]).await;
    let location = opened.header("location").unwrap();
    let (_, credential) = whep::accounts(&opened).remove(0);
    let secrets = [
        ("the TURN servers' secret", SECRET.to_owned()),
        ("an account at them", credential),
        ("a session's password", named(&opened.body, "ice-pwd")),
        ("the password of a session that plays", named(&viewer.answer, "ice-pwd")),
        ("a session's name", location.rsplit('/').next().unwrap().to_owned()),
        ("the name of a session that plays", viewer.location.rsplit('/').next().unwrap().to_owned()),
    ];
    let cookie = wallet::cookie(relay.host()).unwrap();
    nowhere("an answer", answers(&relay, &cookie).await.as_bytes(), &secrets);
    nowhere("the metrics", relay.metrics().await.as_bytes(), &secrets);
    viewer.leave(true).await.unwrap();
    nowhere("the audit", relay.cli(&["audit", "list", "--json"], "").out.as_bytes(), &secrets);
    let log = relay.log();
    assert!(log.contains("TRACE"), "the relay tells everything here");
    nowhere("the log", log.as_bytes(), &secrets);
}
