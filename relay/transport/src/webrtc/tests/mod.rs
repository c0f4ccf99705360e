//! Sessions from offer to end, with a viewer of its own over loopback.

mod client;

use super::*;
use crate::{live::Record, webrtc::desk::Settings};
use access::{Allowed, Principal, Watch, testing::Somebody};
use bytes::Bytes;
use client::Client;
use hub::{Hub, Limits, Publisher, StreamParams, Unit, clock::now};
use rtc::rtp::{codec::h264::H264Packet, packetizer::Depacketizer};
use shared::{
    CameraId, Profile, Pts90k, StreamId, UnixMicros,
    access::Role,
    h264::{Avcc, nal::push_length_prefixed},
    wire::Mode,
};
use std::{sync::Arc, time::Duration};
use tokio::{runtime::Builder, sync::Notify, task::spawn_blocking, time::timeout};

struct World {
    hub: Arc<Hub>,
    desk: Arc<Desk>,
    somebody: Somebody,
    at: u64,
}

/// A camera with one picture every 100 ms of its own time.
struct Source {
    publisher: Publisher,
    name: u8,
}

fn id(name: u8) -> CameraId {
    format!("ward/{}", name as char).parse().unwrap()
}

fn world(sessions: usize) -> World {
    let settings =
        Settings { listen: "127.0.0.1:0".parse().unwrap(), public: vec![], sessions, bytes_per_sec: 1_000_000 };
    let hub = Arc::new(Hub::new(Limits::default()));
    let somebody = access::testing::somebody(Role::Viewer, &[id(b'a'), id(b'b')]);
    World { hub, desk: Desk::bind(settings).unwrap(), somebody, at: 0 }
}

impl World {
    fn principal(&self) -> Principal {
        self.somebody.principal()
    }

    fn source(&self, name: u8, reorders: bool) -> Source {
        let camera = self.hub.add(&id(name), false, UnixMicros(0));
        let publisher = Hub::publisher(&camera, Profile::Main);
        let sets =
            Avcc { sps: vec![vec![0x67, 0x42, 0xc0, 0x1e, name]], pps: vec![vec![0x68, name]], extension: vec![] };
        let avcc: Bytes = sets.encode().unwrap().into();
        publisher.set_params(StreamParams {
            stream: StreamId(0),
            avcc_source: avcc.clone(),
            avcc_live: avcc,
            codec: "avc1.42c01e".into(),
            width: 640,
            height: 360,
            reorders,
        });
        Source { publisher, name }
    }

    fn push(&mut self, source: &Source, key: bool, length: usize) -> Vec<u8> {
        self.at += 100;
        let mut nal = vec![source.name; length];
        nal[0] = if key { 0x65 } else { 0x41 };
        let mut unit = Vec::new();
        push_length_prefixed(&mut unit, &nal);
        let unit = Unit {
            key,
            discontinuity: false,
            pts: Pts90k(self.at as i64 * 90),
            time: now().time,
            at: Duration::from_millis(self.at),
            data: &unit,
        };
        source.publisher.push(unit).unwrap();
        nal
    }

    async fn connect(&self, sections: usize) -> (Client, Arc<Session>) {
        let (mut client, offer) = Client::new(sections).await;
        let opened = self.desk.open(&offer, self.principal().identity(), true).await;
        let Opened { session, answer } = opened.unwrap_or_else(|refused| panic!("{refused:?}"));
        client.answered(answer);
        client.connected().await;
        (client, session)
    }

    fn feeder(&self, session: &Arc<Session>, mid: &str, name: u8) -> Feeder {
        let waker = Arc::new(Notify::new());
        let lane = session.lane(mid, waker.clone()).unwrap();
        Feeder::new(self.hub.camera(&id(name)).unwrap(), Profile::Main, Mode::All, waker, lane)
    }
}

fn drain(feeder: &mut Feeder) -> usize {
    std::iter::from_fn(|| matches!(feeder.feed(), Fed::Sent { .. }).then_some(())).count()
}

fn nals(picture: &[rtc::rtp::Packet]) -> Vec<u8> {
    let mut reader = H264Packet::default();
    picture.iter().flat_map(|packet| reader.depacketize(&packet.payload).unwrap()).collect()
}

fn annex_b(nals: &[&[u8]]) -> Vec<u8> {
    nals.iter().flat_map(|nal| [&[0, 0, 0, 1], *nal].concat()).collect()
}

struct Nobody;

impl Record for Nobody {
    fn began(&self, _: &CameraId) {}
    fn ended(&self, _: &CameraId) {}
}

/// Runs until the client has the next picture; the feeder is looked at as its waker would have it.
async fn next(client: &mut Client, ssrc: Option<u32>) -> Vec<rtc::rtp::Packet> {
    client.picture(ssrc).await
}

#[tokio::test]
async fn pictures_come_whole_and_in_time() {
    let mut world = world(1);
    let source = world.source(b'a', false);
    let key = world.push(&source, true, 5_000);
    let (mut client, session) = world.connect(1).await;
    let mut feeder = world.feeder(&session, &session.mids()[0], b'a');
    assert_eq!(drain(&mut feeder), 1);
    let first = next(&mut client, None).await;
    let sets: [&[u8]; 2] = [&[0x67, 0x42, 0xc0, 0x1e, b'a'], &[0x68, b'a']];
    assert_eq!(nals(&first), annex_b(&[sets[0], sets[1], &key]));
    let delta = world.push(&source, false, 300);
    drain(&mut feeder);
    let second = next(&mut client, None).await;
    assert_eq!(nals(&second), annex_b(&[&delta]));
    let since = second[0].header.timestamp.wrapping_sub(first[0].header.timestamp);
    assert!(since < 90_000 * 30, "{since}");
    assert_eq!(second[0].header.sequence_number, first.last().unwrap().header.sequence_number.wrapping_add(1));
}

#[tokio::test]
async fn a_track_shows_one_camera_after_another() {
    let mut world = world(1);
    let (a, b) = (world.source(b'a', false), world.source(b'b', false));
    world.push(&a, true, 50);
    let (mut client, session) = world.connect(2).await;
    let mid = session.mids()[1].clone();
    let mut feeder = world.feeder(&session, &mid, b'a');
    drain(&mut feeder);
    let first = next(&mut client, None).await;
    let key = world.push(&b, true, 60);
    let mut other = world.feeder(&session, &mid, b'b');
    // Whoever had it before has it no more.
    assert!(matches!(feeder.feed(), Fed::Refused(shared::wire::Reason::RtpUnknown)));
    drain(&mut other);
    let second = next(&mut client, None).await;
    assert!(nals(&second).ends_with(&key));
    let (old, new) = (&first[0].header, &second[0].header);
    assert_eq!((old.ssrc, old.payload_type), (new.ssrc, new.payload_type));
    assert!((new.timestamp.wrapping_sub(old.timestamp) as i32) > 0);
}

#[tokio::test]
async fn a_lost_picture_is_mended_from_the_ring() {
    let mut world = world(1);
    let source = world.source(b'a', false);
    let key = world.push(&source, true, 50);
    let (mut client, session) = world.connect(1).await;
    let mut feeder = world.feeder(&session, &session.mids()[0], b'a');
    drain(&mut feeder);
    let ssrc = next(&mut client, None).await[0].header.ssrc;
    client.ask(ssrc);
    // No new picture was pushed: what comes is the old one.
    let again = loop {
        drain(&mut feeder);
        tokio::select! {
            again = client.picture(Some(ssrc)) => break again,
            () = tokio::time::sleep(Duration::from_millis(20)) => {}
        }
    };
    assert!(nals(&again).ends_with(&key));
}

#[tokio::test]
async fn one_camera_plays_until_it_may_not_be_watched() {
    let mut world = world(1);
    let source = world.source(b'a', false);
    let (mut client, offer) = Client::new(1).await;
    let opened = world.desk.open(&offer, world.principal().identity(), true).await;
    let Opened { session, answer } = opened.unwrap_or_else(|refused| panic!("{refused:?}"));
    let allowed: Allowed<Watch> = world.principal().may(&id(b'a')).unwrap();
    // Pictures that come before the viewer is there are not waited for, and not lost.
    session.play(&world.hub, &allowed, Profile::Main, world.principal(), Box::new(Nobody));
    let key = world.push(&source, true, 2_000);
    client.answered(answer);
    assert!(nals(&next(&mut client, None).await).ends_with(&key));
    world.hub.remove(&id(b'a'));
    session.closed().await;
    client.over().await;
    assert_eq!(world.desk.count(), 0);
}

#[tokio::test]
async fn reordered_pictures_are_refused() {
    let mut world = world(1);
    let source = world.source(b'a', true);
    world.push(&source, true, 50);
    let (_client, session) = world.connect(1).await;
    let mut feeder = world.feeder(&session, &session.mids()[0], b'a');
    assert!(matches!(feeder.feed(), Fed::Refused(shared::wire::Reason::Reordered)));
}

#[tokio::test]
async fn there_are_as_many_sessions_as_there_may_be_and_each_ends() {
    let world = world(1);
    let (mut client, session) = world.connect(1).await;
    let (_, offer) = Client::new(1).await;
    let full = world.desk.open(&offer, world.principal().identity(), true).await;
    assert_eq!(full.err(), Some(Refused::Full));
    assert!(world.desk.session(session.name(), &world.principal().identity()).is_some());
    let bad = world.desk.open(&offer.replace("H264", "VP8"), world.principal().identity(), true).await;
    assert!(matches!(bad.err(), Some(Refused::BadOffer(_))));
    world.desk.close_all().await;
    client.over().await;
    assert_eq!(world.desk.count(), 0);
    // A relay that stops opens none, though there is room: an offer may have been on its way.
    let late = world.desk.open(&offer, world.principal().identity(), true).await;
    assert_eq!(late.err(), Some(Refused::Full));
    assert_eq!(world.desk.count(), 0);
}

#[tokio::test]
async fn a_storm_of_requests_plays_the_ring_once_a_second() {
    let mut world = world(1);
    let source = world.source(b'a', false);
    world.push(&source, true, 50);
    let (_client, session) = world.connect(1).await;
    let mut feeder = world.feeder(&session, &session.mids()[0], b'a');
    drain(&mut feeder);
    let began = std::time::Instant::now();
    let sent: usize = (0..1_000)
        .map(|_| {
            session.tracks[0].want();
            drain(&mut feeder)
        })
        .sum();
    assert!(sent >= 1 && sent as u64 <= 1 + began.elapsed().as_secs(), "{sent} after {:?}", began.elapsed());
}

#[tokio::test]
async fn a_viewer_who_has_gone_is_forgotten() {
    let world = world(1);
    let (client, session) = world.connect(1).await;
    drop(client);
    session.closed().await;
    assert_eq!(world.desk.count(), 0);
}

/// Whoever posts offers and goes away at once must not have more of them read at a time than who waits.
#[test]
fn an_offer_keeps_its_reader_though_nobody_waits_for_the_answer() {
    let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(1).build().unwrap();
    runtime.block_on(async {
        let world = world(1);
        let (_client, offer) = Client::new(1).await;
        // The only thread for reading is busy until it is told.
        let (go, wait) = std::sync::mpsc::channel();
        let busy = spawn_blocking(move || wait.recv());
        let readers = world.desk.readers.available_permits();
        let given_up = timeout(Duration::ZERO, world.desk.open(&offer, world.principal().identity(), true)).await;
        assert!(given_up.is_err());
        assert_eq!(world.desk.readers.available_permits(), readers - 1);
        go.send(()).unwrap();
        busy.await.unwrap().unwrap();
        let all = timeout(Duration::from_secs(30), world.desk.readers.acquire_many(readers as u32)).await;
        assert!(all.is_ok_and(|all| all.is_ok()));
        assert_eq!(world.desk.count(), 0);
    });
}
