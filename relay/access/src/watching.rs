//! Who watches which camera, as intervals for the audit. Belongs here: when one begins, goes on and ends. Does not: how
//! pictures get to a viewer, where intervals are written.

use shared::{
    CameraId, UnixMicros,
    audit::{Actor, ActorKind, Entry},
};
use std::{collections::BTreeMap, net::IpAddr, time::Duration};

/// Whoever comes back within this time has not stopped watching.
const GAP: Duration = Duration::from_secs(60);
/// A watch is written at least this often, so that a relay that is killed knows of all but its last part.
const PART: Duration = Duration::from_secs(900);
/// Intervals that are followed at the same time: 300 viewers of 64 tiles each.
const INTERVALS_MAX: usize = 19_200;

type Key = (ActorKind, String, CameraId);

/// The intervals that have not ended. Many tiles of one actor are one interval a camera.
#[derive(Debug)]
pub struct Watching {
    open: BTreeMap<Key, Interval>,
    ready: Vec<Entry>,
    max: usize,
}

/// Somebody who watches a camera, or did until less than a minute ago; not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Who.
    pub actor: Actor,
    /// The beginning of what is not written yet.
    pub from: UnixMicros,
    /// When he stopped; `None`: it goes on.
    pub until: Option<UnixMicros>,
}

#[derive(Debug)]
struct Interval {
    actor: Actor,
    address: Option<IpAddr>,
    /// The beginning of what is not written yet.
    from: UnixMicros,
    /// A part in front of it is written.
    is_part: bool,
    /// Tiles that show the camera.
    tiles: u32,
    /// When the last tile went.
    ended: UnixMicros,
}

impl Default for Watching {
    fn default() -> Self {
        Self { open: BTreeMap::new(), ready: Vec::new(), max: INTERVALS_MAX }
    }
}

impl Watching {
    /// A tile began to show a camera. The address of the first one is recorded; none of an embed's visitors, who are
    /// many and not known.
    pub fn began(&mut self, actor: &Actor, address: Option<IpAddr>, camera: &CameraId, now: UnixMicros) {
        let key = (actor.kind, actor.id.clone(), camera.clone());
        if self.open.get(&key).is_some_and(|interval| interval.is_over(now)) {
            self.write_out(&key, now);
        }
        if let Some(interval) = self.open.get_mut(&key) {
            interval.tiles = interval.tiles.saturating_add(1);
            return;
        }
        if self.open.len() >= self.max {
            self.make_room(now);
        }
        let address = address.filter(|_| actor.kind != ActorKind::Embed);
        let interval = Interval { actor: actor.clone(), address, from: now, is_part: false, tiles: 1, ended: now };
        self.open.insert(key, interval);
    }

    /// A tile stopped showing a camera, for whatever reason.
    pub fn ended(&mut self, actor: &Actor, camera: &CameraId, now: UnixMicros) {
        let key = (actor.kind, actor.id.clone(), camera.clone());
        if let Some(interval) = self.open.get_mut(&key) {
            interval.tiles = interval.tiles.saturating_sub(1);
            interval.ended = now;
        }
    }

    /// Who watches a camera, the latest first.
    pub fn of(&self, camera: &CameraId) -> Vec<Open> {
        let of_camera = self.open.iter().filter(|((_, _, of), _)| of == camera);
        let open =
            |i: &Interval| Open { actor: i.actor.clone(), from: i.from, until: (i.tiles == 0).then_some(i.ended) };
        let mut all: Vec<_> = of_camera.map(|(_, interval)| open(interval)).collect();
        all.sort_by_key(|open| std::cmp::Reverse(open.from));
        all
    }

    /// What is to be written by now; to be asked every few seconds.
    pub fn tick(&mut self, now: UnixMicros) -> Vec<Entry> {
        let over: Vec<Key> = self.open.iter().filter(|(_, i)| i.is_over(now)).map(|(key, _)| key.clone()).collect();
        for key in over {
            self.write_out(&key, now);
        }
        for (key, interval) in &mut self.open {
            if interval.tiles > 0 && now.since(interval.from) >= PART {
                self.ready.extend(interval.entry(&key.2, now, now));
                (interval.from, interval.is_part) = (now, true);
            }
        }
        std::mem::take(&mut self.ready)
    }

    /// Ends all intervals: the relay stops.
    pub fn close(&mut self, now: UnixMicros) -> Vec<Entry> {
        let all: Vec<Key> = self.open.keys().cloned().collect();
        for key in all {
            self.write_out(&key, now);
        }
        std::mem::take(&mut self.ready)
    }

    fn write_out(&mut self, key: &Key, now: UnixMicros) {
        if let Some(interval) = self.open.remove(key) {
            let until = if interval.tiles > 0 { now } else { interval.ended };
            self.ready.extend(interval.entry(&key.2, until, now));
        }
    }

    /// Gives up following the oldest interval, one that has ended where there is one. What was seen of it is written.
    fn make_room(&mut self, now: UnixMicros) {
        let oldest = self.open.iter().min_by_key(|(_, i)| (i.tiles > 0, i.from)).map(|(key, _)| key.clone());
        if let Some(key) = oldest {
            self.write_out(&key, now);
        }
    }
}

impl Interval {
    fn is_over(&self, now: UnixMicros) -> bool {
        self.tiles == 0 && now.since(self.ended) > GAP
    }

    /// `None` for nothing behind a part that is written already. A clock that was set back makes no negative interval.
    fn entry(&self, camera: &CameraId, until: UnixMicros, now: UnixMicros) -> Option<Entry> {
        let until = until.max(self.from);
        let entry = Entry::watched(now, self.actor.clone(), camera.clone(), self.from, until).address(self.address);
        (!self.is_part || until > self.from).then_some(entry)
    }
}

#[cfg(test)]
#[path = "watching_tests.rs"]
mod tests;
