//! Debian's coturn on this machine, with the recipe that lies beside the relay. Belongs here: filling in the lines that the
//! recipe says to change, starting and ending it, its own client. Does not: what is expected.

use crate::process::Process;
use std::{fs, net::UdpSocket, process::Command};
use tempfile::TempDir;

const RECIPE: &str = include_str!("../../relay/turnserver.example.conf");

/// A TURN server; it ends with its owner.
pub struct Coturn {
    port: u16,
    process: Process,
    _dir: TempDir,
}

impl Coturn {
    /// Starts one that shares a secret with a relay on this machine.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start(secret: &str) -> Self {
        // It cannot take any free port by itself: one that was free a moment ago is tried, then another.
        for _ in 0..10 {
            let port = free_port();
            let dir = tempfile::tempdir().expect("a folder for coturn");
            let conf = dir.path().join("turnserver.conf");
            fs::write(&conf, filled(port, secret, &dir)).expect("coturn's folder");
            let mut command = Command::new("turnserver");
            command.arg("-c").arg(&conf).args(["--verbose", "--simple-log", "--log-file", "stdout"]);
            let process = Process::start(command);
            let is_up = process.wait_for(|line| {
                let (up, taken) = (line.contains("Total General servers"), line.contains("errno=98"));
                assert!(!line.contains("CONFIG ERROR"), "coturn does not take the recipe: {line}");
                (up || taken).then_some(up)
            });
            if is_up {
                return Self { port, process, _dir: dir };
            }
        }
        panic!("no port was free for coturn");
    }

    /// Its address for browsers, over `udp` or `tcp`.
    pub fn url(&self, transport: &str) -> String {
        format!("turn:127.0.0.1:{}?transport={transport}", self.port)
    }

    /// What it has said.
    pub fn log(&self) -> String {
        self.process.output()
    }

    /// Whether coturn's own client gets an allocation with an account, and its packets through to `peer`; what it says where
    /// it does not.
    ///
    /// # Panics
    /// Where the client is not installed.
    pub fn carries(&self, (username, credential): (&str, &str), peer: &str) -> Result<(), String> {
        let port = self.port.to_string();
        let mut command = Command::new("turnutils_uclient");
        command.args(["-u", username, "-w", credential, "-p", &port, "-n", "1", "-m", "1", "-l", "64"]);
        // Between two allocations of its own, so that the peer is this server's address.
        if peer == "127.0.0.1" {
            command.arg("-y")
        } else {
            command.args(["-e", peer])
        };
        let output = command.arg("127.0.0.1").output().expect("coturn is installed: run make test");
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        let through = output.status.success() && said.contains("Total lost packets 0 (");
        if through { Ok(()) } else { Err(said) }
    }
}

/// A port that is free for UDP; where it is taken for TCP, coturn says so.
fn free_port() -> u16 {
    let held = UdpSocket::bind("127.0.0.1:0").expect("a free port");
    held.local_addr().expect("it is bound").port()
}

/// The recipe with the marked lines changed: on this machine alone, with nothing of it left behind.
fn filled(port: u16, secret: &str, dir: &TempDir) -> String {
    let mut text = RECIPE.to_owned();
    for (line, new) in [
        ("listening-port=3478\n", format!("listening-port={port}\n")),
        ("listening-ip=203.0.113.9", "listening-ip=127.0.0.1".to_owned()),
        ("relay-ip=203.0.113.9", "relay-ip=127.0.0.1".to_owned()),
        ("static-auth-secret=change-me", format!("static-auth-secret={secret}")),
        ("allowed-peer-ip=203.0.113.9", "allowed-peer-ip=127.0.0.1".to_owned()),
    ] {
        assert!(text.contains(line), "the recipe has no line {line}");
        text = text.replace(line, &new);
    }
    let file = |name: &str| dir.path().join(name).display().to_string();
    format!("{text}allow-loopback-peers\nno-tls\nno-dtls\npidfile={}\nuserdb={}\n", file("pid"), file("db"))
}
