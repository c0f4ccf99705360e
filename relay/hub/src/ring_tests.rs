//! The ring under random operations, and its bounds one by one.

use super::*;
use crate::StreamParams;
use proptest::prelude::*;
use shared::{
    Pts90k, StreamId, UnixMicros,
    h264::LeadIn,
    wire::{FrameHeader, Kind},
};
use std::{sync::Arc, time::Duration};

pub(crate) fn frame(key: bool, ms: u64, len: usize) -> Frame {
    let stream = StreamId(1);
    let params = StreamParams {
        stream,
        avcc_source: Default::default(),
        avcc_live: Default::default(),
        codec: String::new(),
        width: 640,
        height: 360,
        reorders: false,
    };
    let header = FrameHeader {
        kind: Kind::H264,
        key,
        discontinuity: false,
        seq: 0,
        stream,
        pts: Pts90k(ms as i64 * 90),
        time: UnixMicros(ms * 1000),
    };
    Frame::new(header, Duration::from_millis(ms), &vec![0; len.saturating_sub(FrameHeader::LEN)], Arc::new(params))
}

pub(crate) fn limits() -> Limits {
    Limits {
        gop_span: Duration::from_secs(10),
        gop_bytes: 10_000,
        viewer_span: Duration::from_secs(1),
        viewer_bytes: 3_000,
        total_bytes: 1 << 20,
    }
}

#[test]
fn keeps_the_current_gop() {
    let mut r = Ring::new(limits());
    for i in 0..30 {
        r.push(frame(i % 10 == 0, i * 100, 100), false);
    }
    assert_eq!((r.gop_start(), r.next(), r.base()), (Some(20), 30, 20));
}

#[test]
fn a_watched_ring_keeps_a_slow_viewers_second_of_the_last_gop() {
    let mut r = Ring::new(limits());
    for i in 0..21 {
        r.push(frame(i % 10 == 0, i * 100, 100), true);
    }
    assert_eq!((r.gop_start(), r.base()), (Some(20), 10));
}

#[test]
fn a_gop_too_long_or_too_large_leaves_only_its_keyframe() {
    let mut long = Ring::new(limits());
    (0..130).for_each(|i| long.push(frame(i == 0, i * 100, 50), false));
    assert_eq!((long.gop_start(), long.key().map(|f| f.message.len()), long.bytes()), (None, Some(50), 50));
    let mut large = Ring::new(limits());
    (0..30).for_each(|i| large.push(frame(i == 0, i * 10, 500), false));
    assert_eq!((large.gop_start(), large.bytes()), (None, 500));
    large.push(frame(true, 400, 500), false);
    assert_eq!(large.gop_start(), Some(30));
}

pub(crate) fn lead_in() -> LeadIn {
    LeadIn { avcc: vec![7], units: vec![vec![1; 20], vec![2; 20]] }
}

/// A frame of a stream that is renewed: its number in `points` begins a renewal, in `whole` ends one.
pub(crate) fn renewed(r: &mut Ring, i: u64, points: u64, whole: u64) {
    let lead_in = lead_in();
    let begins = (i % 10 == points).then_some(&lead_in);
    r.push_recovery(frame(false, i * 100, 100), Recovery { lead_in: begins, whole: i % 10 == whole }, true);
    r.check_invariants();
}

#[test]
fn a_recovery_point_can_be_used_once_the_pictures_are_whole() {
    let mut r = Ring::new(limits());
    let mut usable = Vec::new();
    for i in 0..30 {
        renewed(&mut r, i, 2, 8);
        usable.push(r.access_point().map(|p| p.n));
    }
    assert_eq!([2, 7, 8, 17, 18, 29].map(|i: usize| usable[i]), [None, None, Some(2), Some(2), Some(12), Some(22)]);
    let point = r.access_point().unwrap();
    let headers: Vec<_> = point.frames.iter().map(|f| (f.header.key, f.header.seq, f.header.pts.0)).collect();
    assert_eq!(headers, [(true, u16::MAX - 1, 198_000 - 180), (false, u16::MAX, 198_000 - 90), (false, 0, 198_000)]);
    assert_eq!((r.is_keyless(), r.gop_start()), (true, None));
    r.push(
        Frame {
            header: FrameHeader { discontinuity: true, ..frame(false, 3000, 100).header },
            ..frame(false, 3000, 100)
        },
        true,
    );
    assert!(r.access_point().is_none(), "nothing leads over a gap");
}

#[test]
fn an_idr_picture_is_better_than_a_recovery_point_and_an_old_one_is_no_poster() {
    let mut r = Ring::new(limits());
    r.push(frame(true, 0, 100), true);
    (1..110).for_each(|i| renewed(&mut r, i, 2, 8));
    assert!(r.key().is_none() && r.access_point().is_some());
    r.push(frame(true, 11_000, 100), true);
    assert_eq!((r.gop_start(), r.access_point().map(|p| p.n)), (Some(110), None));
    (111..115).for_each(|i| renewed(&mut r, i, 2, 8));
    assert_eq!((r.gop_start(), r.is_keyless()), (Some(110), false));
}

proptest! {
    #[test]
    fn random_operations(ops in prop::collection::vec((0u8..14, 0u64..2000, 30usize..4000, any::<bool>()), 1..200)) {
        let mut r = Ring::new(limits());
        let mut now = 0;
        for (kind, ms, len, watched) in ops {
            now += ms;
            match kind {
                0 => r.shrink(),
                k @ 10..12 => {
                    let lead_in = lead_in();
                    let recovery = Recovery { lead_in: (k == 10).then_some(&lead_in), whole: k == 11 };
                    r.push_recovery(frame(false, now, len), recovery, watched);
                }
                k => r.push(frame(k < 3, now, len), watched),
            }
            r.check_invariants();
        }
    }
}

#[test]
fn what_was_cut_of_a_frame_is_kept_for_the_newest_only() {
    let mut ring = Ring::new(Limits::default());
    let cut = |frame: &Frame| frame.parts(|frame| [frame.unit()].into()).len();
    for n in 0..2 * PARTS as u64 {
        ring.push_recovery(frame(n == 0, n, 100), Recovery::default(), true);
        assert_eq!(cut(ring.get(n).unwrap()), 1);
    }
    let kept = (0..2 * PARTS as u64).filter(|n| ring.get(*n).is_some_and(|frame| frame.parts.get().is_some()));
    assert_eq!(kept.collect::<Vec<_>>(), (PARTS as u64..2 * PARTS as u64).collect::<Vec<_>>());
}
