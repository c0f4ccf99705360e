//! The two UDP ports of a server. Belongs here: finding a pair, sending from it. Does not: whom to send to.

use std::{
    io,
    net::{IpAddr, SocketAddr},
};
use tokio::net::UdpSocket;

/// Tries at finding two free ports side by side.
const TRIES: usize = 64;

/// An even port for RTP and the one above it for RTCP (RFC 3550 section 11), shared by all clients.
pub(crate) struct UdpPair {
    rtp: UdpSocket,
    rtcp: UdpSocket,
    rtp_port: u16,
}

impl UdpPair {
    pub(crate) async fn bind(ip: IpAddr) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for _ in 0..TRIES {
            let rtp = UdpSocket::bind((ip, 0)).await?;
            let rtp_port = rtp.local_addr()?.port();
            if rtp_port % 2 == 1 {
                continue;
            }
            match UdpSocket::bind((ip, rtp_port + 1)).await {
                Ok(rtcp) => return Ok(Self { rtp, rtcp, rtp_port }),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    pub(crate) fn ports(&self) -> (u16, u16) {
        (self.rtp_port, self.rtp_port + 1)
    }

    pub(crate) async fn send_rtp(&self, packet: &[u8], to: SocketAddr) -> io::Result<()> {
        self.rtp.send_to(packet, to).await.map(|_| ())
    }

    pub(crate) async fn send_rtcp(&self, packet: &[u8], to: SocketAddr) -> io::Result<()> {
        self.rtcp.send_to(packet, to).await.map(|_| ())
    }
}
