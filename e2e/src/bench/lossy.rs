//! Row (g): how old a picture is on a bad line, in a real Chromium with the product's own page at its far end: real TCP
//! between two kernels' sockets, with loss, a round trip and a narrow place (see `line`). Belongs here: which lines, and what
//! is wanted on them. Does not: how ages are seen (`measure::eye`).

use super::table::Row;
use crate::{
    browser::{Browser, Kind, Setup},
    line::{Error, Line, Place, Rate, Way},
    measure::{
        ages::Ages,
        eye::{self, Watched},
        stage::{Opening, Stage, Streams},
    },
    page::PATIENCE,
    until,
};
use e2e_camera::{Profile, studio::Film};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::time::sleep;

const TILES: usize = 9;
const FILM_BITS_PER_SEC: u32 = 800_000;
/// Half of the round trip.
const ONE_WAY: Duration = Duration::from_millis(50);
/// A picture that comes later than this is late.
const LATE_MS: f64 = 500.0;
/// From a tile's word to the screen.
const SHOWN_MS: f64 = 100.0;
/// How long a line may take to come to rest before it is measured.
const SETTLE: Duration = Duration::from_secs(10);
/// What a narrow line carries, and 200 ms of it wait in front of it.
const NARROW: Rate = Rate { bits_per_sec: 4_000_000, queue_bytes: 100_000 };

/// What is measured of one line.
struct Measured {
    /// All tiles.
    all: Ages,
    /// Tiles that are live all the time, every picture of them wanted.
    kept: Ages,
    kept_tiles: usize,
    /// The oldest picture that was shown as live where all are wanted.
    oldest_live_ms: f64,
    feeds: String,
    lost_percent: f64,
}

/// The way of the pictures that a browser begins with.
#[derive(Debug, Clone, Copy)]
enum Feed {
    Socket,
    Rtp,
}

impl Measured {
    fn how(&self) -> String {
        format!("{}; {:.1} % lost, oldest live {:.0} ms", self.feeds, self.lost_percent, self.oldest_live_ms)
    }
}

/// The relay on one end, a browser on the other.
struct Scene {
    line: Line,
    stage: Stage,
    far: Place,
}

impl Scene {
    async fn open() -> Result<Self, Error> {
        let line = Line::open()?;
        let film = Film { sub_bits_per_sec: FILM_BITS_PER_SEC, ..Film::with_gop_secs(2) };
        let opening = Opening { count: TILES, streams: Streams::One, film, listen: line.near().into(), more: "" };
        let stage = Stage::open_as(opening).await;
        let port = stage.host().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        line.carry("tcp", port)?;
        line.carry("udp", stage.udp_port())?;
        let far = line.far();
        Ok(Self { line, stage, far })
    }

    fn url(&self) -> String {
        format!("http://{}", self.stage.host())
    }

    async fn browser(&self) -> Browser {
        // WebCodecs are for secure pages; a plain address passes for one.
        let secure = format!("--unsafely-treat-insecure-origin-as-secure={}", self.url());
        let setup = Setup { flags: &[&secure], place: Some(&self.far), ..Setup::default() };
        let browser = Browser::start(Kind::Chromium, 1280, 720, setup).await;
        browser.know_network().await;
        browser.open(&self.url()).await;
        browser
    }

    fn shape(&self, loss_percent: usize, rate: Option<Rate>) {
        let down = Way { delay: ONE_WAY, loss_percent, rate };
        self.line.shape(down, Way { rate: None, ..down }, 1);
    }

    /// Opens the wall anew, with what this browser remembers of its network, and measures it once it has come to rest.
    async fn measure(&self, browser: &Browser, feed: Feed, secs: u64) -> Measured {
        browser.remember_feed(matches!(feed, Feed::Rtp)).await;
        browser.open(&self.url()).await;
        let listed = async || {
            let tiles = browser.script("return document.querySelectorAll('[data-camera]').length").await;
            (tiles == TILES).then_some(())
        };
        until("the list of cameras", 2 * PATIENCE, listed).await;
        sleep(SETTLE).await;
        browser.open_eye().await;
        let before = self.line.tally()[0];
        let from_ms = now_ms();
        sleep(Duration::from_secs(secs)).await;
        let span = (from_ms, now_ms());
        let after = self.line.tally()[0];
        let mut measured = Measured {
            all: Ages::default(),
            kept: Ages::default(),
            kept_tiles: 0,
            oldest_live_ms: 0.0,
            feeds: String::new(),
            lost_percent: 100.0 * (after.lost + after.full - before.lost - before.full) as f64
                / (after.passed + after.lost + after.full - before.passed - before.lost - before.full).max(1) as f64,
        };
        for (n, camera) in self.stage.cameras.cameras().iter().enumerate() {
            let watched = browser.seen(&format!("c{n}")).await;
            let clock = eye::clock(camera, Profile::Main).expect("every camera has one");
            let ages = clock.judge(&watched.seen, span, LATE_MS);
            if is_kept(&watched) {
                measured.kept_tiles += 1;
                measured.kept.add(ages.clone());
            }
            measured.all.add(ages);
            for (said, until_ms) in spans(&watched, span.1) {
                // A tile of keyframes has two of their distances; a picture is on screen a moment after it is told of.
                if said.state == "live" && said.mode == "all" {
                    let from_ms = (said.at_ms + SHOWN_MS).max(span.0);
                    let live = clock.judge(&watched.seen, (from_ms, until_ms), LATE_MS);
                    measured.oldest_live_ms = live.ages_ms.into_iter().fold(measured.oldest_live_ms, f64::max);
                }
            }
            if let Some(last) = watched.said.last() {
                measured.feeds = format!("{}/{}", last.rung, last.feed);
            }
        }
        measured
    }
}

/// Live from the first moment to the last, all its pictures wanted.
fn is_kept(watched: &Watched) -> bool {
    !watched.said.is_empty() && watched.said.iter().all(|said| said.state == "live" && said.mode == "all")
}

/// What a tile said, each with when it said the next.
fn spans(watched: &Watched, end_ms: f64) -> impl Iterator<Item = (&eye::Said, f64)> {
    let ends = watched.said.iter().skip(1).map(|said| said.at_ms).chain([end_ms]);
    watched.said.iter().zip(ends)
}

fn now_ms() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1e3
}

/// Measures lines that lose packets, each for so many seconds; a sentence where this machine has none.
pub async fn lossy(secs: u64) -> Vec<Row> {
    or_said(measure_lossy(secs).await)
}

/// The same on a line that carries about half of what is asked for.
pub async fn narrow(secs: u64) -> Vec<Row> {
    or_said(measure_narrow(secs).await)
}

fn or_said(rows: Result<Vec<Row>, Error>) -> Vec<Row> {
    rows.unwrap_or_else(|error| {
        vec![Row::new("(g) age of the picture on a bad line", "not measured").note(&error.to_string())]
    })
}

async fn measure_lossy(secs: u64) -> Result<Vec<Row>, Error> {
    let scene = Scene::open().await?;
    let browser = scene.browser().await;
    let mut rows = Vec::new();
    for loss in [0, 1, 3, 5] {
        scene.shape(loss, None);
        let ours = scene.measure(&browser, Feed::Socket, secs).await;
        scene.line.congestion(Some("cubic"))?;
        let cubic = scene.measure(&browser, Feed::Socket, secs).await;
        scene.line.congestion(None)?;
        let mut rtp = scene.measure(&browser, Feed::Rtp, secs).await;
        rows.extend(whole(loss, ours, cubic));
        rows.push(Row::new("    over WebRTC", pair(&mut rtp.all)).note(&rtp.how()));
    }
    Ok(rows)
}

async fn measure_narrow(secs: u64) -> Result<Vec<Row>, Error> {
    let scene = Scene::open().await?;
    let browser = scene.browser().await;
    scene.shape(0, Some(NARROW));
    let socket = scene.measure(&browser, Feed::Socket, secs).await;
    let mut rtp = scene.measure(&browser, Feed::Rtp, secs).await;
    let mut rows = narrow_rows(socket);
    rows.push(Row::new("    begun over WebRTC, all tiles", pair(&mut rtp.all)).note(&rtp.how()));
    Ok(rows)
}

fn pair(ages: &mut Ages) -> String {
    format!("{:.0} / {:.0} ms, {:.1} %", ages.percentile_ms(50.0), ages.percentile_ms(95.0), ages.in_time_percent())
}

fn whole(loss: usize, mut ours: Measured, mut cubic: Measured) -> [Row; 2] {
    let (p95, floor) = (ours.all.percentile_ms(95.0), cubic.all.percentile_ms(95.0));
    let age = Row::new(
        format!("(g) age on screen, {TILES} × 0.8 Mbit/s, 100 ms RTT, {loss} % loss, p50 / p95, on screen in 500 ms"),
        pair(&mut ours.all),
    );
    let age = age.floor(pair(&mut cubic.all), p95, floor).at_most("p95 ≤ 400 ms", p95, 400.0);
    let [late, of_cubic] = [&ours, &cubic].map(|measured| 100.0 - measured.all.in_time_percent());
    let percent = |part: f64| format!("{part:.1} %");
    let row = Row::new("    of all pictures, not on screen in 500 ms", percent(late));
    let how = format!("{}; floor: the same over cubic", ours.how());
    [age, row.floor(percent(of_cubic), late, of_cubic).at_most("≤ 1 %", late, 1.0).note(&how)]
}

fn narrow_rows(mut ours: Measured) -> Vec<Row> {
    let p95 = ours.kept.percentile_ms(95.0);
    let how = format!("{} of {TILES} tiles kept, {}", ours.kept_tiles, ours.how());
    let row = Row::new(
        format!(
            "(g) age on screen, {TILES} × 0.8 Mbit/s asked of 4 Mbit/s, 100 ms RTT, after 10 s, p50 / p95 of what is kept"
        ),
        pair(&mut ours.kept),
    );
    if ours.kept_tiles == 0 {
        return vec![row.at_most("p95 ≤ 600 ms", f64::INFINITY, 600.0).note(&how)];
    }
    let oldest = Row::new("    the oldest that was shown as live", format!("{:.0} ms", ours.oldest_live_ms));
    let oldest = oldest.at_most("≤ 3 s", ours.oldest_live_ms, 3_000.0);
    vec![row.at_most("p95 ≤ 600 ms", p95, 600.0).note(&how), oldest]
}
