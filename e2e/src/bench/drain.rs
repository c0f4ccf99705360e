//! The floor of taking cameras in: as many RTSP connections, whose bytes are read and thrown away.

use super::children::tell;
use std::{io, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    sync::Barrier,
    time::sleep,
};

/// Reads until it is killed.
pub async fn run(host: &str, cameras: usize) {
    let all = Arc::new(Barrier::new(cameras + 1));
    for i in 0..cameras {
        let (host, all) = (host.to_owned(), all.clone());
        tokio::spawn(async move {
            if let Err(error) = read(&host, i, &all).await {
                tell(&format!("camera {i}: {error}"));
            }
        });
        sleep(Duration::from_millis(5)).await;
    }
    all.wait().await;
    tell("reading");
    std::future::pending::<()>().await;
}

async fn read(host: &str, camera: usize, all: &Barrier) -> io::Result<()> {
    let url = format!("rtsp://{host}/c{camera}/main/");
    let mut stream = BufReader::new(TcpStream::connect(host).await?);
    let transport = "transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n";
    let head = ask(&mut stream, &format!("SETUP {url}track1 RTSP/1.0\r\ncseq: 1\r\n{transport}\r\n")).await?;
    let session = head.lines().find_map(|l| l.to_ascii_lowercase().starts_with("session:").then(|| &l[8..]));
    let session = session.and_then(|s| s.split(';').next()).ok_or_else(|| io::Error::other(head.clone()))?.trim();
    ask(&mut stream, &format!("PLAY {url} RTSP/1.0\r\ncseq: 2\r\nsession: {session}\r\n\r\n")).await?;
    all.wait().await;
    let mut bytes = vec![0; 16 << 10];
    let mut stream = stream.into_inner();
    while stream.read(&mut bytes).await? > 0 {}
    Err(io::ErrorKind::UnexpectedEof.into())
}

async fn ask(stream: &mut BufReader<TcpStream>, request: &str) -> io::Result<String> {
    stream.get_mut().write_all(request.as_bytes()).await?;
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    if head.starts_with("RTSP/1.0 200") { Ok(head) } else { Err(io::Error::other(head)) }
}
