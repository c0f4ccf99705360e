//! A viewer's tiles: which camera each shows, and what is to be sent next, fairly over all of them.
//! Belongs here: subscriptions and their order. Does not: the socket.

use super::LIMITS;
use crate::webrtc::{Fed, Feeder, Lane};
use access::{Allowed, Watch};
use hub::{Camera, Delivery, Failing, Frame, Hub, Joined, Subscription};
use shared::{
    CameraId, Profile, Pts90k, Slot, StreamId,
    wire::{CameraState, Mode, Reason, RtpTarget, ServerMessage},
};
use std::{collections::BTreeMap, sync::Arc, time::Instant};
use tokio::sync::Notify;

/// So many frames of moving tiles may go before one of a tile that shows keyframes only, whose next is seconds away.
const MOVING_FIRST: usize = 32;

/// Something to send, in this order.
#[derive(Debug)]
pub(super) enum Outgoing {
    Control(ServerMessage),
    Frame(Frame),
}

struct Watching {
    slot: Slot,
    mode: Mode,
    /// As it was asked for.
    profile: Profile,
    camera: Arc<Camera>,
    way: Way,
    announced: Option<StreamId>,
    sent: Option<Pts90k>,
}

/// Where a slot's pictures go.
enum Way {
    /// Over the socket.
    Socket { subscription: Subscription, joined: Option<Joined> },
    /// To a track of a WebRTC session; what is to be said about them goes over the socket.
    Track(Feeder),
}

pub(super) struct Slots {
    hub: Arc<Hub>,
    waker: Arc<Notify>,
    watching: Vec<Watching>,
    /// Whose turn it is.
    turn: usize,
    /// Frames of moving tiles in a row.
    moving: usize,
}

impl Slots {
    pub(super) fn new(hub: Arc<Hub>) -> Self {
        Self { hub, waker: Arc::default(), watching: Vec::new(), turn: 0, moving: 0 }
    }

    /// Notified whenever there may be something to send.
    pub(super) fn waker(&self) -> &Arc<Notify> {
        &self.waker
    }

    /// Shows a camera in a slot, in place of what was there; with a `lane`, that way.
    pub(super) fn watch(
        &mut self,
        slot: Slot,
        allowed: &Allowed<Watch>,
        (profile, mode): (Profile, Mode),
        lane: Option<Lane>,
    ) -> Result<(), Reason> {
        if slot.0 >= LIMITS.slots {
            return Err(Reason::TooManySlots);
        }
        let camera = self.hub.camera(allowed.camera()).ok_or(Reason::UnknownCamera)?;
        let (profile, waker) = (allowed.profile(profile), self.waker.clone());
        let way = match lane {
            Some(lane) => Way::Track(Feeder::new(camera.clone(), profile, mode, waker, lane)),
            None => {
                let (subscription, joined) = Hub::subscribe(&camera, profile, mode, waker);
                Way::Socket { subscription, joined: Some(joined) }
            }
        };
        self.unwatch(slot);
        self.watching.push(Watching { slot, mode, profile, camera, way, announced: None, sent: None });
        self.waker.notify_one();
        Ok(())
    }

    /// Changes only the mode of a slot that shows this already, in the same way; `false` where it does not. Nothing is sent
    /// twice: what the viewer has stays, and the next keyframe begins the new mode.
    pub(super) fn retune(
        &mut self,
        slot: Slot,
        allowed: &Allowed<Watch>,
        (profile, mode): (Profile, Mode),
        rtp: Option<&RtpTarget>,
    ) -> bool {
        let profile = allowed.profile(profile);
        let shows = |w: &&mut Watching| w.slot == slot && w.profile == profile && w.camera.id() == allowed.camera();
        let Some(watching) = self.watching.iter_mut().find(shows) else { return false };
        match (&mut watching.way, rtp) {
            (Way::Socket { subscription, .. }, None) => subscription.set_mode(mode),
            (Way::Track(feeder), Some(target)) if feeder.feeds(target) => feeder.set_mode(mode),
            _ => return false,
        }
        watching.mode = mode;
        self.waker.notify_one();
        true
    }

    /// Takes away what may not be watched any more; tells which slots, and why.
    pub(super) fn withdraw(&mut self, refused: impl Fn(&CameraId) -> Option<Reason>) -> Vec<(Slot, Reason)> {
        let gone = |w: &Watching| refused(w.camera.id()).map(|reason| (w.slot, reason));
        let gone: Vec<_> = self.watching.iter().filter_map(gone).collect();
        self.watching.retain(|w| !gone.iter().any(|(slot, _)| *slot == w.slot));
        gone
    }

    pub(super) fn unwatch(&mut self, slot: Slot) {
        self.watching.retain(|w| w.slot != slot);
    }

    fn refuse(&mut self, slot: Slot, reason: Reason, retry_after_secs: Option<u32>) -> Vec<Outgoing> {
        self.unwatch(slot);
        vec![Outgoing::Control(ServerMessage::Refused { slot, reason, retry_after_secs })]
    }

    /// How far a viewer's screen is behind what was sent to it, in seconds.
    pub(super) fn lag_secs(&self, slot: Slot, seen: Pts90k) -> Option<f64> {
        let sent = self.watching.iter().find(|w| w.slot == slot)?.sent?;
        let secs = sent.micros_since(seen) as f64 / 1e6;
        // What a viewer says may be anything; an hour is more than any lag.
        (0.0..3600.0).contains(&secs).then_some(secs)
    }

    /// The cameras on screen, each once.
    pub(super) fn cameras(&self) -> BTreeMap<&CameraId, &Arc<Camera>> {
        self.watching.iter().map(|w| (w.camera.id(), &w.camera)).collect()
    }

    /// What is to be sent next: at most one frame, with what must be said before it. Empty when there is nothing. On a narrow
    /// line what moves goes first: the keyframes of a whole wall at once would hold it up for longer than it may be late.
    pub(super) fn next(&mut self) -> Vec<Outgoing> {
        let moving_first = self.moving < MOVING_FIRST;
        for mode in if moving_first { [Mode::All, Mode::Keyframes] } else { [Mode::Keyframes, Mode::All] } {
            let out = self.next_of(mode);
            if !out.is_empty() {
                self.moving = if mode == Mode::All && moving_first { self.moving + 1 } else { 0 };
                return out;
            }
        }
        self.moving = 0;
        Vec::new()
    }

    fn next_of(&mut self, mode: Mode) -> Vec<Outgoing> {
        let count = self.watching.len();
        for n in 0..count {
            let at = (self.turn + n) % count;
            let watching = &mut self.watching[at];
            if watching.mode != mode {
                continue;
            }
            match watching.next() {
                Next::Nothing => {}
                Next::Say(out) => {
                    self.turn = at + 1;
                    return out;
                }
                Next::Refuse(reason, retry_after_secs) => {
                    let slot = watching.slot;
                    return self.refuse(slot, reason, retry_after_secs);
                }
            }
        }
        Vec::new()
    }
}

/// What becomes of a slot whose turn it is.
enum Next {
    Nothing,
    Say(Vec<Outgoing>),
    Refuse(Reason, Option<u32>),
}

impl Watching {
    fn next(&mut self) -> Next {
        match &mut self.way {
            Way::Socket { subscription, .. } => match subscription.take() {
                Delivery::Empty => Next::Nothing,
                Delivery::Failing(failing) => later(failing),
                Delivery::Closed => self.gone(),
                Delivery::Keyless => Next::Refuse(Reason::NoKeyframe, None),
                Delivery::Frame { frame, dropped, anew } => Next::Say(self.deliver(frame, dropped, anew)),
            },
            Way::Track(_) => self.feed(),
        }
    }

    /// Sends what there is to the track, up to the first picture about which something must be said.
    fn feed(&mut self) -> Next {
        while let Way::Track(feeder) = &mut self.way {
            let (frame, dropped) = match feeder.feed() {
                Fed::Nothing => break,
                Fed::Failing(failing) => return later(failing),
                Fed::Closed => return self.gone(),
                Fed::Refused(reason) => return Next::Refuse(reason, None),
                Fed::Sent { frame, dropped } => (frame, dropped),
            };
            let profile = feeder.profile();
            self.sent = Some(frame.header().pts);
            let said = self.tell(&frame, profile, dropped, None, false);
            if !said.is_empty() {
                return Next::Say(said);
            }
        }
        Next::Nothing
    }

    fn gone(&self) -> Next {
        let paused = self.camera.status().state == CameraState::Paused;
        Next::Refuse(if paused { Reason::Paused } else { Reason::UnknownCamera }, None)
    }

    fn deliver(&mut self, frame: Frame, dropped: u64, anew: Option<Pts90k>) -> Vec<Outgoing> {
        let Way::Socket { subscription, joined } = &mut self.way else { return Vec::new() };
        let profile = subscription.stream().profile();
        let is_news = self.announced != Some(frame.params().stream);
        let live_from = if is_news { anew.or(joined.take().and_then(|j| j.live_from)) } else { anew };
        let mut out = self.tell(&frame, profile, dropped, live_from, anew.is_some());
        self.sent = Some(frame.header().pts);
        out.push(Outgoing::Frame(frame));
        out
    }

    /// What must be said before a frame.
    fn tell(
        &mut self,
        frame: &Frame,
        profile: Profile,
        dropped: u64,
        live_from_pts: Option<Pts90k>,
        anew: bool,
    ) -> Vec<Outgoing> {
        let slot = self.slot;
        let mut out = Vec::with_capacity(1);
        if dropped > 0 {
            out.push(Outgoing::Control(ServerMessage::Dropped { slot, n: dropped }));
        }
        let params = frame.params();
        if anew || self.announced != Some(params.stream) {
            self.announced = Some(params.stream);
            out.push(Outgoing::Control(ServerMessage::Stream {
                slot,
                stream: params.stream,
                profile,
                codec: params.codec.clone(),
                avcc: params.avcc_live.to_vec(),
                width: params.width,
                height: params.height,
                live_from_pts,
            }));
        }
        out
    }
}

/// It is tried again by then.
fn later(failing: Failing) -> Next {
    let left = failing.until.saturating_duration_since(Instant::now());
    Next::Refuse(failing.reason, Some(u32::try_from(left.as_secs() + 1).unwrap_or(u32::MAX)))
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
