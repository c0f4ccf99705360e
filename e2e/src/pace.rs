//! Whether what a page shows goes on. Belongs here: looking at each canvas from the page, whatever the product says of
//! itself. Does not: whether the pictures are right (see `judge`).

use crate::{browser::Browser, page::PATIENCE, until};
use serde_json::Value;

/// How long what is shown may stand still while a camera plays, in milliseconds.
pub const STALL_MS: f64 = 2000.0;

/// Looks ten times a second at each canvas, much smaller than it is, and notes how long it did not change. Counts from a
/// tile's first picture.
const WATCH: &str = "
    const o = new OffscreenCanvas(96, 54), g = o.getContext('2d', { willReadFrequently: true });
    clearInterval(window.pace?.timer);
    window.pace = { tiles: {} };
    window.pace.timer = setInterval(() => {
      for (const tile of document.querySelectorAll('[data-camera]')) {
        const c = tile.querySelector('canvas');
        if (!c || !c.width || !c.height) continue;
        g.drawImage(c, 0, 0, 96, 54);
        let sum = 0;
        for (const v of new Uint32Array(g.getImageData(0, 0, 96, 54).data.buffer)) sum = (Math.imul(sum, 31) + v) | 0;
        const now = performance.now(), t = window.pace.tiles[tile.dataset.camera] ??= { sum, since: now, changes: 0, longest: 0 };
        if (t.changes) t.longest = Math.max(t.longest, now - t.since);
        if (t.sum !== sum) { t.sum = sum; t.since = now; t.changes++; }
      }
    }, 100);";

impl Browser {
    /// Begins to watch the pace of all tiles of the page.
    pub async fn watch_pace(&self) {
        self.script(WATCH).await;
    }

    /// The longest that a tile has stood still since, in milliseconds, and how often it changed.
    pub async fn pace(&self, camera: &str) -> (f64, u64) {
        let told = self.script(&format!("return window.pace.tiles['phuong/{camera}'] ?? null")).await;
        let longest = told.get("longest").and_then(Value::as_f64).unwrap_or(f64::INFINITY);
        (longest, told.get("changes").and_then(Value::as_u64).unwrap_or(0))
    }

    /// Fails where a tile has stood still, once it was looked at for long enough.
    pub async fn went_on(&self, camera: &str) {
        until("twenty changes", PATIENCE, async || (self.pace(camera).await.1 > 20).then_some(())).await;
        let (longest, changes) = self.pace(camera).await;
        assert!(longest < STALL_MS, "{camera} stood still for {longest} ms, {changes} changes");
    }
}
