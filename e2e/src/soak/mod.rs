//! `make soak`: a ward's day in minutes, watched for leaks.
//! Belongs here: what happens when, and which bounds hold. Does not: a viewer's habits (`viewer`), judging figures
//! (`ledger`).

pub mod ledger;
mod rtc;
pub mod viewer;

use crate::measure::{
    dice::Dice,
    stage::{Stage, Streams},
    usage::Usage,
};
use ledger::Ledger;
use std::{
    io::Write,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};
use tokio::{sync::watch, time::sleep};
use viewer::Tally;

const CAMERAS: usize = 50;
const VIEWERS: usize = 50;
const SAMPLE_EVERY: Duration = Duration::from_secs(3);
const SAY_EVERY: usize = 10;
/// All cameras are back within this after they were cut at once.
const BACK_WITHIN: Duration = Duration::from_secs(60);
/// What the relay is configured with, and half as much again for handshakes that take unlike long.
const DIALS_PER_SEC_MOST: usize = 30;
/// Main streams linger for 10 s, and idle threads of the runtime for 10 s.
const HOME_WITHIN: Duration = Duration::from_secs(60);

/// Runs it; the error is the sentence about the bound that broke.
pub async fn run(length: Duration, seed: u64) -> Result<String, String> {
    let mut stage = Stage::open(CAMERAS, Streams::Both, "[webrtc]\nmax_sessions = 1000\n").await;
    // Threads of the start, and the rings' first GOPs.
    sleep(Duration::from_secs(12)).await;
    let before = Usage::of(stage.pid());
    say(&format!("soak: {CAMERAS} cameras live, seed {seed}; at the start {}", ledger::words(&before)));
    let (stop, stopped) = watch::channel(false);
    let tally = Arc::new(Tally::default());
    let viewers: Vec<_> = (0..VIEWERS as u64)
        .map(|n| {
            let (host, dice) = (stage.host().to_owned(), Dice::new(seed.wrapping_add(n)));
            tokio::spawn(viewer::run(host, CAMERAS, dice, stopped.clone(), tally.clone()))
        })
        .collect();
    let mut ledger = Ledger::new(length);
    sample(&stage, &mut ledger, length / 2, &tally).await;
    let back = cut(&stage).await?;
    say(&format!("soak: {back}"));
    sample(&stage, &mut ledger, length, &tally).await;
    stop.send_replace(true);
    for viewer in viewers {
        viewer.await.map_err(|e| format!("a viewer of the harness failed: {e}"))?;
    }
    let sessions = rtc::run(&stage).await;
    let home = come_home(&stage, &before).await;
    let log = stage.log();
    let ended_well = stage.end_relay();
    if let Some(line) = log.lines().find(|l| l.contains("panicked")) {
        return Err(format!("the relay panicked: {line}"));
    }
    let slope = ledger.judge()?;
    tally.judge()?;
    let (sessions, home) = (sessions?, home?);
    if !ended_well {
        return Err("the relay did not end with success when it was told to stop".into());
    }
    Ok(format!("{slope}; {tally}; {back}; {sessions}; {home}"))
}

async fn sample(stage: &Stage, ledger: &mut Ledger, until: Duration, tally: &Tally) {
    while ledger.elapsed() < until {
        sleep(SAMPLE_EVERY).await;
        let usage = Usage::of(stage.pid());
        if ledger.add(&usage).is_multiple_of(SAY_EVERY) {
            say(&format!(
                "soak: {:4.1} min, {}; {tally}",
                ledger.elapsed().as_secs_f64() / 60.0,
                ledger::words(&usage)
            ));
        }
    }
}

/// Cuts every camera at once with RST; they come back in a row, not in a heap.
async fn cut(stage: &Stage) -> Result<String, String> {
    stage.cameras.cut().await;
    let (at, start) = (SystemTime::now(), Instant::now());
    let watched = async {
        let mut dials = vec![stage.dials()];
        loop {
            sleep(Duration::from_millis(250)).await;
            dials.push(stage.dials());
            if start.elapsed() >= BACK_WITHIN {
                return dials;
            }
        }
    };
    let (back, dials) = tokio::join!(stage.all_live(at, BACK_WITHIN), watched);
    let most = dials.windows(5).map(|w| w[4] - w[0]).max().unwrap_or(0);
    let Some(back) = back else {
        return Err(format!("{BACK_WITHIN:?} after all cameras were cut, not all of them were back"));
    };
    if most > DIALS_PER_SEC_MOST {
        return Err(format!("{most} dials in one second after all cameras were cut: at most {DIALS_PER_SEC_MOST} are"));
    }
    Ok(format!("all cameras cut at once were back after {:.1} s, at most {most} dials a second", back.as_secs_f64()))
}

/// Waits until what the relay holds is what it held before the first viewer.
async fn come_home(stage: &Stage, before: &Usage) -> Result<String, String> {
    let start = Instant::now();
    loop {
        let now = Usage::of(stage.pid());
        let (viewers, readers) = (stage.metric("ward_viewers").await, stage.metric("ward_stream_readers").await);
        let served = viewers + readers > 0.0;
        let more = served || now.fds > before.fds || now.sockets > before.sockets || now.threads > before.threads;
        let words =
            format!("{}, {viewers} viewers, {readers} readers; before {}", ledger::words(&now), ledger::words(before));
        if !more {
            return Ok(format!("{:.0} s after the last viewer {words}", start.elapsed().as_secs_f64()));
        }
        if start.elapsed() > HOME_WITHIN {
            return Err(format!("{HOME_WITHIN:?} after the last viewer the relay holds more than before: {words}"));
        }
        sleep(Duration::from_secs(1)).await;
    }
}

/// Says a line.
pub fn say(line: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stdout(), "{line}");
}
