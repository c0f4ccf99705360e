//! A camera of a running server. Belongs here: what is kept of it, and the handle that scripts it.
//! Does not: requests, packets.

use super::{World, feed::Feed, lock::lock, registry::Which};
use crate::{
    Clip,
    fault::{Fault, Faults},
    rtsp::auth::Credentials,
};
use shared::Profile;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::SystemTime,
};

/// A camera as it is put into a server.
#[derive(Debug, Clone)]
pub struct CameraSpec {
    /// The first part of its path: letters, digits and `-`.
    pub id: String,
    /// What its description calls it.
    pub name: String,
    /// What `/{id}/main` plays.
    pub main: Arc<Clip>,
    /// What `/{id}/sub` plays; a camera without answers 404 there.
    pub sub: Option<Arc<Clip>>,
    /// Who may watch; `None` lets everybody in.
    pub credentials: Option<Credentials>,
}

/// What a server keeps of a camera.
pub(crate) struct CameraState {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) credentials: Mutex<Option<Credentials>>,
    pub(crate) faults: Arc<Mutex<Faults>>,
    pub(crate) stopped: AtomicBool,
    main: Arc<Feed>,
    sub: Option<Arc<Feed>>,
}

impl CameraState {
    pub(crate) fn new(spec: CameraSpec) -> Self {
        let faults: Arc<Mutex<Faults>> = Arc::default();
        let feed = |clip| Arc::new(Feed::new(clip, faults.clone()));
        Self {
            main: feed(spec.main),
            sub: spec.sub.map(feed),
            id: spec.id,
            name: spec.name,
            credentials: Mutex::new(spec.credentials),
            faults,
            stopped: AtomicBool::new(false),
        }
    }

    pub(crate) fn feed(&self, profile: Profile) -> Option<&Arc<Feed>> {
        match profile {
            Profile::Main => Some(&self.main),
            Profile::Sub => self.sub.as_ref(),
        }
    }

    pub(crate) fn feeds(&self) -> impl Iterator<Item = &Arc<Feed>> {
        std::iter::once(&self.main).chain(&self.sub)
    }
}

/// A camera of a running server, to be watched and scripted. Asking for a stream that it has not gives zeros.
#[derive(Clone)]
pub struct Camera {
    pub(super) state: Arc<CameraState>,
    pub(super) world: Arc<World>,
}

impl Camera {
    /// The first part of its path.
    pub fn id(&self) -> &str {
        &self.state.id
    }

    /// What its description calls it.
    pub fn name(&self) -> &str {
        &self.state.name
    }

    /// Clients that play a stream now.
    pub fn sessions(&self, profile: Profile) -> usize {
        self.state.feed(profile).map_or(0, |feed| feed.playing.load(Relaxed))
    }

    /// How often a stream was ever asked to play.
    pub fn sessions_total(&self, profile: Profile) -> usize {
        self.state.feed(profile).map_or(0, |feed| feed.played.load(Relaxed))
    }

    /// Pictures sent to anybody; one that goes to several clients counts once.
    pub fn frames_sent(&self, profile: Profile) -> u64 {
        self.state.feed(profile).map_or(0, |feed| feed.frames_sent.load(Relaxed))
    }

    /// The number, in its loop, of the picture that is due now: what a drawn camera's [`crate::counter`] shows.
    pub fn showing(&self, profile: Profile) -> usize {
        self.state.feed(profile).map_or(0, |feed| feed.showing())
    }

    /// When the first picture of some round of the loop was due, on this machine's clock: picture `n` of the same round is
    /// due as much later as it stands in the clip, and every round is as long as the clip.
    pub fn round_start(&self, profile: Profile) -> Option<SystemTime> {
        self.state.feed(profile).map(|feed| feed.round_start())
    }

    /// What a stream plays.
    pub fn clip(&self, profile: Profile) -> Option<Arc<Clip>> {
        self.state.feed(profile).map(|feed| feed.clip())
    }

    /// Plays another clip from its first picture, in the sessions that run, as a camera does whose size was changed.
    pub fn set_clip(&self, profile: Profile, clip: Arc<Clip>) {
        if let Some(feed) = self.state.feed(profile) {
            feed.set_clip(clip);
        }
    }

    /// Changes who may watch; sessions that run go on.
    pub fn set_credentials(&self, credentials: Option<Credentials>) {
        *lock(&self.state.credentials) = credentials;
    }

    /// Begins to do something wrong.
    pub fn inject(&self, fault: Fault) {
        lock(&self.state.faults).add(fault);
    }

    /// Stops doing something wrong.
    pub fn clear(&self, fault: &Fault) {
        lock(&self.state.faults).remove(fault);
    }

    /// Does everything right again.
    pub fn clear_all(&self) {
        lock(&self.state.faults).clear();
    }

    /// Keeps connections open and answers requests, but sends no media.
    pub fn stall(&self) {
        self.state.feeds().for_each(|feed| feed.stalled.store(true, Relaxed));
    }

    /// Sends media again, from the next keyframe on.
    pub fn resume(&self) {
        self.state.feeds().for_each(|feed| feed.stalled.store(false, Relaxed));
    }

    /// Resets (RST) every connection to this camera; returns when they are gone.
    pub async fn cut(&self) {
        self.world.registry.end(Which::Camera(&self.state.id), true).await;
    }

    /// Closes every connection to this camera and, until [`Camera::restart`], each new one at its first request for it.
    pub async fn stop(&self) {
        self.state.stopped.store(true, Relaxed);
        self.world.registry.end(Which::Camera(&self.state.id), false).await;
    }

    /// Answers again.
    pub fn restart(&self) {
        self.state.stopped.store(false, Relaxed);
    }
}
