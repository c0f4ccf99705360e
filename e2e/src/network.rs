//! What a browser guesses of its network, and what the page remembers by that: for tests and benchmarks that begin with one
//! way of the pictures or the other. Chromium only.

use crate::browser::Browser;
use serde_json::json;

/// What the page learns of the network is the same each time.
const NETWORK: &str =
    "const is = (name, value) => Object.defineProperty(NetworkInformation.prototype, name, { get: () => value });
    is('type', ''); is('effectiveType', '4g'); is('rtt', 100);";
/// Under which key it remembers this network.
const KEY: &str = "ward.feed./4g/7";

impl Browser {
    /// Every page from now on finds itself on the same network.
    pub async fn know_network(&self) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NETWORK })).await;
    }

    /// The page that is open remembers that tracks served this network best, or the socket.
    pub async fn remember_feed(&self, tracks: bool) {
        let value = if tracks { format!("setItem('{KEY}', 'rtp')") } else { format!("removeItem('{KEY}')") };
        self.script(&format!("localStorage.{value}")).await;
    }

    /// Whether it remembers that tracks served this network best.
    pub async fn remembers_tracks(&self) -> bool {
        self.script(&format!("return localStorage.getItem('{KEY}')")).await == "rtp"
    }
}
