//! The floor of WebRTC: the same pictures in packets of the same size, sealed for each viewer with a key of its own, and sent from
//! one UDP socket, as many as possible with one call. No ICE, no DTLS, no reports, no repeats.

use super::super::children::tell;
use crate::measure::stage::{self, Streams};
use quinn_udp::{Transmit, UdpSockRef, UdpSocketState};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde_json::json;
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{
    io::Interest,
    net::UdpSocket,
    time::{Instant, sleep, sleep_until},
};

/// As the relay cuts pictures.
const PAYLOAD: usize = 1_184;
const HEADER: usize = 12;
/// Bytes that leave with one call.
const BATCH: usize = 48 << 10;

/// Sends to whoever says hello, until it is killed; begins when so many have.
pub(crate) async fn send(viewers: usize) {
    let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a free port");
    let state = UdpSocketState::new(UdpSockRef::from(&socket)).expect("a socket like any");
    tell(&format!("listening {}", socket.local_addr().expect("it is bound")));
    let mut to: Vec<(SocketAddr, LessSafeKey)> = Vec::new();
    while to.len() < viewers {
        let (_, from) = socket.recv_from(&mut [0; 16]).await.expect("hellos come");
        let key = UnboundKey::new(&AES_128_GCM, &[to.len() as u8; 16]).expect("16 bytes are a key");
        to.push((from, LessSafeKey::new(key)));
    }
    let clip = stage::specs(1, Streams::One).remove(0).main;
    let start = Instant::now();
    let (mut round, mut sequence) = (0, 0u64);
    loop {
        for unit in clip.units() {
            let at = round * clip.duration_90k() + unit.dts_90k;
            sleep_until(start + Duration::from_micros(at * 100 / 9)).await;
            let bytes: usize = unit.nals.iter().map(|nal| nal.len()).sum();
            for (address, key) in &to {
                picture(&socket, &state, *address, key, bytes, sequence).await;
            }
            sequence += bytes.div_ceil(PAYLOAD) as u64;
        }
        round += 1;
    }
}

async fn picture(
    socket: &UdpSocket,
    state: &UdpSocketState,
    destination: SocketAddr,
    key: &LessSafeKey,
    bytes: usize,
    mut sequence: u64,
) {
    let segment = HEADER + PAYLOAD + AES_128_GCM.tag_len();
    let (mut batch, mut left) = (Vec::with_capacity(BATCH), bytes);
    while left > 0 {
        let mut payload = vec![0x55; left.min(PAYLOAD)];
        left -= payload.len();
        let header = [0x80; HEADER];
        let mut nonce = [0; 12];
        nonce[4..].copy_from_slice(&sequence.to_be_bytes());
        sequence += 1;
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(header), &mut payload)
            .expect("it fits");
        batch.extend_from_slice(&header);
        batch.extend_from_slice(&payload);
        if left == 0 || batch.len() + segment > BATCH {
            let segment_size = (batch.len() > segment).then_some(segment);
            let transmit = Transmit { destination, ecn: None, contents: &batch, segment_size, src_ip: None };
            let send = || state.try_send(UdpSockRef::from(socket), &transmit);
            socket.async_io(Interest::WRITABLE, send).await.expect("loopback takes it");
            batch.clear();
        }
    }
}

/// The viewers of the floor: says `measuring`, and after `secs` one line of JSON.
pub(crate) async fn sink(host: &str, viewers: usize, secs: u64) {
    let packets = Arc::new(AtomicU64::new(0));
    for _ in 0..viewers {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a free port");
        socket.send_to(b"hello", host).await.expect("the floor is there");
        let packets = packets.clone();
        tokio::spawn(async move {
            let mut buffer = [0; 2_000];
            while socket.recv(&mut buffer).await.is_ok() {
                packets.fetch_add(1, Relaxed);
            }
        });
    }
    while packets.load(Relaxed) == 0 {
        sleep(Duration::from_millis(50)).await;
    }
    tell("measuring");
    let before = packets.load(Relaxed);
    sleep(Duration::from_secs(secs)).await;
    let per_sec = (packets.load(Relaxed) - before) as f64 / secs as f64;
    tell(&json!({ "packets_per_sec": per_sec }).to_string());
}
