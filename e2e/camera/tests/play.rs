//! The relay's RTSP client plays simulated cameras. Belongs here: whole sessions. Does not: faults.
#![allow(clippy::unwrap_used)]

mod support;

use e2e_camera::{Cameras, Credentials, Options, Profile, ServerError};
use futures::{StreamExt, future::join_all};
use std::{io::ErrorKind, time::Duration};
use support::{FRAMES, clip, counters, play, rises, server, sessions, tcp, udp, until};

const WHO: Option<(&str, &str)> = Some(("admin", "secret: 1"));

#[tokio::test]
async fn tcp_with_digest_gives_every_picture_in_order() {
    let cameras = server(Some(Credentials::digest("admin", "secret: 1"))).await;
    for profile in [Profile::Main, Profile::Sub] {
        let mut stream = play(&cameras.url("c", profile), WHO, tcp()).await.unwrap();
        let seen = counters(&mut stream, 25).await.unwrap();
        assert_eq!(seen[0] % 5, 0, "starts with a keyframe");
        assert!(rises(&seen), "{seen:?}");
        let camera = cameras.camera("c").unwrap();
        let behind = (camera.showing(profile) as u16 + FRAMES - seen[24]) % FRAMES;
        assert!(behind <= 3, "{behind} pictures behind");
    }
}

#[tokio::test]
async fn udp_gives_every_picture_in_order() {
    let cameras = server(Some(Credentials::digest("admin", "secret: 1"))).await;
    let mut stream = play(&cameras.url("c", Profile::Main), WHO, udp()).await.unwrap();
    let seen = counters(&mut stream, 25).await.unwrap();
    assert!(rises(&seen), "{seen:?}");
}

#[tokio::test]
async fn reports_carry_the_wall_clock() {
    let cameras = server(None).await;
    for transport in [tcp(), udp()] {
        let mut stream = play(&cameras.url("c", Profile::Sub), None, transport).await.unwrap();
        let report = async {
            loop {
                if let retina::codec::CodecItem::Rtcp(compound) = stream.next().await.unwrap().unwrap() {
                    return compound;
                }
            }
        };
        let report = tokio::time::timeout(Duration::from_secs(2), report).await.unwrap();
        assert!(report.rtp_timestamp().is_some());
    }
}

#[tokio::test]
async fn wrong_passwords_are_refused_and_a_changed_one_is_taken() {
    let cameras = server(Some(Credentials::digest("admin", "secret: 1"))).await;
    let url = cameras.url("c", Profile::Main);
    assert!(play(&url, Some(("admin", "wrong")), tcp()).await.is_err());
    assert!(play(&url, None, tcp()).await.is_err());
    cameras.camera("c").unwrap().set_credentials(Some(Credentials::basic("admin", "new")));
    assert!(play(&url, WHO, tcp()).await.is_err());
    assert!(play(&url, Some(("admin", "new")), tcp()).await.is_ok());
    assert!(play(&cameras.url("no", Profile::Main), WHO, tcp()).await.is_err());
}

#[tokio::test]
async fn many_watch_one_stream_and_are_counted() {
    let cameras = server(None).await;
    let url = cameras.url("c", Profile::Sub);
    let mut streams = join_all((0..20).map(|_| play(&url, None, tcp()))).await;
    assert_eq!(sessions(&cameras), [0, 20]);
    let all = join_all(streams.iter_mut().map(|stream| counters(stream.as_mut().unwrap(), 12))).await;
    assert!(all.iter().all(|seen| rises(seen.as_ref().unwrap())));
    drop(streams);
    until("all sessions end", || sessions(&cameras) == [0, 0]).await;
    let camera = cameras.camera("c").unwrap();
    assert_eq!((camera.sessions_total(Profile::Sub), camera.sessions_total(Profile::Main)), (20, 0));
    assert!((12..60).contains(&camera.frames_sent(Profile::Sub)), "shared by all");
}

#[tokio::test]
async fn stopped_and_restarted_on_the_same_port() {
    let cameras = server(None).await;
    let url = cameras.url("c", Profile::Main);
    let mut stream = play(&url, None, tcp()).await.unwrap();
    counters(&mut stream, 5).await.unwrap();
    cameras.stop().await;
    assert_eq!(counters(&mut stream, 50).await, None);
    let refused = tokio::net::TcpStream::connect(cameras.address()).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::ConnectionRefused);
    cameras.restart().await.unwrap();
    let mut stream = play(&url, None, tcp()).await.unwrap();
    assert!(rises(&counters(&mut stream, 10).await.unwrap()));
}

#[tokio::test]
async fn one_camera_stopped_leaves_the_port_and_the_clock() {
    let cameras = server(None).await;
    let (camera, url) = (cameras.camera("c").unwrap(), cameras.url("c", Profile::Main));
    let mut stream = play(&url, None, tcp()).await.unwrap();
    counters(&mut stream, 5).await.unwrap();
    camera.stop().await;
    assert_eq!(counters(&mut stream, 50).await, None);
    assert!(play(&url, None, tcp()).await.is_err());
    camera.restart();
    assert!(play(&url, None, tcp()).await.is_ok());
}

#[tokio::test]
async fn stalled_and_resumed_with_a_keyframe() {
    let cameras = server(None).await;
    let camera = cameras.camera("c").unwrap();
    let mut stream = play(&cameras.url("c", Profile::Main), None, tcp()).await.unwrap();
    counters(&mut stream, 5).await.unwrap();
    camera.stall();
    let frames = camera.frames_sent(Profile::Main);
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert!(camera.frames_sent(Profile::Main) <= frames + 1);
    assert_eq!(sessions(&cameras), [1, 0]);
    camera.resume();
    until("pictures again", || camera.frames_sent(Profile::Main) > frames + 10).await;
    let mut later = play(&cameras.url("c", Profile::Main), None, tcp()).await.unwrap();
    assert!(rises(&counters(&mut later, 10).await.unwrap()));
}

#[tokio::test]
async fn cut_connections_are_reset() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let cameras = server(None).await;
    let mut raw = tokio::net::TcpStream::connect(cameras.address()).await.unwrap();
    let url = cameras.url("c", Profile::Main);
    raw.write_all(format!("DESCRIBE {url} RTSP/1.0\r\nCSeq: 7\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let len = raw.read(&mut answer).await.unwrap();
    assert!(answer[..len].starts_with(b"RTSP/1.0 200 OK\r\n"), "{}", String::from_utf8_lossy(&answer[..len]));
    cameras.camera("c").unwrap().cut().await;
    assert_eq!(raw.read(&mut answer).await.unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert!(play(&url, None, tcp()).await.is_ok());
}

#[tokio::test]
async fn another_size_in_the_middle_of_a_session() {
    let cameras = server(None).await;
    let camera = cameras.camera("c").unwrap();
    let mut stream = play(&cameras.url("c", Profile::Main), None, tcp()).await.unwrap();
    counters(&mut stream, 7).await.unwrap();
    assert_eq!(size(&stream), (640, 360));
    camera.set_clip(Profile::Main, clip((480, 272)));
    for _ in 0..10 {
        let retina::codec::CodecItem::VideoFrame(frame) = stream.next().await.unwrap().unwrap() else { continue };
        if frame.has_new_parameters() {
            assert!(frame.is_random_access_point());
            assert_eq!(size(&stream), (480, 272));
            return;
        }
    }
    panic!("no new parameters");
}

fn size(stream: &retina::client::Demuxed) -> (u32, u32) {
    match stream.streams()[0].parameters() {
        Some(retina::codec::ParametersRef::Video(video)) => video.pixel_dimensions(),
        _ => (0, 0),
    }
}

#[tokio::test]
async fn a_client_that_takes_nothing_is_dropped_and_nobody_else_notices() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let cameras = server(None).await;
    let url = cameras.url("c", Profile::Main);
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stuck = socket.connect(cameras.address()).await.unwrap();
    let setup =
        format!("SETUP {url}/trackID=1 RTSP/1.0\r\nCSeq: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n");
    stuck.write_all(setup.as_bytes()).await.unwrap();
    let mut answer = [0; 1024];
    let len = stuck.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..len]);
    let session = answer.split("Session: ").nth(1).unwrap().split(';').next().unwrap();
    let play_it = format!("PLAY {url} RTSP/1.0\r\nCSeq: 2\r\nSession: {session}\r\n\r\n");
    stuck.write_all(play_it.as_bytes()).await.unwrap();
    until("it plays", || sessions(&cameras)[0] == 1).await;
    let mut other = play(&url, None, tcp()).await.unwrap();
    let seen = counters(&mut other, 25 * 12).await.unwrap();
    assert!(rises(&seen));
    assert_eq!(sessions(&cameras)[0], 1, "only the one that reads");
}

#[tokio::test]
async fn a_taken_port_is_one_sentence() {
    let first = server(None).await;
    let options = Options { listen: first.address(), ..Options::default() };
    let Err(error) = Cameras::start(options, vec![]).await else { panic!("two on one port") };
    assert!(matches!(error, ServerError::PortTaken(_)));
    assert_eq!(error.to_string(), format!("cannot listen on {}: the port is taken", first.address()));
}

#[tokio::test]
async fn dropping_the_server_ends_everything() {
    let cameras = server(None).await;
    let address = cameras.address();
    let mut stream = play(&cameras.url("c", Profile::Main), None, tcp()).await.unwrap();
    drop(cameras);
    assert_eq!(counters(&mut stream, 50).await, None);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[test]
fn a_drawn_corner_counts_its_pictures_and_comes_from_the_cache_again() {
    use e2e_camera::{
        counter,
        studio::{self, Film, PLACES},
    };
    let folder = tempfile::tempdir().unwrap();
    let film = Film { gop_frames: 5, loop_at_least_secs: 1, ..Film::default() };
    let drawn = studio::film(&PLACES[5..6], film, folder.path()).unwrap();
    for (clip, size) in [(&drawn[0].main, (1280, 720)), (&drawn[0].sub, (640, 360))] {
        assert_eq!((clip.units().len(), clip.size()), (15, Some(size)));
        let mut decoder = openh264::decoder::Decoder::new().unwrap();
        for (i, unit) in clip.units().iter().enumerate() {
            assert_eq!(unit.key, i % 5 == 0);
            let picture = decoder.decode(&e2e_camera::clip::to_annex_b(std::slice::from_ref(unit))).unwrap().unwrap();
            use openh264::formats::YUVSource;
            let read = counter::read_luma(size.0 as usize, size.1 as usize, picture.strides().0, picture.y());
            assert_eq!(read, Some(i as u16));
        }
    }
    let again = studio::film(&PLACES[5..6], film, folder.path()).unwrap();
    assert_eq!(again[0].main, drawn[0].main);
    assert_eq!(again[0].sub, drawn[0].sub);
}
