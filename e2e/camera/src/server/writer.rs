//! The sending half of a connection. Belongs here: the order of answers and media, giving up on a slow client.
//! Does not: what is answered.

use super::{
    camera::CameraState,
    feed::{Subscription, Tick},
    flood::flood,
    lock::lock,
    udp::UdpPair,
};
use crate::{fault::Endless, rtp::INTERLEAVED_HEADER};
use bytes::{Bytes, BytesMut};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncWrite, AsyncWriteExt},
    sync::{broadcast::error::RecvError, mpsc},
    time::{Instant, timeout},
};

/// A client that takes nothing for this long is dropped.
const WRITE_LIMIT: Duration = Duration::from_secs(5);

/// Sender reports come at PLAY and then this often.
const REPORT_EVERY: Duration = Duration::from_secs(5);

/// Where a client wants its packets.
#[derive(Clone)]
pub(crate) enum Target {
    /// On the connection itself.
    Tcp { rtp_channel: u8, rtcp_channel: u8 },
    /// At its own UDP ports.
    Udp { pair: Arc<UdpPair>, rtp: SocketAddr, rtcp: SocketAddr },
}

/// What the reading half asks for.
pub(crate) enum Order {
    /// Bytes of an answer.
    Answer(Vec<u8>),
    /// Media from the next keyframe on.
    Play { from: Subscription, to: Target, camera: Arc<CameraState> },
    /// No more media.
    Pause,
    /// Nothing but this from now on.
    Flood(Endless),
}

/// Why sending ended.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("the client took nothing for {WRITE_LIMIT:?}")]
    Stuck,
    #[error("the client fell {0} pictures behind")]
    Behind(u64),
    #[error(transparent)]
    Io(#[from] io::Error),
}

struct Playing {
    from: Subscription,
    to: Target,
    camera: Arc<CameraState>,
    started: bool,
    reported: Option<Instant>,
}

/// Carries out orders and sends media until the reading half ends or the client cannot be served.
pub(crate) async fn run(mut out: impl AsyncWrite + Unpin, mut orders: mpsc::Receiver<Order>) -> Result<(), WriteError> {
    let mut playing: Option<Playing> = None;
    loop {
        tokio::select! {
            biased;
            order = orders.recv() => match order {
                Some(Order::Answer(bytes)) => write(&mut out, &bytes).await?,
                Some(Order::Play { from, to, camera }) => {
                    playing = Some(Playing { from, to, camera, started: false, reported: None });
                }
                Some(Order::Pause) => playing = None,
                Some(Order::Flood(what)) => match flood(&mut out, what, None).await? {},
                None => return Ok(()),
            },
            tick = next(&mut playing) => match tick {
                Ok(tick) => if let Some(playing) = &mut playing {
                    playing.send(&mut out, &tick).await?;
                },
                Err(RecvError::Lagged(n)) => return Err(WriteError::Behind(n)),
                Err(RecvError::Closed) => return Ok(()),
            },
        }
    }
}

async fn next(playing: &mut Option<Playing>) -> Result<Arc<Tick>, RecvError> {
    match playing {
        Some(playing) => playing.from.ticks.recv().await,
        None => std::future::pending().await,
    }
}

impl Playing {
    async fn send(&mut self, out: &mut (impl AsyncWrite + Unpin), tick: &Tick) -> Result<(), WriteError> {
        if self.reported.is_none_or(|at| at.elapsed() >= REPORT_EVERY) {
            self.reported = Some(Instant::now());
            self.report(out, &tick.report.to_bytes()).await?;
        }
        self.started |= tick.key;
        if !self.started {
            return Ok(());
        }
        match &self.to {
            Target::Tcp { rtp_channel, .. } => {
                let (garbage, endless) = {
                    let faults = lock(&self.camera.faults);
                    (faults.garbage(), faults.endless_media())
                };
                if let Some(what) = endless {
                    match flood(out, what, Some((tick, *rtp_channel))).await? {}
                }
                if let Some(bytes) = garbage {
                    write(out, &vec![0xa5; bytes]).await?;
                }
                write(out, &on_channel(tick, *rtp_channel)).await
            }
            Target::Udp { pair, rtp, .. } => {
                for packet in &tick.packets {
                    let packet = &tick.framed[packet.start + INTERLEAVED_HEADER..packet.end];
                    // A datagram that cannot be sent is lost, as on any network.
                    let _ = pair.send_rtp(packet, *rtp).await;
                }
                Ok(())
            }
        }
    }

    async fn report(&self, out: &mut (impl AsyncWrite + Unpin), report: &Bytes) -> Result<(), WriteError> {
        match &self.to {
            Target::Tcp { rtcp_channel, .. } => {
                let len = u16::try_from(report.len()).unwrap_or(u16::MAX).to_be_bytes();
                write(out, &[&[b'$', *rtcp_channel, len[0], len[1]], &report[..]].concat()).await
            }
            Target::Udp { pair, rtcp, .. } => {
                let _ = pair.send_rtcp(report, *rtcp).await;
                Ok(())
            }
        }
    }
}

/// The packets with the client's channel number; only an unusual number costs a copy.
fn on_channel(tick: &Tick, channel: u8) -> Bytes {
    if channel == 0 {
        return tick.framed.clone();
    }
    let mut framed = BytesMut::from(&tick.framed[..]);
    for packet in &tick.packets {
        framed[packet.start + 1] = channel;
    }
    framed.freeze()
}

async fn write(out: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> Result<(), WriteError> {
    timeout(WRITE_LIMIT, out.write_all(bytes)).await.map_err(|_| WriteError::Stuck)??;
    Ok(())
}
