//! One camera on one session, as WHEP has it: it is sent from the first moment to the last. Belongs here: feeding, and what ends
//! it. Does not: HTTP; walls, whose live sockets feed their sessions.

use super::{Fed, Feeder, Session};
use crate::live::Record;
use access::{Allowed, Principal, Watch};
use hub::{Camera, Hub};
use shared::{CameraId, Profile, wire::Mode};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::Notify,
    time::{MissedTickBehavior, interval},
};

impl Session {
    /// Sends a camera on the session's first section until the session ends. Ends it when the camera is taken away, cannot go
    /// this way (its pictures are reordered), or may not be watched any more, which is asked each second.
    pub fn play(
        self: &Arc<Self>,
        hub: &Arc<Hub>,
        allowed: &Allowed<Watch>,
        profile: Profile,
        principal: Principal,
        record: Box<dyn Record>,
    ) {
        let Some(camera) = hub.camera(allowed.camera()) else {
            self.close();
            return;
        };
        let (session, profile) = (self.clone(), allowed.profile(profile));
        tokio::spawn(async move {
            let id = camera.id().clone();
            record.began(&id);
            session.feed(camera, profile, &principal).await;
            record.ended(&id);
            session.close();
        });
    }

    async fn feed(self: &Arc<Self>, camera: Arc<Camera>, profile: Profile, principal: &Principal) {
        let waker = Arc::new(Notify::new());
        let Some(lane) = self.mids().first().and_then(|mid| self.lane(mid, waker.clone())) else { return };
        let id = camera.id().clone();
        let mut feeder = Feeder::new(camera, profile, Mode::All, waker.clone(), lane);
        let mut second = interval(Duration::from_secs(1));
        second.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            loop {
                match feeder.feed() {
                    Fed::Nothing | Fed::Failing(_) => break,
                    Fed::Sent { .. } => {}
                    Fed::Closed | Fed::Refused(_) => return,
                }
            }
            tokio::select! {
                () = waker.notified() => {}
                () = self.closed() => return,
                _ = second.tick() => {
                    if !principal.is_valid() || !may_watch(principal, &id) {
                        return;
                    }
                }
            }
        }
    }
}

fn may_watch(principal: &Principal, camera: &CameraId) -> bool {
    principal.may::<Watch>(camera).is_ok()
}
