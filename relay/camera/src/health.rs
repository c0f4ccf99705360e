//! How a camera is, judged by what arrives. Belongs here: the judgement (pure) and the task that passes it on.

use hub::{
    Camera, Hub, Status,
    clock::{Moment, now},
};
use shared::wire::{CameraState, Reason};
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
fn judge(now: Moment, heard: Option<Moment>, cause: Option<Reason>, before: Status) -> Status {
    let silent = heard.map(|h| now.at.saturating_sub(h.at));
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
        now.time
    } else {
        heard.map_or(before.since, |h| h.time)
    };
    Status { state, since, reason }
}

/// Keeps a camera's state in the hub true, until dropped.
pub(crate) async fn watch(hub: Arc<Hub>, camera: Arc<Camera>, cause: Cause) {
    let mut ticks = interval(LOOK_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let steady = camera.steady();
        let heard = steady.last_heard().map(|at| Moment { time: steady.last_arrival(), at });
        hub.set_status(&camera, judge(now(), heard, cause.get(), camera.status()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::UnixMicros;

    #[test]
    fn silence_makes_stale_then_offline_with_its_cause() {
        let s = |secs: u64| UnixMicros(secs * 1_000_000);
        let m = |secs: u64| Moment { time: s(secs), at: Duration::from_secs(3600 + secs) };
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
            status = judge(m(now), heard.map(m), cause, status);
            assert_eq!(status, Status { state, reason, since: s(since) }, "at {now}");
        }
        let set_back = Moment { time: s(1), at: Duration::from_secs(3700) };
        assert_eq!(judge(set_back, Some(m(20)), None, status).state, CameraState::Offline);
    }
}
