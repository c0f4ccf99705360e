//! The list of cameras as everyone sees it, kept true to the store. Belongs here: store → fleet, names for the API.
//! Does not: SQL, dialling.

use crate::{health::Member, places, rights::Rights};
use camera::{CameraSpec, CameraUrl, Fleet, Silent, Transport, Why};
use hub::Hub;
use secrecy::ExposeSecret;
use shared::{CameraId, place::Place};
use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use store::{Areas, CameraRecord, Changes, Store, StoreError, Stored, ledger};
use tokio::time::{MissedTickBehavior, interval};

/// How soon a change by the command line is noticed.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// What the API tells of a camera beyond its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    pub(crate) has_sub: bool,
    pub(crate) place: Place,
}

/// The cameras in the order in which they are shown, and the areas they hang in.
#[derive(Clone, Default)]
pub(crate) struct Catalog(Arc<RwLock<List>>);

#[derive(Clone, Default, PartialEq, Eq)]
struct List {
    entries: Vec<Entry>,
    areas: Arc<Areas>,
}

impl Catalog {
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).entries.clone()
    }

    pub(crate) fn areas(&self) -> Arc<Areas> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).areas.clone()
    }

    /// The cameras' names by id.
    pub(crate) fn names(&self) -> BTreeMap<CameraId, String> {
        let list = self.0.read().unwrap_or_else(PoisonError::into_inner);
        list.entries.iter().map(|entry| (entry.id.clone(), entry.name.clone())).collect()
    }

    /// The cameras as the health ledger knows them.
    pub(crate) fn members(&self) -> Vec<Member> {
        let list = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let place = |entry: &Entry| {
            let area = places::camera_area(&list.areas, entry.place.area.as_ref()?)?;
            Some(ledger::Place { area: area.id.to_string(), name: area.path.join("/") })
        };
        let member = |entry: &Entry| Member { id: entry.id.clone(), name: entry.name.clone(), place: place(entry) };
        list.entries.iter().map(member).collect()
    }

    /// Whether there is such a camera.
    pub(crate) fn has(&self, id: &CameraId) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).entries.iter().any(|entry| entry.id == *id)
    }

    /// Reads the store and makes fleet and list follow it.
    pub(crate) async fn load(
        &self,
        store: &Store,
        fleet: &mut Fleet,
        hub: &Hub,
        rights: &Rights,
    ) -> Result<(), StoreError> {
        // Areas last: a camera may have come into a new one in between, never into none.
        let (stored, people) = (store.cameras().await?, store.people().await?);
        let areas = Arc::new(people.areas.clone());
        let paused = |id: &CameraId| people.cameras.iter().find(|c| c.id == *id)?.paused.as_ref();
        let entry = |s: &Stored| {
            let (id, name, has_sub, place) = match s {
                Stored::Whole(r) => (&r.id, &r.name, r.sub.is_some(), &r.place),
                Stored::Altered { id, name, place } => (id, name, false, place),
            };
            Entry { id: id.clone(), name: name.clone(), has_sub, place: place.clone() }
        };
        let entries: Vec<_> = stored.iter().map(entry).collect();
        let (mut specs, mut silent) = (Vec::new(), Vec::new());
        for (one, entry) in stored.iter().zip(&entries) {
            let (id, has_sub) = (entry.id.clone(), entry.has_sub);
            let unreadable = Silent { id: id.clone(), has_sub, since: None, why: Why::Unreadable };
            match (one, paused(&entry.id)) {
                (_, Some(pause)) => silent.push(Silent { id, has_sub, since: Some(pause.since), why: Why::Paused }),
                (Stored::Whole(record), None) => match spec(record) {
                    Some(spec) => specs.push(spec),
                    None => silent.push(unreadable),
                },
                (Stored::Altered { .. }, None) => silent.push(unreadable),
            }
        }
        fleet.apply(specs, &silent);
        let list = List { entries, areas };
        let old = std::mem::replace(&mut *self.0.write().unwrap_or_else(PoisonError::into_inner), list.clone());
        // Behind the list: whoever is told that there is another one finds it.
        rights.read().await?;
        if old != list {
            hub.list_changed();
        }
        Ok(())
    }

    /// Follows the store until dropped.
    pub(crate) async fn follow(
        &self,
        store: &Store,
        changes: &mut Changes,
        fleet: &mut Fleet,
        hub: &Hub,
        rights: &Rights,
    ) {
        let mut ticks = interval(LOOK_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // A reload that failed is tried again until it succeeds.
        let mut pending = false;
        loop {
            ticks.tick().await;
            let done = match changes.any().await {
                Ok(changed) if changed || pending => self.load(store, fleet, hub, rights).await,
                Ok(_) => continue,
                Err(e) => Err(e),
            };
            let failed = done.is_err();
            match done {
                Ok(()) => tracing::info!(cameras = self.entries().len(), "the list of cameras was read again"),
                // Said once, not twice a second.
                Err(error) if !pending => {
                    tracing::error!(%error, "the list of cameras cannot be read; the old one stays");
                }
                Err(_) => {}
            }
            pending = failed;
        }
    }
}

/// What the fleet must know of a stored camera.
pub(crate) fn spec(record: &CameraRecord) -> Option<CameraSpec> {
    let url = |s: &secrecy::SecretString| CameraUrl::parse(s.expose_secret()).map(|(url, _)| url);
    let read =
        || -> Result<_, camera::AddressError> { Ok((url(&record.main)?, record.sub.as_ref().map(url).transpose()?)) };
    let (main, sub) = match read() {
        Ok(urls) => urls,
        Err(error) => {
            tracing::error!(camera = %record.id, %error, "the stored address cannot be used");
            return None;
        }
    };
    Some(CameraSpec {
        id: record.id.clone(),
        main,
        sub,
        credentials: record.credentials.as_ref().map(|c| (c.username.clone(), c.password.clone())),
        transport: match record.transport {
            store::Transport::Tcp => Transport::Tcp,
            store::Transport::Udp => Transport::Udp,
        },
    })
}
