//! GStreamer from the distribution: a camera and a WHEP player that are not ours.

use crate::{process::Process, wallet};
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;

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

/// GStreamer's `webrtcbin`, which plays one camera.
pub struct GstPlayer {
    process: Process,
    folder: TempDir,
}

impl GstPlayer {
    /// Plays what the relay at `http://host` has at a WHEP endpoint, as whoever is logged in there.
    ///
    /// # Panics
    /// Where the relay does not answer with a session.
    pub fn start(relay: &str, path: &str) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gst_player.py");
        let folder = tempfile::tempdir().expect("a folder for pictures");
        let host = relay.split_once("://").map_or("", |(_, host)| host);
        let mut command = Command::new("/usr/bin/python3");
        let cookie = wallet::cookie(host).unwrap_or_default();
        command.arg(script).args([&format!("{relay}{path}"), &cookie, relay]).arg(folder.path());
        let process = Process::start(command);
        let status = process.wait_for(|line| {
            assert!(!line.contains("Error"), "the player fails: {line}");
            line.strip_prefix("status ").map(str::to_owned)
        });
        assert_eq!(status, "201");
        Self { process, folder }
    }

    /// Waits for the `n`th picture, a tenth one: its size and its pixels (RGBA).
    ///
    /// # Panics
    /// Where it does not come within a minute.
    pub fn picture(&self, n: usize) -> (usize, usize, Vec<u8>) {
        let (width, height) = self.process.wait_for(|line| {
            let rest = line.strip_prefix(&format!("frame {n} "))?;
            let (width, height) = rest.split_once(' ')?;
            Some((width.parse().ok()?, height.parse().ok()?))
        });
        let pixels = fs::read(self.folder.path().join(format!("{n}.rgba"))).expect("written before it was said");
        (width, height, pixels)
    }

    /// Ends the session as WHEP has it: the status that the relay answers with.
    pub fn end(mut self) -> String {
        self.process.terminate();
        self.process.wait_for(|line| line.strip_prefix("ended ").map(str::to_owned))
    }
}
