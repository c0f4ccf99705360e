//! Rows (i): what a WebRTC viewer costs the relay, beside one on the socket and beside the least that the same packets cost.
//! Belongs here: which are compared. Does not: viewers (`viewers`), the floor (`floor`).

mod floor;
mod viewers;

pub(crate) use floor::{send, sink};
pub(crate) use viewers::watch;

use super::{children, fanout, load::Server, sample::Sample, shape::Shape, table::Row};
use crate::measure::{
    stage::{Stage, Streams},
    usage::Usage,
};
use std::time::Duration;
use tokio::{task::block_in_place, time::sleep};

/// Measures `viewers` of one camera each way, for so many seconds.
pub async fn rows(viewers: usize, secs: u64) -> Vec<Row> {
    let stage = Stage::open(1, Streams::One, "[webrtc]\nmax_sessions = 1000\n").await;
    // The ring fills.
    sleep(Duration::from_secs(5)).await;
    let before = Usage::of(stage.pid());
    sleep(Duration::from_secs(secs.min(10))).await;
    let alone = Usage::of(stage.pid()).cores_since(&before);
    let args = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let (count, time) = (viewers.to_string(), secs.to_string());
    let rtp = block_in_place(|| {
        let load = args(&["rtc-load", "--host", stage.host(), "--viewers", &count, "--secs", &time]);
        Sample::take(stage.pid(), viewers, &load)
    });
    let socket = block_in_place(|| {
        let shape = Shape { groups: 1, tiles: 1, sockets: viewers };
        let load = [
            args(&["load", "--host", stage.host(), "--server", fanout::name(Server::Relay), "--secs", &time]),
            shape.args(),
        ];
        Sample::take(stage.pid(), viewers, &load.concat())
    });
    drop(stage);
    let least = block_in_place(|| {
        let server = children::start(&args(&["rtc-floor", "--viewers", &count]));
        let host = server.wait_for(|line| line.strip_prefix("listening ").map(str::to_owned));
        Sample::take(server.id(), viewers, &args(&["rtc-sink", "--host", &host, "--viewers", &count, "--secs", &time]))
    });
    table(viewers, alone, &rtp, &socket, &least)
}

fn table(viewers: usize, alone: f64, rtp: &Sample, socket: &Sample, least: &Sample) -> Vec<Row> {
    let ms = |value: f64| format!("{value:.2} ms/s");
    let (ours, floor) = (rtp.ms_a_viewer(alone, viewers), least.ms_a_viewer(0.0, viewers));
    let ws = socket.ms_a_viewer(alone, viewers);
    let got = format!(
        "{:.0} packets/s, {:.0} pictures/s, {:.1} Mbit/s (floor {:.0} packets/s); {:.0} ended",
        rtp.get("packets_per_sec"),
        rtp.get("pictures_per_sec"),
        rtp.get("mbit_per_sec"),
        least.get("packets_per_sec"),
        rtp.get("ended"),
    );
    let packet = |sample: &Sample, alone: f64| format!("{:.1} µs", sample.us_a_packet(alone));
    vec![
        Row::new(format!("(i) CPU a WebRTC viewer, 1 × {viewers}"), ms(ours)).floor(ms(floor), ours, floor).note(&got),
        Row::new("    a packet", packet(rtp, alone))
            .floor(packet(least, 0.0), rtp.us_a_packet(alone), least.us_a_packet(0.0))
            .note("floor: UDP with segmentation offload and AES-128-GCM, nothing else"),
        Row::new(format!("(i) CPU a WebRTC viewer beside one on the socket, 1 × {viewers}"), ms(ours))
            .floor(ms(ws), ours, ws)
            .note("why the socket comes first"),
        Row::new(format!("(i) memory a WebRTC viewer, 1 × {viewers}"), format!("{:.0} KB", rtp.kb_a_viewer))
            .floor(format!("{:.0} KB", socket.kb_a_viewer), rtp.kb_a_viewer, socket.kb_a_viewer)
            .note("floor: on the socket"),
    ]
}
