//! What this browser keeps from one visit to the next about its own abilities. Belongs here: keys and shapes in `localStorage`.
//! Does not: what is made of it (the worker's business).

use js_sys::Reflect;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use web_sys::Storage;
use worker::protocol::{Feed, Proof};

const PROOFS: &str = "ward.proofs";
const FEED: &str = "ward.feed.";

/// Proofs hold for the build and the browser that they were made with.
#[derive(Serialize, Deserialize)]
struct Kept {
    of: String,
    proofs: Vec<Proof>,
}

/// What was proved with this build in this browser.
pub(super) fn proofs() -> Vec<Proof> {
    let kept = storage().and_then(|storage| storage.get_item(PROOFS).ok()?);
    let kept = kept.and_then(|kept| serde_json::from_str::<Kept>(&kept).ok());
    kept.filter(|kept| kept.of == maker()).map(|kept| kept.proofs).unwrap_or_default()
}

/// Keeps what was proved.
pub(super) fn keep_proofs(proofs: Vec<Proof>) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&Kept { of: maker(), proofs })) {
        // Where nothing may be kept, it is found out anew next time.
        let _ = storage.set_item(PROOFS, &text);
    }
}

/// The way of the pictures that was the better one on this network.
pub(super) fn feed() -> Option<Feed> {
    // The socket is what every network begins with, so only the other one is kept.
    storage()?.get_item(&network()).ok()?.map(|_| Feed::Rtp)
}

/// Keeps it.
pub(super) fn keep_feed(feed: Feed) {
    let Some(storage) = storage() else { return };
    // As above.
    let _ = if feed == Feed::Rtp { storage.set_item(&network(), "rtp") } else { storage.remove_item(&network()) };
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

/// This build, by the hash in its program's name, and this browser.
fn maker() -> String {
    let program = document().query_selector("link[rel=modulepreload]").ok().flatten();
    let program = program.and_then(|link| link.get_attribute("href")).unwrap_or_default();
    format!("{program} {}", window().navigator().user_agent().unwrap_or_default())
}

/// The network as far as the browser tells: its kind, its class, and its round trip to the nearest power of two.
fn network() -> String {
    let connection = Reflect::get(&window().navigator(), &"connection".into()).unwrap_or_default();
    let read = |name: &str| Reflect::get(&connection, &name.into()).unwrap_or_default();
    let word = |name| read(name).as_string().unwrap_or_default();
    // The logarithm of 1.4 times as much, cut off.
    let rtt = read("rtt").as_f64().map_or(String::new(), |ms| (ms as u32 * 7 / 5).max(1).ilog2().to_string());
    format!("{FEED}{}/{}/{rtt}", word("type"), word("effectiveType"))
}
