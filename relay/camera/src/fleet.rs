//! All cameras that should be pulled. Belongs here: starting, stopping and replacing supervisors as the list changes.

use crate::{CameraSpec, Settings, dials::Dials, health, health::Cause, now, supervisor, supervisor::Supervisor};
use hub::Hub;
use shared::CameraId;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::{task::JoinSet, time::timeout};

/// The cameras that are being pulled. Dropping it stops them all.
pub struct Fleet {
    hub: Arc<Hub>,
    shared: Arc<supervisor::Shared>,
    running: BTreeMap<CameraId, Running>,
}

struct Running {
    spec: CameraSpec,
    /// Aborted when dropped.
    _tasks: JoinSet<()>,
}

impl Fleet {
    /// A fleet without cameras.
    pub fn new(hub: Arc<Hub>, settings: Settings) -> Self {
        let dials = Dials::new(settings.dials_per_sec, settings.dials_per_host);
        let shared = supervisor::Shared { settings, dials, sessions: Arc::default() };
        Self { hub, shared: Arc::new(shared), running: BTreeMap::new() }
    }

    /// Makes the fleet consist of exactly these cameras; those that did not change go on undisturbed.
    pub fn apply(&mut self, specs: Vec<CameraSpec>) {
        let hub = &self.hub;
        self.running.retain(|id, _| {
            let stays = specs.iter().any(|s| s.id == *id);
            if !stays {
                hub.remove(id);
            }
            stays
        });
        for spec in specs {
            if self.running.get(&spec.id).is_none_or(|r| !r.spec.same(&spec)) {
                self.running.remove(&spec.id);
                let started = self.start(spec);
                self.running.insert(started.spec.id.clone(), started);
            }
        }
    }

    fn start(&self, spec: CameraSpec) -> Running {
        let camera = self.hub.add(&spec.id, spec.sub.is_some(), now());
        let cause = Cause::default();
        let mut tasks = JoinSet::new();
        for stream in camera.streams() {
            let profile = stream.profile();
            let steady = Arc::ptr_eq(stream, camera.steady());
            let supervisor = Supervisor {
                camera: spec.id.clone(),
                source: spec.source(profile),
                publisher: self.hub.publisher(&camera, profile),
                cause: steady.then(|| cause.clone()),
                on_demand: !steady,
                shared: self.shared.clone(),
            };
            tasks.spawn(supervisor.run());
        }
        tasks.spawn(health::watch(self.hub.clone(), camera, cause));
        Running { spec, _tasks: tasks }
    }

    /// Ends all sessions and waits a little while cameras are told so.
    pub async fn stop(mut self) {
        for (_, mut running) in std::mem::take(&mut self.running) {
            running._tasks.shutdown().await;
        }
        if timeout(Duration::from_secs(2), self.shared.sessions.await_teardown()).await.is_err() {
            tracing::info!("some cameras did not answer the end of their session");
        }
    }
}
