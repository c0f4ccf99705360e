//! Row (j): a wall of sixteen on a slow phone, which is Chromium held to a part of this machine's CPU time; and what a wall
//! weighs in it. Belongs here: which part, what is read. Does not: holding it (see `measure::quota`).

use super::table::Row;
use crate::{
    browser::{Browser, Kind, Setup},
    measure::{
        quota::{Quota, family, renderers_mb},
        stage::{Opening, Stage, Streams},
    },
    page::PATIENCE,
    until,
};
use e2e_camera::studio::Film;
use std::{io, net::Ipv4Addr, time::Duration};
use tokio::time::sleep;

const TILES: usize = 16;
const FPS: u32 = 10;
/// How long the policy may take to come to rest: it looks every two seconds, and lets each change drain.
const SETTLE: Duration = Duration::from_secs(40);
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// A tile as it says: every picture or keyframes, pictures a second.
const TILES_SAY: &str = "return [...document.querySelectorAll('.tile')].map((t) =>
    [t.dataset.state, t.dataset.mode, t.dataset.rung, Number(t.dataset.fps)])";

/// What was seen of a wall.
#[derive(Default)]
struct Seen {
    looks: f64,
    moving: f64,
    sparse: f64,
    /// Pictures a second, over the moving ones.
    painted: f64,
}

impl Seen {
    fn shown_percent(&self) -> f64 {
        if self.moving == 0.0 { 0.0 } else { 100.0 * self.painted / self.moving / f64::from(FPS) }
    }

    fn words(&self) -> String {
        let (moving, sparse) = (self.moving / self.looks, self.sparse / self.looks);
        format!("{moving:.1} moving, {sparse:.1} of keyframes, {:.0} % shown", self.shown_percent())
    }
}

/// Measures at a sixth, a quarter and all of this machine; a sentence where it has no control groups.
pub async fn rows(secs: u64) -> Vec<Row> {
    let film = Film { fps: FPS, gop_frames: 2 * FPS, sub_bits_per_sec: 300_000, ..Film::default() };
    let listen = Ipv4Addr::LOCALHOST.into();
    let stage = Stage::open_as(Opening { count: TILES, streams: Streams::One, film, listen, more: "" }).await;
    let machine = std::thread::available_parallelism().map_or(1.0, |cores| cores.get() as f64);
    let mut rows = Vec::new();
    for (part, name, goal) in [(6.0, "a sixth", 4.0), (4.0, "a quarter", 9.0)] {
        let what = format!("(j) wall of {TILES} × 360p{FPS}, Chromium on {name} of {machine:.0} cores");
        rows.push(match held(&stage, machine / part, secs).await {
            Ok(seen) => {
                let moving = seen.moving / seen.looks;
                let least = format!("≥ {goal:.0} moving, ≥ 90 % shown");
                let kept = moving + 0.05 >= goal && seen.shown_percent() >= 90.0;
                Row::new(what, seen.words()).at_most(least, f64::from(u8::from(!kept)), 0.5)
            }
            Err(error) => Row::new(what, "not measured").note(&error.to_string()),
        });
    }
    rows.push(weight(&stage).await);
    rows
}

async fn held(stage: &Stage, cores: f64, secs: u64) -> io::Result<Seen> {
    let quota = Quota::of(cores)?;
    let browser = Browser::start(Kind::Chromium, 1280, 720, Setup::default()).await;
    quota.hold(&family(browser.processes()))?;
    open(&browser, stage).await;
    sleep(SETTLE).await;
    let mut seen = Seen::default();
    for _ in 0..(secs / LOOK_EVERY.as_secs()).max(1) {
        sleep(LOOK_EVERY).await;
        let tiles = browser.script(TILES_SAY).await;
        seen.looks += 1.0;
        for tile in tiles.as_array().into_iter().flatten().filter(|tile| tile[0] == "live") {
            if tile[1] == "all" && tile[2] != "still" {
                seen.moving += 1.0;
                seen.painted += tile[3].as_f64().unwrap_or(0.0).min(f64::from(FPS));
            } else {
                seen.sparse += 1.0;
            }
        }
    }
    drop(browser);
    Ok(seen)
}

/// What the renderers weigh with the wall, beyond an empty page.
async fn weight(stage: &Stage) -> Row {
    let browser = Browser::start(Kind::Chromium, 1280, 720, Setup::default()).await;
    let weigh = || renderers_mb(&family(browser.processes()));
    browser.visit("about:blank").await;
    sleep(LOOK_EVERY).await;
    let empty = weigh();
    open(&browser, stage).await;
    sleep(SETTLE).await;
    let wall = weigh() - empty;
    let what = format!("(j) renderers' memory (PSS) with {TILES} tiles, above about:blank");
    Row::new(what, format!("{wall:.0} MB")).at_most("≤ 120 MB", wall, 120.0)
}

async fn open(browser: &Browser, stage: &Stage) {
    browser.open(&format!("http://{}/?layout=16", stage.host())).await;
    let there = async || {
        let tiles = browser.script("return document.querySelectorAll('.tile[data-state=live]').length").await;
        (tiles.as_u64()? > 0).then_some(())
    };
    until("a live tile", 4 * PATIENCE, there).await;
}
