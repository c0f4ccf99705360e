//! The floor of fanning out: the same access units at the same pace from memory, written as plain WebSocket frames to as
//! many connections, and nothing else. One broadcast channel a group, one task a connection: what tokio makes easy.

use super::{children::tell, shape::Shape};
use crate::measure::{
    frames::binary_head,
    stage::{self, Streams},
};
use bytes::Bytes;
use e2e_camera::{Clip, clip::AccessUnit};
use shared::{
    Pts90k, StreamId, UnixMicros,
    h264::{NalType, nal::push_length_prefixed},
    wire::{FrameHeader, Kind},
};
use socket2::SockRef;
use std::{
    io,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::broadcast::{self, error::RecvError},
    time::{Instant, sleep_until},
};

/// Frames that a connection may lag behind.
const QUEUE: usize = 256;

/// What the relay's connections keep unsent at most.
const UNSENT_BYTES: u32 = 16 << 10;

/// Serves until it is killed, over connections that are set as the relay's are, or `plain` ones.
pub async fn run(shape: Shape, plain: bool) {
    let groups: Vec<_> = (0..shape.groups).map(|_| broadcast::channel(QUEUE).0).collect();
    let specs = stage::specs(shape.cameras(), Streams::One);
    let start = Instant::now() + Duration::from_secs(1);
    for (i, spec) in specs.into_iter().enumerate() {
        let gop = Duration::from_secs(u64::from(stage::film().gop_frames / stage::film().fps));
        let phase = gop * i as u32 / shape.cameras() as u32;
        let film = Film::of(&spec.main);
        tokio::spawn(play(i as u32, film, start + phase, groups[i / shape.tiles].clone()));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    tell(&format!("listening {}", listener.local_addr().expect("it is bound")));
    while let Ok((stream, _)) = listener.accept().await {
        let groups = groups.clone();
        if !plain {
            // What cannot be had here, the relay does without, too.
            let socket = SockRef::from(&stream);
            let _ = socket.set_tcp_notsent_lowat(UNSENT_BYTES);
            let _ = socket.set_tcp_congestion(b"bbr");
        }
        tokio::spawn(async move {
            // A viewer that leaves is no error.
            let _ = serve(stream, &groups).await;
        });
    }
}

async fn serve(mut stream: TcpStream, groups: &[broadcast::Sender<Bytes>]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await?);
    }
    let request = String::from_utf8_lossy(&request);
    let group: Option<usize> = request.split([' ', '/']).nth(2).and_then(|n| n.parse().ok());
    let Some(mut frames) = group.and_then(|g| groups.get(g)).map(broadcast::Sender::subscribe) else { return Ok(()) };
    stream.write_all(b"HTTP/1.1 101 Switching Protocols\r\n\r\n").await?;
    loop {
        match frames.recv().await {
            Ok(frame) => stream.write_all(&frame).await?,
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return Ok(()),
        }
    }
}

/// A clip as the relay sends it: when, whether it is a keyframe, its bytes.
struct Film {
    units: Vec<(u64, bool, Vec<u8>)>,
    duration_90k: u64,
}

impl Film {
    fn of(clip: &Clip) -> Self {
        let units = clip.units().iter().map(|u| (u.dts_90k, u.key, length_prefixed(u))).collect();
        Self { units, duration_90k: clip.duration_90k() }
    }
}

async fn play(stream: u32, film: Film, start: Instant, to: broadcast::Sender<Bytes>) {
    let mut seq = 0u16;
    for round in 0u64.. {
        for (dts_90k, key, unit) in &film.units {
            let pts_90k = round * film.duration_90k + dts_90k;
            sleep_until(start + Duration::from_micros(pts_90k * 100 / 9)).await;
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let header = FrameHeader {
                kind: Kind::H264,
                key: *key,
                discontinuity: false,
                seq,
                stream: StreamId(stream),
                pts: Pts90k(pts_90k as i64),
                time: UnixMicros(now.as_micros() as u64),
            };
            seq = seq.wrapping_add(1);
            let head = binary_head(FrameHeader::LEN + unit.len());
            // Without viewers there is nobody to send to.
            let _ = to.send([&head[..], &header.encode(), unit].concat().into());
        }
    }
}

/// An access unit as the relay sends it: parameter sets apart.
fn length_prefixed(unit: &AccessUnit) -> Vec<u8> {
    let mut out = Vec::new();
    for nal in &unit.nals {
        if !matches!(NalType::of(nal), Some(NalType::Sps | NalType::Pps)) {
            push_length_prefixed(&mut out, nal);
        }
    }
    out
}
