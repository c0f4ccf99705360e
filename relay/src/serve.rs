//! Starting and stopping the relay. Belongs here: the order of both. Does not: what the parts do.

use crate::{
    Failure, audit,
    catalog::Catalog,
    config::{Config, HTTP_LISTEN, METRICS_LISTEN, TlsMode},
    health::Keeper,
    http::{
        self, Admin, App, Door, Drafts, Embeds, Front, Running, STEP_LASTS, STEPS, Site,
        tls::{self, Tls},
    },
    people::{By, People},
    rights::Rights,
    ward::Ward,
};
use access::Book;
use camera::Fleet;
use hub::Hub;
use secrecy::SecretString;
use shared::{audit::Actor, text::cli as t};
use std::{
    fs::{File, TryLockError},
    future::Future,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};
use store::{Changes, Store, audit::Writer, checks::Checks, ledger::Ledger, people::Traces};
use tokio::{
    net::TcpListener,
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};
use transport::{
    live::{Clients, Live},
    still::{self, Stills},
};

/// How long open answers and sockets may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// A relay that is bound and has read its cameras, ready to run.
pub(crate) struct Relay {
    pub(crate) url: String,
    tls: Option<Tls>,
    http: TcpListener,
    metrics: TcpListener,
    store: Store,
    people: People,
    config: Config,
    /// Held as long as the relay runs.
    _lock: File,
}

impl Relay {
    /// Opens everything that can fail, and nothing that would have to be undone.
    pub(crate) async fn open(config: Config) -> Result<Self, Failure> {
        let http = bind(HTTP_LISTEN, config.http_listen).await?;
        let metrics = bind(METRICS_LISTEN, config.metrics_listen).await?;
        let address = local(&http, config.http_listen);
        let tls = || Tls::open(&config, address, SystemTime::now());
        // Somebody else's files can be wrong; our own certificate lies in the data folder, which must be ours first.
        let early = if matches!(config.door.tls, TlsMode::Files { .. }) { tls()? } else { None };
        // Late, since a database may be made or brought up to date here.
        let store = Store::open(&config.data_dir).await?;
        let lock = lock(&config.data_dir)?;
        let tls = if early.is_some() { early } else { tls()? };
        let relay = By { actor: Actor::relay(), address: None };
        let people = People::new(store.clone(), config.access.clone(), relay);
        let scheme = if tls.is_some() { "https" } else { "http" };
        Ok(Self { url: format!("{scheme}://{address}"), tls, http, metrics, store, people, config, _lock: lock })
    }

    /// The certificate, where the relay speaks TLS.
    pub(crate) fn certificate(&self) -> Option<Arc<tls::Certificate>> {
        self.tls.as_ref().map(Tls::certificate)
    }

    /// What should not stay as it is, though the relay runs.
    pub(crate) fn warnings(&self) -> Vec<Failure> {
        let certificate = self.certificate();
        tls::warnings(
            &self.config,
            certificate.as_deref(),
            local(&self.http, self.config.http_listen),
            SystemTime::now(),
        )
    }

    /// The link with which the first admin is made, where there is none.
    pub(crate) async fn setup_link(&self) -> Result<Option<SecretString>, Failure> {
        let base = self.config.door.public_url.as_ref().map_or(self.url.as_str(), |url| url.origin());
        let link = self.people.setup(hub::clock::now().time).await?;
        Ok(link.map(|link| link.address(base)))
    }

    /// Where `/metrics` is.
    pub(crate) fn metrics_url(&self) -> String {
        format!("http://{}/metrics", local(&self.metrics, self.config.metrics_listen))
    }

    /// Serves until `stop` is ready, then ends sockets, sessions and the database in that order.
    pub(crate) async fn run(self, stop: impl Future<Output = ()>) -> Result<(), Failure> {
        let Self { http, metrics, store, people, mut config, tls, _lock, .. } = self;
        let address = local(&http, config.http_listen);
        config.cameras.networks.own_ports = vec![address.port(), local(&metrics, config.metrics_listen).port()];
        let since = hub::clock::now().time;
        let running = Running { config: config.clone(), listen: address, since, tls: tls.clone() };
        let hub = Arc::new(Hub::new(config.hub));
        let (stop_tx, stop_rx) = watch::channel(false);
        let catalog = Catalog::default();
        let clients = Clients::new(config.max_viewers);
        let live = Live { hub: hub.clone(), rtc: None, build: http::BUILD, shutdown: stop_rx.clone() };
        let site = Site::new(address, &config.hosts).with_public(config.door.public_url.as_ref());
        let front = Front::new(&config, Instant::now());
        let door = Door {
            tls: tls.clone(),
            connections: config.max_viewers + config.limits.spare_connections,
            per_address: config.limits.address_connections,
            proxies: front.proxies.clone(),
            site: site.clone(),
        };
        let past = http::Past { store: store.clone(), calendar: config.health.calendar };
        let stills = Stills::new(hub.clone(), still::Limits::default());
        let mut fleet = Fleet::new(hub.clone(), config.cameras.clone());
        let diagnoses = fleet.diagnoses();
        let book = Book::new(access::Settings {
            clock: Box::new(|| hub::clock::now().time),
            utc_offset_minutes: config.health.calendar.offset_minutes(),
            totp_roles: config.access.totp_roles.clone(),
        });
        let rights = Rights::new(store.clone(), book.clone(), hub.clone());
        // Changes are watched from before the first reading, so that none falls in between.
        let mut changes = Changes::watch(&store).await?;
        let members = catalog.clone();
        let members = move || members.members();
        let ledger = Ledger::beside(&changes);
        // Before the first dial, so that nothing happens of which the ledger does not know when.
        let keeper = Keeper::open(ledger, hub.clone(), config.health.keep, members).await?;
        catalog.load(&store, &mut fleet, &hub, &rights).await?;
        let metrics_site = Site::new(local(&metrics, config.metrics_listen), &[]);
        let metrics_app = http::metrics::app(hub.clone(), clients.clone(), metrics_site.clone());
        let traces = Traces::beside(&changes);
        let (audit, recorder) = audit::Keeper::new(Writer::beside(&store, &changes), config.audit);
        let relay = By { actor: Actor::relay(), address: None };
        let app = App {
            admin: Admin::new(Ward::new(store.clone(), &config, relay)),
            book: book.clone(),
            catalog: catalog.clone(),
            chain: audit::Chain::new(store.clone()),
            checks: Checks::beside(&store, &changes),
            clients: clients.clone(),
            diagnoses,
            embeds: Embeds::default(),
            front,
            live,
            site,
            past,
            people: people.clone(),
            place: config.site_name.as_str().into(),
            recorder: recorder.clone(),
            rights: rights.clone(),
            running: Arc::new(running),
            steps: Arc::new(Drafts::new(STEP_LASTS, STEPS)),
            stills,
            traces: traces.clone(),
        };
        // Told to stop last: what viewers did until they left is written, too.
        let (left_tx, left_rx) = watch::channel(false);
        let mut auditing = JoinSet::new();
        auditing.spawn(audit.run(left_rx));
        let mut keeping = JoinSet::new();
        keeping.spawn(keeper.run(stop_rx.clone()));
        let mut servers = JoinSet::new();
        servers.spawn(http::listen(metrics, metrics_app, Door::plain(metrics_site), stop_rx.clone()));
        servers.spawn(http::listen(http, http::app(app), door, stop_rx.clone()));
        if let Some(tls) = tls {
            keeping.spawn(tls.follow(stop_rx));
        }
        tokio::select! {
            () = stop => {}
            () = catalog.follow(&store, &mut changes, &mut fleet, &hub, &rights) => {}
            () = http::metrics::keep_small() => {}
            () = people.tend(&traces, || rights.renew()) => {}
            _ = servers.join_next() => tracing::error!("a listener ended by itself; the relay stops"),
        }
        stop_tx.send_replace(true);
        let ended = async {
            // A server that panicked has ended, too.
            while servers.join_next().await.is_some() {}
            while clients.count() > 0 {
                sleep(Duration::from_millis(20)).await;
            }
        };
        if timeout(PATIENCE, ended).await.is_err() {
            tracing::info!("some viewers did not leave in time");
        }
        left_tx.send_replace(true);
        fleet.stop().await;
        // The ledger's last words; a keeper that panicked has none.
        while keeping.join_next().await.is_some() {}
        while auditing.join_next().await.is_some() {}
        drop(changes);
        store.close().await;
        Ok(())
    }
}

/// Two relays on one folder would pull every camera twice.
fn lock(folder: &Path) -> Result<File, Failure> {
    try_lock(folder)?.ok_or_else(|| Failure::new(t::DATA_IN_USE, [("path", &folder.display())]))
}

/// Held as long as nobody else may run a relay on a folder; `None` where one runs.
pub(crate) fn try_lock(folder: &Path) -> Result<Option<File>, Failure> {
    let path = folder.join("relay.lock");
    let failed = |error: std::io::Error| Failure::new(t::DATA_DIR, [("path", &folder.display()), ("error", &error)]);
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

async fn bind(key: &'static str, address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Failure::new(t::PORT_TAKEN, [("address", &address), ("key", &key)]),
        _ => Failure::new(t::CANNOT_LISTEN, [("address", &address), ("error", &error), ("key", &key)]),
    })
}

fn local(listener: &TcpListener, wanted: SocketAddr) -> SocketAddr {
    listener.local_addr().unwrap_or(wanted)
}
