//! From a bound relay to one that serves, and back. Belongs here: which part gets which, and the order of starting and
//! stopping. Does not: what the parts do.

use super::{Relay, ports::Ports};
use crate::{
    Failure, audit,
    catalog::Catalog,
    health::Keeper,
    http::{self, Admin, App, Door, Drafts, Embeds, Front, Running, STEP_LASTS, STEPS, Site, metrics::Counted},
    people::By,
    rights::Rights,
    ward::Ward,
};
use access::Book;
use camera::Fleet;
use hub::Hub;
use shared::audit::Actor;
use std::{
    future::Future,
    sync::Arc,
    time::{Duration, Instant},
};
use store::{Changes, audit::Writer, checks::Checks, ledger::Ledger, people::Traces};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};
use transport::{
    live::{Clients, Live},
    still::{self, Stills},
    webrtc::Desk,
};

/// How long open answers and sockets may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

impl Relay {
    /// Serves until `stop` is ready, then ends sockets, sessions and the database in that order.
    pub(crate) async fn run(self, stop: impl Future<Output = ()>) -> Result<(), Failure> {
        let Self { ports, ice, store, people, mut config, tls, _lock, .. } = self;
        config.cameras.networks.own_ports = ports.own();
        let Ports { http, http_at: address, metrics, metrics_at, rtc } = ports;
        let since = hub::clock::now().time;
        let running = Running { config: config.clone(), listen: address, since, tls: tls.clone() };
        let hub = Arc::new(Hub::new(config.hub));
        let (stop_tx, stop_rx) = watch::channel(false);
        let catalog = Catalog::default();
        let clients = Clients::new(config.max_viewers);
        let live = Live { hub: hub.clone(), build: http::BUILD, shutdown: stop_rx.clone(), rtc: rtc.clone() };
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
        let metrics_site = Site::new(metrics_at, &[]);
        let counted = Counted { hub: hub.clone(), clients: clients.clone(), rtc: rtc.clone() };
        let metrics_app = http::metrics::app(counted, metrics_site.clone());
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
            ice,
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
        if timeout(PATIENCE, all_left(servers, &clients, rtc)).await.is_err() {
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

/// Waits until nobody is served any more.
async fn all_left(mut servers: JoinSet<()>, clients: &Clients, rtc: Option<Arc<Desk>>) {
    // A server that panicked has ended, too.
    while servers.join_next().await.is_some() {}
    // Now that nobody can open one any more.
    if let Some(rtc) = rtc {
        rtc.close_all().await;
    }
    while clients.count() > 0 {
        sleep(Duration::from_millis(20)).await;
    }
}
