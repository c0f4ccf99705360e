//! The relay's ports: viewers' and metrics' (TCP), WebRTC's (UDP). Belongs here: taking them, saying which cannot be had.
//! Does not: serving them.

use crate::{
    Failure,
    config::{Config, HTTP_LISTEN, METRICS_LISTEN, WEBRTC_LISTEN, Webrtc},
};
use shared::text::cli as t;
use std::{io, net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;
use transport::webrtc::{Desk, Settings};

/// All of them, taken.
pub(super) struct Ports {
    pub(super) http: TcpListener,
    /// Where that is, its port as it is.
    pub(super) http_at: SocketAddr,
    pub(super) metrics: TcpListener,
    pub(super) metrics_at: SocketAddr,
    /// `None` where WebRTC is switched off.
    pub(super) rtc: Option<Arc<Desk>>,
}

impl Ports {
    pub(super) async fn take(config: &Config) -> Result<Self, Failure> {
        let http = bind(HTTP_LISTEN, config.http_listen).await?;
        let metrics = bind(METRICS_LISTEN, config.metrics_listen).await?;
        let rtc = config.webrtc.as_ref().map(desk).transpose()?;
        let local = |listener: &TcpListener, wanted| listener.local_addr().unwrap_or(wanted);
        let (http_at, metrics_at) = (local(&http, config.http_listen), local(&metrics, config.metrics_listen));
        Ok(Self { http, http_at, metrics, metrics_at, rtc })
    }

    /// Where no camera can be.
    pub(super) fn own(&self) -> Vec<u16> {
        let rtc = self.rtc.as_ref().map(|desk| desk.local_addr());
        [self.http_at, self.metrics_at].into_iter().chain(rtc).map(|address| address.port()).collect()
    }
}

async fn bind(key: &'static str, address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| failed(key, address, &error))
}

fn desk(webrtc: &Webrtc) -> Result<Arc<Desk>, Failure> {
    let settings = Settings {
        listen: webrtc.listen,
        public: webrtc.public.clone(),
        sessions: webrtc.sessions,
        bytes_per_sec: webrtc.bytes_per_sec,
    };
    Desk::bind(settings).map_err(|error| failed(WEBRTC_LISTEN, webrtc.listen, &error))
}

fn failed(key: &'static str, address: SocketAddr, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AddrInUse => Failure::new(t::PORT_TAKEN, [("address", &address), ("key", &key)]),
        _ => Failure::new(t::CANNOT_LISTEN, [("address", &address), ("error", error), ("key", &key)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use shared::text::Lang;
    use std::net::{Ipv4Addr, UdpSocket};

    fn free() -> Config {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let mut config = config::defaults();
        (config.http_listen, config.metrics_listen) = (any, any);
        config.webrtc.as_mut().unwrap().listen = any;
        config
    }

    #[tokio::test]
    async fn all_ports_are_our_own() {
        let ports = Ports::take(&free()).await.unwrap();
        let own = ports.own();
        assert!(own.len() == 3 && !own.contains(&0), "{own:?}");
        assert_eq!(own[0], ports.http_at.port());
        let mut without = free();
        without.webrtc = None;
        assert_eq!(Ports::take(&without).await.unwrap().own().len(), 2);
    }

    #[tokio::test]
    async fn a_taken_udp_port_is_named_with_its_key() {
        let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
        let mut config = free();
        config.webrtc.as_mut().unwrap().listen = taken.local_addr().unwrap();
        let said = Ports::take(&config).await.err().unwrap().sentence(Lang::En);
        let at = taken.local_addr().unwrap();
        let expected = format!("Error: {at} is in use by another program; stop that one or change webrtc.listen");
        assert_eq!(said, expected);
    }
}
