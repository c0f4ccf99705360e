//! WebRTC viewers in a process of their own.

use super::super::children::tell;
use crate::rtc::{Counts, Viewer};
use serde_json::json;
use std::{
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};
use tokio::time::sleep;

/// Handshakes and catch-ups are over by then.
const SETTLE: Duration = Duration::from_secs(3);

/// Connects all viewers, says `measuring`, and after `secs` one line of JSON.
pub(crate) async fn watch(host: &str, viewers: usize, secs: u64) {
    let counts = Arc::new(Counts::default());
    let (mut open, mut ended) = (Vec::new(), 0);
    for n in 0..viewers {
        let viewer = async {
            let mut viewer = Viewer::open(host, "phuong/c0", counts.clone()).await?;
            viewer.connected().await.map(|()| viewer)
        };
        match viewer.await {
            Ok(viewer) => open.push(viewer),
            Err(error) => {
                ended += 1;
                tell(&format!("viewer {n}: {error}"));
            }
        }
    }
    sleep(SETTLE).await;
    let all = || [&counts.packets, &counts.bytes, &counts.pictures].map(|count| count.load(Relaxed));
    tell("measuring");
    let before = all();
    sleep(Duration::from_secs(secs)).await;
    let after = all();
    let per_sec = |n: usize| (after[n] - before[n]) as f64 / secs as f64;
    let report = json!({
        "packets_per_sec": per_sec(0),
        "mbit_per_sec": per_sec(1) * 8.0 / 1e6,
        "pictures_per_sec": per_sec(2),
        "ended": ended,
    });
    tell(&report.to_string());
    for viewer in open {
        let _ = viewer.leave(true).await;
    }
}
