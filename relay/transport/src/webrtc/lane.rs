//! The way of one camera's pictures to one track. Belongs here: what those who feed a track do with it. Does not: what becomes
//! of a picture (see `track`).

use super::{Session, session::TrackState};
use hub::Frame;
use shared::wire::RtpTarget;
use std::sync::{
    Arc,
    atomic::Ordering::{Acquire, Relaxed, Release},
};
use tokio::sync::Notify;

/// A picture on its way to a driver.
pub(super) struct Media {
    pub(super) track: usize,
    pub(super) claim: u64,
    pub(super) frame: Frame,
    pub(super) is_past: bool,
}

/// Pictures that wait for a driver: a wall's catch-up of a second.
pub(super) const QUEUE: usize = 1_024;

/// A track that is fed. Whoever takes it last has it; for others nothing goes through any more.
pub struct Lane {
    session: Arc<Session>,
    track: usize,
    claim: u64,
}

impl Session {
    /// Takes the track of the offer's section `mid`; `waker` is notified when it wants to begin anew. `None`: there is none.
    pub fn lane(self: &Arc<Self>, mid: &str, waker: Arc<Notify>) -> Option<Lane> {
        let track = self.mids().iter().position(|other| other == mid).filter(|_| !self.is_over())?;
        let state = &self.tracks[track];
        let claim = state.claim(waker);
        Some(Lane { session: self.clone(), track, claim })
    }
}

impl Lane {
    fn state(&self) -> &TrackState {
        &self.session.tracks[self.track]
    }

    /// It is the track that is meant.
    pub fn is_of(&self, target: &RtpTarget) -> bool {
        self.session.name() == target.session && self.session.mids().get(self.track) == Some(&target.mid)
    }

    /// Nothing goes this way any more: the session is over, or the track somebody else's.
    pub fn is_over(&self) -> bool {
        self.session.is_over() || self.state().claims.load(Acquire) != self.claim
    }

    /// Sends a picture, without waiting. `is_past`: later ones follow at once, and it is not to be seen.
    pub fn send(&self, frame: Frame, is_past: bool) {
        let media = Media { track: self.track, claim: self.claim, frame, is_past };
        if self.session.media.try_send(media).is_err() {
            self.state().gap.store(true, Release);
            self.state().dropped.fetch_add(1, Relaxed);
        }
    }

    /// The viewer cannot go on with what it has: the camera's last keyframe and what followed is to be sent again.
    pub fn take_wanted(&self) -> bool {
        self.state().take_wanted()
    }

    /// Pictures that were left out since the last call.
    pub fn take_dropped(&self) -> u64 {
        self.state().take_dropped()
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.state().release(self.claim);
    }
}
