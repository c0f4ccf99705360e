//! The relay with the stopwatch in front of its worker's script, and the bare page of the floor beside it. Does not belong
//! here: figures.

use crate::patched::{Patch, Patched, Scripts};
use serde_json::json;
use shared::{
    Profile, Slot,
    wire::{ClientMessage, FrameHeader, Mode, SUBPROTOCOL, VERSION},
};

const STOPWATCH: &str = include_str!("stopwatch.js");
/// The floor's page; its query gives the size of its tiles.
pub(super) const FLOOR: &str = "/floor";

/// In front of this relay; the floor's page watches this many cameras in tiles of this size.
pub(super) async fn open(relay: &str, tiles: usize) -> Patched {
    let worker = format!("{STOPWATCH}{}", floor_worker(tiles));
    let page = include_str!("floor.html").replace("TILES", &tiles.to_string());
    let pages = [(FLOOR.to_owned(), ("text/html", page)), ("/floor.js".to_owned(), ("text/javascript", worker))].into();
    Patched::open(relay, Patch { prelude: STOPWATCH.to_owned(), scripts: Scripts::Worker, pages }).await
}

fn floor_worker(tiles: usize) -> String {
    let watch = |n: usize| ClientMessage::Watch {
        slot: Slot(n as u8),
        camera: format!("phuong/c{n}").parse().expect("a camera of the stage"),
        profile: Profile::Sub,
        mode: Mode::All,
        rtp: None,
    };
    let hello = ClientMessage::Hello { version: VERSION, device: "floor".into() };
    let messages: Vec<_> = [hello].into_iter().chain((0..tiles).map(watch)).collect();
    include_str!("floor.js")
        .replace("MESSAGES", &json!(messages).to_string())
        .replace("PROTOCOL", SUBPROTOCOL)
        .replace("HEADER", &FrameHeader::LEN.to_string())
}
