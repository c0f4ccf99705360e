//! A thousand WebRTC sessions, opened and left one after another, half of them without a word. Belongs here: what they may
//! leave behind. Does not: one session (see `crate::rtc`).

use crate::{
    measure::{stage::Stage, usage::Usage},
    rtc::{Counts, Viewer},
};
use std::{
    io,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};
use tokio::time::sleep;

const SESSIONS: usize = 1_000;
/// Opened before memory is looked at first, as many as then: those who left without a word are kept for 15 s, and what that
/// many at once have taken the allocator does not give back.
const WARM_UP: usize = SESSIONS;
const AT_ONCE: usize = 10;
/// What memory may grow by over all of them; a leaked session would be 200 KB.
const MOST_MB: f64 = 8.0;
/// A viewer who left without a word is forgotten after 15 s.
const FORGOTTEN_WITHIN: Duration = Duration::from_secs(40);

/// Opens and leaves them; the error is the sentence about what broke.
pub(super) async fn run(stage: &Stage) -> Result<String, String> {
    cycles(stage, WARM_UP).await?;
    let before = Usage::of(stage.pid());
    let start = Instant::now();
    cycles(stage, SESSIONS).await?;
    let took = start.elapsed().as_secs_f64();
    let after = Usage::of(stage.pid());
    let grown = after.rss_mb - before.rss_mb;
    let words = format!("{SESSIONS} WebRTC sessions opened and left in {took:.0} s, memory {grown:+.1} MB");
    if grown > MOST_MB {
        return Err(format!("{words}: at most {MOST_MB} MB may be"));
    }
    if after.sockets > before.sockets {
        return Err(format!("{words}, and {} sockets more than before", after.sockets - before.sockets));
    }
    Ok(words)
}

async fn cycles(stage: &Stage, count: usize) -> Result<(), String> {
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|worker| {
            let host = stage.host().to_owned();
            tokio::spawn(async move {
                for n in 0..count / AT_ONCE {
                    cycle(&host, worker, n).await?;
                }
                io::Result::Ok(())
            })
        })
        .collect();
    for worker in workers {
        let done = worker.await.map_err(|error| format!("a viewer of the harness failed: {error}"))?;
        done.map_err(|error| format!("a WebRTC session failed: {error}"))?;
    }
    let start = Instant::now();
    while stage.metric("ward_webrtc_sessions").await > 0.0 {
        if start.elapsed() > FORGOTTEN_WITHIN {
            return Err(format!(
                "{FORGOTTEN_WITHIN:?} after the last WebRTC viewer had left, there still were sessions"
            ));
        }
        sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}

async fn cycle(host: &str, worker: usize, n: usize) -> io::Result<()> {
    let counts = Arc::new(Counts::default());
    let mut viewer = Viewer::open(host, &format!("phuong/c{worker}"), counts.clone()).await?;
    viewer.connected().await?;
    let start = Instant::now();
    while counts.pictures.load(Relaxed) == 0 {
        if start.elapsed() > FORGOTTEN_WITHIN {
            return Err(io::Error::other("no picture came"));
        }
        sleep(Duration::from_millis(20)).await;
    }
    viewer.leave(n.is_multiple_of(2)).await
}
