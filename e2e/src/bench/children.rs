//! The bench as its own children, so that each part's CPU is counted apart.

use super::{load::Server, shape::Shape};
use crate::{process::Process, wallet};
use clap::{Args, Subcommand};
use std::{
    env,
    process::{Command, ExitCode},
};

/// What a child does.
#[derive(Debug, Clone, Subcommand)]
pub enum Child {
    /// Viewers of a relay or of the floor.
    #[command(hide = true)]
    Load {
        /// Where they connect.
        #[arg(long)]
        host: String,
        /// What that is.
        #[arg(long)]
        server: Server,
        /// How long to measure.
        #[arg(long)]
        secs: u64,
        /// How many viewers of what.
        #[command(flatten)]
        shape: Shape,
    },
    /// The bare fan-out.
    #[command(hide = true)]
    Floor {
        /// Leave the connections as the system makes them.
        #[arg(long)]
        plain: bool,
        /// How many viewers of what.
        #[command(flatten)]
        shape: Shape,
    },
    /// WebRTC viewers of a relay's first camera.
    #[command(hide = true)]
    RtcLoad(Viewers),
    /// The bare sender of sealed packets.
    #[command(hide = true)]
    RtcFloor {
        /// To how many.
        #[arg(long)]
        viewers: usize,
    },
    /// Its receivers.
    #[command(hide = true)]
    RtcSink(Viewers),
    /// The bare reader of cameras.
    #[command(hide = true)]
    Drain {
        /// Where the cameras are.
        #[arg(long)]
        host: String,
        /// How many.
        #[arg(long)]
        cameras: usize,
    },
}

/// Viewers of one camera.
#[derive(Debug, Clone, Args)]
pub struct Viewers {
    /// Where they connect.
    #[arg(long)]
    host: String,
    /// How many.
    #[arg(long)]
    viewers: usize,
    /// How long to measure.
    #[arg(long)]
    secs: u64,
}

impl Child {
    /// Does it, until it is killed or its time is over.
    pub fn run(self) -> ExitCode {
        let single = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let multi = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        match self {
            Self::Load { host, server, secs, shape } => {
                let all = super::load::run(&host, server, secs, shape);
                tokio::task::LocalSet::new().block_on(&single.expect("a runtime"), all);
            }
            // As many threads as the relay has.
            Self::Floor { plain, shape } => multi.expect("a runtime").block_on(super::floor::run(shape, plain)),
            Self::RtcLoad(Viewers { host, viewers, secs }) => {
                multi.expect("a runtime").block_on(super::rtp::watch(&host, viewers, secs));
            }
            Self::RtcFloor { viewers } => multi.expect("a runtime").block_on(super::rtp::send(viewers)),
            Self::RtcSink(Viewers { host, viewers, secs }) => {
                single.expect("a runtime").block_on(super::rtp::sink(&host, viewers, secs));
            }
            Self::Drain { host, cameras } => multi.expect("a runtime").block_on(super::drain::run(&host, cameras)),
        }
        ExitCode::SUCCESS
    }
}

/// Starts this program again with other arguments.
pub fn start(args: &[String]) -> Process {
    let mut command = Command::new(env::current_exe().expect("a program has a path"));
    command.args(args).env(wallet::HANDED_DOWN, wallet::to_hand_down());
    Process::start(command)
}

/// Says a line to the parent.
pub fn tell(line: &str) {
    use std::io::Write;
    // A parent that is gone will have us killed.
    let _ = writeln!(std::io::stdout(), "{line}");
}
