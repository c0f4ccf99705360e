//! The ladder as tables: what begins, falls, is tried again, and when.

use super::*;
use Rung::{Mse, Openh264, Still, Webcodecs, Webrtc};

/// What happens to a tile.
#[derive(Debug)]
enum On {
    /// The caller does what it is told to.
    Tick(Step),
    Painted(Rung),
    Fell(Rung),
    /// From here on the device can these only.
    Can(&'static [Rung]),
    /// From here on pictures are to come this way.
    Feed(Feed),
    /// From here on these pictures are its share.
    Share(Mode),
    Hidden,
}
use On::{Can, Fell, Hidden, Painted, Share, Tick};
use Step::{Begin, GiveUp, Leave, Stay, Try, Turn};

/// Plays a table of seconds and events, and ends with the ladder that has seen them.
fn play(table: &[(f64, On)]) -> Ladder {
    let mut ladder = Ladder::default();
    let (mut can, mut feed, mut share) = (&Rung::ALL[..], Feed::Ws, Mode::All);
    for (row, (secs, on)) in table.iter().enumerate() {
        let (now_ms, able) = (secs * 1000.0, Able::new(feed, share, |rung| can.contains(&rung)));
        match on {
            Tick(expected) => {
                let step = ladder.step(&able, now_ms);
                assert_eq!(step, *expected, "row {row} at {secs} s: {on:?}");
                match step {
                    Stay => {}
                    Begin(rung) => ladder.begun(rung, &able, now_ms),
                    Try(rung) => ladder.tried(rung, &able, now_ms),
                    GiveUp => ladder.fell(ladder.trial().unwrap(), Fall::Late, now_ms),
                    Turn => ladder.stop(),
                    Leave => ladder.fell(ladder.running().unwrap(), Fall::Unable, now_ms),
                }
            }
            Painted(rung) => drop(ladder.painted(*rung, now_ms)),
            Fell(rung) => ladder.fell(*rung, Fall::Silent, now_ms),
            Can(rungs) => can = rungs,
            On::Feed(new) => feed = *new,
            Share(new) => share = *new,
            Hidden => ladder.stop(),
        }
    }
    ladder
}

#[test]
fn the_best_first_and_down_at_once() {
    let ladder = play(&[
        (0.0, Tick(Begin(Webcodecs))),
        (0.1, Tick(Stay)),
        (0.2, Painted(Webcodecs)),
        (3.0, Fell(Webcodecs)),
        (3.0, Tick(Begin(Mse))),
        (3.1, Fell(Mse)),
        (3.1, Tick(Begin(Webrtc))),
        (3.2, Fell(Webrtc)),
        (3.2, Tick(Begin(Openh264))),
        (3.3, Fell(Openh264)),
        (3.3, Tick(Begin(Still))),
        (3.4, Fell(Still)),
        // There is nothing below.
        (3.4, Tick(Begin(Still))),
    ]);
    assert_eq!((ladder.running(), ladder.trial()), (Some(Still), None));
    assert_eq!(ladder.why(Webcodecs), Some(&Fall::Silent));
}

#[test]
fn what_the_device_cannot_is_passed_over() {
    play(&[(0.0, Can(&[Openh264])), (0.0, Tick(Begin(Openh264))), (1.0, Painted(Openh264)), (100.0, Tick(Stay))]);
    play(&[(0.0, Can(&[])), (0.0, Tick(Begin(Still)))]);
    // It turns out later, as when the canary dies.
    play(&[(0.0, Tick(Begin(Webcodecs))), (1.5, Can(&[Mse])), (1.5, Tick(Leave)), (1.5, Tick(Begin(Mse)))]);
}

#[test]
fn keyframes_alone_are_nothing_for_a_player_and_it_is_back_at_once_with_the_others() {
    play(&[
        (0.0, Can(&[Mse])),
        (0.0, Tick(Begin(Mse))),
        (1.0, Painted(Mse)),
        (5.0, Share(Mode::Keyframes)),
        (5.0, Tick(Turn)),
        (5.0, Tick(Begin(Still))),
        (6.0, Painted(Still)),
        (9.0, Tick(Stay)),
        (10.0, Share(Mode::All)),
        (10.0, Tick(Try(Mse))),
        (11.0, Painted(Mse)),
        (11.0, Tick(Stay)),
    ]);
    // What takes them stays.
    play(&[(0.0, Tick(Begin(Webcodecs))), (1.0, Share(Mode::Keyframes)), (1.0, Tick(Stay))]);
}

#[test]
fn up_after_a_minute_of_calm_and_beside_what_runs() {
    let ladder = play(&[
        (0.0, Tick(Begin(Webcodecs))),
        (0.0, Fell(Webcodecs)),
        (0.0, Tick(Begin(Mse))),
        (1.0, Painted(Mse)),
        (59.9, Tick(Stay)),
        (60.0, Tick(Try(Webcodecs))),
        (60.1, Painted(Mse)),
        (60.2, Tick(Stay)),
        (60.3, Painted(Webcodecs)),
        (60.4, Tick(Stay)),
    ]);
    assert_eq!((ladder.running(), ladder.trial()), (Some(Webcodecs), None));
}

#[test]
fn no_calm_no_try() {
    play(&[
        (0.0, Tick(Begin(Webcodecs))),
        (0.0, Fell(Webcodecs)),
        (0.0, Tick(Begin(Mse))),
        (1.0, Painted(Mse)),
        (50.0, Fell(Mse)),
        (50.0, Tick(Begin(Webrtc))),
        (51.0, Painted(Webrtc)),
        // The first is no longer barred, but the second has only just failed.
        (61.0, Tick(Stay)),
        (109.9, Tick(Stay)),
        (110.0, Tick(Try(Webcodecs))),
    ]);
    // Nor while what runs has nothing on screen yet.
    play(&[
        (0.0, Fell(Webcodecs)),
        (0.0, Tick(Begin(Mse))),
        (70.0, Tick(Stay)),
        (71.0, Painted(Mse)),
        (71.0, Tick(Try(Webcodecs))),
    ]);
}

#[test]
fn a_try_that_fails_is_rarer_each_time() {
    for late in [true, false] {
        let mut table =
            vec![(0.0, Tick(Begin(Webcodecs))), (0.0, Fell(Webcodecs)), (0.0, Tick(Begin(Mse))), (1.0, Painted(Mse))];
        let mut at = 60.0;
        for (wait, next) in [(120.0, 240.0), (240.0, 480.0), (480.0, 960.0)] {
            table.push((at, Tick(Try(Webcodecs))));
            let fell = if late { at + 8.1 } else { at + 1.0 };
            table.push((fell, if late { Tick(GiveUp) } else { Fell(Webcodecs) }));
            table.push((fell + wait - 0.1, Tick(Stay)));
            at = fell + wait;
            assert_eq!(next, wait * 2.0);
        }
        table.push((at, Tick(Try(Webcodecs))));
        assert_eq!(play(&table).running(), Some(Mse), "the running rung is not touched");
    }
}

#[test]
fn a_rung_that_works_for_a_moment_only_does_not_flap() {
    let mut table = Vec::new();
    let mut at = 0.0;
    table.push((at, Tick(Begin(Webcodecs))));
    for n in 0..8 {
        table.push((at + 0.5, Painted(Webcodecs)));
        table.push((at + 1.0, Fell(Webcodecs)));
        table.push((at + 1.0, Tick(Begin(Mse))));
        table.push((at + 1.2, Painted(Mse)));
        let bar = (60.0 * 2f64.powi(n)).min(1_800.0);
        table.push((at + 0.9 + bar, Tick(Stay)));
        at += 1.2 + bar;
        table.push((at, Tick(Try(Webcodecs))));
    }
    play(&table);
}

#[test]
fn a_long_good_time_is_remembered_instead() {
    play(&[
        (0.0, Tick(Begin(Webcodecs))),
        (0.5, Fell(Webcodecs)),
        (0.5, Tick(Begin(Mse))),
        (0.6, Painted(Mse)),
        (61.0, Tick(Try(Webcodecs))),
        (61.5, Painted(Webcodecs)),
        (700.0, Painted(Webcodecs)),
        (701.0, Fell(Webcodecs)),
        (701.0, Tick(Begin(Mse))),
        (701.1, Painted(Mse)),
        (760.0, Tick(Stay)),
        // As after a first failure.
        (761.2, Tick(Try(Webcodecs))),
    ]);
}

#[test]
fn another_way_for_all_is_tried_at_once_and_back() {
    let ladder = play(&[
        (0.0, Tick(Begin(Webcodecs))),
        (0.5, Painted(Webcodecs)),
        (9.0, On::Feed(Feed::Rtp)),
        (9.0, Tick(Try(Webrtc))),
        (9.5, Painted(Webrtc)),
        (9.6, Tick(Stay)),
        (40.0, On::Feed(Feed::Ws)),
        (40.0, Tick(Try(Webcodecs))),
        (40.5, Painted(Webcodecs)),
        (41.0, Tick(Stay)),
        (42.0, Hidden),
        (43.0, On::Feed(Feed::Rtp)),
        (43.0, Tick(Begin(Webrtc))),
        // A camera that WebRTC cannot carry stays with what it had.
        (43.2, Fell(Webrtc)),
        (43.2, Tick(Begin(Webcodecs))),
        (43.4, Painted(Webcodecs)),
        (43.5, Tick(Stay)),
    ]);
    assert_eq!(ladder.running(), Some(Webcodecs));
}

#[test]
fn what_has_failed_is_known_after_a_time_out_of_sight() {
    play(&[
        (0.0, Tick(Begin(Webcodecs))),
        (0.5, Fell(Webcodecs)),
        (0.5, Tick(Begin(Mse))),
        (1.0, Hidden),
        (10.0, Tick(Begin(Mse))),
        (11.0, Hidden),
        (61.0, Tick(Begin(Webcodecs))),
    ]);
}

#[test]
fn a_trial_that_the_device_turns_out_unable_of_is_given_up() {
    play(&[
        (0.0, Fell(Webcodecs)),
        (0.0, Tick(Begin(Mse))),
        (0.1, Painted(Mse)),
        (60.5, Tick(Try(Webcodecs))),
        (61.0, Can(&[Mse])),
        (61.0, Tick(GiveUp)),
        (61.0, Tick(Stay)),
    ]);
}
