//! The desk with makers that count, hang and panic; no picture is decoded here.

use super::{super::decode::DecodeError, *};
use futures::future::join_all;
use hub::{Publisher, StreamParams, Unit};
use shared::{Pts90k, UnixMicros, access::Role, wire::Reason};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tokio::time::sleep;

struct Desk {
    hub: Arc<Hub>,
    publisher: Publisher,
    stills: Stills,
}

fn id() -> CameraId {
    "ward/a".parse().unwrap()
}

fn allowed() -> Allowed<Watch> {
    access::testing::somebody(Role::Viewer, &[id()]).principal().may(&id()).unwrap()
}

fn desk(limits: Limits, make: Make) -> Desk {
    let hub = Arc::new(Hub::new(hub::Limits::default()));
    let camera = hub.add(&id(), true, UnixMicros(1));
    let publisher = Hub::publisher(&camera, Profile::Sub);
    publisher.set_params(StreamParams {
        stream: StreamId(0),
        avcc_source: Bytes::new(),
        avcc_live: Bytes::new(),
        codec: String::new(),
        width: 640,
        height: 360,
        reorders: false,
    });
    let stills = Stills::making(hub.clone(), limits, make);
    Desk { hub, publisher, stills }
}

impl Desk {
    fn key(&self, secs: u64) {
        let at = Duration::from_secs(secs);
        let time = UnixMicros(secs * 1_000_000);
        let unit = Unit { key: true, discontinuity: false, pts: Pts90k(0), time, at, data: &[0, 0, 0, 1, 0x65] };
        self.publisher.push(unit).unwrap();
    }

    async fn get(&self, width: StillWidth) -> Outcome {
        self.stills.get(self.stills.source(&allowed(), Profile::Sub)?, width).await
    }
}

fn limits() -> Limits {
    Limits { workers: 1, queue: 4, patience: Duration::from_secs(20), cache_bytes: 1 << 20 }
}

/// The file tells the picture's time.
fn time_of(_: &CameraId, key: &Frame, _: StillWidth) -> Result<Vec<u8>, MakeError> {
    Ok(key.header().time.0.to_string().into())
}

#[tokio::test]
async fn fifty_who_ask_cause_one_decode_and_a_newer_keyframe_the_next() {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let desk = desk(limits(), |camera, key, width| {
        MADE.fetch_add(1, Relaxed);
        thread::sleep(Duration::from_millis(50));
        time_of(camera, key, width)
    });
    desk.key(1);
    let all = join_all((0..50).map(|_| desk.get(StillWidth::W320))).await;
    assert!(all.iter().all(|still| still.as_ref().unwrap().jpeg == "1000000"));
    assert!(desk.get(StillWidth::W320).await.is_ok());
    assert_eq!(MADE.load(Relaxed), 1);
    // Another width is another still.
    assert_eq!(desk.get(StillWidth::W640).await.unwrap().name.width, StillWidth::W640);
    assert_eq!(MADE.load(Relaxed), 2);
    desk.key(2);
    let newer = desk.get(StillWidth::W320).await.unwrap();
    assert_eq!((newer.name.time, &newer.jpeg[..]), (UnixMicros(2_000_000), &b"2000000"[..]));
    assert_eq!(MADE.load(Relaxed), 3);
    assert!(desk.stills.lock().flights.is_empty());
}

#[tokio::test]
async fn a_full_queue_refuses_at_once_and_what_nobody_waits_for_is_not_made() {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let short = Limits { workers: 0, queue: 2, patience: Duration::from_millis(30), ..limits() };
    let desk = desk(short, |camera, key, width| {
        MADE.fetch_add(1, Relaxed);
        time_of(camera, key, width)
    });
    desk.key(1);
    let queued = join_all([desk.get(StillWidth::W160), desk.get(StillWidth::W320)]);
    let third = async {
        sleep(Duration::from_millis(5)).await;
        (desk.get(StillWidth::W640).await, desk.stills.lock().flights.len())
    };
    let (queued, third) = tokio::join!(queued, third);
    assert_eq!(third, (Err(StillError::Busy), 2));
    assert!(queued.into_iter().all(|still| still == Err(StillError::Busy)));
    // A worker comes free when all have gone.
    desk.stills.0.workers.add_permits(1);
    while !desk.stills.lock().flights.is_empty() {
        sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(MADE.load(Relaxed), 0);
    assert!(desk.get(StillWidth::W160).await.is_ok());
}

#[tokio::test]
async fn who_waited_long_gets_the_picture_of_now() {
    let desk = desk(Limits { workers: 0, ..limits() }, time_of);
    desk.key(1);
    let later = async {
        sleep(Duration::from_millis(5)).await;
        desk.key(9);
        desk.stills.0.workers.add_permits(1);
    };
    let (still, ()) = tokio::join!(desk.get(StillWidth::W320), later);
    assert_eq!(still.unwrap().name.time, UnixMicros(9_000_000));
}

#[tokio::test]
async fn a_picture_that_cannot_be_decoded_is_tried_once_and_a_panic_harms_nobody_else() {
    static TRIED: AtomicUsize = AtomicUsize::new(0);
    let desk = desk(limits(), |camera, key, width| {
        TRIED.fetch_add(1, Relaxed);
        match key.header().time.0 / 1_000_000 {
            1 => Err(DecodeError::NoPicture.into()),
            2 => panic!("on purpose"),
            _ => time_of(camera, key, width),
        }
    });
    for secs in [1, 2] {
        desk.key(secs);
        for _ in 0..3 {
            assert_eq!(desk.get(StillWidth::W320).await, Err(StillError::Unavailable));
        }
        assert_eq!(TRIED.load(Relaxed), secs as usize);
    }
    desk.key(3);
    assert!(desk.get(StillWidth::W320).await.is_ok());
}

#[tokio::test]
async fn no_picture_is_told_apart_from_no_camera() {
    let desk = desk(limits(), time_of);
    assert_eq!(desk.get(StillWidth::W320).await, Err(StillError::NoPicture));
    desk.key(1);
    let main = desk.stills.source(&allowed(), Profile::Main).map(drop);
    assert_eq!(main, Err(StillError::NoPicture), "nobody watches the main stream");
    let camera = desk.hub.camera(&id()).unwrap();
    // Away: the last picture is still there, and the source says how the camera is.
    let away = Status { state: CameraState::Offline, since: UnixMicros(2), reason: Some(Reason::NoMedia) };
    desk.hub.set_status(&camera, away);
    assert_eq!(desk.stills.source(&allowed(), Profile::Sub).unwrap().status, away);
    desk.hub.set_status(&camera, Status { state: CameraState::Paused, ..away });
    assert_eq!(desk.get(StillWidth::W320).await, Err(StillError::NoPicture), "paused");
    desk.hub.remove(&id());
    assert_eq!(desk.get(StillWidth::W320).await, Err(StillError::UnknownCamera));
}
