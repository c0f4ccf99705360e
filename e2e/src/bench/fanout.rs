//! Rows (a) and (c): one relay and the floor under the same viewers.

use super::{children, load::Server, sample::Sample, shape::Shape, table::Row};
use crate::measure::{
    stage::{Stage, Streams},
    usage::Usage,
};
use std::time::Duration;
use tokio::{task::block_in_place, time::sleep};

/// The floor over connections that are set as the relay's, and over those that the system makes.
struct Floors {
    tuned: Sample,
    plain: Sample,
}

/// Measures a shape: CPU, memory and delay, each beside the floor's.
pub async fn rows(shape: Shape, secs: u64) -> Vec<Row> {
    let stage = Stage::open(shape.cameras(), Streams::One, "").await;
    // The rings fill.
    sleep(Duration::from_secs(5)).await;
    let before = Usage::of(stage.pid());
    sleep(Duration::from_secs(secs.min(10))).await;
    let alone = Usage::of(stage.pid()).cores_since(&before);
    let full = block_in_place(|| sample(stage.host(), stage.pid(), Server::Relay, secs, shape));
    drop(stage);
    let floor = |more: &[&str]| {
        let args = ["floor"].iter().chain(more).map(|arg| (*arg).to_owned());
        let server = children::start(&args.chain(shape.args()).collect::<Vec<_>>());
        let host = server.wait_for(|line| line.strip_prefix("listening ").map(str::to_owned));
        block_in_place(|| sample(&host, server.id(), Server::Floor, secs, shape))
    };
    let floors = Floors { tuned: floor(&[]), plain: floor(&["--plain"]) };
    table(shape, alone, &full, &floors)
}

/// A server's name on the command line.
pub(super) fn name(server: Server) -> &'static str {
    match server {
        Server::Relay => "relay",
        Server::Floor => "floor",
    }
}

fn sample(host: &str, pid: u32, server: Server, secs: u64, shape: Shape) -> Sample {
    let args = ["load", "--host", host, "--server", name(server), "--secs", &secs.to_string()].map(String::from);
    Sample::take(pid, shape.viewers(), &[args.to_vec(), shape.args()].concat())
}

/// `alone` is what the relay used with its cameras and without viewers, in cores.
fn table(shape: Shape, alone: f64, full: &Sample, floors: &Floors) -> Vec<Row> {
    let name = shape.name();
    let Floors { tuned: floor, plain } = floors;
    let cores = |c: f64| format!("{c:.3} cores");
    let got = |s: &Sample| format!("{:.0} frames/s, {:.0} Mbit/s", s.get("frames_per_sec"), s.get("mbit_per_sec"));
    let lost = format!("{:.0} dropped, {:.0} ended", full.get("dropped"), full.get("ended"));
    let got = format!("viewers got {} (floor {}); {lost}", got(full), got(floor));
    let kb = |s: &Sample| format!("{:.0} KB", s.kb_a_viewer);
    let delay = |s: &Sample| format!("{:.2} / {:.2} ms", s.get("delay_p50_ms"), s.get("delay_p95_ms"));
    let late = |s: &Sample| format!("{:.2} / {:.2} ms", s.get("late_p50_ms"), s.get("late_p95_ms"));
    let ratio = |value: f64, floor: f64| if floor > 0.0 { value / floor } else { 0.0 };
    let cpu = |what: String, floor: f64| Row::new(what, cores(full.cores)).floor(cores(floor), full.cores, floor);
    vec![
        cpu(format!("(a) CPU, {name} viewers"), floor.cores)
            .at_most("≤ 1.5 ×", ratio(full.cores, floor.cores), 1.5)
            .note(&got),
        cpu("    beside a floor with plain sockets".into(), plain.cores)
            .note("without BBR and the bound on what is unsent"),
        Row::new(format!("    of it for its cameras ({}), no viewer", shape.cameras()), cores(alone))
            .note("the floor has none"),
        Row::new(format!("(a) memory a viewer, {name}"), kb(full))
            .floor(kb(floor), full.kb_a_viewer, floor.kb_a_viewer)
            .at_most("≤ 1.5 ×", ratio(full.kb_a_viewer, floor.kb_a_viewer), 1.5)
            .note(&format!("{:.0} MB in all", full.rss_mb)),
        Row::new(format!("(c) last byte in → viewer, {name}, p50 / p95"), delay(full))
            .floor(delay(floor), full.get("delay_p95_ms"), floor.get("delay_p95_ms"))
            .at_most("p95 ≤ 5 ms", full.get("delay_p95_ms"), 5.0),
        Row::new(format!("(c) camera → viewer, {name}, above the fastest, p50 / p95"), late(full))
            .floor(late(floor), full.get("late_p95_ms"), floor.get("late_p95_ms"))
            .note("on the camera's clock; the simulated camera's timer is in it"),
    ]
}
