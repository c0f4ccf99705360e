//! Connections that say nothing, too little, or come in crowds.

use super::*;
use axum::routing::get;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinHandle,
};

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

type Listening = (SocketAddr, watch::Sender<bool>, JoinHandle<()>);

async fn listening(per_address: usize, proxies: &[&str]) -> Listening {
    listening_with(None, per_address, proxies).await
}

async fn listening_with(tls: Option<Tls>, per_address: usize, proxies: &[&str]) -> Listening {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let app = Router::new().route("/", get(|| async { "hi" }));
    let proxies = proxies.iter().map(|n| n.parse().unwrap()).collect();
    let door = Door { tls, proxies, per_address, ..Door::plain(Site::new(address, &[])) };
    (address, stop, tokio::spawn(listen(listener, app, door, stopped)))
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test(start_paused = true)]
async fn who_sends_no_request_is_hung_up_on() {
    let (address, stop, serving) = listening(9, &[]).await;
    let mut half = TcpStream::connect(address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n").await.unwrap();
    assert!(!answer(&mut half).await.starts_with("HTTP/1.1 200"));
    stop.send_replace(true);
    serving.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn who_begins_no_handshake_or_does_not_end_it_is_hung_up_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut config = crate::config::defaults();
    (config.data_dir, config.door.tls) = (dir.path().to_owned(), crate::config::TlsMode::SelfSigned);
    let tls = Tls::open(&config, config.http_listen, std::time::SystemTime::now()).unwrap();
    assert!(tls.is_some());
    let (address, stop, serving) = listening_with(tls, 9, &[]).await;
    for begun in [&[][..], &[22, 3, 1, 2, 0, 1, 0, 1, 252]] {
        let mut silent = TcpStream::connect(address).await.unwrap();
        silent.write_all(begun).await.unwrap();
        let mut got = Vec::new();
        // Hanging up on what was not read is a reset.
        let _ = silent.read_to_end(&mut got).await;
        assert!(got.is_empty(), "{got:?}");
    }
    stop.send_replace(true);
    serving.await.unwrap();
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_a_trusted_proxy_more() {
    for (proxies, refused) in [(&[][..], true), (&["127.0.0.1/32"], false)] {
        let (address, stop, serving) = listening(2, proxies).await;
        let mut held = Vec::new();
        for _ in 0..2 {
            held.push(TcpStream::connect(address).await.unwrap());
        }
        // Connections are accepted in the order in which they came.
        let mut third = TcpStream::connect(address).await.unwrap();
        if refused {
            let said = answer(&mut third).await;
            assert!(said.starts_with("HTTP/1.1 503 ") && said.contains("\r\nRetry-After: 10\r\n"), "{said}");
            let (head, body) = said.split_once("\r\n\r\n").unwrap();
            assert!(head.contains(&format!("Content-Length: {}", body.len())) && body.contains("quá nhiều kết nối"));
        } else {
            third.write_all(REQUEST).await.unwrap();
            assert!(answer(&mut third).await.ends_with("hi"));
        }
        // A place that is left is free for the next.
        held[0].write_all(REQUEST).await.unwrap();
        assert!(answer(&mut held[0]).await.ends_with("hi"));
        loop {
            let mut next = TcpStream::connect(address).await.unwrap();
            let sent = next.write_all(REQUEST).await;
            let mut got = Vec::new();
            if sent.is_ok() && next.read_to_end(&mut got).await.is_ok() && got.ends_with(b"hi") {
                break;
            }
        }
        drop(held);
        stop.send_replace(true);
        serving.await.unwrap();
    }
}
