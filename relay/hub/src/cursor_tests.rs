//! A joiner and a slow viewer, step by step.

use super::*;
use crate::ring::tests::{frame, limits, renewed};
use shared::wire::FrameHeader;

fn ring(frames: std::ops::Range<u64>, gop: u64) -> Ring {
    let mut r = Ring::new(limits());
    frames.for_each(|i| r.push(frame(i % gop == 0, i * 100, 100), true));
    r
}

fn times(c: &mut Cursor, r: &Ring) -> (Vec<u64>, u64) {
    let mut dropped = 0;
    let mut out = Vec::new();
    while let Some((f, d)) = c.next(r, &limits()) {
        out.push(f.header.time.0 / 100_000);
        dropped += d;
    }
    (out, dropped)
}

#[test]
fn a_joiner_gets_the_gop_and_learns_where_live_begins() {
    let r = ring(0..16, 10);
    let (mut c, live_from) = Cursor::join(&r, Mode::All, None);
    assert_eq!(live_from, Some(Pts90k(1500 * 90)));
    assert_eq!(times(&mut c, &r), ((10..16).collect(), 0));
}

#[test]
fn right_before_a_keyframe_waiting_is_cheaper_and_the_last_keyframe_is_the_poster() {
    let mut r = ring(0..20, 10);
    let (mut c, live_from) = Cursor::join(&r, Mode::All, Some(Duration::from_millis(910)));
    assert_eq!(live_from, Some(Pts90k(1900 * 90)));
    assert_eq!(times(&mut c, &r), (vec![10], 0));
    // What comes between the poster and the next keyframe was never this reader's: nothing was dropped.
    r.push(frame(false, 2000, 100), true);
    r.push(frame(true, 2100, 100), true);
    assert_eq!(times(&mut c, &r), (vec![21], 0));
}

#[test]
fn a_slow_viewer_within_its_budget_gets_everything() {
    let mut r = ring(0..10, 10);
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    times(&mut c, &r);
    (10..20).for_each(|i| r.push(frame(i % 10 == 0, i * 100, 100), true));
    assert_eq!(times(&mut c, &r), ((10..20).collect(), 0));
}

#[test]
fn over_its_budget_it_jumps_to_the_newest_keyframe_and_is_told() {
    let mut r = ring(0..5, 10);
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    times(&mut c, &r);
    (5..23).for_each(|i| r.push(frame(i % 10 == 0, i * 100, 100), true));
    assert_eq!(times(&mut c, &r), (vec![20, 21, 22], 15));
}

#[test]
fn without_a_newer_keyframe_it_waits_for_one() {
    let mut r = ring(0..2, 100);
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    times(&mut c, &r);
    (2..20).for_each(|i| r.push(frame(false, i * 100, 100), true));
    assert_eq!(times(&mut c, &r), (vec![], 0));
    r.push(frame(true, 2000, 100), true);
    assert_eq!(times(&mut c, &r), (vec![20], 18));
}

#[test]
fn one_huge_keyframe_is_always_admitted() {
    let mut r = ring(0..2, 100);
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    times(&mut c, &r);
    r.push(frame(true, 200, 9_000), true);
    assert_eq!(times(&mut c, &r), (vec![2], 0));
}

#[test]
fn the_budget_is_in_bytes_too() {
    let mut r = ring(0..2, 100);
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    times(&mut c, &r);
    (2..10).for_each(|i| r.push(frame(false, 200 + i, 1_000), true));
    assert_eq!(times(&mut c, &r).0, Vec::<u64>::new());
}

#[test]
fn keyframes_only_gets_the_newest_keyframe_and_counts_nothing_as_dropped() {
    let mut r = ring(0..5, 10);
    let (mut c, _) = Cursor::join(&r, Mode::Keyframes, None);
    assert_eq!(times(&mut c, &r), (vec![0], 0));
    (5..35).for_each(|i| r.push(frame(i % 10 == 0, i * 100, 100), true));
    r.shrink();
    assert_eq!(times(&mut c, &r), (vec![30], 0));
}

#[test]
fn a_catch_up_is_not_cut_off_by_the_budget_but_by_a_new_gop() {
    let mut r = ring(0..90, 100); // 9 s of GOP
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    for expected in 0..40 {
        assert_eq!(c.next(&r, &limits()).unwrap().0.header.time.0 / 100_000, expected);
    }
    r.push(frame(false, 9_000, 100), true);
    assert_eq!(c.next(&r, &limits()).unwrap().0.header.time.0 / 100_000, 40);
    r.push(frame(true, 9_100, 100), true);
    assert_eq!(times(&mut c, &r), (vec![91], 0));
}

/// Recovery points at 2, 12, 22, …; whole six frames later.
fn renewed_ring(frames: std::ops::Range<u64>) -> Ring {
    let mut r = Ring::new(limits());
    frames.for_each(|i| renewed(&mut r, i, 2, 8));
    r
}

/// What comes, a lead-in's pictures as `-`, and the times that were said to begin the present.
fn led(c: &mut Cursor, r: &Ring) -> (String, Vec<i64>) {
    let (mut out, mut anew) = (String::new(), Vec::new());
    while let Some((f, _)) = c.next(r, &limits()) {
        out += &if f.message().len() < 100 { "-".into() } else { format!(" {}", f.header.time.0 / 100_000) };
        anew.extend(c.take_anew().map(|p| p.0 / 9_000));
    }
    (out, anew)
}

#[test]
fn a_joiner_without_an_idr_picture_gets_a_lead_in_and_all_from_the_recovery_point_on() {
    let mut r = renewed_ring(0..16);
    let (mut c, live_from) = Cursor::join(&r, Mode::All, None);
    assert_eq!(live_from, None);
    assert_eq!(led(&mut c, &r), ("-- 2 3 4 5 6 7 8 9 10 11 12 13 14 15".into(), vec![15]));
    // Who goes on never gets another one.
    (16..31).for_each(|i| renewed(&mut r, i, 2, 8));
    assert_eq!(led(&mut c, &r).1, Vec::<i64>::new());
}

#[test]
fn a_joiner_in_the_first_renewal_begins_when_it_is_over() {
    let mut r = renewed_ring(0..5);
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    assert_eq!(led(&mut c, &r).0, "");
    (5..9).for_each(|i| renewed(&mut r, i, 2, 8));
    assert_eq!(led(&mut c, &r), ("-- 2 3 4 5 6 7 8".into(), vec![8]));
}

#[test]
fn a_slow_reader_begins_anew_at_a_later_recovery_point() {
    let mut r = renewed_ring(0..10);
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    led(&mut c, &r);
    (10..27).for_each(|i| renewed(&mut r, i, 2, 8));
    assert_eq!(led(&mut c, &r).0, "", "over its budget");
    (27..39).for_each(|i| renewed(&mut r, i, 2, 8));
    let first = c.next(&r, &limits()).unwrap();
    assert_eq!((first.0.header.key, first.1, c.take_anew()), (true, 22, Some(Pts90k(38 * 9_000))));
    assert_eq!(led(&mut c, &r).0, "- 32 33 34 35 36 37 38");
}

#[test]
fn behind_a_loss_every_reader_begins_anew() {
    let mut r = renewed_ring(0..10);
    let (mut c, _) = Cursor::join(&r, Mode::All, None);
    led(&mut c, &r);
    let lost = frame(false, 1_100, 100);
    r.push(Frame { header: FrameHeader { discontinuity: true, ..lost.header }, ..lost }, true);
    (12..18).for_each(|i| renewed(&mut r, i, 2, 8));
    assert_eq!(led(&mut c, &r).0, "");
    renewed(&mut r, 18, 2, 8);
    assert_eq!(led(&mut c, &r).0, "-- 12 13 14 15 16 17 18");
}

#[test]
fn a_reader_of_keyframes_gets_none_of_it() {
    let r = renewed_ring(0..40);
    let (mut c, _) = Cursor::join(&r, Mode::Keyframes, None);
    assert_eq!(led(&mut c, &r), (String::new(), vec![]));
}
