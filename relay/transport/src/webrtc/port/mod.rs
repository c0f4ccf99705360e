//! The one UDP port of all sessions. Belongs here: receiving and sending, several datagrams at a time. Does not: whose they are
//! (see `routes`), what is in them.

mod check;
mod routes;

pub(super) use routes::{Entry, Registered};

use bytes::BytesMut;
use quinn_udp::{RecvMeta, Transmit, UdpSockRef, UdpSocketState};
use routes::Routes;
use std::{
    io::{self, IoSliceMut},
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{io::Interest, net::UdpSocket};

/// A datagram for one session.
#[derive(Debug)]
pub(super) struct Datagram {
    pub(super) from: SocketAddr,
    /// To which of our addresses it came; answers leave from there.
    pub(super) to: Option<IpAddr>,
    /// A connectivity check that knew the password.
    pub(super) is_check: bool,
    pub(super) bytes: BytesMut,
}

/// Several datagrams to one address: all but the last as long as `segment`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Batch<'a> {
    pub(super) to: SocketAddr,
    pub(super) from: Option<IpAddr>,
    pub(super) segment: usize,
    pub(super) bytes: &'a [u8],
}

/// The port.
pub(super) struct Port {
    socket: UdpSocket,
    state: UdpSocketState,
    is_v6: bool,
    routes: Mutex<Routes>,
}

/// What the kernel joins is at most this long.
const RECEIVE_BYTES: usize = 64 << 10;
/// Reports and checks of hundreds of viewers, and a keyframe for each of them.
const SOCKET_RECEIVE: usize = 1 << 20;
const SOCKET_SEND: usize = 4 << 20;

impl Port {
    pub(super) fn bind(address: SocketAddr) -> io::Result<Arc<Self>> {
        let socket = std::net::UdpSocket::bind(address)?;
        socket.set_nonblocking(true)?;
        let options = socket2::SockRef::from(&socket);
        // As much of it as the system allows.
        let _ = options.set_recv_buffer_size(SOCKET_RECEIVE);
        let _ = options.set_send_buffer_size(SOCKET_SEND);
        let state = UdpSocketState::new(UdpSockRef::from(&socket))?;
        let socket = UdpSocket::from_std(socket)?;
        Ok(Arc::new(Self { socket, state, is_v6: address.is_ipv6(), routes: Mutex::default() }))
    }

    pub(super) fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Datagrams of this session go to its inbox from now on, until what is returned is dropped.
    pub(super) fn register(self: &Arc<Self>, entry: Entry) -> Registered {
        Registered::new(self.clone(), entry)
    }

    fn routes(&self) -> MutexGuard<'_, Routes> {
        self.routes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands out what comes, for as long as it is polled.
    pub(super) async fn receive(&self) {
        let mut buffer = vec![0; RECEIVE_BYTES];
        loop {
            let mut meta = [RecvMeta::default()];
            let received = self.socket.async_io(Interest::READABLE, || {
                self.state.recv(UdpSockRef::from(&self.socket), &mut [IoSliceMut::new(&mut buffer)], &mut meta)
            });
            match received.await {
                Ok(_) => self.hand_out(&buffer, &meta[0]),
                // What one peer's host answers is no reason to stop listening to others.
                Err(error) => tracing::debug!(%error, "the WebRTC port received nothing"),
            }
        }
    }

    fn hand_out(&self, buffer: &[u8], meta: &RecvMeta) {
        let from = SocketAddr::new(meta.addr.ip().to_canonical(), meta.addr.port());
        let to = meta.dst_ip.map(|ip| ip.to_canonical());
        let mut routes = self.routes();
        for bytes in buffer[..meta.len].chunks(meta.stride.max(1)) {
            routes.hand_out(from, to, bytes);
        }
    }

    /// Sends, and waits while the socket is full.
    pub(super) async fn send(&self, batch: Batch<'_>) -> io::Result<()> {
        let Batch { to, from, segment, bytes } = batch;
        // A system without segmentation offload gets them one by one.
        let at_once = segment * self.state.max_gso_segments().max(1);
        for contents in bytes.chunks(at_once.max(1)) {
            let transmit = Transmit {
                destination: self.outside(to),
                ecn: None,
                contents,
                segment_size: (contents.len() > segment).then_some(segment),
                src_ip: from.map(|ip| self.outside(SocketAddr::new(ip, 0)).ip()),
            };
            let send = || self.state.try_send(UdpSockRef::from(&self.socket), &transmit);
            self.socket.async_io(Interest::WRITABLE, send).await?;
        }
        Ok(())
    }

    /// An IPv6 socket knows IPv4 addresses as mapped ones (RFC 4291 §2.5.5.2).
    fn outside(&self, address: SocketAddr) -> SocketAddr {
        match address.ip() {
            IpAddr::V4(ip) if self.is_v6 => SocketAddr::new(ip.to_ipv6_mapped().into(), address.port()),
            _ => address,
        }
    }
}
