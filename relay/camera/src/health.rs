//! How a camera is, judged by what arrives. Belongs here: the judgement (pure) and the task that passes it on.

use crate::now;
use hub::{Camera, Hub, Status};
use shared::{
    UnixMicros,
    wire::{CameraState, Reason},
};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{MissedTickBehavior, interval};

const STALE_AFTER: Duration = Duration::from_secs(3);
const OFFLINE_AFTER: Duration = Duration::from_secs(10);
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// The last thing that a camera's supervisor ran into.
#[derive(Clone, Default)]
pub(crate) struct Cause(Arc<Mutex<Option<Reason>>>);

impl Cause {
    pub(crate) fn set(&self, reason: Option<Reason>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = reason;
    }

    fn get(&self) -> Option<Reason> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Judges a camera; `heard` is when the last access unit had come.
fn judge(now: UnixMicros, heard: Option<UnixMicros>, cause: Option<Reason>, before: Status) -> Status {
    let silent = heard.map(|h| now.since(h));
    let state = match silent {
        Some(s) if s < STALE_AFTER => CameraState::Live,
        Some(s) if s < OFFLINE_AFTER => CameraState::Stale,
        Some(_) => CameraState::Offline,
        None if cause.is_some() => CameraState::Offline,
        None => CameraState::Starting,
    };
    let reason = match state {
        CameraState::Live => None,
        CameraState::Starting => Some(Reason::Connecting),
        _ => Some(cause.unwrap_or(Reason::NoMedia)),
    };
    let since = if state == before.state {
        before.since
    } else if state == CameraState::Live {
        now
    } else {
        heard.unwrap_or(before.since)
    };
    Status { state, since, reason }
}

/// Keeps a camera's state in the hub true, until dropped.
pub(crate) async fn watch(hub: Arc<Hub>, camera: Arc<Camera>, cause: Cause) {
    let mut ticks = interval(LOOK_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let heard = Some(camera.steady().last_arrival()).filter(|t| t.0 > 0);
        hub.set_status(&camera, judge(now(), heard, cause.get(), camera.status()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_makes_stale_then_offline_with_its_cause() {
        let s = |secs: u64| UnixMicros(secs * 1_000_000);
        let start = Status { state: CameraState::Starting, since: s(1), reason: None };
        let mut status = start;
        for (now, heard, cause, state, reason, since) in [
            (2, None, None, CameraState::Starting, Some(Reason::Connecting), 1),
            (3, None, Some(Reason::AuthFailed), CameraState::Offline, Some(Reason::AuthFailed), 1),
            (5, Some(5), None, CameraState::Live, None, 5),
            (7, Some(5), None, CameraState::Live, None, 5),
            (8, Some(5), None, CameraState::Stale, Some(Reason::NoMedia), 5),
            (14, Some(5), Some(Reason::CameraClosed), CameraState::Stale, Some(Reason::CameraClosed), 5),
            (15, Some(5), Some(Reason::Unreachable), CameraState::Offline, Some(Reason::Unreachable), 5),
            (20, Some(20), None, CameraState::Live, None, 20),
        ] {
            status = judge(s(now), heard.map(s), cause, status);
            assert_eq!(status, Status { state, reason, since: s(since) }, "at {now}");
        }
    }
}
