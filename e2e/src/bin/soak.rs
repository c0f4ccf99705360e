//! `make soak`: 50 cameras and 50 restless viewers for some minutes; ends with one sentence, and fails if a bound broke.

use clap::Parser;
use e2e::soak;
use std::{process::ExitCode, time::Duration};

/// Soaks the release relay.
#[derive(Parser)]
struct Args {
    /// How long, in minutes.
    #[arg(long, default_value_t = 10.0)]
    minutes: f64,
    /// Gives the same viewers again.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    match soak::run(Duration::from_secs_f64(args.minutes * 60.0), args.seed).await {
        Ok(words) => {
            soak::say(&format!("soak: held: {words}"));
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("soak: {sentence}");
            ExitCode::FAILURE
        }
    }
}
