//! Starting and stopping the relay. Belongs here: what must be had before it runs. Does not: running (see `run`), what the
//! parts do.

mod lock;
mod ports;
mod run;

pub(crate) use lock::try_lock;

use crate::{
    Failure,
    config::{Config, TlsMode},
    http::{
        Ice,
        tls::{self, Tls},
    },
    people::{By, People},
};
use ports::Ports;
use secrecy::SecretString;
use shared::audit::Actor;
use std::{fs::File, net::SocketAddr, sync::Arc, time::SystemTime};
use store::Store;

/// A relay that is bound and has read its secrets, ready to run.
pub(crate) struct Relay {
    pub(crate) url: String,
    tls: Option<Tls>,
    ports: Ports,
    ice: Ice,
    store: Store,
    people: People,
    config: Config,
    /// Held as long as the relay runs.
    _lock: File,
}

impl Relay {
    /// Opens everything that can fail, and nothing that would have to be undone.
    pub(crate) async fn open(config: Config) -> Result<Self, Failure> {
        let ports = Ports::take(&config).await?;
        let address = ports.http_at;
        let tls = || Tls::open(&config, address, SystemTime::now());
        // Somebody else's files can be wrong; our own certificate lies in the data folder, which must be ours first.
        let early = if matches!(config.door.tls, TlsMode::Files { .. }) { tls()? } else { None };
        let ice = Ice::open(config.webrtc.as_ref())?;
        // Late, since a database may be made or brought up to date here.
        let store = Store::open(&config.data_dir).await?;
        let lock = lock::lock(&config.data_dir)?;
        let tls = if early.is_some() { early } else { tls()? };
        let relay = By { actor: Actor::relay(), address: None };
        let people = People::new(store.clone(), config.access.clone(), relay);
        let scheme = if tls.is_some() { "https" } else { "http" };
        Ok(Self { url: format!("{scheme}://{address}"), tls, ports, ice, store, people, config, _lock: lock })
    }

    /// The certificate, where the relay speaks TLS.
    pub(crate) fn certificate(&self) -> Option<Arc<tls::Certificate>> {
        self.tls.as_ref().map(Tls::certificate)
    }

    /// What should not stay as it is, though the relay runs.
    pub(crate) fn warnings(&self) -> Vec<Failure> {
        let certificate = self.certificate();
        tls::warnings(&self.config, certificate.as_deref(), self.ports.http_at, SystemTime::now())
    }

    /// The link with which the first admin is made, where there is none.
    pub(crate) async fn setup_link(&self) -> Result<Option<SecretString>, Failure> {
        let base = self.config.door.public_url.as_ref().map_or(self.url.as_str(), |url| url.origin());
        let link = self.people.setup(hub::clock::now().time).await?;
        Ok(link.map(|link| link.address(base)))
    }

    /// The UDP port of WebRTC, where it is switched on.
    pub(crate) fn webrtc_at(&self) -> Option<SocketAddr> {
        self.ports.rtc.as_ref().map(|desk| desk.local_addr())
    }

    /// Where `/metrics` is.
    pub(crate) fn metrics_url(&self) -> String {
        format!("http://{}/metrics", self.ports.metrics_at)
    }
}
