//! GStreamer's RTSP server from the distribution: a camera that is not ours.

use crate::process::Process;
use std::{path::Path, process::Command};

/// A running server with one stream.
pub struct GstCamera {
    _process: Process,
    url: String,
}

impl GstCamera {
    /// Plays an Annex B file in a loop.
    pub fn start(file: &Path, fps: u32, user: &str, password: &str) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gst_camera.py");
        let mut command = Command::new("/usr/bin/python3");
        command.arg(script).arg(file).arg(fps.to_string()).args([user, password]);
        let process = Process::start(command);
        let url = process.wait_for(|line| line.starts_with("rtsp://").then(|| line.to_owned()));
        Self { _process: process, url }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }
}
