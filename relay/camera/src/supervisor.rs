//! One camera profile's life: dial, play, fail, wait, dial again, for ever. Belongs here: the order of things.
//! Does not: what RTSP says (see `rtsp`), how long to wait (see `backoff`).

use crate::{
    Failure, Settings,
    backoff::Backoff,
    describe::{Description, Verdict},
    diagnoses::Watcher,
    dials::Dials,
    farewell::Sessions,
    health::Cause,
    intake::{Arrived, Intake},
    recovery::Recovery,
    rtsp::{self, Playing},
    spec::Source,
};
use futures::FutureExt;
use hub::{Failing, Publisher, Unit, clock::now};
use shared::{CameraId, wire::Reason};
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

/// What all supervisors share.
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) dials: Dials,
    pub(crate) sessions: Sessions,
}

/// One stream to keep alive.
pub(crate) struct Supervisor {
    pub(crate) camera: CameraId,
    pub(crate) source: Source,
    pub(crate) publisher: Publisher,
    /// Set where this stream tells how the camera is.
    pub(crate) cause: Option<Cause>,
    /// Pulled only while somebody watches.
    pub(crate) on_demand: bool,
    pub(crate) shared: Arc<Shared>,
}

/// A session in which something comes but nothing can be shown is given up after so many no-media limits.
const DARK_LIMITS: u32 = 3;

/// From the first to the last access unit that went on.
#[derive(Default)]
struct Shown {
    first: Option<Duration>,
    last: Option<Duration>,
}

impl Shown {
    fn add(&mut self, at: Duration) {
        self.first.get_or_insert(at);
        self.last = Some(at);
    }

    fn span(&self) -> Duration {
        self.last.zip(self.first).map_or(Duration::ZERO, |(last, first)| last.saturating_sub(first))
    }
}

enum End {
    Idle,
    Failed { failure: Failure, played: Duration },
}

impl End {
    fn panicked() -> Self {
        let failure = Failure::new(Reason::ProtocolError, "the session's code panicked");
        Self::Failed { failure, played: Duration::ZERO }
    }
}

impl Supervisor {
    /// Runs until dropped; the watcher is told everything that comes.
    pub(crate) async fn run(&self, mut watcher: Watcher) {
        let settings = &self.shared.settings;
        let stream = self.publisher.stream();
        let mut backoff = Backoff::new(settings.retry_min, settings.retry_max);
        let mut intake = Intake::new();
        let mut readers = stream.readers();
        loop {
            if self.on_demand && readers.wait_for(|n| *n > 0).await.is_err() {
                return;
            }
            intake.restart();
            // A camera may send what a parser does not survive: that is a failed session like any other.
            let session = AssertUnwindSafe(self.session(&mut intake, &mut watcher)).catch_unwind().await;
            let (failure, played) = match session.unwrap_or_else(|_| End::panicked()) {
                End::Idle => {
                    backoff = Backoff::new(settings.retry_min, settings.retry_max);
                    stream.clear();
                    continue;
                }
                End::Failed { failure, played } => (failure, played),
            };
            if let Some(cause) = &self.cause {
                cause.set(Some(failure.reason));
            }
            watcher.failed(failure.reason);
            let mut wait = backoff.wait(played, rand::random());
            if failure.reason == Reason::AuthFailed {
                wait = wait.max(settings.auth_retry);
            }
            self.count_failure(failure.reason);
            tracing::info!(reason = ?failure.reason, detail = failure.detail, retry_in = ?wait, "session ended");
            if self.on_demand {
                stream.clear();
                let until = std::time::Instant::now() + wait;
                stream.set_failing(Some(Failing { reason: failure.reason, until }));
            }
            sleep(wait).await;
            stream.set_failing(None);
        }
    }

    /// One session from dial to end.
    async fn session(&self, intake: &mut Intake, watcher: &mut Watcher) -> End {
        let shared = &self.shared;
        let opened = rtsp::open(&self.source, &shared.settings, &shared.dials, &shared.sessions).await;
        let mut playing = match opened {
            Ok(playing) => playing,
            Err(failure) => return End::Failed { failure, played: Duration::ZERO },
        };
        let mut shown = Shown::default();
        tokio::select! {
            failure = self.play(&mut playing, intake, watcher, &mut shown) => End::Failed { failure, played: shown.span() },
            () = idle(self.publisher.stream().readers(), shared.settings.main_linger), if self.on_demand => End::Idle,
        }
    }

    /// Moves access units into the hub until something goes wrong.
    async fn play(
        &self,
        playing: &mut Playing,
        intake: &mut Intake,
        watcher: &mut Watcher,
        shown: &mut Shown,
    ) -> Failure {
        let limit = self.shared.settings.no_media_timeout;
        let start = now().at;
        let avcc = playing.avcc();
        watcher.begin(avcc.as_deref());
        let (mut description, mut recovery) = (Description::new(avcc), Recovery::default());
        loop {
            let incoming = match timeout(limit, playing.next()).await {
                Ok(Ok(incoming)) => incoming,
                Ok(Err(failure)) => return failure,
                Err(_) => return Failure::new(Reason::NoMedia, format!("nothing for {limit:?}")),
            };
            watcher.see(&incoming);
            let Arrived { key, point, moment, .. } = incoming.arrived;
            // Something comes, but nothing that can be shown: a GOP may be long, not endless.
            let dark = moment.at.saturating_sub(shown.last.unwrap_or(start));
            if dark > limit * DARK_LIMITS {
                return Failure::new(Reason::NoKeyframe, format!("no keyframe for {dark:?}"));
            }
            let Some(accepted) = intake.take(&incoming.arrived) else { continue };
            let begins = key || accepted.begins || (point && incoming.avcc.is_some());
            let mut discontinuity = accepted.discontinuity;
            match description.look(incoming.avcc, begins, discontinuity, &incoming.data) {
                Ok(Verdict::Same) => {}
                Ok(Verdict::New(params)) => {
                    self.publisher.set_params(params);
                    // Who reads on has no reference of the new kind.
                    discontinuity |= !key;
                }
                Ok(Verdict::Wait) => {
                    intake.lost();
                    continue;
                }
                Err(failure) => return failure,
            }
            let step = recovery.look(key, point, discontinuity, &incoming.data, description.record());
            if begins && !key && step.lead_in.is_none() {
                intake.lost();
                continue;
            }
            let unit =
                Unit { key, discontinuity, pts: accepted.pts, time: moment.time, at: moment.at, data: &incoming.data };
            tracing::trace!(key, pts = accepted.pts.0, bytes = unit.data.len(), "access unit");
            match self.publisher.push_recovery(unit, (&step).into()) {
                Ok(()) => {
                    if let (None, Some(cause)) = (shown.last, &self.cause) {
                        cause.set(None);
                    }
                    shown.add(moment.at);
                }
                Err(error) => {
                    tracing::debug!(%error, "an access unit was left out");
                    intake.lost();
                }
            }
        }
    }

    fn count_failure(&self, reason: Reason) {
        let profile = self.publisher.stream().profile().as_str();
        metrics::counter!("ward_camera_session_failures_total", "camera" => self.camera.to_string(), "profile" => profile, "reason" => reason.as_str())
            .increment(1);
    }
}

/// Ready once nobody has read for `linger`.
async fn idle(mut readers: watch::Receiver<usize>, linger: Duration) {
    loop {
        if readers.wait_for(|n| *n == 0).await.is_err() {
            return;
        }
        if timeout(linger, readers.wait_for(|n| *n > 0)).await.is_err() {
            return;
        }
    }
}
