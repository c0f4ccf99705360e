//! Which way the pictures are to come: over the live socket or by WebRTC. Belongs here: the comparison, from the ages of what
//! is painted. Does not: single tiles (see `ladder`), connections.
//!
//! The socket comes first: it costs the relay a tenth, and on its own relay's sockets loss does not hurt it. Where pictures are
//! late all the same, for long enough, the other way is tried for all tiles at once, and kept only where it is clearly
//! better. A try that fails is repeated after a time that doubles: on a line that is too narrow no way is good.

use crate::protocol::Feed;
use std::collections::VecDeque;

/// Ages are compared over this time.
const WINDOW_MS: f64 = 5_000.0;
/// The 95th percentile of the age beyond which pictures are late.
const LATE_MS: f64 = 1_500.0;
/// How long they must be late without a break: a burst of lateness is seen for as long as the window is.
const PATIENCE_MS: f64 = 15_000.0;
/// How long a way is used at least. What is measured in its first part is the change's own.
const DWELL_MS: f64 = 30_000.0;
const SETTLE_MS: f64 = 8_000.0;
/// A way is clearly better where its ages are below this part of the other's.
const BETTER: f64 = 0.7;
/// After a try in vain, or a return: how long until the next; doubled with each in a row.
const RETRY_MS: f64 = 300_000.0;
const LONGEST_RETRY_MS: f64 = 4.0 * 3_600_000.0;
/// Ages that are compared at most.
const SAMPLES: usize = 1_024;
/// So many are a measure.
const ENOUGH: usize = 5;

/// Chooses for all tiles.
#[derive(Debug)]
pub struct FeedChoice {
    feed: Feed,
    since_ms: f64,
    ages: VecDeque<(f64, f64)>,
    late_since_ms: Option<f64>,
    /// The way that is being tried: what the other one had when it was left.
    trial: Option<f64>,
    not_before_ms: f64,
    failures: i32,
}

impl Default for FeedChoice {
    fn default() -> Self {
        Self {
            feed: Feed::Ws,
            since_ms: 0.0,
            ages: VecDeque::new(),
            late_since_ms: None,
            trial: None,
            not_before_ms: 0.0,
            failures: 0,
        }
    }
}

impl FeedChoice {
    /// The way to use.
    pub fn feed(&self) -> Feed {
        self.feed
    }

    /// Pictures are to come by WebRTC.
    pub fn is_rtp(&self) -> bool {
        self.feed == Feed::Rtp
    }

    /// Begins with what was the better one on this network before.
    pub fn remember(&mut self, feed: Feed, now_ms: f64) {
        if feed != self.feed {
            self.turn(feed, now_ms);
        }
    }

    /// A picture was painted that came by the way in use, of a camera that the relay hears.
    pub fn painted(&mut self, age_ms: f64, now_ms: f64) {
        if self.ages.len() == SAMPLES {
            self.ages.pop_front();
        }
        self.ages.push_back((now_ms, age_ms));
    }

    /// Begins to measure anew: the page was hidden, or the socket lost.
    pub fn pause(&mut self, now_ms: f64) {
        self.ages.clear();
        self.late_since_ms = None;
        self.since_ms = now_ms;
    }

    /// Looks at the time. `can`: the device and the relay have WebRTC. `waiting`: tiles are watched of cameras that the relay
    /// hears, so that no picture at all is late, too. Gives the winner when one is settled, to be remembered.
    pub fn tick(&mut self, can: bool, waiting: bool, now_ms: f64) -> Option<Feed> {
        while self.ages.front().is_some_and(|(at, _)| now_ms - at > WINDOW_MS) {
            self.ages.pop_front();
        }
        if !can {
            let was_rtp = self.is_rtp();
            if was_rtp {
                self.failed(now_ms);
                self.turn(Feed::Ws, now_ms);
            }
            return was_rtp.then_some(Feed::Ws);
        }
        let measured = self.measure(waiting, now_ms);
        if measured.is_some_and(|age_ms| age_ms > LATE_MS) {
            self.late_since_ms.get_or_insert(now_ms);
        } else {
            self.late_since_ms = None;
        }
        if now_ms - self.since_ms < DWELL_MS {
            return None;
        }
        let measured = measured?;
        if let Some(other_ms) = self.trial.take() {
            if measured < other_ms * BETTER {
                return Some(self.feed);
            }
            self.failed(now_ms);
            self.turn(other(self.feed), now_ms);
            return None;
        }
        let is_late = self.late_since_ms.is_some_and(|since| now_ms - since >= PATIENCE_MS);
        if is_late && now_ms >= self.not_before_ms {
            self.turn(other(self.feed), now_ms);
            self.trial = Some(measured);
        }
        None
    }

    fn failed(&mut self, now_ms: f64) {
        self.not_before_ms = now_ms + (RETRY_MS * 2f64.powi(self.failures.min(10))).min(LONGEST_RETRY_MS);
        self.failures += 1;
        self.trial = None;
    }

    fn turn(&mut self, feed: Feed, now_ms: f64) {
        self.feed = feed;
        self.pause(now_ms);
    }

    /// The 95th percentile of the ages, once the way had its time to settle.
    fn measure(&self, waiting: bool, now_ms: f64) -> Option<f64> {
        if now_ms - self.since_ms < SETTLE_MS {
            return None;
        }
        let settled = self.since_ms + SETTLE_MS;
        let mut ages: Vec<f64> = self.ages.iter().filter(|(at, _)| *at >= settled).map(|(_, age)| *age).collect();
        if ages.len() < ENOUGH {
            // Too few to tell; none at all, though there should have been some, is as late as can be.
            let is_dead = ages.is_empty() && waiting && now_ms - settled >= WINDOW_MS;
            return is_dead.then_some(f64::MAX);
        }
        // A twentieth is larger.
        for _ in 0..(ages.len() - 1) / 20 {
            let largest = (1..ages.len()).fold(0, |at, other| if ages[other] > ages[at] { other } else { at });
            ages.swap_remove(largest);
        }
        ages.into_iter().reduce(f64::max)
    }
}

fn other(feed: Feed) -> Feed {
    if feed == Feed::Rtp { Feed::Ws } else { Feed::Rtp }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a choice for some seconds, in which each way has pictures of an age (`None`: none come), and gives the changes.
    struct World {
        choice: FeedChoice,
        now_ms: f64,
        can: bool,
        changes: Vec<(u32, Feed)>,
        winners: Vec<Feed>,
    }

    impl World {
        fn new() -> Self {
            Self { choice: FeedChoice::default(), now_ms: 0.0, can: true, changes: vec![], winners: vec![] }
        }

        fn run(&mut self, secs: u32, ws: Option<f64>, rtp: Option<f64>) -> &mut Self {
            for _ in 0..secs * 4 {
                let before = self.choice.feed();
                let age = if before == Feed::Rtp { rtp } else { ws };
                for _ in 0..age.map_or(0, |_| 4) {
                    self.choice.painted(age.unwrap(), self.now_ms);
                }
                self.winners.extend(self.choice.tick(self.can, true, self.now_ms));
                if self.choice.feed() != before {
                    self.changes.push(((self.now_ms / 1000.0) as u32, self.choice.feed()));
                }
                self.now_ms += 250.0;
            }
            self
        }
    }

    const GOOD: Option<f64> = Some(150.0);
    const BAD: Option<f64> = Some(4_000.0);

    #[test]
    fn a_good_socket_is_never_left() {
        assert_eq!(World::new().run(3_600, GOOD, GOOD).changes, []);
        assert_eq!(World::new().run(3_600, Some(1_400.0), Some(10.0)).changes, []);
    }

    #[test]
    fn a_late_socket_is_left_once_and_the_winner_is_told() {
        let mut world = World::new();
        world.run(600, BAD, GOOD);
        assert_eq!(world.changes, [(30, Feed::Rtp)]);
        assert_eq!(world.winners, [Feed::Rtp]);
    }

    #[test]
    fn so_is_one_on_which_nothing_comes() {
        assert_eq!(World::new().run(120, None, GOOD).changes, [(30, Feed::Rtp)]);
    }

    #[test]
    fn lateness_must_last() {
        let mut world = World::new();
        world.run(60, GOOD, GOOD);
        for _ in 0..50 {
            // Late for less than the time that it must last, with the window's memory of it.
            world.run(7, BAD, GOOD).run(20, GOOD, GOOD);
        }
        assert_eq!(world.changes, []);
        assert_eq!(world.run(30, BAD, GOOD).changes.len(), 1);
    }

    #[test]
    fn where_no_way_is_good_there_are_few_changes() {
        let mut world = World::new();
        world.run(3_600, BAD, Some(3_500.0));
        // There and back, each time after twice as long.
        let to_rtp: Vec<u32> = world.changes.iter().filter(|(_, feed)| *feed == Feed::Rtp).map(|(at, _)| *at).collect();
        assert!(to_rtp.len() <= 4, "{:?}", world.changes);
        assert!(to_rtp.windows(2).all(|pair| pair[1] - pair[0] >= 300), "{to_rtp:?}");
        assert!(world.changes.chunks(2).all(|pair| pair.len() < 2 || pair[1].0 - pair[0].0 >= 30));
        assert_eq!(world.winners, []);
    }

    #[test]
    fn back_when_the_other_one_goes_bad() {
        let mut world = World::new();
        world.run(600, BAD, GOOD).run(600, GOOD, BAD);
        assert_eq!(world.changes.iter().map(|(_, feed)| *feed).collect::<Vec<_>>(), [Feed::Rtp, Feed::Ws]);
        assert_eq!(world.winners, [Feed::Rtp, Feed::Ws]);
    }

    #[test]
    fn without_webrtc_there_is_no_choice() {
        let mut world = World::new();
        world.can = false;
        assert_eq!(world.run(600, BAD, GOOD).changes, []);
        // UDP is blocked from here on.
        let mut world = World::new();
        world.run(120, BAD, GOOD);
        world.can = false;
        assert_eq!(world.run(1, BAD, GOOD).changes.last(), Some(&(120, Feed::Ws)));
        assert_eq!(world.winners, [Feed::Rtp, Feed::Ws]);
        // And it does not come back at once where it seems to be there again.
        world.can = true;
        let changes = world.changes.len();
        assert_eq!(world.run(200, BAD, GOOD).changes.len(), changes);
    }

    #[test]
    fn what_is_remembered_is_used_at_once() {
        let mut choice = FeedChoice::default();
        choice.remember(Feed::Rtp, 0.0);
        assert_eq!(choice.feed(), Feed::Rtp);
    }
}
