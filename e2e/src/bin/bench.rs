//! `make bench`: measures the release relay and prints a table; `--write` keeps it in `e2e/BENCH.md`.
//! Belongs here: which rows are measured. Does not: how (see `e2e::bench`).

use clap::{Parser, ValueEnum};
use e2e::{
    bench::{
        bytes, cameras, children::Child, decode, fanout, first_picture, lossy, openh264, painted, rtp, shape::Shape,
        slow, table,
    },
    measure::{kept, machine},
};
use std::{io::Write, process::ExitCode};

/// Measures what a viewer and a camera cost.
#[derive(Parser)]
struct Args {
    /// Keep the table in e2e/BENCH.md.
    #[arg(long)]
    write: bool,
    /// Seconds that each row is measured for.
    #[arg(long, default_value_t = 20)]
    secs: u64,
    /// Only these rows; all where none is named.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    #[command(subcommand)]
    child: Option<Child>,
}

/// A part of the table.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// (a), (c): viewers.
    Viewers,
    /// (b): cameras.
    Cameras,
    /// (d) on the socket.
    Watch,
    /// (d) in Chromium.
    Painted,
    /// (e) in Chromium.
    Decode,
    /// (f).
    Bytes,
    /// (g) where packets are lost, in Chromium, as root.
    Lossy,
    /// (g) where the line is narrow, in the same way.
    Narrow,
    /// (h) in Chromium.
    Openh264,
    /// (i).
    Rtp,
    /// (j) in Chromium, as root.
    Slow,
}

const SHAPES: [Shape; 3] = [
    Shape { groups: 1, tiles: 1, sockets: 300 },
    Shape { groups: 16, tiles: 1, sockets: 50 },
    Shape { groups: 1, tiles: 16, sockets: 50 },
];

fn main() -> ExitCode {
    let mut args = Args::parse();
    if let Some(child) = args.child.take() {
        return child.run();
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    match runtime.block_on(measure(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(args: &Args) -> std::io::Result<()> {
    let wanted = |part: Part| args.only.is_empty() || args.only.contains(&part);
    let (before, mut rows) = (machine::load_average(), Vec::new());
    if wanted(Part::Viewers) {
        for shape in SHAPES {
            say(&format!(
                "bench: {} viewers, {} s each for the relay and for the floor, twice",
                shape.name(),
                args.secs
            ))?;
            rows.extend(fanout::rows(shape, args.secs).await);
        }
    }
    if wanted(Part::Cameras) {
        for count in [100, 437] {
            say(&format!("bench: {count} cameras"))?;
            rows.extend(cameras::rows(count, args.secs).await);
        }
    }
    if wanted(Part::Watch) {
        say("bench: watch to first picture")?;
        rows.extend(first_picture::rows().await?);
    }
    if wanted(Part::Painted) {
        say("bench: tap to painted")?;
        rows.extend(painted::rows().await);
    }
    if wanted(Part::Decode) {
        say("bench: unit to painted")?;
        rows.extend(decode::rows(args.secs).await);
    }
    if wanted(Part::Bytes) {
        rows.extend(bytes::rows());
    }
    if wanted(Part::Lossy) {
        say("bench: age of the picture on bad lines")?;
        rows.extend(lossy::lossy(args.secs).await);
    }
    if wanted(Part::Narrow) {
        say("bench: age of the picture on a narrow line")?;
        rows.extend(lossy::narrow(args.secs).await);
    }
    if wanted(Part::Openh264) {
        say("bench: OpenH264 beside WebCodecs")?;
        rows.extend(openh264::rows().await);
    }
    if wanted(Part::Rtp) {
        for viewers in [50, 200] {
            say(&format!("bench: {viewers} WebRTC viewers, {} s each way", args.secs))?;
            rows.extend(rtp::rows(viewers, args.secs).await);
        }
    }
    if wanted(Part::Slow) {
        say("bench: a wall of 16 on a part of this machine's CPU time")?;
        rows.extend(slow::rows(args.secs).await);
    }
    let after = machine::load_average();
    let page = format!(
        "{HEAD}\n{}- Load average: {before} before, {after} after; what others ran meanwhile is in the delays and, a \
         little, in the CPU times\n\n{}\n{TAIL}",
        machine::facts("bench"),
        table::markdown(&rows),
    );
    say(&page)?;
    if args.write {
        kept::keep_table(&page)?;
    }
    Ok(())
}

fn say(text: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "{text}")
}

const HEAD: &str = "# What a viewer and a camera cost\n\nWritten by `make bench`; do not edit by hand. Simulated cameras: 640x360, 15 pictures a second, 0.5 Mbit/s, GOP 4 s,\nphases spread. Everything on one machine over loopback; relay, floor, viewers and cameras each in a process of its own.\n";

const TAIL: &str = "- `1 × 300`, `16 × 50`: cameras × sockets each, one tile a socket. `50 walls of 16`: 50 sockets with all 16 tiles each.\n- Floor of (a) and (c): a bare tokio fan-out of the same access units at the same pace from memory (one broadcast channel,\n  one task a connection, plain WebSocket frames), over sockets set as the relay sets its own.\n- What the relay does beyond it, and (a) holds against it: taking the cameras in, hearing `seen` twice a second from every\n  viewer as from a browser (a wake-up and a read each) and telling `alive`, a WebSocket library with buffers of its own, a\n  cursor with a budget for each tile. Its wake-ups are spread over the cores (several times the floor's futex and epoll calls):\n  frames are there sooner, and cost more while the machine is idle.\n- Cores: CPU seconds a second, user and system. MB: memory in RAM. Quiet rows are better than busy ones: run it again.\n";
