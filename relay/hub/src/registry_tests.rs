//! The registry from outside: epochs, ceilings, closing.

use super::*;
use crate::{Delivery, PushError, StreamParams, Unit};
use shared::Pts90k;
use std::time::Duration;

fn params() -> StreamParams {
    StreamParams {
        stream: StreamId(0),
        avcc_source: Default::default(),
        avcc_live: Default::default(),
        codec: "avc1.42c01e".into(),
        width: 640,
        height: 360,
        reorders: false,
    }
}

fn unit(key: bool, ms: u64, data: &[u8]) -> Unit<'_> {
    Unit {
        key,
        discontinuity: false,
        pts: Pts90k(ms as i64 * 90),
        time: UnixMicros(ms * 1000),
        at: Duration::from_millis(ms),
        data,
    }
}

fn id(name: &str) -> CameraId {
    format!("ward/{name}").parse().unwrap()
}

fn streams_of(s: &mut Subscription) -> Vec<(u32, bool)> {
    std::iter::from_fn(|| match s.take() {
        Delivery::Frame { frame, .. } => Some((frame.header().stream.0, frame.header().key)),
        _ => None,
    })
    .collect()
}

#[test]
fn a_new_epoch_has_a_number_never_used_before() {
    let hub = Hub::new(Limits::default());
    let camera = hub.add(&id("a"), true, UnixMicros(0));
    let publisher = Hub::publisher(&camera, Profile::Sub);
    assert_eq!(publisher.push(unit(true, 0, &[1])), Err(PushError::NoParams));
    let first = publisher.set_params(params());
    publisher.push(unit(true, 0, &[1])).unwrap();
    let (mut s, joined) = Hub::subscribe(&camera, Profile::Sub, Mode::All, Arc::default());
    assert_eq!(joined.live_from, Some(Pts90k(0)));
    let second = publisher.set_params(params());
    publisher.push(unit(true, 100, &[1])).unwrap();
    assert_ne!(first, second);
    assert_eq!(streams_of(&mut s), [(second.0, true)]);
    let other = hub.add(&id("a"), true, UnixMicros(0));
    assert!(Hub::publisher(&other, Profile::Sub).set_params(params()) > second);
}

#[test]
fn a_camera_with_one_stream_serves_it_as_both() {
    let hub = Hub::new(Limits::default());
    let camera = hub.add(&id("a"), false, UnixMicros(0));
    assert!(Arc::ptr_eq(camera.stream(Profile::Main), camera.stream(Profile::Sub)));
    assert_eq!(camera.streams().count(), 1);
}

#[tokio::test]
async fn readers_are_counted_woken_and_closed() {
    let hub = Hub::new(Limits::default());
    let camera = hub.add(&id("a"), true, UnixMicros(0));
    let publisher = Hub::publisher(&camera, Profile::Main);
    publisher.set_params(params());
    let mut demand = publisher.stream().readers();
    let waker = Arc::new(Notify::new());
    let (mut s, _) = Hub::subscribe(&camera, Profile::Main, Mode::All, waker.clone());
    assert_eq!(*demand.borrow_and_update(), 1);
    publisher.push(unit(true, 0, &[7])).unwrap();
    waker.notified().await;
    assert!(matches!(s.take(), Delivery::Frame { frame, dropped: 0, .. } if frame.unit()[..] == [7]));
    hub.remove(&id("a"));
    waker.notified().await;
    assert!(matches!(s.take(), Delivery::Closed));
    assert_eq!(hub.held_bytes(), 25, "the last keyframe stays as long as somebody holds the stream");
    drop((camera, publisher));
    drop(s);
    assert_eq!(hub.held_bytes(), 0);
    assert_eq!(*demand.borrow_and_update(), 0);
}

#[test]
fn over_the_ceiling_rings_without_a_reader_shrink_first() {
    let hub = Hub::new(Limits { total_bytes: 4_000, ..Limits::default() });
    let (watched, idle) = (hub.add(&id("a"), false, UnixMicros(0)), hub.add(&id("b"), false, UnixMicros(0)));
    let _reader = Hub::subscribe(&watched, Profile::Main, Mode::All, Arc::default());
    let publishers = [&watched, &idle].map(|c| Hub::publisher(c, Profile::Main));
    for p in &publishers {
        p.set_params(params());
    }
    for i in 0..18 {
        publishers.iter().for_each(|p| p.push(unit(i == 0, i * 10, &[0; 100])).unwrap());
    }
    assert!(hub.held_bytes() <= 4_000, "{}", hub.held_bytes());
    assert_eq!(watched.steady().stats().ring_bytes, 18 * 124);
    assert!(idle.steady().stats().ring_bytes < 10 * 124);
}

#[test]
fn an_access_unit_over_the_limit_is_dropped_and_counted() {
    let hub = Hub::new(Limits::default());
    let camera = hub.add(&id("a"), false, UnixMicros(0));
    let p = Hub::publisher(&camera, Profile::Main);
    p.set_params(params());
    let huge = vec![0; crate::MAX_UNIT_BYTES + 1];
    assert_eq!(p.push(unit(true, 0, &huge)), Err(PushError::TooLarge(huge.len())));
    assert_eq!((p.stream().stats().too_large, p.stream().stats().units), (1, 0));
}

#[test]
fn who_joins_after_a_pause_gets_nothing_of_the_past() {
    let hub = Hub::new(Limits::default());
    let camera = hub.add(&id("a"), false, UnixMicros(0));
    let p = Hub::publisher(&camera, Profile::Main);
    p.set_params(params());
    p.push(unit(true, 0, &[1])).unwrap();
    p.stream().clear();
    let (mut s, joined) = Hub::subscribe(&camera, Profile::Main, Mode::All, Arc::default());
    assert_eq!((joined.live_from, streams_of(&mut s), hub.held_bytes()), (None, vec![], 0));
    p.push(unit(false, 100, &[1])).unwrap();
    assert_eq!(streams_of(&mut s), []);
}
