//! One tile watched from outside of the player while it changes its rung.

use e2e::{
    browser::Browser,
    measure::{
        ages::{Clock, Seen},
        eye::{Said, Watched, clock},
    },
    page::PATIENCE,
    patched::Patched,
    until,
};
use e2e_camera::{Cameras, Profile};

/// What is called live may be this old (as the design says, 3 s), and some more until the tile has said so and is looked at.
const LIVE_MS: f64 = 3_000.0 + 700.0;
/// Stills are made of keyframes, every two seconds here, and asked for once a second.
const LIVE_STILL_MS: f64 = 4_000.0 + 1_000.0 + 700.0;

/// The tile of camera `c1`.
pub(crate) struct Watch<'a> {
    pub(crate) browser: &'a Browser,
    clock: Clock,
}

impl<'a> Watch<'a> {
    /// Opens the page and waits until the tile plays by a rung.
    pub(crate) async fn open(browser: &'a Browser, page: &Patched, served: &Cameras, rung: &str) -> Self {
        browser.open(&page.url()).await;
        let clock = clock(&served.cameras()[0], Profile::Sub).unwrap();
        let watch = Self { browser, clock };
        browser.wait_tile("c1", "rung", rung).await;
        browser.wait_tile("c1", "state", "live").await;
        browser.wait_moving("c1").await;
        browser.open_eye().await;
        watch
    }

    /// Waits until the tile plays by a rung, and gives when it first said so, which it does with the first picture there.
    pub(crate) async fn plays_by(&self, rung: &str) -> f64 {
        let playing = async || {
            let Watched { seen, said, .. } = self.browser.seen("c1").await;
            said.last().filter(|said| said.rung == rung && said.state == "live")?;
            let first = said.iter().rposition(|said| said.rung != rung).map_or(0, |other| other + 1);
            let since_ms = said[first].at_ms;
            let pictures = seen.iter().filter(|seen| seen.at_ms > since_ms).count();
            (pictures >= 2).then_some(since_ms)
        };
        until(&format!("pictures by {rung}"), PATIENCE, playing).await
    }

    /// Nothing was black since the eye was opened, and nothing old was called live.
    pub(crate) async fn was_honest(&self) {
        let Watched { seen, said, blank_ms } = self.browser.seen("c1").await;
        assert!(blank_ms.is_empty(), "black, or no picture, at {blank_ms:?}: {said:?}");
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else { panic!("nothing was seen") };
        let mut at_ms = first.at_ms;
        while at_ms < last.at_ms {
            self.is_honest_at(at_ms, &seen, &said);
            at_ms += 50.0;
        }
    }

    fn is_honest_at(&self, at_ms: f64, seen: &[Seen], said: &[Said]) {
        let shown = seen[..seen.partition_point(|seen| seen.at_ms <= at_ms)].last();
        let says = said[..said.partition_point(|said| said.at_ms <= at_ms)].last();
        let (Some(shown), Some(says)) = (shown, says) else { return };
        let age_ms = self.clock.age_ms(shown.at_ms, shown.count) + at_ms - shown.at_ms;
        let limit_ms = if says.rung == "still" { LIVE_STILL_MS } else { LIVE_MS };
        assert!(says.state != "live" || age_ms <= limit_ms, "live with a picture {age_ms:.0} ms old: {says:?}");
    }
}
