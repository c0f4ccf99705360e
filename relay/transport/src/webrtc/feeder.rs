//! From a camera's stream to a track. Belongs here: reading the stream, beginning anew where the viewer cannot go on, what a
//! track cannot carry. Does not: who may watch, packets.

use super::Lane;
use hub::{Camera, Delivery, Failing, Frame, Hub, Joined, Subscription};
use shared::{
    Profile, Pts90k,
    wire::{Mode, Reason, RtpTarget},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Notify;

/// The ring is played again so often at most: a viewer on a bad line asks several times before the first answer comes.
const REPLAY_EVERY: Duration = Duration::from_secs(1);

/// Feeds one track with one stream.
pub struct Feeder {
    camera: Arc<Camera>,
    profile: Profile,
    mode: Mode,
    waker: Arc<Notify>,
    lane: Lane,
    subscription: Subscription,
    joined: Joined,
    replayed: Option<Instant>,
}

/// What became of a call.
#[derive(Debug)]
pub enum Fed {
    /// There is nothing now; the waker is notified when there is.
    Nothing,
    /// A picture went to the track.
    Sent {
        /// It.
        frame: Frame,
        /// Pictures that were left out since the last one.
        dropped: u64,
    },
    /// The stream does not come.
    Failing(Failing),
    /// The camera was taken away.
    Closed,
    /// It cannot go this way, or not any more.
    Refused(Reason),
}

impl Feeder {
    /// Begins to read. The caller has asked whether `profile` may be watched.
    pub fn new(camera: Arc<Camera>, profile: Profile, mode: Mode, waker: Arc<Notify>, lane: Lane) -> Self {
        let (subscription, joined) = Hub::subscribe(&camera, profile, mode, waker.clone());
        Self { camera, profile, mode, waker, lane, subscription, joined, replayed: None }
    }

    /// The profile that is really read.
    pub fn profile(&self) -> Profile {
        self.subscription.stream().profile()
    }

    /// Whether it feeds this track, and may go on with it.
    pub fn feeds(&self, target: &RtpTarget) -> bool {
        self.lane.is_of(target) && !self.lane.is_over()
    }

    /// Reads in another mode from the next keyframe on.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
        self.subscription.set_mode(mode);
    }

    /// Sends the next picture.
    pub fn feed(&mut self) -> Fed {
        if self.lane.is_over() {
            return Fed::Refused(Reason::RtpUnknown);
        }
        let may_replay = self.replayed.is_none_or(|at| at.elapsed() >= REPLAY_EVERY);
        if may_replay && self.lane.take_wanted() {
            let waker = self.waker.clone();
            (self.subscription, self.joined) = Hub::subscribe(&self.camera, self.profile, self.mode, waker);
            self.replayed = Some(Instant::now());
        }
        match self.subscription.take() {
            Delivery::Empty => Fed::Nothing,
            Delivery::Failing(failing) => Fed::Failing(failing),
            Delivery::Closed => Fed::Closed,
            Delivery::Keyless => Fed::Refused(Reason::NoKeyframe),
            // RTP has one time stamp a picture, that of showing it: browsers show them as they come.
            Delivery::Frame { frame, .. } if frame.params().reorders => Fed::Refused(Reason::Reordered),
            Delivery::Frame { frame, dropped, anew } => {
                if anew.is_some() {
                    self.joined = Joined { live_from: anew, is_poster: false };
                }
                let is_past = is_past(&self.joined, frame.header().pts);
                self.lane.send(frame.clone(), is_past);
                Fed::Sent { frame, dropped: dropped + self.lane.take_dropped() }
            }
        }
    }
}

/// Later pictures follow at once. A lone keyframe is shown for what it is, however old.
fn is_past(joined: &Joined, pts: Pts90k) -> bool {
    !joined.is_poster && joined.live_from.is_some_and(|live| pts < live)
}
