//! A tour: pages change by themselves. Belongs here: which page comes next and when, and that it waits for the next page's
//! pictures. Does not: tiles.

use crate::{browser, fleet::Fleet, plan::Plan, player::player};
use leptos::prelude::*;
use shared::api::CameraInfo;
use std::time::Duration;
use worker::protocol::TileState;

/// The next page is opened underneath so long before it is due.
const WARM_MS: f64 = 4_000.0;
/// A next page whose pictures do not come is shown all the same, so long after it was due.
const GRACE_MS: f64 = 6_000.0;
/// Walls with more tiles than this on a page open no second page underneath: a socket has 64 places.
const WARM_TILES: usize = 32;

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing.
    Stay,
    /// Open the next page underneath, if it is not there yet.
    Warm,
    /// Show it.
    Turn,
}

/// A tour as it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tour {
    pub(crate) plan: Plan,
    /// For how long this page has been shown.
    pub(crate) shown_ms: f64,
    /// Every tile of the next page has something to show.
    pub(crate) is_ready: bool,
}

impl Tour {
    pub(crate) fn step(self) -> Step {
        let Plan { tiles, pages, tour_secs, .. } = self.plan;
        let due_ms = f64::from(tour_secs) * 1000.0;
        let can_warm = tiles <= WARM_TILES;
        if tour_secs == 0 || pages < 2 || self.shown_ms < due_ms - WARM_MS {
            Step::Stay
        } else if self.shown_ms >= due_ms && (self.is_ready || !can_warm || self.shown_ms >= due_ms + GRACE_MS) {
            Step::Turn
        } else if can_warm {
            Step::Warm
        } else {
            Step::Stay
        }
    }
}

/// Runs a tour for as long as the calling component lives. `take` gets every step.
pub(crate) fn run(fleet: Fleet, plan: Memo<Plan>, take: impl Fn(Step) + 'static) {
    let player = player();
    // Which page is shown, and since when: one that was turned by hand is shown for as long as any other.
    let shown = StoredValue::new((0, 0.0));
    let look = move || {
        let (plan, now_ms) = (plan.get(), browser::now_ms());
        let states = player.states();
        let is_there = |camera: &CameraInfo| states.get(&camera.id).is_some_and(|state| *state != TileState::Starting);
        let is_ready = fleet.page(plan.next(), plan.tiles).iter().all(is_there);
        if shown.get_value().0 != plan.page {
            shown.set_value((plan.page, now_ms));
        }
        take(Tour { plan, shown_ms: now_ms - shown.get_value().1, is_ready }.step());
    };
    let looking = set_interval_with_handle(move || untrack(&look), Duration::from_millis(500));
    on_cleanup(move || {
        if let Ok(looking) = looking {
            looking.clear();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{Step::*, *};

    #[test]
    fn the_next_page_is_opened_in_time_and_shown_when_it_has_pictures() {
        for (pages, tiles, shown_ms, is_ready, step) in [
            (3, 9, 0.0, false, Stay),
            (3, 9, 5_999.0, true, Stay),
            (3, 9, 6_000.0, false, Warm),
            (3, 9, 9_999.0, true, Warm),
            (3, 9, 10_000.0, true, Turn),
            // It waits for pictures, and not for ever.
            (3, 9, 10_000.0, false, Warm),
            (3, 9, 15_999.0, false, Warm),
            (3, 9, 16_000.0, false, Turn),
            // There is nowhere to go.
            (1, 9, 99_000.0, true, Stay),
            // A second page of this size would not fit beside it.
            (2, 64, 9_000.0, false, Stay),
            (2, 64, 10_000.0, false, Turn),
        ] {
            let plan = Plan { layout: None, tiles, pages, page: 1, tour_secs: 10 };
            let tour = Tour { plan, shown_ms, is_ready };
            assert_eq!(tour.step(), step, "{tour:?}");
        }
        let none = Plan { layout: None, tiles: 9, pages: 3, page: 1, tour_secs: 0 };
        assert_eq!(Tour { plan: none, shown_ms: 99_000.0, is_ready: true }.step(), Stay);
    }

    #[test]
    fn every_page_has_its_turn() {
        let (mut page, mut seen) = (1, Vec::new());
        for _ in 0..6 {
            seen.push(page);
            let plan = Plan { layout: None, tiles: 4, pages: 3, page, tour_secs: 5 };
            assert_eq!(Tour { plan, shown_ms: 5_000.0, is_ready: true }.step(), Turn);
            page = plan.next();
        }
        assert_eq!(seen, [1, 2, 3, 1, 2, 3]);
    }
}
