//! Sharing out what the line and the device carry. Belongs here: what is told to the policy, and what follows from its budget for
//! each tile. Does not: the budget (see `policy`).

use super::{App, browser};
use crate::{
    feed::Feed,
    policy::{Budget, Candidate, share_out},
    protocol::{Rung, TileId},
    tile::Tile,
};
use shared::{
    Profile,
    wire::{ClientMessage, Mode},
};
use std::time::Duration;

/// The relay has had a newer picture than the one on screen for so long.
const OVERDUE: Duration = Duration::from_millis(1_500);

impl App {
    /// Asks for less where it is too much, and for more where it went well, so long after it was last looked at.
    pub(super) fn ration(&mut self, passed_ms: f64, now_ms: f64) {
        if !self.visibility.is_seen() || self.link_lost.is_some() {
            return self.policy.pause(now_ms);
        }
        self.measure(passed_ms);
        // Stills may be what a reduced tile is left with.
        let plays = |tile: &Tile| {
            tile.front.as_ref().is_some_and(|front| front.rung != Rung::Still || tile.share == Mode::Keyframes)
        };
        let playing = || self.tiles.iter().filter(|(_, tile)| plays(tile));
        let live = playing().filter(|(_, tile)| tile.share == Mode::All).count();
        let mains = playing().filter(|(_, tile)| tile.has_less()).count();
        let (ids, candidates): (Vec<TileId>, Vec<Candidate>) = playing()
            .map(|(id, tile)| (*id, Candidate { is_focused: tile.is_focused(), width: tile.drawn_width.get() }))
            .unzip();
        if self.policy.tick(live, ids.len(), mains, now_ms) {
            let budget = self.policy.budget();
            browser::warn(&format!("the line or the device carries: {budget:?}"), &wasm_bindgen::JsValue::UNDEFINED);
        }
        let mut budget = self.policy.budget();
        if self.saves {
            // What somebody looks at in particular moves, the rest shows keyframes.
            let focused = candidates.iter().filter(|tile| tile.is_focused).count();
            budget = Budget { main: false, live: Some(budget.live.map_or(focused, |live| live.min(focused))) };
        }
        for (id, is_live) in ids.into_iter().zip(share_out(budget.live, &candidates)) {
            let Some(tile) = self.tiles.get_mut(&id) else { continue };
            tile.spares_main = budget.main;
            tile.share = if is_live { Mode::All } else { Mode::Keyframes };
            self.keep_share(id, now_ms);
        }
    }

    fn measure(&mut self, passed_ms: f64) {
        for tile in self.tiles.values_mut() {
            let dropped = tile.newly_dropped();
            if tile.share != Mode::All {
                continue;
            }
            // What it waits for came to the relay behind this.
            let Some(since) = tile.shown().map(|shown| shown.time).or(tile.watched) else { continue };
            let heard = self.cameras.get(&tile.camera).and_then(|camera| camera.heard);
            self.policy.measured().dropped(dropped);
            if let Some((came, taken)) = tile.front.as_mut().and_then(|front| front.take_came(passed_ms)) {
                self.policy.measured().came(came, taken);
            }
            let is_starting = tile.front.as_ref().is_some_and(Feed::is_starting);
            if !is_starting && heard.is_some_and(|heard| heard.since(since) > OVERDUE) {
                self.policy.measured().waiting();
            }
        }
    }

    /// Lets a tile have what is its share.
    fn keep_share(&mut self, id: TileId, now_ms: f64) {
        let Some(tile) = self.tiles.get_mut(&id) else { return };
        let (share, is_changing, is_focused) = (tile.share, tile.next.is_some(), tile.is_focused());
        // Another share is another rung for those (see `ladder`).
        let is_turned = |front: &Feed| !matches!(front.rung, Rung::Mse | Rung::Still) && front.mode() != share;
        let Some(front) = tile.front.as_mut().filter(|front| is_turned(front) && !is_changing) else { return };
        // Whoever looks at it in particular is not to wait for the next keyframe.
        let retuned = if share == Mode::All && is_focused { None } else { front.retune(share) };
        if let Some((slot, profile)) = retuned {
            let (camera, rtp) = (tile.camera.clone(), front.track.clone());
            return self.socket.send(&ClientMessage::Watch { slot, camera, profile, mode: share, rtp });
        }
        let (rung, profile) = (front.rung, front.stream.as_ref().map_or(Profile::Sub, |stream| stream.profile));
        if share == Mode::Keyframes {
            // At once: both beside each other would be more, not less. The picture stays until the next keyframe.
            let ended: Vec<_> = tile.leave().collect();
            self.give_up(ended, now_ms);
            let (feed, now) = (self.watch(id, rung, profile, now_ms), self.now());
            let Some(tile) = self.tiles.get_mut(&id) else { return };
            match feed {
                Some(feed) => tile.begin(feed, now),
                // The next tick begins anew.
                None => tile.ladder.stop(),
            }
        } else {
            tile.quality.begin(now_ms);
            let next = self.watch(id, rung, profile, now_ms);
            if let Some(tile) = self.tiles.get_mut(&id) {
                tile.next = next;
            }
        }
    }
}
