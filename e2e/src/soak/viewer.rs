//! A viewer a hundred times as restless as people: comes, looks around, stalls, goes, comes again.
//! Belongs here: its habits. Does not: bounds on the relay.

use crate::measure::{
    dice::Dice,
    frames::Message,
    socket::{LIVE, Socket},
};
use shared::{
    Profile, Slot,
    wire::{ClientMessage, Mode},
};
use std::{
    fmt, io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout_at},
};

/// Tiles of a wall.
const SLOTS: usize = 9;
/// A phone with little memory for a connection.
const NARROW: u32 = 16 << 10;

/// What all viewers did and met.
#[derive(Default)]
pub struct Tally {
    visits: AtomicU64,
    watches: AtomicU64,
    stalls: AtomicU64,
    frames: AtomicU64,
    dropped: AtomicU64,
    /// Connections that the relay refused or ended, which it has no reason to.
    ended: Mutex<Vec<String>>,
}

impl Tally {
    /// No well-behaved viewer may have been sent away, and all must have seen something.
    pub fn judge(&self) -> Result<(), String> {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        match ended.first() {
            Some(first) => {
                Err(format!("{} viewers were refused or sent away, the first one with: {first}", ended.len()))
            }
            None if self.frames.load(Relaxed) == 0 => Err("no viewer got a single frame".into()),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = |counter: &AtomicU64| counter.load(Relaxed);
        let (visits, watches, stalls) = (n(&self.visits), n(&self.watches), n(&self.stalls));
        let (frames, dropped) = (n(&self.frames), n(&self.dropped));
        write!(
            f,
            "{visits} visits, {watches} watches, {stalls} stalls, {frames} frames, {dropped} times dropped to key"
        )
    }
}

/// Comes and goes until it is stopped.
pub async fn run(host: String, cameras: usize, mut dice: Dice, stop: watch::Receiver<bool>, tally: Arc<Tally>) {
    while !*stop.borrow() {
        if let Err(error) = visit(&host, cameras, &mut dice, &stop, &tally).await {
            tally.ended.lock().unwrap_or_else(PoisonError::into_inner).push(error.to_string());
        }
        sleep(dice.millis(0, 500)).await;
    }
}

/// People stay for minutes; this one stays for seconds.
async fn visit(
    host: &str,
    cameras: usize,
    dice: &mut Dice,
    stop: &watch::Receiver<bool>,
    tally: &Tally,
) -> io::Result<()> {
    let narrow = dice.chance(20).then_some(NARROW);
    let mut socket = Socket::connect(host, LIVE, narrow).await?;
    tally.visits.fetch_add(1, Relaxed);
    socket.hello().await?;
    let leaves = Instant::now() + dice.millis(500, 6000);
    for slot in 0..1 + dice.below(SLOTS) {
        watch(&mut socket, slot, cameras, dice, tally).await?;
    }
    while Instant::now() < leaves && !*stop.borrow() {
        read(&mut socket, dice.millis(50, 600), tally).await?;
        let slot = dice.below(SLOTS);
        match dice.below(100) {
            0..70 => watch(&mut socket, slot, cameras, dice, tally).await?,
            70..85 => socket.say(&ClientMessage::Unwatch { slot: Slot(slot as u8) }).await?,
            _ => {
                tally.stalls.fetch_add(1, Relaxed);
                sleep(dice.millis(300, 3000)).await;
            }
        }
    }
    if dice.chance(50) {
        socket.reset();
    }
    Ok(())
}

async fn watch(socket: &mut Socket, slot: usize, cameras: usize, dice: &mut Dice, tally: &Tally) -> io::Result<()> {
    let camera = format!("phuong/c{}", dice.below(cameras)).parse().map_err(io::Error::other)?;
    let profile = if dice.chance(15) { Profile::Main } else { Profile::Sub };
    let mode = if dice.chance(25) { Mode::Keyframes } else { Mode::All };
    tally.watches.fetch_add(1, Relaxed);
    socket.say(&ClientMessage::Watch { slot: Slot(slot as u8), camera, profile, mode, rtp: None }).await
}

async fn read(socket: &mut Socket, how_long: Duration, tally: &Tally) -> io::Result<()> {
    let until = Instant::now() + how_long;
    let look = |message: Message<'_>| match message {
        Message::Frame(..) => drop(tally.frames.fetch_add(1, Relaxed)),
        Message::Text(text) if text.starts_with(br#"{"type":"dropped""#) => {
            tally.dropped.fetch_add(1, Relaxed);
        }
        _ => {}
    };
    while let Ok(next) = timeout_at(until, socket.next(look)).await {
        next?;
    }
    Ok(())
}
