//! Whether what is on screen is what the camera sees. Belongs here: the judgement, from ages and from what the relay says.
//! Does not: words, colours, clocks.
//!
//! Nothing stale ever looks live: a tile is live only while the relay hears the camera *and* the picture shown is young.

use crate::protocol::{TileState, Why};
use shared::{
    UnixMicros,
    wire::{CameraState, Mode, Reason},
};
use std::time::Duration;

/// The relay hears a camera while its last sign is no older.
const HEARD: Duration = Duration::from_secs(3);
/// A picture is young while it is no older, where every picture is sent.
const YOUNG: Duration = Duration::from_secs(3);
/// What is silent for longer is away.
const AWAY: Duration = Duration::from_secs(10);

/// Everything that the judgement needs; all times on the relay's clock.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The tile cannot be served.
    pub refused: Option<Why>,
    /// What the relay last said of the camera.
    pub camera: Option<(CameraState, Option<Reason>)>,
    /// When the relay last heard the camera.
    pub heard: Option<UnixMicros>,
    /// Since when the live socket is away.
    pub link_lost: Option<UnixMicros>,
    /// Since when the tile is watched; `None` where it is out of sight.
    pub watched: Option<UnixMicros>,
    /// When the relay had the picture on screen.
    pub shown: Option<UnixMicros>,
    /// That picture is of the present watch.
    pub fresh: bool,
    /// Which pictures are sent.
    pub mode: Mode,
    /// From one keyframe to the next, where it is known.
    pub key_interval: Option<Duration>,
}

impl Facts {
    /// A tile of which nothing is known.
    pub fn new(mode: Mode) -> Self {
        Self {
            refused: None,
            camera: None,
            heard: None,
            link_lost: None,
            watched: None,
            shown: None,
            fresh: false,
            mode,
            key_interval: None,
        }
    }

    /// The tile's state, and why it is not live.
    pub fn judge(&self, now: UnixMicros) -> (TileState, Option<Why>) {
        match self.refused {
            // Nobody is kept away in particular.
            Some(why @ Why::Relay(Reason::Paused)) => return (TileState::Paused, Some(why)),
            Some(why) => return (TileState::Refused, Some(why)),
            None => {}
        }
        let (camera, reason) = self.camera.unwrap_or((CameraState::Starting, None));
        let why = if self.link_lost.is_some() { Some(Why::LinkLost) } else { reason.map(Why::Relay) };
        let Some(watched) = self.watched else { return (TileState::Paused, None) };
        if camera == CameraState::Paused && self.link_lost.is_none() {
            return (TileState::Paused, why);
        }
        let link_silence = self.link_lost.map_or(Duration::ZERO, |since| now.since(since));
        let silence = now.since(self.heard.unwrap_or(watched));
        let said_offline = camera == CameraState::Offline && self.link_lost.is_none();
        if !self.fresh {
            // A watch that has just begun is given time, whatever was heard before it.
            let waited = now.since(watched).min(silence);
            let state = if said_offline || link_silence > AWAY || waited > AWAY {
                TileState::Offline
            } else if self.link_lost.is_some() && self.shown.is_some() {
                TileState::Stale
            } else {
                TileState::Starting
            };
            return (state, why);
        }
        let age = self.shown.map_or(Duration::MAX, |shown| now.since(shown));
        let young = match self.mode {
            Mode::All => YOUNG,
            Mode::Keyframes => self.key_interval.map_or(AWAY, |interval| interval * 2).max(YOUNG),
        };
        let said_stale = camera == CameraState::Stale && self.link_lost.is_none();
        let state = if said_offline || link_silence > AWAY || silence > AWAY || age > young + (AWAY - YOUNG) {
            TileState::Offline
        } else if said_stale || self.link_lost.is_some() || silence > HEARD || age > young {
            TileState::Stale
        } else {
            TileState::Live
        };
        (state, why.filter(|_| state != TileState::Live))
    }
}

/// A watch that gives no picture for so long, though the relay hears the camera, is asked for anew. A decoder that was
/// given up waits for a keyframe, which may not come: a new watch gets what decoding can begin with.
pub fn is_stuck(facts: &Facts, now: UnixMicros) -> bool {
    let heard = facts.heard.is_some_and(|heard| now.since(heard) <= HEARD);
    let old = |at: Option<UnixMicros>| at.is_some_and(|at| now.since(at) > AWAY);
    let waits = old(facts.watched) && (!facts.fresh || (facts.mode == Mode::All && old(facts.shown)));
    heard && waits && facts.refused.is_none() && facts.link_lost.is_none()
}

/// Remembers since when a tile is in its state.
#[derive(Debug, Default)]
pub struct Since {
    last: Option<(TileState, Option<Why>, UnixMicros)>,
}

impl Since {
    /// Notes a judgement; `true` where it is another one than before.
    pub fn note(&mut self, (state, why): (TileState, Option<Why>), now: UnixMicros) -> bool {
        match self.last {
            Some((s, w, _)) if s == state && w == why => false,
            Some((s, _, since)) => {
                self.last = Some((state, why, if s == state { since } else { now }));
                true
            }
            None => {
                self.last = Some((state, why, now));
                true
            }
        }
    }

    /// The state, why, and since when.
    pub fn state(&self) -> (TileState, Option<Why>, UnixMicros) {
        self.last.unwrap_or((TileState::Starting, None, UnixMicros(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TileState::*;

    fn at(secs: f64) -> UnixMicros {
        UnixMicros(1_000_000_000 + (secs * 1e6) as u64)
    }

    /// Watched and heard and painted at second 0.
    fn live() -> Facts {
        Facts {
            camera: Some((CameraState::Live, None)),
            heard: Some(at(0.0)),
            watched: Some(at(-60.0)),
            shown: Some(at(0.0)),
            fresh: true,
            ..Facts::new(Mode::All)
        }
    }

    fn states(facts: Facts, cases: &[(f64, TileState)]) {
        for (secs, state) in cases {
            assert_eq!(facts.judge(at(*secs)).0, *state, "after {secs} s: {facts:?}");
        }
    }

    #[test]
    fn a_camera_that_falls_silent() {
        states(live(), &[(0.1, Live), (3.0, Live), (3.1, Stale), (10.0, Stale), (10.1, Offline), (9999.0, Offline)]);
    }

    #[test]
    fn pictures_that_stop_though_the_camera_is_heard() {
        let frozen = |secs| Facts { heard: Some(at(secs)), ..live() };
        for (secs, state) in [(3.0, Live), (3.1, Stale), (10.1, Offline)] {
            assert_eq!(frozen(secs).judge(at(secs)).0, state, "{secs}");
        }
    }

    #[test]
    fn pictures_that_come_though_the_camera_is_not_heard() {
        // Old pictures out of a queue must not look live, even as they move.
        let queue = Facts { shown: Some(at(5.0)), ..live() };
        states(queue, &[(3.0, Live), (5.0, Stale), (10.1, Offline)]);
    }

    #[test]
    fn what_the_relay_says_counts_at_once() {
        let said = |state, reason| Facts { camera: Some((state, reason)), ..live() };
        let why = Some(Reason::Unreachable);
        assert_eq!(said(CameraState::Stale, None).judge(at(0.1)).0, Stale);
        assert_eq!(said(CameraState::Offline, why).judge(at(0.1)), (Offline, Some(Why::Relay(Reason::Unreachable))));
        assert_eq!(said(CameraState::Paused, None).judge(at(0.1)).0, Paused);
        let paused = Why::Relay(Reason::Paused);
        assert_eq!(Facts { refused: Some(paused), ..live() }.judge(at(0.1)), (Paused, Some(paused)));
        assert_eq!(said(CameraState::Live, why).judge(at(0.1)), (Live, None));
        states(said(CameraState::Starting, None), &[(0.1, Live), (3.1, Stale)]);
    }

    #[test]
    fn without_the_socket_nothing_is_live() {
        let lost = Facts { link_lost: Some(at(0.0)), heard: Some(at(60.0)), shown: Some(at(60.0)), ..live() };
        states(lost, &[(0.1, Stale), (10.0, Stale), (10.1, Offline)]);
        assert_eq!(lost.judge(at(1.0)).1, Some(Why::LinkLost));
        // A relay that lets us in and says nothing is away as well.
        states(Facts { fresh: false, watched: Some(at(9.0)), ..lost }, &[(9.1, Stale), (10.1, Offline)]);
    }

    #[test]
    fn before_the_first_picture() {
        let new = Facts { watched: Some(at(0.0)), heard: None, shown: None, fresh: false, ..live() };
        states(new, &[(0.0, Starting), (10.0, Starting), (10.1, Offline)]);
        let heard = Facts { heard: Some(at(30.0)), ..new };
        states(heard, &[(30.0, Starting), (40.0, Starting), (40.1, Offline)]);
        let dead = Facts { camera: Some((CameraState::Offline, Some(Reason::AuthFailed))), ..new };
        assert_eq!(dead.judge(at(0.0)), (Offline, Some(Why::Relay(Reason::AuthFailed))));
        let back = Facts { shown: Some(at(-600.0)), ..new };
        assert_eq!(back.judge(at(0.1)).0, Starting, "the old picture of a page that came back is not live");
        let old_alive = Facts { heard: Some(at(-600.0)), ..new };
        states(old_alive, &[(0.0, Starting), (10.1, Offline)]);
    }

    #[test]
    fn a_watch_without_a_picture_is_asked_for_anew() {
        let waiting = Facts { watched: Some(at(0.0)), heard: Some(at(10.0)), shown: None, fresh: false, ..live() };
        assert!(!is_stuck(&waiting, at(10.0)));
        assert!(is_stuck(&waiting, at(10.1)));
        assert!(!is_stuck(&Facts { heard: Some(at(0.0)), ..waiting }, at(10.1)), "the camera is away");
        assert!(!is_stuck(&Facts { fresh: true, shown: Some(at(0.2)), ..waiting }, at(10.1)));
        assert!(is_stuck(&Facts { fresh: true, shown: Some(at(0.0)), ..waiting }, at(10.1)), "its picture is old");
    }

    #[test]
    fn keyframes_may_be_older() {
        let keys = |interval| Facts { mode: Mode::Keyframes, key_interval: interval, ..live() };
        let heard = |facts: Facts, secs| Facts { heard: Some(at(secs)), ..facts }.judge(at(secs)).0;
        let four = keys(Some(Duration::from_secs(4)));
        assert_eq!([8.0, 8.1, 15.0, 15.1].map(|s| heard(four, s)), [Live, Stale, Stale, Offline]);
        let one = keys(Some(Duration::from_secs(1)));
        assert_eq!([3.0, 3.1].map(|s| heard(one, s)), [Live, Stale]);
        assert_eq!([10.0, 10.1].map(|s| heard(keys(None), s)), [Live, Stale]);
    }

    #[test]
    fn refused_and_out_of_sight() {
        let refused = Facts { refused: Some(Why::Relay(Reason::UnknownCamera)), ..live() };
        assert_eq!(refused.judge(at(0.0)), (Refused, Some(Why::Relay(Reason::UnknownCamera))));
        assert_eq!(Facts { watched: None, ..live() }.judge(at(0.0)).0, Paused);
    }

    #[test]
    fn since_is_when_the_state_changed() {
        let mut since = Since::default();
        assert!(since.note((Live, None), at(0.0)));
        assert!(!since.note((Live, None), at(1.0)));
        assert!(since.note((Stale, None), at(2.0)));
        assert!(since.note((Stale, Some(Why::LinkLost)), at(3.0)));
        assert_eq!(since.state(), (Stale, Some(Why::LinkLost), at(2.0)));
    }
}
