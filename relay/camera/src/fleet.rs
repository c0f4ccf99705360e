//! All cameras that should be pulled. Belongs here: starting, stopping and replacing supervisors as the list changes.

use crate::{
    CameraSpec, Diagnoses, Settings, dials::Dials, farewell::Sessions, health, health::Cause, supervisor,
    supervisor::Supervisor,
};
use hub::{Hub, Status, clock::now};
use shared::{
    CameraId, UnixMicros,
    wire::{CameraState, Reason},
};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::{task::JoinSet, time::timeout};
use tracing::Instrument;

/// The cameras that are being pulled. Dropping it stops them all.
pub struct Fleet {
    hub: Arc<Hub>,
    shared: Arc<supervisor::Shared>,
    diagnoses: Diagnoses,
    running: BTreeMap<CameraId, Running>,
}

/// A camera that is not dialled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// Which.
    pub id: CameraId,
    /// Whether it has a small stream beside the full one.
    pub has_sub: bool,
    /// Since when; `None`: since this is known.
    pub since: Option<UnixMicros>,
    /// Why.
    pub why: Why,
}

/// Why a camera is not dialled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its address or password cannot be opened with this key.
    Unreadable,
    /// It was paused.
    Paused,
}

impl Silent {
    fn state(&self) -> CameraState {
        match self.why {
            Why::Unreadable => CameraState::Offline,
            Why::Paused => CameraState::Paused,
        }
    }

    fn reason(&self) -> Option<Reason> {
        match self.why {
            Why::Unreadable => Some(Reason::SecretUnreadable),
            Why::Paused => None,
        }
    }
}

struct Running {
    spec: CameraSpec,
    /// Aborted when dropped.
    tasks: JoinSet<()>,
}

impl Fleet {
    /// A fleet without cameras.
    pub fn new(hub: Arc<Hub>, settings: Settings) -> Self {
        let dials = Dials::new(settings.dials_per_sec, settings.dials_per_host);
        let shared = supervisor::Shared { settings, dials, sessions: Sessions::default() };
        Self { hub, shared: Arc::new(shared), diagnoses: Diagnoses::default(), running: BTreeMap::new() }
    }

    /// What the cameras were seen to send.
    pub fn diagnoses(&self) -> Diagnoses {
        self.diagnoses.clone()
    }

    /// Makes the fleet consist of exactly these cameras; those that did not change go on undisturbed. The `silent` ones
    /// are shown as what they are and not dialled.
    pub fn apply(&mut self, specs: Vec<CameraSpec>, silent: &[Silent]) {
        let hub = &self.hub;
        for camera in hub.cameras() {
            let id = camera.id();
            if !silent.iter().any(|s| s.id == *id) && !specs.iter().any(|s| s.id == *id) {
                hub.remove(id);
            }
        }
        for one in silent {
            self.running.remove(&one.id);
            let known = hub.camera(&one.id);
            let same = |status: Status| (status.state, status.reason) == (one.state(), one.reason());
            if !known.as_ref().is_some_and(|camera| same(camera.status())) {
                let since = one.since.unwrap_or_else(|| now().time);
                let status = Status { state: one.state(), since, reason: one.reason() };
                // Whoever watches learns why before the picture ends.
                if let Some(known) = known {
                    hub.set_status(&known, status);
                }
                // A new camera in the hub has no past: nothing of before can be seen.
                let camera = hub.add(&one.id, one.has_sub, since);
                hub.set_status(&camera, status);
            }
        }
        self.running.retain(|id, _| specs.iter().any(|s| s.id == *id));
        self.diagnoses.retain(|id| self.running.contains_key(id));
        for spec in specs {
            if self.running.get(&spec.id).is_none_or(|r| !r.spec.same(&spec)) {
                self.running.remove(&spec.id);
                let started = self.start(spec);
                self.running.insert(started.spec.id.clone(), started);
            }
        }
    }

    fn start(&self, spec: CameraSpec) -> Running {
        let camera = self.hub.add(&spec.id, spec.sub.is_some(), now().time);
        let cause = Cause::default();
        let mut tasks = JoinSet::new();
        let watchers = self.diagnoses.start(&spec.id, camera.streams().map(|s| s.profile()));
        for (stream, watcher) in camera.streams().zip(watchers) {
            let profile = stream.profile();
            let steady = Arc::ptr_eq(stream, camera.steady());
            let supervisor = Supervisor {
                camera: spec.id.clone(),
                source: spec.source(profile),
                publisher: Hub::publisher(&camera, profile),
                cause: steady.then(|| cause.clone()),
                on_demand: !steady,
                shared: self.shared.clone(),
            };
            let span = tracing::info_span!("camera", id = %spec.id, %profile);
            tasks.spawn(async move { supervisor.run(watcher).await }.instrument(span));
        }
        tasks.spawn(health::watch(self.hub.clone(), camera, cause));
        Running { spec, tasks }
    }

    /// Ends all sessions and waits a little while cameras are told so.
    pub async fn stop(mut self) {
        for (_, mut running) in std::mem::take(&mut self.running) {
            running.tasks.shutdown().await;
        }
        if !matches!(timeout(Duration::from_secs(2), self.shared.sessions.ended()).await, Ok(true)) {
            tracing::info!("some cameras did not answer the end of their session");
        }
    }
}
