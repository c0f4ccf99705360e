//! How old what a page shows is, seen from outside of the player: by the number that a drawn camera puts into each picture
//! and the time at which the camera sent it. Both are told by one machine's clock. Belongs here: looking. Does not: what the
//! figures mean (see `ages`).

use super::ages::{Clock, Seen};
use crate::browser::{Browser, Kind};
use e2e_camera::{Camera, Profile};
use serde_json::Value;
use std::time::UNIX_EPOCH;

const EYE: &str = include_str!("eye.js");

/// What a tile said of itself from a moment on.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Milliseconds since 1970.
    pub at_ms: f64,
    /// `data-state`.
    pub state: String,
    /// `data-rung`.
    pub rung: String,
    /// `data-feed`.
    pub feed: String,
    /// `data-profile`.
    pub profile: String,
    /// `data-mode`.
    pub mode: String,
}

/// What was seen of a tile.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    /// Numbers, each when it was first seen.
    pub seen: Vec<Seen>,
    /// Attributes, each time that one was another.
    pub said: Vec<Said>,
    /// When there was no picture, or a black one, in milliseconds since 1970.
    pub blank_ms: Vec<f64>,
}

impl Browser {
    /// Begins to look at all tiles of the page; what was seen before is forgotten.
    pub async fn open_eye(&self) {
        // A worker's canvas takes Firefox 40 ms to copy; looked at in each frame it does nothing else.
        let every_ms = if self.kind() == Kind::Chromium { 0 } else { 100 };
        self.script(&format!("const EVERY_MS = {every_ms};\n{EYE}")).await;
    }

    /// What was seen of a camera's tile since.
    pub async fn seen(&self, camera: &str) -> Watched {
        let script = format!("return ['seen', 'said', 'blank'].map((what) => window.wardEye[what][{camera:?}] ?? [])");
        let told = self.script(&script).await;
        let list = |n: usize| told.get(n).and_then(Value::as_array).into_iter().flatten();
        let at = |event: &Value| event.get(0).and_then(Value::as_f64).unwrap_or_default();
        let seen = list(0).map(|event| {
            let count = event.get(1).and_then(Value::as_u64).unwrap_or_default();
            Seen { at_ms: at(event), count: count as u16 }
        });
        let said = list(1).map(|event| {
            let word =
                |n: usize| event.pointer(&format!("/1/{n}")).and_then(Value::as_str).unwrap_or_default().to_owned();
            Said { at_ms: at(event), state: word(0), rung: word(1), feed: word(2), profile: word(3), mode: word(4) }
        });
        let blank_ms = list(2).filter_map(Value::as_f64).collect();
        Watched { seen: seen.collect(), said: said.collect(), blank_ms }
    }
}

/// When a camera sends what; `None` where it has no such stream.
pub fn clock(camera: &Camera, profile: Profile) -> Option<Clock> {
    let clip = camera.clip(profile)?;
    let frames = clip.units().len();
    let start = camera.round_start(profile)?.duration_since(UNIX_EPOCH).ok()?;
    Some(Clock {
        round_start_ms: start.as_secs_f64() * 1e3,
        frame_ms: clip.duration_90k() as f64 / 90.0 / frames as f64,
        frames: frames as u32,
    })
}
