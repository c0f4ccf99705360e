//! One client's TCP connection. Belongs here: its two halves and its end. Does not: what is answered, media.

use super::{
    World,
    answer::{Dialogue, Then},
    registry::{End, Member},
    udp::UdpPair,
    writer::{self, Order, WriteError},
};
use bytes::{Buf, BytesMut};
use rtsp_types::{Message, ParseError};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    net::TcpStream,
    sync::mpsc,
    time::timeout,
};

/// The most bytes of a request.
const MAX_REQUEST: usize = 128 * 1024;

/// Why a connection ended, if not by the client's wish.
#[derive(Debug, thiserror::Error)]
enum ConnectionError {
    #[error("the client's bytes are no RTSP")]
    NoRtsp,
    #[error("the client said nothing for {0:?}")]
    Silent(Duration),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Serves a connection to its end.
pub(super) async fn serve(world: Arc<World>, udp: Arc<UdpPair>, mut stream: TcpStream, peer: SocketAddr) {
    let member = world.registry.enter();
    let mut told = member.told();
    let ended = tokio::select! {
        ended = converse(&world, udp, &mut stream, peer, &member) => ended,
        how = told.wait_for(|how| *how != End::Open) => {
            if matches!(how, Ok(how) if *how == End::Reset) {
                stream.set_zero_linger().map_err(ConnectionError::from)
            } else {
                Ok(())
            }
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%peer, "connection ended: {error}");
    }
    drop(stream);
    drop(member);
}

async fn converse(
    world: &Arc<World>,
    udp: Arc<UdpPair>,
    stream: &mut TcpStream,
    peer: SocketAddr,
    member: &Member,
) -> Result<(), ConnectionError> {
    stream.set_nodelay(true)?;
    let (input, output) = stream.split();
    let (orders, taken) = mpsc::channel(16);
    let dialogue = Dialogue::new(world.clone(), udp, peer.ip());
    let silence = Duration::from_secs(world.session_timeout_secs);
    tokio::select! {
        ended = listen(input, dialogue, orders, member, silence) => ended,
        ended = writer::run(output, taken) => ended.map_err(ConnectionError::from),
    }
}

/// Reads requests, and drops receiver reports, until the client goes.
async fn listen(
    mut input: impl AsyncRead + Unpin,
    mut dialogue: Dialogue,
    orders: mpsc::Sender<Order>,
    member: &Member,
    silence: Duration,
) -> Result<(), ConnectionError> {
    let mut buffer = BytesMut::with_capacity(4096);
    loop {
        let message = match Message::<Vec<u8>>::parse(&buffer) {
            Ok((message, used)) => {
                buffer.advance(used);
                message
            }
            Err(ParseError::Incomplete(_)) if buffer.len() < MAX_REQUEST => {
                let read = timeout(silence, input.read_buf(&mut buffer)).await;
                if read.map_err(|_| ConnectionError::Silent(silence))?? == 0 {
                    return Ok(());
                }
                continue;
            }
            Err(_) => return Err(ConnectionError::NoRtsp),
        };
        let Message::Request(request) = message else { continue };
        let (answer, then) = dialogue.answer(&request, member);
        let mut give = Vec::new();
        if let Some(answer) = answer {
            let mut bytes = Vec::new();
            Message::Response(answer).write(&mut bytes).map_err(|_| ConnectionError::NoRtsp)?;
            give.push(Order::Answer(bytes));
        }
        match then {
            Then::Nothing => {}
            Then::Play(from, to, camera) => give.push(Order::Play { from, to, camera }),
            Then::Pause => give.push(Order::Pause),
            Then::Flood(what) => give.push(Order::Flood(what)),
            Then::HangUp => return Ok(()),
        }
        for order in give {
            if orders.send(order).await.is_err() {
                return Ok(());
            }
        }
    }
}
