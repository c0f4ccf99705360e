//! The relay speaks TLS itself: with a certificate of its own, with files that change, and with what is no TLS.

use crate::{bad_input::refuses, socket::camera_on};
use e2e::{
    live::{Event, Live},
    page::PATIENCE,
    raw,
    relay::{CONFIG, Relay},
    tls::{self, Made},
    until,
};
use shared::{
    Profile,
    wire::{CameraState, ClientMessage, Mode, ServerMessage, VERSION},
};
use std::{fs, os::unix::fs::PermissionsExt, time::Duration};
use tokio::net::TcpStream;

const OWN: &str = "tls = \"self_signed\"\n";
const FILES: &str = "tls = \"files\"\ntls_cert = \"c.pem\"\ntls_key = \"k.pem\"\n";

fn relay(http: &str) -> Relay {
    Relay::new(&CONFIG.replacen("[http]\n", &format!("[http]\n{http}"), 1))
}

/// A relay with a certificate of its own, which is returned.
pub(crate) fn own(http: &str) -> (Relay, String) {
    let mut relay = relay(&format!("{OWN}{http}"));
    relay.run();
    let cert = fs::read_to_string(relay.data().join("tls.crt")).unwrap();
    (relay, cert)
}

fn printed(text: &str) -> String {
    let line = text.lines().find(|line| line.starts_with("SHA-256 fingerprint")).unwrap();
    line.rsplit(' ').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn its_own_certificate_is_made_once_and_its_fingerprint_is_told() {
    let (mut relay, cert) = own("hosts = [\"cam.local:8443\"]\n");
    assert!(relay.url().starts_with("https://127.0.0.1:"), "{}", relay.url());
    let stream = tls::connect(relay.host(), &cert, None).await.unwrap();
    let shown = tls::shown(&stream);
    assert_eq!(printed(&relay.log()), shown);
    assert_eq!(printed(&relay.cli(&["config", "check"], "").out), shown);
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]), "no HTTP/2");
    let list = raw::get(stream, relay.host(), "/api/v1/cameras", &[]).await;
    assert!(list.status == 200 && list.body.ends_with(r#""cameras":[]}"#), "{list:?}");
    assert_eq!(list.header("strict-transport-security"), None, "a new certificate must not lock anybody out");
    let mode = fs::metadata(relay.data().join("tls.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    relay.stop();
    relay.run();
    let stream = tls::connect(relay.host(), &cert, None).await.unwrap();
    assert_eq!(tls::shown(&stream), shown);
    assert!(!relay.log().contains("Warning"));
}

#[test]
fn before_the_first_start_nothing_is_made() {
    let relay = relay(OWN);
    let said = relay.cli(&["config", "check"], "");
    assert!(said.ok && said.out.contains("will be made at the first start"), "{said:?}");
    assert!(!relay.data().exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_live_socket_runs_over_tls_and_a_stalled_one_falls_behind_in_the_relay() {
    let (relay, cert) = own("");
    let _cameras = camera_on(&relay, &[]).await;
    let open = async |buffer| {
        let stream = tls::connect(relay.host(), &cert, buffer).await.unwrap();
        let mut live = Live::over(stream, relay.host(), &[]).await.unwrap();
        live.say(&ClientMessage::Hello { version: VERSION, device: "test".into() }).await;
        let known =
            |e: &Event| matches!(e, Event::Said(ServerMessage::Camera { state: CameraState::Live, .. })).then_some(());
        live.until("the camera", known).await;
        live.watch(0, "a", Profile::Main, Mode::All).await;
        live
    };
    let mut stalled = open(Some(8 << 10)).await;
    let (before, _) = stalled.frame().await;
    let mut reading = open(None).await;
    // Twelve seconds of pictures, two megabytes.
    for _ in 0..180 {
        reading.frame().await;
    }
    let mut last = before;
    let dropped = stalled
        .until("news of dropped frames", |e| match e {
            Event::Said(ServerMessage::Dropped { n, .. }) => Some(*n),
            Event::Frame(header, _) => {
                last = *header;
                None
            }
            _ => None,
        })
        .await;
    assert!(dropped > 30, "{dropped} of 180 frames dropped");
    let (next, _) = stalled.frame().await;
    assert!(next.key, "after a drop comes a keyframe");
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_is_sent_on_and_rubbish_hung_up_on() {
    let (relay, cert) = own("");
    let plain = async || TcpStream::connect(relay.host()).await.unwrap();
    let host = relay.host();
    let sent = raw::get(plain().await, host, "/camera/phuong/a?x=1", &[]).await;
    let there = format!("https://{host}/camera/phuong/a?x=1");
    assert_eq!((sent.status, sent.header("location")), (307, Some(there.as_str())));
    assert!(sent.body.contains("Cổng này dùng HTTPS") && sent.body.contains("This port speaks HTTPS"), "{}", sent.body);
    let foreign = raw::get(plain().await, "evil.example", "/", &[]).await;
    assert_eq!((foreign.status, foreign.header("location")), (400, None));
    assert!(foreign.body.contains("This port speaks HTTPS"));
    // A handshake's first byte, and then anything but one.
    let record = [&[22, 3, 1, 0, 5][..], &[0; 5]].concat();
    for rubbish in [&[22, 3, 1][..], &[22, 255, 255, 255, 255], &record, &[0; 64], b"\r\n\r\n", b"SSH-2.0-x\r\n\r\n"] {
        let mut stream = plain().await;
        // What was cut short would be waited for.
        tokio::io::AsyncWriteExt::write_all(&mut stream, rubbish).await.unwrap();
        tokio::io::AsyncWriteExt::shutdown(&mut stream).await.unwrap();
        if let Some(answer) = raw::send(stream, b"").await {
            assert_eq!(answer.status, 400, "{rubbish:?}");
        }
    }
    let stream = tls::connect(host, &cert, None).await.unwrap();
    assert_eq!(raw::get(stream, host, "/healthz", &[]).await.body, "ok\n");
    assert!(!relay.log().contains("panicked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn renewed_files_are_taken_and_broken_ones_left() {
    let [first, second, third] = [(); 3].map(|()| Made::new(&["127.0.0.1"]));
    let mut relay = relay(FILES);
    let folder = relay.config().parent().unwrap().to_owned();
    first.write(&folder);
    relay.run();
    assert_eq!(printed(&relay.log()), first.fingerprint());
    let shows = async |made: &Made| {
        until("the certificate", Duration::from_secs(20), async || {
            let stream = tls::connect(relay.host(), &made.cert, None).await.ok()?;
            Some(raw::get(stream, relay.host(), "/healthz", &[]).await.status)
        })
        .await
    };
    assert_eq!(shows(&first).await, 200);
    second.write(&folder);
    assert_eq!(shows(&second).await, 200);
    // Only half of the next one comes.
    fs::write(folder.join("c.pem"), &third.cert).unwrap();
    let told = || relay.log().matches("cannot be used; the old one stays").count();
    until("a word in the log", Duration::from_secs(30), async || (told() > 0).then_some(())).await;
    assert_eq!(shows(&second).await, 200);
    fs::write(folder.join("k.pem"), &third.key).unwrap();
    assert_eq!(shows(&third).await, 200);
    assert_eq!(told(), 1, "once is enough");
}

#[test]
fn files_that_cannot_be_used_are_named_and_nothing_starts() {
    let ours = relay(FILES);
    let folder = ours.config().parent().unwrap().to_owned();
    let (made, other) = (Made::new(&["127.0.0.1"]), Made::new(&["127.0.0.1"]));
    for (cert, key, part) in [
        (&made.cert, &other.key, "do not belong together; use the two files of one issue"),
        (&made.key, &made.key, "holds no PEM certificate; set http.tls_cert"),
        (&made.cert, &made.cert, "holds no PEM private key; set http.tls_key"),
    ] {
        fs::write(folder.join("c.pem"), cert).unwrap();
        fs::write(folder.join("k.pem"), key).unwrap();
        for args in [&["serve"][..], &["config", "check"]] {
            refuses(&ours, args, part);
        }
    }
    assert!(!ours.data().exists());
    // What browsers warn of does not keep the duty desk from its pictures.
    Made::until(&["127.0.0.1"], 2000).write(&folder);
    let said = ours.cli(&["config", "check"], "");
    assert!(said.ok && said.err.contains("holds from 1975-01-01 to 2000-12-31 only; renew it"), "{said:?}");
    let named = relay(&format!("{FILES}public_url = \"https://cam.example.vn\"\n"));
    made.write(named.config().parent().unwrap());
    let said = named.cli(&["config", "check"], "");
    assert!(said.ok && said.err.contains("does not name cam.example.vn of http.public_url"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_for_other_machines_is_warned_of() {
    let mut open = Relay::new(&CONFIG.replacen("127.0.0.1:0", "0.0.0.0:0", 1));
    open.run();
    let port = open.url().rsplit(':').next().unwrap().to_owned();
    let warned = || {
        let log = open.log();
        log.contains("Warning: 0.0.0.0:") && log.contains("anybody in the network can read passwords")
    };
    until("the warning", PATIENCE, async || warned().then_some(())).await;
    // By the address that it came to, and by no other.
    let ask = async |host: &str| {
        let stream = TcpStream::connect(format!("127.0.0.1:{port}")).await.unwrap();
        raw::get(stream, host, "/healthz", &[]).await.status
    };
    assert_eq!(ask(&format!("127.0.0.1:{port}")).await, 200);
    assert_eq!(ask(&format!("192.0.2.1:{port}")).await, 421);
    assert!(!Relay::start().log().contains("Warning"));
}
