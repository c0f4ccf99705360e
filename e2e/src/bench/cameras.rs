//! Row (b): cameras in, no viewer.

use super::{children, table::Row};
use crate::measure::{
    stage::{Stage, Streams},
    usage::Usage,
};
use std::time::Duration;
use tokio::{task::block_in_place, time::sleep};

/// Measures a relay that takes in this many cameras, beside a reader that throws their bytes away.
pub async fn rows(count: usize, secs: u64) -> Vec<Row> {
    let mut stage = Stage::open(count, Streams::One, "").await;
    // Rings are full after two GOPs.
    sleep(Duration::from_secs(8)).await;
    let before = Usage::of(stage.pid());
    sleep(Duration::from_secs(secs)).await;
    let after = Usage::of(stage.pid());
    let (again, failed) = (stage.dials() - count, stage.metric("ward_camera_session_failures_total").await);
    let ring_mb = stage.metric("ward_ring_bytes").await / 1e6;
    let ours = after.cores_since(&before);
    stage.end_relay();
    let host = stage.cameras.address().to_string();
    let args = ["drain", "--host", &host, "--cameras", &count.to_string()].map(String::from);
    let drain = children::start(&args);
    block_in_place(|| drain.wait_for(|line| (line == "reading").then_some(())));
    sleep(Duration::from_secs(5)).await;
    let start = Usage::of(drain.id());
    sleep(Duration::from_secs(secs.min(20))).await;
    let end = Usage::of(drain.id());
    let floor = end.cores_since(&start);
    let mb = |mb: f64| format!("{mb:.0} MB");
    let memory = Row::new(format!("(b) memory, {count} cameras"), mb(after.rss_mb))
        .floor(mb(end.rss_mb), after.rss_mb, end.rss_mb)
        .note(&format!("{ring_mb:.0} MB of it GOP rings; {} threads, {} descriptors", after.threads, after.fds));
    vec![
        Row::new(format!("(b) CPU, {count} cameras in, no viewer"), format!("{ours:.3} cores"))
            .floor(format!("{floor:.3} cores"), ours, floor)
            .note("floor: the same connections read and thrown away"),
        if count >= 437 { memory.at_most("≤ 600 MB", after.rss_mb, 600.0) } else { memory },
        Row::new(format!("(b) dials beyond one a camera, {count}"), format!("{again} ({failed:.0} failed sessions)"))
            .at_most("0", again as f64, 0.0),
    ]
}
