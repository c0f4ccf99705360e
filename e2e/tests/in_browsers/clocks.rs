//! Cameras whose clock jumps, is set back, begins at 0 again or drifts: what is shown goes on and is no older.

use super::{
    media::{decoded, plays_as_decoded},
    streams::{PLAIN, Stream, large_screen, make, wall},
};
use e2e::{page::PATIENCE, until};
use e2e_camera::Fault;
use std::time::Duration;

/// What happens to the clock of the camera with this id, and happens the other way round when it is over.
const FAULTS: [(&str, Fault); 6] = [
    ("hour-ahead", Fault::Clock { ahead_ms: 3_600_000 }),
    ("hour-back", Fault::Clock { ahead_ms: -3_600_000 }),
    ("two-s-ahead", Fault::Clock { ahead_ms: 2_000 }),
    ("two-s-back", Fault::Clock { ahead_ms: -2_000 }),
    ("fast", Fault::ClockRate { per_mille: 30 }),
    ("slow", Fault::ClockRate { per_mille: -30 }),
];
/// Long enough for a drift of 30 ms a second to add up to what would be seen.
const RUN: Duration = Duration::from_secs(20);
/// A picture's age while all is well: its way through the relay and the browser, and what the page takes to tell it.
const FRESH_MS: u64 = 1_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_or_drifts_is_not_seen() {
    // A GOP so long that a jump falls into its middle and a wait for its end would be seen.
    let clip = make(&Stream { params: "keyint=300:bframes=0", seconds: 20, ..PLAIN });
    let judged = decoded(&clip);
    let (served, relay) = wall(FAULTS.iter().map(|(id, _)| (*id, clip.clone())).collect(), |_| {}).await;
    let browser = large_screen().await;
    browser.open(relay.url()).await;
    for (id, _) in FAULTS {
        browser.wait_tile(id, "state", "live").await;
    }
    browser.watch_pace().await;
    for (id, fault) in FAULTS {
        served.camera(id).unwrap().inject(fault);
    }
    tokio::time::sleep(RUN / 2).await;
    for (id, fault) in FAULTS {
        // Drifts go on.
        if matches!(fault, Fault::Clock { .. }) {
            served.camera(id).unwrap().clear(&fault);
        }
    }
    tokio::time::sleep(RUN / 2).await;
    for (id, _) in FAULTS {
        plays_as_decoded(&browser, id, &judged).await;
        browser.went_on(id).await;
        let young = async || browser.tile(id, "age-ms").await?.parse().ok().filter(|ms: &u64| *ms < FRESH_MS);
        let age = until("a young picture", PATIENCE, young).await;
        eprintln!("{id}: {age} ms old, {:.0} ms at most on screen", browser.pace(id).await.0);
    }
}
