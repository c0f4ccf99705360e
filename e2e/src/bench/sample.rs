//! One server under one load: what it used, and what its viewers got. Belongs here: reading both at the right moments. Does
//! not: which servers and loads (see `fanout`, `rtp`).

use super::children;
use crate::{measure::usage::Usage, process::Process};
use serde_json::Value;

/// What one server used and what its viewers got.
pub(super) struct Sample {
    pub(super) cores: f64,
    pub(super) rss_mb: f64,
    pub(super) kb_a_viewer: f64,
    report: Value,
}

impl Sample {
    /// Starts a load with these arguments, and watches the server `pid` while it measures.
    pub(super) fn take(pid: u32, viewers: usize, load: &[String]) -> Self {
        let empty = Usage::of(pid);
        let load: Process = children::start(load);
        load.wait_for(|line| (line == "measuring").then_some(()));
        let before = Usage::of(pid);
        let report = load.wait_for(|line| line.starts_with('{').then(|| serde_json::from_str(line).ok())?);
        let after = Usage::of(pid);
        let kb_a_viewer = (after.rss_mb - empty.rss_mb) * 1e3 / viewers as f64;
        Self { cores: after.cores_since(&before), rss_mb: after.rss_mb, kb_a_viewer, report }
    }

    /// A number of the load's report.
    pub(super) fn get(&self, key: &str) -> f64 {
        self.report.get(key).and_then(Value::as_f64).unwrap_or(0.0)
    }

    /// Milliseconds of CPU a second and viewer, without what the server uses for itself.
    pub(super) fn ms_a_viewer(&self, alone: f64, viewers: usize) -> f64 {
        1e3 * (self.cores - alone).max(0.0) / viewers as f64
    }

    /// Microseconds of CPU a packet, likewise.
    pub(super) fn us_a_packet(&self, alone: f64) -> f64 {
        1e6 * (self.cores - alone).max(0.0) / self.get("packets_per_sec").max(1.0)
    }
}
