//! Decoders that break, and clocks that are turned, while a page plays: a script in front of its own (see `patched`), which
//! hears from the test. Belongs here: telling it. Does not: what is expected of the page then.

use crate::{browser::Browser, patched::Patched};
use serde_json::Value;

/// The script.
const FAULTS: &str = include_str!("faults.js");

impl Patched {
    /// In front of the relay, so that [`Browser::break_down`] works; `missing` as in [`crate::rungs::Rung::missing`].
    pub async fn breakable(relay: &str, missing: &str) -> Self {
        Self::without(relay, &format!("{missing}\n{FAULTS}")).await
    }
}

impl Browser {
    /// Changes what is broken, as `faults.js` names it, in a page of [`Patched::breakable`]. Gives the machine's clock then, in
    /// milliseconds since 1970.
    pub async fn break_down(&self, what: &Value) -> f64 {
        let script = format!(
            "const channel = new BroadcastChannel('ward.faults');
             channel.postMessage({what});
             channel.close();
             return performance.timeOrigin + performance.now();"
        );
        self.script(&script).await.as_f64().expect("a time")
    }
}
