//! Ten thousand malformed requests and ten thousand malformed messages from a seeded generator: no panic, no growth, and
//! whoever watches meanwhile notices nothing.

use super::{connected, get, patient};
use crate::socket::{camera_on, viewer_of_live};
use e2e::{
    measure::{dice::Dice, usage::Usage},
    relay::Relay,
    wallet,
};
use futures::{StreamExt, stream};
use shared::{
    Profile,
    wire::{Mode, SUBPROTOCOL},
};
use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::timeout,
};

const INPUTS: u64 = 10_000;
const AT_ONCE: usize = 16;
/// After so many the memory that such a flood takes is taken.
const WARM: u64 = 2_000;
/// What the rest may add, in MB: a leak of 4 KB an input would be 32.
pub(super) const GROWTH_MB: f64 = 24.0;

/// Sends bytes, ends, and waits for the other end's end; the status that was answered, if any.
async fn throw(relay: &Relay, bytes: &[u8]) -> Option<String> {
    let mut stream = connected(relay).await;
    // The relay may have hung up in the middle.
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let ended = timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "no end after {:?}", String::from_utf8_lossy(bytes));
    let status = String::from_utf8_lossy(&answer).split(' ').nth(1).map(str::to_owned);
    assert_ne!(status.as_deref(), Some("500"), "{:?}", String::from_utf8_lossy(bytes));
    status
}

/// Floods a relay; `status` is what at least half of the answers must be, so that it is known how far the inputs came.
async fn flood(make: impl Fn(&Relay, &mut Dice) -> Vec<u8>, status: &str) {
    let relay = patient();
    let _cameras = camera_on(&relay, &[]).await;
    let mut other = viewer_of_live(&relay).await;
    other.watch(0, "a", Profile::Sub, Mode::All).await;
    other.frame().await;
    let (over, frames, so_far) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
    let watching = async {
        while !over.load(Relaxed) {
            other.frame().await;
            frames.fetch_add(1, Relaxed);
        }
    };
    let throwing = async {
        let throw_all = async |from, to| {
            let one = async |seed| {
                let answered = throw(&relay, &make(&relay, &mut Dice::new(seed))).await;
                so_far.fetch_add(u64::from(answered.as_deref() == Some(status)), Relaxed);
            };
            stream::iter(from..to).map(one).buffer_unordered(AT_ONCE).for_each(async |()| {}).await;
        };
        throw_all(0, WARM).await;
        let warm = Usage::of(relay.id()).rss_mb;
        throw_all(WARM, INPUTS).await;
        over.store(true, Relaxed);
        (warm, Usage::of(relay.id()).rss_mb)
    };
    let ((), (warm, after)) = tokio::join!(watching, throwing);
    assert!(after - warm < GROWTH_MB, "{warm} MB became {after}");
    assert!(so_far.load(Relaxed) > INPUTS / 2, "{so_far:?} were answered with {status}");
    assert!(frames.load(Relaxed) > 10, "{frames:?} frames came meanwhile");
    other.frame().await;
    assert_eq!(get(&relay, "/healthz", &[]).await.status, 200);
    assert!(!relay.log().contains("panicked"));
}

/// Spoils bytes in up to four places.
pub(super) fn spoil(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..1 + dice.below(4) {
        let at = dice.below(bytes.len());
        match dice.below(6) {
            0 if !bytes.is_empty() => bytes[at] = dice.roll() as u8,
            1 => bytes.truncate(at),
            2 => bytes.insert(at, dice.roll() as u8),
            3 => bytes.insert(at, b"\0\r\n:%/;=\x7f\xff"[dice.below(10)]),
            4 => {
                let piece: Vec<u8> = bytes[at..].iter().take(64).copied().collect();
                bytes.extend(piece.repeat(1 + dice.below(20)));
            }
            _ if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
            _ => {}
        }
    }
}

fn request(relay: &Relay, dice: &mut Dice) -> Vec<u8> {
    let paths = ["/", "/login", "/api/v1/cameras", "/api/v1/live", "/camera/phuong/a", "/invite/x", "/assets/x.js"];
    let more =
        ["content-length: 9", "transfer-encoding: chunked", "accept: text/html", "cookie: lang=vi; ward_session=x"];
    let method = ["GET", "POST", "HEAD", "OPTIONS", "PUT"][dice.below(5)];
    let mut head = format!("{method} {} HTTP/1.1\r\nhost: {}\r\n", paths[dice.below(7)], relay.host());
    for _ in 0..dice.below(3) {
        head += &format!("{}\r\n", more[dice.below(4)]);
    }
    let mut bytes = format!("{head}origin: {}\r\nconnection: close\r\n\r\nlogin=a%20b", relay.url()).into_bytes();
    spoil(&mut bytes, dice);
    bytes
}

/// A frame of the WebSocket protocol (RFC 6455 §5.2), seldom a good one.
fn frame(payload: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mask = [dice.roll() as u8; 4];
    let odd = dice.chance(30);
    let mut out = vec![if odd { dice.roll() as u8 } else { 0x81 }];
    let masked = if dice.chance(95) { 0x80 } else { 0 };
    match payload.len() {
        _ if dice.chance(5) => out.extend([masked | 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        short @ 0..126 => out.push(masked | short as u8),
        long => {
            out.push(masked | 126);
            out.extend((long as u16).to_be_bytes());
        }
    }
    out.extend(mask);
    out.extend(payload.iter().map(|b| b ^ mask[0]));
    out
}

fn messages(relay: &Relay, dice: &mut Dice) -> Vec<u8> {
    let known = [
        r#"{"type":"watch","slot":1,"camera":"phuong/a","profile":"sub","mode":"all"}"#,
        r#"{"type":"seen","slot":1,"pts":9223372036854775807}"#,
        r#"{"type":"unwatch","slot":255}"#,
        r#"{"type":"ping"}"#,
        r#"{"type":"hello","version":1,"device":"x"}"#,
        r#"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["#,
    ];
    let mut bytes = format!(
        "GET /api/v1/live HTTP/1.1\r\nhost: {}\r\n{}connection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         sec-websocket-protocol: {SUBPROTOCOL}\r\n\r\n",
        relay.host(),
        wallet::cookie_line(relay.host()),
    )
    .into_bytes();
    if dice.chance(80) {
        bytes.extend(frame(known[4].as_bytes(), &mut Dice::new(3)));
    }
    for _ in 0..1 + dice.below(4) {
        let mut payload = known[dice.below(6)].as_bytes().to_vec();
        spoil(&mut payload, dice);
        bytes.extend(frame(&payload, dice));
    }
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_malformed_requests() {
    flood(request, "400").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_malformed_messages() {
    flood(messages, "101").await;
}
