//! The policy on lines and devices of many kinds: how little it settles for, and how it finds its way back.

use super::*;

/// A line that carries so many live tiles, and a page that asks for nine of them at 15 fps.
struct World {
    policy: Policy,
    carries: usize,
    wanted: usize,
    now_ms: f64,
}

impl World {
    fn new(carries: usize, wanted: usize) -> Self {
        let mut world = Self { policy: Policy::default(), carries, wanted, now_ms: 0.0 };
        // What opening the wall takes.
        world.play(4);
        world
    }

    fn live(&self) -> usize {
        self.policy.budget().live.map_or(self.wanted, |live| live.min(self.wanted))
    }

    /// Plays on; gives each budget with the second in which it began.
    fn play(&mut self, secs: u32) -> Vec<(f64, Option<usize>)> {
        let (mut changes, end_ms) = (Vec::new(), self.now_ms + f64::from(secs) * 1000.0);
        while self.now_ms < end_ms {
            self.now_ms += 250.0;
            let live = self.live();
            // What does not fit comes late or not at all.
            let comes = (live * 4).min(self.carries * 4);
            self.policy.measured().came(comes as f64, live as f64 * 4.0);
            for n in 0..live * 4 {
                if n < comes {
                    self.policy.measured().painted(Duration::from_millis(if live > self.carries { 900 } else { 120 }));
                } else {
                    self.policy.measured().dropped(1);
                }
            }
            if self.policy.tick(live, self.wanted, 0, self.now_ms) {
                changes.push((self.now_ms / 1000.0, self.policy.budget().live));
            }
        }
        changes
    }
}

#[test]
fn a_line_that_carries_all_is_asked_for_all() {
    assert_eq!(World::new(9, 9).play(3_600), []);
}

#[test]
fn a_narrow_line_settles_within_ten_seconds() {
    let mut world = World::new(4, 9);
    let changes = world.play(10);
    let [(secs, Some(3))] = changes[..] else {
        panic!("at once, and with room for the others' keyframes: {changes:?}")
    };
    assert!(secs <= 6.25, "with what opening takes: {secs} s");
}

#[test]
fn tries_for_more_become_rare() {
    let mut world = World::new(4, 9);
    world.play(10);
    let mut tries = Vec::new();
    for (secs, live) in world.play(1_200) {
        if live == Some(5) {
            tries.push(secs);
        } else {
            assert_eq!(live, Some(4), "five are too many, four are known to go well");
        }
    }
    let gaps: Vec<f64> = tries.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(tries.len() >= 3 && gaps.last().is_some_and(|gap| *gap >= 300.0), "{tries:?}");
    assert!(gaps.is_sorted(), "{gaps:?}");
}

#[test]
fn a_line_that_recovers_gets_all_back() {
    let mut world = World::new(4, 9);
    world.play(10);
    world.carries = 9;
    world.play(300);
    assert_eq!(world.policy.budget(), Budget::ALL);
}

#[test]
fn what_is_still_draining_is_not_judged_again() {
    let mut policy = Policy::default();
    let second = |policy: &mut Policy, live: usize, age_ms: u64, now_ms: f64| {
        for _ in 0..live * 15 {
            policy.measured().painted(Duration::from_millis(age_ms));
            policy.measured().came(0.9, 1.0);
        }
        policy.tick(live, 9, 0, now_ms)
    };
    assert!(!second(&mut policy, 9, 1_500, 0.0));
    assert!(second(&mut policy, 9, 2_000, 6_000.0));
    assert_eq!(policy.budget().live, Some(4), "nearly all came");
    assert!(!second(&mut policy, 4, 1_400, 8_900.0));
    assert!(!second(&mut policy, 4, 1_400, 11_000.0), "less late than before");
    assert!(!second(&mut policy, 4, 900, 13_000.0));
    assert!(second(&mut policy, 4, 850, 15_000.0), "it stays late");
}

#[test]
fn a_line_that_is_away_for_a_moment_loses_no_tile() {
    let mut policy = Policy::default();
    let mut now_ms = 0.0;
    for second in 0..60u32 {
        // Of each twenty seconds two bring nothing, and the next two all of it.
        let (came, age_ms) = match second % 20 {
            10 | 11 => (0, 0),
            12 | 13 => (2 * 9 * 15, 1_500),
            _ => (9 * 15, 150),
        };
        for quarter in 1..=4 {
            for _ in 0..came / 4 {
                policy.measured().painted(Duration::from_millis(age_ms));
            }
            policy.measured().came(f64::from(came / 4), 9.0 * 15.0 / 4.0);
            now_ms = f64::from(second) * 1_000.0 + f64::from(quarter) * 250.0;
            policy.tick(9, 9, 0, now_ms);
        }
    }
    assert_eq!((policy.budget(), now_ms), (Budget::ALL, 60_000.0));
}

#[test]
fn one_tile_is_always_live() {
    let mut world = World::new(0, 9);
    world.play(60);
    assert_eq!(world.policy.budget().live, Some(1));
}

#[test]
fn main_streams_go_first_and_come_last() {
    let mut policy = Policy::default();
    assert!(!policy.tick(2, 2, 1, 0.0));
    let too_much = |policy: &mut Policy| policy.measured().waiting();
    too_much(&mut policy);
    assert!(policy.tick(2, 2, 1, 4_000.0));
    assert_eq!(policy.budget(), Budget { main: false, live: None });
    too_much(&mut policy);
    assert!(!policy.tick(2, 2, 0, 5_000.0), "what was under way must drain first");
    too_much(&mut policy);
    assert!(policy.tick(2, 2, 0, 8_000.0));
    assert_eq!(policy.budget(), Budget { main: false, live: Some(1) });
    let mut order = Vec::new();
    for now in 9..200 {
        if policy.tick(1, 2, 0, f64::from(now) * 1000.0) {
            order.push(policy.budget());
        }
    }
    assert_eq!(order, [Budget { main: false, live: None }, Budget::ALL]);
}

#[test]
fn opening_a_wall_is_not_judged() {
    let mut policy = Policy::default();
    for (now_ms, wanted) in [(1_000.0, 9), (3_900.0, 9), (9_000.0, 16), (11_900.0, 16)] {
        policy.measured().waiting();
        assert!(!policy.tick(wanted, wanted, 0, now_ms), "{now_ms}");
    }
    policy.measured().waiting();
    assert!(policy.tick(16, 16, 0, 14_000.0));
}

#[test]
fn what_is_seldom_is_not_too_much() {
    for (painted, late, dropped, too_much) in [
        (100, 0, 0, false),
        (100, 0, 9, false),
        (100, 0, 12, true),
        (100, 24, 0, false),
        (100, 26, 0, true),
        (2, 0, 2, false),
    ] {
        let mut measured = Measured::default();
        for n in 0..painted {
            measured.painted(Duration::from_millis(if n < late { 601 } else { 599 }));
        }
        measured.dropped(dropped);
        assert_eq!(measured.is_too_much(), too_much, "{painted} {late} {dropped}");
    }
    assert!(!Measured::default().is_too_much(), "nothing was asked for");
}

#[test]
fn who_is_looked_at_stays_live() {
    let tile = |is_focused, width| Candidate { is_focused, width };
    let tiles = [tile(false, 320), tile(false, 640), tile(true, 100), tile(false, 640), tile(false, 320)];
    assert_eq!(share_out(None, &tiles), [true; 5]);
    assert_eq!(share_out(Some(0), &tiles), [false; 5]);
    assert_eq!(share_out(Some(1), &tiles), [false, false, true, false, false]);
    assert_eq!(share_out(Some(3), &tiles), [false, true, true, true, false]);
    assert_eq!(share_out(Some(4), &tiles), [true, true, true, true, false]);
    assert_eq!(share_out(Some(9), &tiles), [true; 5]);
}
