//! The ring under random operations, and its bounds one by one.

use super::*;
use crate::StreamParams;
use proptest::prelude::*;
use shared::{
    Pts90k, StreamId, UnixMicros,
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

proptest! {
    #[test]
    fn random_operations(ops in prop::collection::vec((0u8..12, 0u64..2000, 30usize..4000, any::<bool>()), 1..200)) {
        let mut r = Ring::new(limits());
        let mut now = 0;
        for (kind, ms, len, watched) in ops {
            now += ms;
            match kind {
                0 => r.shrink(),
                k => r.push(frame(k < 3, now, len), watched),
            }
            r.check_invariants();
        }
    }
}
