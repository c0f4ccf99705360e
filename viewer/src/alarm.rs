//! What a wall that nobody sits at does by itself. Belongs here: which deaths of cameras are news and for how long, when the
//! page may be loaded anew. Does not: the browser, the clock.

use shared::CameraId;
use worker::few::Few;

/// Cameras that have died are named for this long, and the page stays as it is: somebody is looking at it.
const NEWS_MS: f64 = 30_000.0;
/// What is old for a shorter time may only be a browser out of breath.
const OLD_MS: f64 = 5_000.0;
/// Behind a break of the line every tile is stale until its stream is there again.
const SETTLE_MS: f64 = 10_000.0;

/// How a camera is, as far as an alarm goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Health {
    Live,
    /// It should be there and is not.
    Dead,
    /// Switched off on purpose.
    Off,
    /// Not known yet, or once more.
    Unsure,
}

/// Remembers which cameras were live, and which have died lately.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alarm {
    was_live: Few<CameraId, bool>,
    died: Few<CameraId, f64>,
    old_since_ms: Option<f64>,
    away_ms: Option<f64>,
}

impl Alarm {
    /// Whether a camera has died since the last time. Each dies once, until it has been live again. `None`: the relay is away,
    /// so that nothing is known.
    pub(crate) fn hear(&mut self, cameras: Option<Vec<(CameraId, Health)>>, now_ms: f64) -> bool {
        let mut rings = false;
        if cameras.is_none() {
            self.away_ms = Some(now_ms);
        }
        let settled = self.away_ms.is_none_or(|away_ms| now_ms - away_ms >= SETTLE_MS);
        let cameras = cameras.filter(|_| settled).unwrap_or_default();
        self.died.retain(|_, at_ms| now_ms - at_ms < NEWS_MS);
        for (camera, health) in cameras {
            let was_live = self.was_live.get(&camera) == Some(&true);
            match health {
                Health::Unsure => continue,
                Health::Dead if was_live => {
                    self.died.insert(camera.clone(), now_ms);
                    rings = true;
                }
                Health::Live => drop(self.died.remove(&camera)),
                Health::Dead | Health::Off => {}
            }
            self.was_live.insert(camera, health == Health::Live);
        }
        rings
    }

    /// Those that have died lately and are still away.
    pub(crate) fn died(&self) -> impl Iterator<Item = &CameraId> {
        self.died.keys()
    }

    /// Whether to load the page anew: it has been old for a while, and nothing is going on.
    pub(crate) fn may_reload(&mut self, is_old: bool, now_ms: f64) -> bool {
        self.old_since_ms = is_old.then(|| self.old_since_ms.unwrap_or(now_ms));
        let lasts = self.old_since_ms.is_some_and(|since_ms| now_ms - since_ms >= OLD_MS);
        lasts && self.died.iter().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::{Health::*, *};

    #[test]
    fn a_death_is_news_once() {
        for (course, news) in [
            (&[Live, Live, Dead, Dead][..], &[2][..]),
            (&[Live, Unsure, Dead], &[2]),
            (&[Live, Dead, Unsure, Dead, Live, Dead], &[1, 5]),
            // It was never there, or is away on purpose.
            (&[Dead, Dead], &[]),
            (&[Unsure, Dead], &[]),
            (&[Live, Off, Dead], &[]),
            (&[Live, Off, Live, Dead], &[3]),
        ] {
            let mut alarm = Alarm::default();
            let id: CameraId = "phuong/a".parse().unwrap();
            let rings = |n: &usize| alarm.hear(Some(vec![(id.clone(), course[*n])]), 0.0);
            assert_eq!((0..course.len()).filter(rings).collect::<Vec<_>>(), news, "{course:?}");
        }
    }

    #[test]
    fn those_that_died_are_named_for_a_while_or_until_they_are_back() {
        let [a, b] = ["phuong/a", "phuong/b"].map(|id| id.parse::<CameraId>().unwrap());
        let both = |one, other| vec![(a.clone(), one), (b.clone(), other)];
        let mut alarm = Alarm::default();
        let mut hear = |now_ms, cameras| {
            let rings = alarm.hear(Some(cameras), now_ms);
            (rings, alarm.died().cloned().collect::<Vec<_>>())
        };
        assert_eq!(hear(1.0, both(Live, Live)), (false, vec![]));
        assert_eq!(hear(2.0, both(Dead, Dead)), (true, vec![a.clone(), b.clone()]));
        assert_eq!(hear(3.0, both(Live, Dead)), (false, vec![b.clone()]));
        assert_eq!(hear(1.0 + NEWS_MS, both(Live, Dead)), (false, vec![b.clone()]));
        assert_eq!(hear(2.0 + NEWS_MS, both(Live, Dead)), (false, vec![]));
    }

    #[test]
    fn what_a_broken_line_does_to_tiles_is_no_death() {
        let id: CameraId = "phuong/a".parse().unwrap();
        let mut alarm = Alarm::default();
        let mut hear =
            |health: Option<Health>, now_ms| alarm.hear(health.map(|health| vec![(id.clone(), health)]), now_ms);
        for (health, now_ms, rings) in [
            (Some(Live), 0.0, false),
            (None, 1_000.0, false),
            (Some(Dead), 2_000.0, false),
            (Some(Live), 3_000.0, false),
            // It has not come back with the others.
            (None, 4_000.0, false),
            (Some(Dead), 13_999.0, false),
            (Some(Dead), 14_000.0, true),
        ] {
            assert_eq!(hear(health, now_ms), rings, "{health:?} at {now_ms}");
        }
    }

    #[test]
    fn an_old_page_is_loaded_anew_when_it_is_calm() {
        let id: CameraId = "phuong/a".parse().unwrap();
        let mut alarm = Alarm::default();
        assert!(!alarm.may_reload(true, 0.0) && !alarm.may_reload(true, 4_999.0));
        assert!(alarm.may_reload(true, 5_000.0));
        // It was no more than a hiccup.
        assert!(!alarm.may_reload(false, 6_000.0) && !alarm.may_reload(true, 7_000.0));
        alarm.hear(Some(vec![(id.clone(), Live)]), 8_000.0);
        assert!(alarm.hear(Some(vec![(id.clone(), Dead)]), 9_000.0));
        assert!(!alarm.may_reload(true, 20_000.0));
        assert!(!alarm.hear(Some(vec![(id, Dead)]), 9_000.0 + NEWS_MS));
        assert!(alarm.may_reload(true, 9_000.0 + NEWS_MS));
    }
}
