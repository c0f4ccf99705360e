//! Accepting connections. Belongs here: how many, how patient, how their sockets are set. Does not: routes.

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::SockRef;
use std::{
    pin::pin,
    sync::{Arc, Once},
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::sleep,
};
use tower::ServiceExt;

/// How long a request's head may take, the wait for the next one on a kept connection included.
const HEAD_LIMIT: Duration = Duration::from_secs(15);
/// Connections beyond one a viewer: pages are loaded over several at once.
const SPARE_CONNECTIONS: u32 = 256;
/// What the kernel may hold unsent on a connection: the backlog stays in the hub, where it can be dropped.
const UNSENT_BYTES: u32 = 16 << 10;
/// The kernel gives up a connection whose other end has acknowledged nothing for this long.
const UNANSWERED_LIMIT: Duration = Duration::from_secs(60);

/// Serves until told to stop, then lets the answers under way end. Live sockets have left HTTP and are not counted.
pub(crate) async fn listen(listener: TcpListener, app: Router, viewers: usize, mut stop: watch::Receiver<bool>) {
    let all = u32::try_from(viewers).unwrap_or(u32::MAX).saturating_add(SPARE_CONNECTIONS);
    let places = Arc::new(Semaphore::new(all as usize));
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
        tune(&stream);
        let app = app.clone();
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            app.clone().oneshot(request.map(Body::new))
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_LIMIT)
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades();
        let mut stop = stop.clone();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            // What goes wrong on one connection is its other end's doing.
            tokio::select! {
                _ = &mut connection => {}
                () = stopped(&mut stop) => {
                    connection.as_mut().graceful_shutdown();
                    let _ = connection.await;
                }
            }
            drop(place);
        });
    }
    // Every place is free again once every connection has ended.
    let _ = places.acquire_many(all).await;
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
mod tests {
    use super::*;
    use axum::routing::get;
    use std::net::SocketAddr;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test(start_paused = true)]
    async fn who_sends_no_request_is_hung_up_on() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let app = Router::new().route("/", get(|| async { "hi" }));
        let serving = tokio::spawn(listen(listener, app, 1, stopped));
        let mut half = TcpStream::connect(address).await.unwrap();
        half.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n").await.unwrap();
        let mut answer = Vec::new();
        half.read_to_end(&mut answer).await.unwrap();
        assert!(!answer.starts_with(b"HTTP/1.1 200"));
        stop.send_replace(true);
        serving.await.unwrap();
    }
}
