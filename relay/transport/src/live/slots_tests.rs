//! Tiles of one viewer: order, announcements, closing.

use super::*;
use hub::{Failing, Limits, Publisher, Recovery, StreamParams, Unit};
use shared::{UnixMicros, access::Role, h264::LeadIn};
use std::time::{Duration, Instant};

fn allowed(name: &str) -> Allowed<Watch> {
    let id = format!("ward/{name}").parse().unwrap();
    access::testing::somebody(Role::Viewer, std::slice::from_ref(&id)).principal().may(&id).unwrap()
}

fn add(hub: &Hub, name: &str) -> Publisher {
    let camera = hub.add(allowed(name).camera(), false, UnixMicros(0));
    let publisher = Hub::publisher(&camera, Profile::Main);
    let params = StreamParams {
        stream: StreamId(0),
        avcc_source: Default::default(),
        avcc_live: Default::default(),
        codec: "avc1.42c01e".into(),
        width: 640,
        height: 360,
        reorders: false,
    };
    publisher.set_params(params);
    publisher
}

fn push(p: &Publisher, key: bool, ms: u64) {
    let unit = Unit {
        key,
        discontinuity: false,
        pts: Pts90k(ms as i64 * 90),
        time: UnixMicros(ms * 1000),
        at: Duration::from_millis(ms),
        data: &[1],
    };
    p.push(unit).unwrap();
}

fn drain(slots: &mut Slots) -> Vec<String> {
    let mut out = Vec::new();
    loop {
        let next = slots.next();
        if next.is_empty() {
            return out;
        }
        out.extend(next.iter().map(|o| match o {
            Outgoing::Frame(f) => format!("{}@{}", f.header().stream.0, f.header().pts.0 / 90),
            Outgoing::Control(ServerMessage::Stream { slot, stream, live_from_pts, .. }) => {
                format!("slot {} is {} live {:?}", slot.0, stream.0, live_from_pts.map(|p| p.0 / 90))
            }
            Outgoing::Control(other) => format!("{other:?}"),
        }));
    }
}

#[test]
fn a_stream_is_announced_before_its_first_frame_and_tiles_take_turns() {
    let hub = Arc::new(Hub::new(Limits::default()));
    let (a, b) = (add(&hub, "a"), add(&hub, "b"));
    for ms in [0, 100] {
        push(&a, ms == 0, ms);
        push(&b, ms == 0, ms);
    }
    let mut slots = Slots::new(hub);
    slots.watch(Slot(0), &allowed("a"), (Profile::Sub, Mode::All), None).unwrap();
    slots.watch(Slot(1), &allowed("b"), (Profile::Sub, Mode::All), None).unwrap();
    assert_eq!(
        drain(&mut slots),
        ["slot 0 is 1 live Some(100)", "1@0", "slot 1 is 2 live Some(100)", "2@0", "1@100", "2@100"]
    );
    assert_eq!(slots.lag_secs(Slot(1), Pts90k(0)), Some(0.1));
}

#[test]
fn another_mode_in_the_same_slot_goes_on_with_what_there_is() {
    let hub = Arc::new(Hub::new(Limits::default()));
    let a = add(&hub, "a");
    let mut slots = Slots::new(hub);
    let (all, keyframes) = ((Profile::Sub, Mode::All), (Profile::Sub, Mode::Keyframes));
    assert!(!slots.retune(Slot(0), &allowed("a"), all, None), "nothing is shown yet");
    slots.watch(Slot(0), &allowed("a"), all, None).unwrap();
    for ms in 0..3 {
        push(&a, ms == 0, ms);
    }
    assert_eq!(drain(&mut slots).len(), 4);
    assert!(slots.retune(Slot(0), &allowed("a"), keyframes, None));
    push(&a, false, 3);
    assert!(drain(&mut slots).is_empty(), "neither what it has had, nor what is no keyframe");
    push(&a, true, 4);
    push(&a, false, 5);
    assert_eq!(drain(&mut slots), ["1@4"], "the same stream");
    assert!(slots.retune(Slot(0), &allowed("a"), all, None));
    push(&a, false, 6);
    assert!(drain(&mut slots).is_empty(), "it begins with a keyframe");
    push(&a, true, 7);
    push(&a, false, 8);
    assert_eq!(drain(&mut slots), ["1@7", "1@8"]);
    let target = RtpTarget { session: "s".into(), mid: "0".into() };
    for (slot, what, rtp) in
        [(Slot(1), all, None), (Slot(0), (Profile::Main, Mode::All), None), (Slot(0), all, Some(&target))]
    {
        assert!(!slots.retune(slot, &allowed("a"), what, rtp), "{slot:?} {what:?}");
    }
}

#[test]
fn what_moves_goes_before_keyframes_that_have_time_but_not_for_ever() {
    let hub = Arc::new(Hub::new(Limits::default()));
    let (still, moving) = (add(&hub, "a"), add(&hub, "b"));
    let mut slots = Slots::new(hub);
    slots.watch(Slot(0), &allowed("a"), (Profile::Sub, Mode::Keyframes), None).unwrap();
    slots.watch(Slot(1), &allowed("b"), (Profile::Sub, Mode::All), None).unwrap();
    push(&still, true, 0);
    for ms in 0..10 {
        push(&moving, ms == 0, ms);
    }
    let frames = |slots: &mut Slots| {
        drain(slots).into_iter().filter_map(|said| Some(said.split_once('@')?.0.to_owned())).collect::<Vec<_>>()
    };
    let order = frames(&mut slots);
    assert_eq!(order.iter().position(|stream| stream == "1"), Some(10), "{order:?}");
    push(&still, true, 100);
    for ms in 100..100 + 2 * MOVING_FIRST as u64 {
        push(&moving, false, ms);
    }
    let order = frames(&mut slots);
    assert_eq!(order.iter().position(|stream| stream == "1"), Some(MOVING_FIRST), "{order:?}");
    assert_eq!(order.len(), 2 * MOVING_FIRST + 1);
}

#[test]
fn a_slot_can_be_given_another_camera_or_none() {
    let hub = Arc::new(Hub::new(Limits::default()));
    let (a, b) = (add(&hub, "a"), add(&hub, "b"));
    push(&a, true, 0);
    push(&b, true, 0);
    let mut slots = Slots::new(hub.clone());
    slots.watch(Slot(0), &allowed("a"), (Profile::Sub, Mode::All), None).unwrap();
    slots.watch(Slot(0), &allowed("b"), (Profile::Sub, Mode::All), None).unwrap();
    assert_eq!(drain(&mut slots), ["slot 0 is 2 live Some(0)", "2@0"]);
    slots.unwatch(Slot(0));
    push(&b, false, 100);
    assert!(drain(&mut slots).is_empty());
    assert_eq!(*b.stream().readers().borrow(), 0);
    assert_eq!(slots.watch(Slot(64), &allowed("a"), (Profile::Sub, Mode::All), None), Err(Reason::TooManySlots));
    assert_eq!(slots.watch(Slot(0), &allowed("c"), (Profile::Sub, Mode::All), None), Err(Reason::UnknownCamera));
}

#[test]
fn a_camera_taken_away_is_told() {
    let hub = Arc::new(Hub::new(Limits::default()));
    add(&hub, "a");
    let mut slots = Slots::new(hub.clone());
    slots.watch(Slot(7), &allowed("a"), (Profile::Sub, Mode::All), None).unwrap();
    hub.remove(allowed("a").camera());
    assert_eq!(drain(&mut slots), ["Refused { slot: Slot(7), reason: UnknownCamera, retry_after_secs: None }"]);
}

#[test]
fn a_camera_that_was_paused_is_not_told_as_gone() {
    let hub = Arc::new(Hub::new(Limits::default()));
    add(&hub, "a");
    let mut slots = Slots::new(hub.clone());
    slots.watch(Slot(7), &allowed("a"), (Profile::Sub, Mode::All), None).unwrap();
    let camera = hub.camera(allowed("a").camera()).unwrap();
    let status = camera.status();
    hub.set_status(&camera, hub::Status { state: CameraState::Paused, ..status });
    hub.add(camera.id(), true, status.since);
    assert_eq!(drain(&mut slots), ["Refused { slot: Slot(7), reason: Paused, retry_after_secs: None }"]);
}

#[test]
fn a_stream_that_does_not_come_is_refused_until_it_is_tried_again() {
    let hub = Arc::new(Hub::new(Limits::default()));
    let a = add(&hub, "a");
    let mut slots = Slots::new(hub);
    let until = Instant::now() + Duration::from_millis(29_500);
    a.stream().set_failing(Some(Failing { reason: Reason::CodecH265, until }));
    slots.watch(Slot(2), &allowed("a"), (Profile::Main, Mode::All), None).unwrap();
    assert_eq!(drain(&mut slots), ["Refused { slot: Slot(2), reason: CodecH265, retry_after_secs: Some(30) }"]);
    assert_eq!(*a.stream().readers().borrow(), 0);
    a.stream().set_failing(None);
    slots.watch(Slot(2), &allowed("a"), (Profile::Main, Mode::All), None).unwrap();
    push(&a, true, 0);
    assert_eq!(drain(&mut slots).len(), 2);
}

#[test]
fn without_an_idr_picture_a_viewer_is_told_of_the_lead_in_and_a_reader_of_keyframes_is_refused() {
    let hub = Arc::new(Hub::new(Limits::default()));
    let a = add(&hub, "a");
    let lead_in = LeadIn { avcc: vec![7], units: vec![vec![1]] };
    let recovery = Recovery { lead_in: Some(&lead_in), whole: true };
    let unit = |ms: u64| Unit {
        key: false,
        discontinuity: false,
        pts: Pts90k(ms as i64 * 90),
        time: UnixMicros(ms * 1000),
        at: Duration::from_millis(ms),
        data: &[1],
    };
    a.push_recovery(unit(100), recovery).unwrap();
    a.push(unit(200)).unwrap();
    let mut slots = Slots::new(hub);
    slots.watch(Slot(0), &allowed("a"), (Profile::Main, Mode::All), None).unwrap();
    let told = slots.next();
    let avcc = |o: &Outgoing| matches!(o, Outgoing::Control(ServerMessage::Stream { avcc, .. }) if *avcc == [7]);
    assert!(avcc(&told[0]), "{told:?}");
    assert_eq!(drain(&mut slots), ["1@100", "1@200"]);
    slots.watch(Slot(1), &allowed("a"), (Profile::Main, Mode::Keyframes), None).unwrap();
    assert_eq!(drain(&mut slots), ["Refused { slot: Slot(1), reason: NoKeyframe, retry_after_secs: None }"]);
}
