//! How long pictures stay inside a real browser's decoder, told of the stream as the camera tells it and as the relay does.

use super::streams::{MAY_REORDER, PLAIN, Stream, make};
use crate::parameter_sets::without_vui;
use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use e2e::{browser::Browser, page::PATIENCE, relay::Relay, until};
use e2e_camera::Clip;
use serde_json::json;
use shared::h264::{Avcc, NalType, nal, rewrite};

/// Hands a decoder, set up as the worker does, one unit after the other, each only when its picture came or did not come
/// for `patience_ms`. Tells how many pictures were missing behind each unit and how long each decode took.
const DECODE: &str = "
    const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
    const came = new Set(); let wake = () => {};
    const decoder = new VideoDecoder({
      output: frame => { came.add(frame.timestamp); frame.close(); wake(); },
      error: error => { window.delay = { error: error.message }; },
    });
    decoder.configure({ codec: task.codec, description: bytes(task.avcc), optimizeForLatency: true });
    window.delay = null;
    (async () => {
      const missing = [], took_ms = [];
      for (const [n, [key, unit]] of task.units.entries()) {
        const stamp = n * 66667, start = performance.now();
        const out = new Promise(done => { wake = () => came.has(stamp) && done(true); });
        decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp: stamp, data: bytes(unit) }));
        const late = new Promise(done => setTimeout(() => done(false), task.patience_ms));
        if (await Promise.race([out, late])) took_ms.push(performance.now() - start);
        missing.push(n + 1 - came.size);
      }
      await decoder.flush();
      window.delay = { missing, took_ms, all: came.size };
    })();";

struct Delay {
    /// Most pictures inside the decoder behind a unit.
    held: u64,
    /// Median of the decodes that gave their own picture at once.
    took_ms: f64,
}

async fn measure(browser: &Browser, clip: &Clip, record: &Avcc, patience_ms: u32) -> Delay {
    let units: Vec<_> = clip
        .units()
        .iter()
        .map(|unit| {
            let mut wrapped = Vec::new();
            let set = |n: &&Bytes| !matches!(NalType::of(n), Some(NalType::Sps | NalType::Pps));
            unit.nals.iter().filter(set).for_each(|n| nal::push_length_prefixed(&mut wrapped, n));
            (unit.key, BASE64_STANDARD.encode(wrapped))
        })
        .collect();
    let avcc = BASE64_STANDARD.encode(record.encode().unwrap());
    let codec = record.codec().unwrap();
    let task = json!({ "codec": codec, "avcc": avcc, "units": units, "patience_ms": patience_ms });
    browser.script(&format!("const task = {task}; {DECODE}")).await;
    let told = until("all pictures", 2 * PATIENCE, async || {
        Some(browser.script("return window.delay").await).filter(|told| !told.is_null())
    })
    .await;
    assert_eq!(told["all"].as_u64(), Some(units.len() as u64), "every picture comes in the end: {told}");
    let mut took: Vec<f64> = told["took_ms"].as_array().unwrap().iter().filter_map(|ms| ms.as_f64()).collect();
    took.sort_by(f64::total_cmp);
    let held = told["missing"].as_array().unwrap().iter().filter_map(|n| n.as_u64()).max();
    Delay { held: held.unwrap(), took_ms: took.get(took.len() / 2).copied().unwrap_or(f64::NAN) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decoder_told_by_the_relay_holds_no_picture_back() {
    let relay = Relay::start();
    let browser = Browser::chromium(640, 360).await;
    browser.open(relay.url()).await;
    let whole = make(&Stream { params: MAY_REORDER, profile: "high", ..PLAIN });
    // Of a stream that says nothing some decoders expect nothing either; none may hold back what the relay describes.
    for (what, clip, waits) in [("no VUI", without_vui(&whole), false), ("as x264 says", whole, true)] {
        let source = Avcc { sps: vec![clip.sps().to_vec()], pps: vec![clip.pps().to_vec()], extension: vec![] };
        let sps = source.sps.iter().map(|sps| rewrite::without_reordering(sps).unwrap()).collect();
        let live = Avcc { sps, ..source.clone() };
        let before = measure(&browser, &clip, &source, 100).await;
        let after = measure(&browser, &clip, &live, 5_000).await;
        assert!(before.held > 0 || !waits, "{what}: the source's own description makes the decoder wait");
        assert_eq!(after.held, 0, "{what}");
        eprintln!(
            "{what}: {} pictures held back ({:.0} ms at 15 a second) before, 0 after ({:.1} ms from decode to picture)",
            before.held,
            before.held as f64 * 1000.0 / 15.0,
            after.took_ms
        );
    }
}
