//! Row (h): OpenH264 in wasm beside the browser's own decoder, in one page and one run.

use super::table::Row;
use crate::{
    judge,
    openh264::{Decoders, Stream},
    relay::Relay,
};
use e2e_camera::clip;

/// Long enough for a second or more of each.
const ROUNDS: u32 = 12;

/// Measures both profiles that cameras send.
pub async fn rows() -> Vec<Row> {
    let relay = Relay::start();
    let decoders = Decoders::open(&relay).await;
    let folder = tempfile::tempdir().expect("a folder for the streams");
    let mut rows = Vec::new();
    for profile in ["main", "high"] {
        let file = folder.path().join(format!("{profile}.264"));
        let more = ["-bf", "0", "-g", "60", "-profile:v", profile, "-b:v", "500k"];
        judge::encode(&file, "640x360", 6, &more);
        let clip = clip::file::open(&file, Some(15.0)).expect("ffmpeg's own file");
        let (ours, browsers) = decoders.race(&Stream::of(&clip), ROUNDS).await;
        let row = Row::new(format!("(h) OpenH264 in wasm, 640x360 {profile}"), format!("{ours:.0} pictures/s"));
        let row = row.floor(format!("{browsers:.0} pictures/s"), ours, browsers);
        rows.push(row.note(
            "Chromium; floor: its own WebCodecs decoder in the same page, with its threads; one worker, one thread",
        ));
    }
    rows
}
