//! `make soak`: 50 cameras and 50 restless viewers for some minutes; ends with one sentence, and fails if a bound broke.
//! `--write` keeps the sentence in `e2e/BENCH.md`.

use clap::Parser;
use e2e::{
    measure::{kept, machine},
    soak,
};
use std::{process::ExitCode, time::Duration};

/// Soaks the release relay.
#[derive(Parser)]
struct Args {
    /// How long, in minutes.
    #[arg(long, default_value_t = 10.0)]
    minutes: f64,
    /// Keep what came of it in e2e/BENCH.md.
    #[arg(long)]
    write: bool,
    /// Gives the same viewers again.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let before = machine::load_average();
    let done = soak::run(Duration::from_secs_f64(args.minutes * 60.0), args.seed).await;
    let said = match &done {
        Ok(words) => format!("held: {words}"),
        Err(sentence) => format!("**not held**: {sentence}"),
    };
    soak::say(&format!("soak: {said}"));
    let facts = machine::facts("soak");
    let page = format!("{HEAD}\n{facts}- Load average: {before} before\n\n{}\n", said.replace("; ", ";\n"));
    let kept = if args.write { kept::keep_soak(&page) } else { Ok(()) };
    if let Err(error) = &kept {
        eprintln!("soak: {error}");
    }
    if done.is_ok() && kept.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

const HEAD: &str = "Written by `make soak`. 50 cameras with both streams, 50 viewers a hundred times as restless as people; half-way all\ncameras are cut at once. Memory may grow by less than 1 MB a minute after the first quarter; all cameras are back within\n60 s; descriptors, sockets and threads end where they began.\n";
