//! One camera profile's life: dial, play, fail, wait, dial again, for ever. Belongs here: the order of things.
//! Does not: what RTSP says (see `rtsp`), how long to wait (see `backoff`).

use crate::{
    Failure, Settings,
    backoff::Backoff,
    describe::{Description, Verdict},
    dials::Dials,
    health::Cause,
    intake::Intake,
    rtsp::{self, Playing},
    spec::Source,
};
use hub::{Publisher, Unit};
use retina::client::SessionGroup;
use shared::{CameraId, wire::Reason};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};

/// What all supervisors share.
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) dials: Dials,
    pub(crate) sessions: Arc<SessionGroup>,
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

enum End {
    Idle,
    Failed { failure: Failure, played: Duration },
}

impl Supervisor {
    /// Runs until dropped.
    pub(crate) async fn run(self) {
        let settings = &self.shared.settings;
        let mut backoff = Backoff::new(settings.retry_min, settings.retry_max);
        let mut intake = Intake::new();
        let mut readers = self.publisher.stream().readers();
        loop {
            if self.on_demand && readers.wait_for(|n| *n > 0).await.is_err() {
                return;
            }
            intake.restart();
            let (failure, played) = match self.session(&mut intake).await {
                End::Idle => continue,
                End::Failed { failure, played } => (failure, played),
            };
            if let Some(cause) = &self.cause {
                cause.set(Some(failure.reason));
            }
            let mut wait = backoff.wait(played, rand::random());
            if failure.reason == Reason::AuthFailed {
                wait = wait.max(settings.auth_retry);
            }
            self.count_failure(failure.reason);
            tracing::info!(camera = %self.camera, profile = %self.publisher.stream().profile(), reason = ?failure.reason,
                detail = failure.detail, retry_in = ?wait, "session ended");
            sleep(wait).await;
        }
    }

    /// One session from dial to end.
    async fn session(&self, intake: &mut Intake) -> End {
        let shared = &self.shared;
        let opened = rtsp::open(&self.source, &shared.settings, &shared.dials, &shared.sessions).await;
        let mut playing = match opened {
            Ok(playing) => playing,
            Err(failure) => return End::Failed { failure, played: Duration::ZERO },
        };
        let mut first = None;
        tokio::select! {
            failure = self.play(&mut playing, intake, &mut first) => {
                End::Failed { failure, played: first.map_or(Duration::ZERO, |at: Instant| at.elapsed()) }
            }
            () = idle(self.publisher.stream().readers(), shared.settings.main_linger), if self.on_demand => End::Idle,
        }
    }

    /// Moves access units into the hub until something goes wrong.
    async fn play(&self, playing: &mut Playing, intake: &mut Intake, first: &mut Option<Instant>) -> Failure {
        let limit = self.shared.settings.no_media_timeout;
        let mut description = Description::new(playing.avcc());
        loop {
            let incoming = match timeout(limit, playing.next()).await {
                Ok(Ok(incoming)) => incoming,
                Ok(Err(failure)) => return failure,
                Err(_) => return Failure::new(Reason::NoMedia, format!("no picture for {limit:?}")),
            };
            let Some(accepted) = intake.take(&incoming.arrived) else { continue };
            match description.look(incoming.avcc, incoming.arrived.key, &incoming.data) {
                Ok(Verdict::Same) => {}
                Ok(Verdict::New(params)) => {
                    self.publisher.set_params(params);
                }
                Ok(Verdict::Wait) => {
                    intake.lost();
                    continue;
                }
                Err(failure) => return failure,
            }
            let unit = Unit {
                key: incoming.arrived.key,
                discontinuity: accepted.discontinuity,
                pts: accepted.pts,
                time: incoming.arrived.time,
                data: &incoming.data,
            };
            match self.publisher.push(unit) {
                Ok(()) if first.is_none() => {
                    *first = Some(Instant::now());
                    if let Some(cause) = &self.cause {
                        cause.set(None);
                    }
                }
                Ok(()) => {}
                Err(e) => {
                    tracing::debug!(camera = %self.camera, "{e}");
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
