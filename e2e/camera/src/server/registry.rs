//! The open connections. Belongs here: finding and ending them. Does not: what they carry.

use super::lock::lock;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::sync::watch;

/// How a connection is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Not yet.
    Open,
    /// With FIN.
    Close,
    /// With RST.
    Reset,
}

/// Which connections are meant.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which<'a> {
    All,
    Camera(&'a str),
}

struct Entry {
    end: Arc<watch::Sender<End>>,
    camera: Option<String>,
}

/// The open connections of a server.
#[derive(Default)]
pub(crate) struct Registry {
    next: Mutex<u64>,
    entries: Mutex<HashMap<u64, Entry>>,
}

impl Registry {
    /// Enters a connection; it is taken out when the member is dropped.
    pub(crate) fn enter(self: &Arc<Self>) -> Member {
        let number = {
            let mut next = lock(&self.next);
            *next += 1;
            *next
        };
        let (end, told) = watch::channel(End::Open);
        lock(&self.entries).insert(number, Entry { end: Arc::new(end), camera: None });
        Member { number, told, registry: self.clone() }
    }

    /// Tells connections to end.
    pub(crate) fn tell(&self, which: Which<'_>, how: End) -> Vec<Arc<watch::Sender<End>>> {
        let meant = |entry: &Entry| match which {
            Which::All => true,
            Which::Camera(id) => entry.camera.as_deref() == Some(id),
        };
        let entries = lock(&self.entries);
        let ends: Vec<_> = entries.values().filter(|entry| meant(entry)).map(|entry| entry.end.clone()).collect();
        drop(entries);
        for end in &ends {
            end.send_replace(how);
        }
        ends
    }

    /// Ends connections and waits until they are gone.
    pub(crate) async fn end(&self, which: Which<'_>, reset: bool) {
        for end in self.tell(which, if reset { End::Reset } else { End::Close }) {
            end.closed().await;
        }
    }
}

/// A connection's entry. Must outlive its socket, since who ends connections waits for it.
pub(crate) struct Member {
    number: u64,
    told: watch::Receiver<End>,
    registry: Arc<Registry>,
}

impl Member {
    /// Notes the camera that the connection is about.
    pub(crate) fn about(&self, camera: &str) {
        if let Some(entry) = lock(&self.registry.entries).get_mut(&self.number) {
            entry.camera = Some(camera.to_owned());
        }
    }

    /// A receiver of the order to end.
    pub(crate) fn told(&self) -> watch::Receiver<End> {
        self.told.clone()
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        lock(&self.registry.entries).remove(&self.number);
    }
}
