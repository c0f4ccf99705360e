//! The load generator: viewers that read and count, in a process of their own. One thread, nothing decoded.

use super::{children::tell, shape::Shape};
use crate::measure::{
    dice::Dice,
    frames::Message,
    socket::{LIVE, Socket},
    stats::percentile,
};
use serde_json::{Value, json};
use shared::{
    Profile, Pts90k, Slot, StreamId,
    wire::{ClientMessage, FrameHeader, Mode, ServerMessage},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::time::{Instant, interval_at, sleep};

/// How often a viewer says what it shows, as a browser does.
const SEEN_EVERY: Duration = Duration::from_millis(500);
/// After the last viewer got its first frame: catch-ups are over.
const SETTLE: Duration = Duration::from_secs(3);

#[derive(Default)]
struct Counts {
    measuring: Cell<bool>,
    started: Cell<usize>,
    ended: Cell<usize>,
    frames: Cell<u64>,
    bytes: Cell<u64>,
    dropped: Cell<u64>,
    /// From the time in the header to here, in milliseconds.
    delays: RefCell<Vec<f64>>,
    /// Arrival on the camera's clock, in milliseconds, by stream.
    late: RefCell<BTreeMap<u32, Vec<f64>>>,
}

/// Who is connected to, and what they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Server {
    /// A relay; viewers say what they see, as browsers do.
    Relay,
    /// The floor, which knows groups and no protocol.
    Floor,
}

/// Connects all viewers, says `measuring`, and after `secs` one line of JSON.
pub async fn run(host: &str, server: Server, secs: u64, shape: Shape) {
    let counts = Rc::new(Counts::default());
    for n in 0..shape.viewers() {
        let (host, counts) = (host.to_owned(), counts.clone());
        tokio::task::spawn_local(async move {
            if let Err(error) = view(&host, server, shape, n, &counts).await {
                counts.ended.set(counts.ended.get() + 1);
                tell(&format!("viewer {n}: {error}"));
            }
        });
        sleep(Duration::from_millis(2)).await;
    }
    while counts.started.get() + counts.ended.get() < shape.viewers() {
        sleep(Duration::from_millis(50)).await;
    }
    sleep(SETTLE).await;
    tell("measuring");
    counts.measuring.set(true);
    sleep(Duration::from_secs(secs)).await;
    counts.measuring.set(false);
    tell(&report(&counts, secs).to_string());
}

fn report(counts: &Counts, secs: u64) -> Value {
    let per_sec = |n: u64| n as f64 / secs as f64;
    let mut delays = counts.delays.take();
    let mut late = Vec::new();
    for arrivals in counts.late.take().into_values() {
        let first = arrivals.iter().copied().fold(f64::INFINITY, f64::min);
        late.extend(arrivals.iter().map(|a| a - first));
    }
    json!({
        "frames_per_sec": per_sec(counts.frames.get()),
        "mbit_per_sec": per_sec(counts.bytes.get()) * 8.0 / 1e6,
        "dropped": counts.dropped.get(),
        "ended": counts.ended.get(),
        "delay_p50_ms": percentile(&mut delays, 50.0),
        "delay_p95_ms": percentile(&mut delays, 95.0),
        "late_p50_ms": percentile(&mut late, 50.0),
        "late_p95_ms": percentile(&mut late, 95.0),
    })
}

async fn view(host: &str, server: Server, shape: Shape, n: usize, counts: &Counts) -> std::io::Result<()> {
    let group = n / shape.sockets;
    let path = if server == Server::Floor { format!("/{group}") } else { LIVE.to_owned() };
    let mut socket = Socket::connect(host, &path, None).await?;
    if server != Server::Floor {
        socket.hello().await?;
        for (slot, camera) in shape.watched(group).enumerate() {
            let camera = format!("phuong/c{camera}").parse().map_err(std::io::Error::other)?;
            let slot = Slot(slot as u8);
            socket
                .say(&ClientMessage::Watch { slot, camera, profile: Profile::Sub, mode: Mode::All, rtp: None })
                .await?;
        }
    }
    let mut shown: BTreeMap<StreamId, (Option<Slot>, Pts90k)> = BTreeMap::new();
    let mut waiting = true;
    let phase = Dice::new(n as u64).millis(0, SEEN_EVERY.as_millis() as u64);
    let mut seen = interval_at(Instant::now() + phase, SEEN_EVERY);
    loop {
        tokio::select! {
            more = socket.next(|m| counts.take(m, &mut shown)) => more?,
            _ = seen.tick(), if server == Server::Relay => {
                for (slot, pts) in shown.values() {
                    if let Some(slot) = slot {
                        socket.say(&ClientMessage::Seen { slot: *slot, pts: *pts }).await?;
                    }
                }
            }
        }
        if waiting && shown.len() == shape.tiles {
            waiting = false;
            counts.started.set(counts.started.get() + 1);
        }
    }
}

impl Counts {
    fn take(&self, message: Message<'_>, shown: &mut BTreeMap<StreamId, (Option<Slot>, Pts90k)>) {
        match message {
            Message::Frame(header, bytes) => {
                shown.entry(header.stream).or_insert((None, header.pts)).1 = header.pts;
                if self.measuring.get() {
                    self.frame(&header, bytes);
                }
            }
            Message::Text(text) if text.starts_with(br#"{"type":"stream""#) => {
                if let Ok(ServerMessage::Stream { slot, stream, .. }) = serde_json::from_slice(text) {
                    shown.insert(stream, (Some(slot), Pts90k(0)));
                }
            }
            Message::Text(text) if text.starts_with(br#"{"type":"dropped""#) && self.measuring.get() => {
                if let Ok(ServerMessage::Dropped { n, .. }) = serde_json::from_slice(text) {
                    self.dropped.set(self.dropped.get() + n);
                }
            }
            _ => {}
        }
    }

    fn frame(&self, header: &FrameHeader, bytes: u64) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros() as f64;
        self.frames.set(self.frames.get() + 1);
        self.bytes.set(self.bytes.get() + bytes);
        self.delays.borrow_mut().push((now - header.time.0 as f64) / 1e3);
        let camera_ms = header.pts.0 as f64 / 90.0;
        self.late.borrow_mut().entry(header.stream.0).or_default().push(now / 1e3 - camera_ms);
    }
}
