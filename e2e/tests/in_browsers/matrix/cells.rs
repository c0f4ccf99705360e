//! One page looked at: all of its tiles at the same time, each until it shows what is expected of it.

use super::{expected::expected, streams::Stream};
use crate::in_browsers::media::painted;
use e2e::{
    browser::Browser,
    measure::eye::{Said, Watched},
    rungs::Rung,
};
use std::{
    fmt,
    time::{Duration, Instant},
};

/// How long a page may take until all of its tiles play.
const PATIENCE: Duration = Duration::from_secs(20);
/// Numbers that are seen of a tile before it counts as playing.
const NUMBERS: usize = 4;

/// What came of one browser, rung and stream.
pub(super) struct Cell {
    what: String,
    /// Where it ended, and why there.
    pub(super) rung: Rung,
    pub(super) why: Vec<&'static str>,
    /// What is wrong.
    pub(super) failure: Option<String>,
    /// How long it took until all was as expected.
    took: Duration,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: by {}: ", self.what, self.rung.name())?;
        match &self.failure {
            Some(failure) => f.write_str(failure),
            None => write!(f, "plays after {:.1} s", self.took.as_secs_f64()),
        }
    }
}

/// Looks at the page that was just opened.
pub(super) async fn look(browser: &Browser, best: Rung, streams: &[Stream]) -> Vec<Cell> {
    browser.open_eye().await;
    let since = Instant::now();
    let tile = |stream| Tile { stream, pictures: Vec::new(), plays: None };
    let mut tiles: Vec<Tile> = streams.iter().map(tile).collect();
    loop {
        let mut cells = Vec::new();
        for tile in &mut tiles {
            let meant = expected(browser.kind(), best, tile.stream);
            let failure = tile.look(browser, meant.rung).await.err();
            let plays = tile.plays.filter(|_| failure.is_none()).unwrap_or(since.elapsed());
            tile.plays = failure.is_none().then_some(plays);
            let what = format!("{}, {} at best, {}", browser.kind().name(), best.name(), tile.stream.name);
            cells.push(Cell { what, rung: meant.rung, why: meant.why, failure, took: plays });
        }
        if cells.iter().all(|cell| cell.failure.is_none()) || since.elapsed() > PATIENCE {
            return cells;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

struct Tile<'a> {
    stream: &'a Stream,
    /// Those that were recognised, where pictures have no number.
    pictures: Vec<usize>,
    /// Since when all is as expected, from the page's opening.
    plays: Option<Duration>,
}

impl Tile<'_> {
    /// Says what is still missing.
    async fn look(&mut self, browser: &Browser, rung: Rung) -> Result<(), String> {
        let Watched { seen, said, .. } = browser.seen(self.stream.id).await;
        let last = said.last().ok_or("there is no tile")?;
        if !is_playing(last, rung) {
            return Err(format!("it is {} by {}", last.state, last.rung));
        }
        let Some(decoded) = &self.stream.decoded else {
            let numbers: Vec<u16> = seen.iter().filter(|s| s.at_ms >= last.at_ms).map(|s| s.count).collect();
            return self.moves(&numbers);
        };
        if let Some((picture, ..)) = painted(browser, self.stream.id, decoded).await
            && self.pictures.last() != Some(&picture)
        {
            self.pictures.push(picture);
        }
        let n = self.pictures.len();
        if n >= 2 { Ok(()) } else { Err(format!("{n} pictures are painted that ffmpeg decodes, too")) }
    }

    /// The numbers go on, and never back.
    fn moves(&self, numbers: &[u16]) -> Result<(), String> {
        let frames = self.stream.clip.units().len();
        let back = |pair: &[u16]| (usize::from(pair[1]) + frames - usize::from(pair[0])) % frames > frames / 2;
        if numbers.windows(2).any(back) {
            return Err(format!("its pictures go back: {numbers:?}"));
        }
        if numbers.len() >= NUMBERS { Ok(()) } else { Err(format!("only these pictures are painted: {numbers:?}")) }
    }
}

fn is_playing(said: &Said, rung: Rung) -> bool {
    let feed = match rung {
        Rung::Webrtc => "rtp",
        Rung::Still => "http",
        _ => "ws",
    };
    said.state == "live" && said.rung == rung.name() && said.feed == feed
}
