//! Row (d), the socket's half: from `watch` to the first picture that can be decoded.

use super::table::Row;
use crate::measure::{
    dice::Dice,
    frames::Message,
    socket::{LIVE, Socket},
    stage::{Stage, Streams},
    stats::percentile,
};
use shared::{
    Profile, Slot,
    wire::{ClientMessage, Mode},
};
use std::{
    collections::BTreeSet,
    io,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::time::{Instant, sleep, timeout};

const TILES: usize = 9;
const WATCHES: usize = 50;
const COLD: usize = 18;
/// A tile that shows nothing by then counts as this late.
const LIMIT: Duration = Duration::from_secs(15);

/// A frame that the relay had got no longer than a frame's time before the `watch`, with some slack, is the present.
const FRESH_US: u64 = 100_000;

/// Milliseconds from the last `watch` said to a tile's first keyframe, and to its first frame of the present.
struct Times {
    first: Vec<f64>,
    present: Vec<f64>,
}

/// Measures on nine cameras with a GOP of 4 s.
pub async fn rows() -> io::Result<Vec<Row>> {
    // Without lingering each watch of a main stream is a cold one.
    let stage = Stage::open(TILES, Streams::Both, "main_linger_secs = 0\n").await;
    // Two GOPs: the relay knows their length.
    sleep(Duration::from_secs(9)).await;
    let mut dice = Dice::new(1);
    let mut pings = Vec::new();
    let (mut one, mut one_present, mut ninth) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..WATCHES {
        let mut socket = greeted(stage.host()).await?;
        sleep(dice.millis(0, 1000)).await;
        pings.push(ping(&mut socket).await?);
        let times = watch(&mut socket, &[n % TILES], Profile::Sub).await?;
        one.extend(times.first);
        one_present.extend(times.present);
        let mut socket = greeted(stage.host()).await?;
        let times = watch(&mut socket, &Vec::from_iter(0..TILES), Profile::Sub).await?;
        ninth.extend(times.first.iter().copied().reduce(f64::max));
    }
    let mut cold = Vec::new();
    for n in 0..COLD {
        let mut socket = greeted(stage.host()).await?;
        cold.extend(watch(&mut socket, &[n % TILES], Profile::Main).await?.present);
        drop(socket);
        sleep(dice.millis(1500, 2500)).await;
    }
    Ok(table(&mut one, &mut one_present, &mut ninth, &mut cold, &mut pings))
}

fn table(one: &mut [f64], present: &mut [f64], ninth: &mut [f64], cold: &mut [f64], pings: &mut [f64]) -> Vec<Row> {
    let both = |ms: &mut [f64]| (percentile(ms, 50.0), percentile(ms, 95.0));
    let text = |(p50, p95): (f64, f64)| format!("{p50:.1} / {p95:.1} ms");
    let floor = both(pings);
    let row = |what: &str, ms: (f64, f64)| {
        Row::new(format!("(d) `watch` → {what}, p50 / p95"), text(ms)).floor(text(floor), ms.1, floor.1)
    };
    let (one, present, ninth, cold) = (both(one), both(present), both(ninth), both(cold));
    vec![
        row("first decodable frame, warm", one)
            .at_most("p95 ≤ 400 ms", one.1, 400.0)
            .note(&format!("on the socket; {WATCHES} watches, GOP 4 s; floor: `ping` → `pong` on it")),
        row("keyframe of the 9th of 9 tiles, warm", ninth).at_most("p95 ≤ 400 ms", ninth.1, 400.0),
        row("first frame of the present, warm", present)
            .note("late in a GOP the first frame is a poster, the present comes with the next keyframe"),
        row("first frame of the present, cold main stream", cold)
            .note("dials the camera, which begins with its next keyframe (up to 4 s)"),
    ]
}

async fn greeted(host: &str) -> io::Result<Socket> {
    let mut socket = Socket::connect(host, LIVE, None).await?;
    socket.hello().await?;
    // Behind the answer comes the list of cameras, which is no part of a watch.
    ping(&mut socket).await?;
    Ok(socket)
}

async fn ping(socket: &mut Socket) -> io::Result<f64> {
    let start = Instant::now();
    socket.say(&ClientMessage::Ping).await?;
    while !socket.next(|m| matches!(m, Message::Text(t) if t.starts_with(br#"{"type":"pong""#))).await? {}
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

async fn watch(socket: &mut Socket, cameras: &[usize], profile: Profile) -> io::Result<Times> {
    for (slot, camera) in cameras.iter().enumerate() {
        let camera = format!("phuong/c{camera}").parse().map_err(io::Error::other)?;
        socket
            .say(&ClientMessage::Watch { slot: Slot(slot as u8), camera, profile, mode: Mode::All, rtp: None })
            .await?;
    }
    let frame = |message: Message<'_>| if let Message::Frame(header, _) = message { Some(header) } else { None };
    let start = Instant::now();
    let said = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros() as u64;
    let (mut started, mut live) = (BTreeSet::new(), BTreeSet::new());
    let mut times = Times { first: Vec::new(), present: Vec::new() };
    while live.len() < cameras.len() {
        let Ok(next) = timeout(LIMIT, socket.next(frame)).await else { break };
        let now = start.elapsed().as_secs_f64() * 1e3;
        if let Some(header) = next? {
            if header.key && started.insert(header.stream) {
                times.first.push(now);
            }
            if header.time.0 + FRESH_US > said && started.contains(&header.stream) && live.insert(header.stream) {
                times.present.push(now);
            }
        }
    }
    let late = |times: &mut Vec<f64>| times.resize(cameras.len(), LIMIT.as_secs_f64() * 1e3);
    late(&mut times.first);
    late(&mut times.present);
    Ok(times)
}
