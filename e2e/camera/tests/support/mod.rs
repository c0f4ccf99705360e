//! Small clips and clients for the tests. Belongs here: what several test files use. Does not: tests.
#![allow(dead_code, clippy::unwrap_used, missing_docs, unreachable_pub)]

use e2e_camera::{CameraSpec, Cameras, Clip, Credentials, Options, Profile, counter};
use futures::StreamExt;
use openh264::{OpenH264API, encoder, formats::YUVBuffer, formats::YUVSource};
use retina::{
    client::{Demuxed, PlayOptions, Session, SessionOptions, SetupOptions, Transport},
    codec::{CodecItem, FrameFormat},
};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;

pub const FPS: f64 = 25.0;
pub const GOP: u32 = 5;
pub const FRAMES: u16 = 20;

/// 20 grey pictures with counters, a keyframe each 200 ms.
pub fn clip((width, height): (usize, usize)) -> Arc<Clip> {
    let config = encoder::EncoderConfig::new()
        .profile(encoder::Profile::Baseline)
        .bitrate(encoder::BitRate::from_bps(300_000))
        .max_frame_rate(encoder::FrameRate::from_hz(FPS as f32))
        .intra_frame_period(encoder::IntraFramePeriod::from_num_frames(GOP))
        .rate_control_mode(encoder::RateControlMode::Bitrate)
        .skip_frames(false);
    let mut encoder = encoder::Encoder::with_api_config(OpenH264API::from_source(), config).unwrap();
    let mut stream = Vec::new();
    for count in 0..FRAMES {
        let mut yuv = vec![128; width * height * 3 / 2];
        // Noise makes the pictures large enough to need fragments.
        yuv.iter_mut().take(width * height).enumerate().for_each(|(i, y)| *y = (i * i / 7 % 160) as u8);
        counter::draw(width, height, width, &mut yuv, count);
        encoder.encode(&YUVBuffer::from_vec(yuv, width, height)).unwrap().write_vec(&mut stream);
    }
    Arc::new(Clip::from_annex_b(&stream, FPS).unwrap())
}

/// One camera called `c` with a main and a sub-stream.
pub async fn server(credentials: Option<Credentials>) -> Cameras {
    let (main, sub) = (clip((640, 360)), Some(clip((320, 180))));
    let spec = CameraSpec { id: "c".into(), name: "Chợ Cái Khế".into(), main, sub, credentials };
    Cameras::start(Options::default(), vec![spec]).await.unwrap()
}

pub async fn play(url: &str, user: Option<(&str, &str)>, transport: Transport) -> Result<Demuxed, retina::Error> {
    let creds =
        user.map(|(name, password)| retina::client::Credentials { username: name.into(), password: password.into() });
    let options = SessionOptions::default().creds(creds).user_agent("test".into());
    let mut session = Session::describe(url.parse().unwrap(), options).await?;
    let setup = SetupOptions::default().transport(transport).frame_format(FrameFormat::SIMPLE);
    session.setup(0, setup).await?;
    session.play(PlayOptions::default()).await?.demuxed()
}

pub fn tcp() -> Transport {
    Transport::Tcp(Default::default())
}

pub fn udp() -> Transport {
    Transport::Udp(Default::default())
}

/// Decodes `n` pictures and reads their counters; `None` where the stream ended before.
pub async fn counters(stream: &mut Demuxed, n: usize) -> Option<Vec<u16>> {
    let mut decoder = openh264::decoder::Decoder::new().unwrap();
    let mut seen = Vec::new();
    while seen.len() < n {
        let item = timeout(Duration::from_secs(5), stream.next()).await.expect("media within 5 s")?;
        let CodecItem::VideoFrame(frame) = item.ok()? else { continue };
        let picture = decoder.decode(frame.data()).unwrap().expect("a picture for each access unit");
        let (width, height) = picture.dimensions();
        seen.push(counter::read_luma(width, height, picture.strides().0, picture.y()).expect("a counter"));
    }
    Some(seen)
}

/// Whether each counter follows the one before, over the end of the loop too.
pub fn rises(counters: &[u16]) -> bool {
    counters.windows(2).all(|pair| pair[1] == (pair[0] + 1) % FRAMES)
}

pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never: {what}");
}

pub fn sessions(cameras: &Cameras) -> [usize; 2] {
    let camera = cameras.camera("c").unwrap();
    [camera.sessions(Profile::Main), camera.sessions(Profile::Sub)]
}
