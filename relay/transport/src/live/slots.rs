//! A viewer's tiles: which camera each shows, and what is to be sent next, fairly over all of them.
//! Belongs here: subscriptions and their order. Does not: the socket.

use super::LIMITS;
use access::{Allowed, Watch};
use hub::{Camera, Delivery, Frame, Hub, Joined, Subscription};
use shared::{
    CameraId, Profile, Pts90k, Slot, StreamId,
    wire::{CameraState, Mode, Reason, ServerMessage},
};
use std::{collections::BTreeMap, sync::Arc, time::Instant};
use tokio::sync::Notify;

/// Something to send, in this order.
#[derive(Debug)]
pub(super) enum Outgoing {
    Control(ServerMessage),
    Frame(Frame),
}

struct Watching {
    slot: Slot,
    camera: Arc<Camera>,
    subscription: Subscription,
    joined: Option<Joined>,
    announced: Option<StreamId>,
    sent: Option<Pts90k>,
}

pub(super) struct Slots {
    hub: Arc<Hub>,
    waker: Arc<Notify>,
    watching: Vec<Watching>,
    /// Whose turn it is.
    turn: usize,
}

impl Slots {
    pub(super) fn new(hub: Arc<Hub>) -> Self {
        Self { hub, waker: Arc::default(), watching: Vec::new(), turn: 0 }
    }

    /// Notified whenever there may be something to send.
    pub(super) fn waker(&self) -> &Arc<Notify> {
        &self.waker
    }

    /// Shows a camera in a slot, in place of what was there.
    pub(super) fn watch(
        &mut self,
        slot: Slot,
        allowed: &Allowed<Watch>,
        profile: Profile,
        mode: Mode,
    ) -> Result<(), Reason> {
        if slot.0 >= LIMITS.slots {
            return Err(Reason::TooManySlots);
        }
        let camera = self.hub.camera(allowed.camera()).ok_or(Reason::UnknownCamera)?;
        let (subscription, joined) = Hub::subscribe(&camera, allowed.profile(profile), mode, self.waker.clone());
        self.unwatch(slot);
        let joined = Some(joined);
        self.watching.push(Watching { slot, camera, subscription, joined, announced: None, sent: None });
        self.waker.notify_one();
        Ok(())
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

    /// What is to be sent next: at most one frame, with what must be said before it. Empty when there is nothing.
    pub(super) fn next(&mut self) -> Vec<Outgoing> {
        let count = self.watching.len();
        for n in 0..count {
            let at = (self.turn + n) % count;
            let watching = &mut self.watching[at];
            let slot = watching.slot;
            match watching.subscription.take() {
                Delivery::Empty => {}
                Delivery::Failing(failing) => {
                    let left = failing.until.saturating_duration_since(Instant::now());
                    let secs = u32::try_from(left.as_secs() + 1).unwrap_or(u32::MAX);
                    return self.refuse(slot, failing.reason, Some(secs));
                }
                Delivery::Closed => {
                    let paused = watching.camera.status().state == CameraState::Paused;
                    let reason = if paused { Reason::Paused } else { Reason::UnknownCamera };
                    return self.refuse(slot, reason, None);
                }
                Delivery::Keyless => return self.refuse(slot, Reason::NoKeyframe, None),
                Delivery::Frame { frame, dropped, anew } => {
                    self.turn = at + 1;
                    return watching.deliver(frame, dropped, anew);
                }
            }
        }
        Vec::new()
    }
}

impl Watching {
    fn deliver(&mut self, frame: Frame, dropped: u64, anew: Option<Pts90k>) -> Vec<Outgoing> {
        let slot = self.slot;
        let mut out = Vec::with_capacity(1);
        if dropped > 0 {
            out.push(Outgoing::Control(ServerMessage::Dropped { slot, n: dropped }));
        }
        let params = frame.params();
        if self.announced != Some(params.stream) || anew.is_some() {
            self.announced = Some(params.stream);
            out.push(Outgoing::Control(ServerMessage::Stream {
                slot,
                stream: params.stream,
                profile: self.subscription.stream().profile(),
                codec: params.codec.clone(),
                avcc: params.avcc_live.to_vec(),
                width: params.width,
                height: params.height,
                live_from_pts: anew.or(self.joined.take().and_then(|j| j.live_from)),
            }));
        }
        self.sent = Some(frame.header().pts);
        out.push(Outgoing::Frame(frame));
        out
    }
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
