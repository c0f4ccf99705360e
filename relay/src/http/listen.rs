//! Accepting connections. Belongs here: how many, from where, how patient, how their sockets are set, TLS or not. Does not:
//! routes.

use super::{
    clear,
    guard::Site,
    tally::Tally,
    tls::{Opened, Tls},
    visitor::{Arrived, block},
};
use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use ipnet::IpNet;
use socket2::SockRef;
use std::{
    net::SocketAddr,
    pin::pin,
    sync::{Arc, Once},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::{sleep, timeout},
};
use tower::ServiceExt;

/// How long a TLS handshake may take, and a request's head, the wait for the next one on a kept connection included.
const HEAD_LIMIT: Duration = Duration::from_secs(15);
/// What the kernel may hold unsent on a connection: the backlog stays in the hub, where it can be dropped.
const UNSENT_BYTES: u32 = 16 << 10;
/// The kernel gives up a connection whose other end has acknowledged nothing for this long.
const UNANSWERED_LIMIT: Duration = Duration::from_secs(60);

/// What connections come in by.
#[derive(Clone)]
pub(crate) struct Door {
    /// TLS, where the relay speaks it itself.
    pub(crate) tls: Option<Tls>,
    /// Connections at the same time; those beyond wait in the kernel.
    pub(crate) connections: usize,
    /// Connections from one address.
    pub(crate) per_address: usize,
    /// Peers that bring many people's connections.
    pub(crate) proxies: Arc<[IpNet]>,
    /// The names of ours, for sending plain HTTP on to HTTPS.
    pub(crate) site: Site,
}

impl Door {
    /// For Prometheus: a handful of connections in the clear.
    pub(crate) fn plain(site: Site) -> Self {
        Self { tls: None, connections: 64, per_address: 64, proxies: Arc::new([]), site }
    }
}

/// Serves until told to stop, then lets the answers under way end. Live sockets have left HTTP and are not waited for.
pub(crate) async fn listen(listener: TcpListener, app: Router, door: Door, mut stop: watch::Receiver<bool>) {
    let all = u32::try_from(door.connections).unwrap_or(u32::MAX);
    let places = Arc::new(Semaphore::new(all as usize));
    let of_address = Tally::default();
    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            accepted = accepted => accepted,
            () = stopped(&mut stop) => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::error!(%error, "a connection could not be accepted");
                sleep(Duration::from_millis(200)).await;
                continue;
            }
        };
        let ip = peer.ip().to_canonical();
        let most = if door.proxies.iter().any(|n| n.contains(&ip)) { usize::MAX } else { door.per_address };
        let Some(seat) = of_address.take(&block(ip), most) else {
            if door.tls.is_none() {
                // What does not fit into the fresh socket at once is not worth waiting for.
                let _ = SockRef::from(&stream).send(clear::too_many().as_bytes());
            }
            continue;
        };
        tune(&stream);
        let (app, door, stop) = (app.clone(), door.clone(), stop.clone());
        tokio::spawn(async move {
            serve(stream, peer, app, door, stop).await;
            drop((place, seat));
        });
    }
    // Every place is free again once every connection has ended.
    let _ = places.acquire_many(all).await;
}

/// One connection from its first byte to its last.
async fn serve(stream: TcpStream, peer: SocketAddr, app: Router, door: Door, mut stop: watch::Receiver<bool>) {
    let at = stream.local_addr().ok();
    let Some(tls) = door.tls else { return talk(stream, peer, Arrived { at, tls: false }, app, stop).await };
    let opened = tokio::select! {
        opened = timeout(HEAD_LIMIT, tls.accept(stream)) => opened,
        () = stopped(&mut stop) => return,
    };
    match opened {
        Ok(Ok(Opened::Secure(stream))) => talk(stream, peer, Arrived { at, tls: true }, app, stop).await,
        Ok(Ok(Opened::Clear(stream))) => {
            talk(stream, peer, Arrived { at, tls: false }, clear::app(door.site), stop).await;
        }
        // What goes wrong in a handshake is the other end's doing, as below.
        Ok(Err(error)) => tracing::debug!(%peer, %error, "no TLS"),
        Err(_) => tracing::debug!(%peer, "no TLS in time"),
    }
}

async fn talk<T>(stream: T, peer: SocketAddr, arrived: Arrived, app: Router, mut stop: watch::Receiver<bool>)
where
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(arrived);
        app.clone().oneshot(request.map(Body::new))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    // What goes wrong on one connection is its other end's doing.
    tokio::select! {
        _ = &mut connection => {}
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // A sender that is gone has stopped, too.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Makes a viewer's connection keep little unsent, send evenly on a lossy line, and end when nobody answers.
fn tune(stream: &TcpStream) {
    static NO_BBR: Once = Once::new();
    let _ = stream.set_nodelay(true);
    let socket = SockRef::from(stream);
    let _ = socket.set_tcp_notsent_lowat(UNSENT_BYTES);
    let _ = socket.set_tcp_user_timeout(Some(UNANSWERED_LIMIT));
    if let Err(error) = socket.set_tcp_congestion(b"bbr") {
        NO_BBR.call_once(|| {
            tracing::warn!(%error, "BBR is not to be had here (try: modprobe tcp_bbr); lossy lines will lag more");
        });
    }
}

/// Every socket is a file: a big ward needs more than the usual thousand.
pub(crate) fn raise_file_limit() {
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!(%error, "the limit on open files stays as it is");
    }
}

#[cfg(test)]
#[path = "listen_tests.rs"]
mod tests;
