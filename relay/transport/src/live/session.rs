//! One viewer's socket from hello to goodbye. Belongs here: moving messages and time. Does not: deciding (see `inbox`,
//! `slots`).

use super::{
    WRITE_BATCH,
    bell::Bell,
    clients::Place,
    inbox::{Goodbye, Inbox},
    names::Names,
    rare::{self, All, Rare},
    record::{Record, Shown},
    slots::{Outgoing, Slots},
};
use crate::webrtc::{Desk, Lane};
use access::{Principal, See, Watch};
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures::{SinkExt, StreamExt, poll};
use hub::{Camera, Hub, HubEvent, Status, clock::now};
use shared::{
    CameraId, Profile, Slot,
    wire::{ClientMessage, Limits, Mode, Reason, RtpTarget, ServerMessage, VERSION},
};
use std::{
    future::poll_fn,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::{Duration, Instant},
};
use tokio::{
    sync::{broadcast, watch},
    time::timeout,
};

/// What a socket is served with.
#[derive(Clone)]
pub struct Live {
    /// The cameras.
    pub hub: Arc<Hub>,
    /// Where WebRTC sessions are, if there is WebRTC.
    pub rtc: Option<Arc<Desk>>,
    /// Names this build, so that an open page learns of a newer one.
    pub build: &'static str,
    /// Becomes `true` when the relay stops.
    pub shutdown: watch::Receiver<bool>,
}

/// A viewer from whom nothing was heard for this long is gone; it is asked in between.
const SILENT_AFTER: Duration = Duration::from_secs(30);
const ASK_EVERY: u32 = 10;
/// A place is kept free for this long for who does not say hello.
const HELLO_LIMIT: Duration = Duration::from_secs(5);
/// A write that takes longer than this has nobody at its other end: two megabytes at 200 kbit/s take 80 s.
const WRITE_LIMIT: Duration = Duration::from_secs(120);
/// How long the other side's own goodbye is waited for, so that ours is not lost.
const GOODBYE_LIMIT: Duration = Duration::from_secs(1);

/// The connection is gone.
struct Gone;

struct Session {
    socket: WebSocket,
    bell: Bell,
    /// Named in what is logged; it is not entered at each wake, which would cost more than many a wake itself.
    span: tracing::Span,
    principal: Principal,
    names: Names,
    hub: Arc<Hub>,
    rtc: Option<Arc<Desk>>,
    build: &'static str,
    inbox: Inbox,
    slots: Slots,
    shown: Shown,
    heard: Instant,
}

/// Serves a viewer until it leaves.
pub async fn serve(
    socket: WebSocket,
    principal: Principal,
    names: Names,
    record: Box<dyn Record>,
    live: Live,
    place: Place,
) {
    let mut rare = rare::all(live.hub.events(), live.shutdown);
    let now = Instant::now();
    let slots = Slots::new(live.hub.clone());
    let mut s = Session {
        socket,
        bell: Bell::new(),
        span: tracing::info_span!("viewer"),
        principal,
        names,
        hub: live.hub,
        rtc: live.rtc,
        build: live.build,
        inbox: Inbox::new(now),
        slots,
        shown: Shown::new(record),
        heard: now,
    };
    // An error means that the viewer is gone, which is no error of ours.
    let _ = s.run(&mut rare).await;
    drop(place);
}

impl Session {
    async fn run(&mut self, rare: &mut All) -> Result<(), Gone> {
        let waker = self.slots.waker().clone();
        let mut ticks = 0u32;
        let opened = Instant::now();
        loop {
            tokio::select! {
                // What was received counts before time does.
                biased;
                received = poll_fn(|cx| self.bell.poll(cx, |cx| self.socket.poll_next_unpin(cx))) => match received {
                    None => return Ok(()),
                    Some(Ok(Message::Close(_))) => return Ok(()),
                    Some(Ok(message)) => self.received(&message).await?,
                    Some(Err(e)) if e.to_string().contains("too long") => return self.close(Goodbye::TOO_BIG).await,
                    Some(Err(_)) => return Err(Gone),
                },
                Some(rare) = rare.next() => match rare {
                    Rare::Stop => return self.close(Goodbye::SHUTDOWN).await,
                    Rare::Event(event) => self.event(event).await?,
                    Rare::Second => {
                        ticks = ticks.wrapping_add(1);
                        if !self.inbox.greeted() && opened.elapsed() > HELLO_LIMIT {
                            return self.close(Goodbye::NO_HELLO).await;
                        }
                        if self.heard.elapsed() > SILENT_AFTER {
                            return self.close(Goodbye::SILENT).await;
                        }
                        if !self.principal.is_valid() {
                            return self.close(Goodbye::LOGGED_OUT).await;
                        }
                        self.withdraw().await?;
                        self.alive(ticks.is_multiple_of(ASK_EVERY)).await?;
                    }
                },
                () = waker.notified() => {}
            }
            self.frames().await?;
        }
    }

    async fn received(&mut self, message: &Message) -> Result<(), Gone> {
        self.heard = Instant::now();
        let message = match self.inbox.read(self.heard, message) {
            Ok(Some(message)) => message,
            Ok(None) => return Ok(()),
            Err(goodbye) => {
                self.close(goodbye).await?;
                return Err(Gone);
            }
        };
        let changes = matches!(message, ClientMessage::Watch { .. } | ClientMessage::Unwatch { .. });
        let done = self.act(message).await;
        if changes {
            self.shown.are(self.slots.cameras().into_keys());
        }
        done
    }

    async fn act(&mut self, message: ClientMessage) -> Result<(), Gone> {
        match message {
            ClientMessage::Hello { device, .. } => {
                tracing::info!(parent: &self.span, device = ?device.chars().take(120).collect::<String>(), "hello");
                let build = self.build.to_owned();
                self.say(ServerMessage::Hello { version: VERSION, build, limits: self.limits() }).await?;
                self.whole_list().await
            }
            ClientMessage::Watch { slot, camera, profile, mode, rtp } => {
                match self.watch(slot, camera, (profile, mode), rtp.as_ref()) {
                    Ok(()) => Ok(()),
                    Err(reason) => {
                        self.slots.unwatch(slot);
                        self.say(ServerMessage::Refused { slot, reason, retry_after_secs: None }).await
                    }
                }
            }
            ClientMessage::Unwatch { slot } => {
                self.slots.unwatch(slot);
                Ok(())
            }
            ClientMessage::Seen { slot, pts } => {
                if let Some(lag) = self.slots.lag_secs(slot, pts) {
                    metrics::histogram!("ward_viewer_lag_seconds").record(lag);
                }
                Ok(())
            }
            ClientMessage::Ping => self.say(ServerMessage::Pong { time_us: now().time }).await,
        }
    }

    /// What this socket may do.
    fn limits(&self) -> Limits {
        let limits = self.names.limits();
        if self.rtc.is_some() { limits } else { Limits { rtp_tracks: 0, ..limits } }
    }

    fn watch(
        &mut self,
        slot: Slot,
        camera: CameraId,
        what: (Profile, Mode),
        rtp: Option<&RtpTarget>,
    ) -> Result<(), Reason> {
        if slot.0 >= self.limits().slots {
            return Err(Reason::TooManySlots);
        }
        let camera = self.names.real(camera).ok_or(Reason::UnknownCamera)?;
        match self.principal.may::<Watch>(&camera) {
            Ok(allowed) if self.slots.retune(slot, &allowed, what, rtp) => Ok(()),
            Ok(allowed) => {
                let lane = rtp.map(|target| self.lane(target).ok_or(Reason::RtpUnknown)).transpose()?;
                self.slots.watch(slot, &allowed, what, lane)
            }
            Err(access::Denied) => Err(refusal(&self.principal, &camera)),
        }
    }

    /// The track that is meant, of a session that the same login has opened.
    fn lane(&self, target: &RtpTarget) -> Option<Lane> {
        let session = self.rtc.as_ref()?.session(&target.session, &self.principal.identity())?;
        session.lane(&target.mid, self.slots.waker().clone())
    }

    async fn event(&mut self, event: Result<HubEvent, broadcast::error::RecvError>) -> Result<(), Gone> {
        if !self.inbox.greeted() {
            return Ok(());
        }
        match event {
            Ok(HubEvent::Camera(id, status)) => self.state(&id, status).await,
            Ok(HubEvent::List(revision)) => self.say(ServerMessage::Cameras { revision }).await,
            Err(broadcast::error::RecvError::Lagged(_)) => self.whole_list().await,
            Err(broadcast::error::RecvError::Closed) => Err(Gone),
        }
    }

    /// Once a second: rights, hours and pauses count while a picture runs, not only when it begins.
    async fn withdraw(&mut self) -> Result<(), Gone> {
        let principal = &self.principal;
        let refused = |camera: &CameraId| principal.may::<Watch>(camera).is_err().then(|| refusal(principal, camera));
        for (slot, reason) in self.slots.withdraw(refused) {
            self.say(ServerMessage::Refused { slot, reason, retry_after_secs: None }).await?;
        }
        // Also what a slot gave up by itself.
        self.shown.are(self.slots.cameras().into_keys());
        Ok(())
    }

    async fn whole_list(&mut self) -> Result<(), Gone> {
        let revision = self.hub.revision();
        self.say(ServerMessage::Cameras { revision }).await?;
        for camera in self.hub.cameras() {
            self.state(camera.id(), camera.status()).await?;
        }
        Ok(())
    }

    async fn state(&mut self, id: &CameraId, status: Status) -> Result<(), Gone> {
        if self.principal.may::<See>(id).is_err() {
            return Ok(());
        }
        let Status { state, since, reason } = status;
        self.say(ServerMessage::Camera { id: id.clone(), state, since, reason }).await
    }

    /// Once a second: when each camera on screen was heard last.
    async fn alive(&mut self, ask: bool) -> Result<(), Gone> {
        let alive = |camera: &Arc<Camera>| ServerMessage::Alive {
            camera: camera.id().clone(),
            last_arrival_us: camera.streams().map(|s| s.last_arrival()).max().unwrap_or_default(),
        };
        let said: Vec<_> = self.slots.cameras().values().map(|c| alive(c)).collect();
        for message in said {
            self.say(message).await?;
        }
        if ask { self.send(Message::Ping(Default::default())).await } else { Ok(()) }
    }

    /// Sends what is ready; several small frames share one write.
    async fn frames(&mut self) -> Result<(), Gone> {
        let mut writing = pin!(self.write_ready());
        // Nearly always there is room, and no need for a timer.
        match poll!(writing.as_mut()) {
            Poll::Ready(done) => done,
            Poll::Pending => timeout(WRITE_LIMIT, writing).await.unwrap_or(Err(Gone)),
        }
    }

    async fn write_ready(&mut self) -> Result<(), Gone> {
        let (mut fed, mut any) = (0, false);
        while fed < WRITE_BATCH {
            let outgoing = self.slots.next();
            if outgoing.is_empty() {
                break;
            }
            for one in outgoing {
                let message = match one {
                    Outgoing::Frame(frame) => Message::Binary(frame.message().clone()),
                    Outgoing::Control(message) => text(&self.names.said(message))?,
                };
                fed += match &message {
                    Message::Binary(b) => b.len(),
                    _ => 0,
                };
                self.socket.feed(message).await.map_err(|_| Gone)?;
                any = true;
            }
        }
        if !any {
            return Ok(());
        }
        if fed >= WRITE_BATCH {
            // There may be more; look at the other side's messages first.
            self.slots.waker().notify_one();
        }
        self.socket.flush().await.map_err(|_| Gone)?;
        // Whoever takes what is sent is there, whatever lies unread behind it.
        self.heard = Instant::now();
        Ok(())
    }

    async fn say(&mut self, message: ServerMessage) -> Result<(), Gone> {
        self.send(text(&self.names.said(message))?).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Gone> {
        in_time(self.socket.send(message)).await
    }

    async fn close(&mut self, goodbye: Goodbye) -> Result<(), Gone> {
        let frame = CloseFrame { code: goodbye.code, reason: goodbye.reason.as_str().into() };
        self.send(Message::Close(Some(frame))).await?;
        // With something unread the connection would be reset, and the reason lost.
        let answered = async { while let Some(Ok(_)) = self.socket.recv().await {} };
        let _ = timeout(GOODBYE_LIMIT, answered).await;
        Ok(())
    }
}

/// Why a camera is not shown: not allowed and not there look alike from outside.
fn refusal(principal: &Principal, camera: &CameraId) -> Reason {
    if principal.is_paused_for(camera) { Reason::Paused } else { Reason::UnknownCamera }
}

fn text(message: &ServerMessage) -> Result<Message, Gone> {
    serde_json::to_string(message).map(|json| Message::Text(json.into())).map_err(|_| Gone)
}

async fn in_time(write: impl Future<Output = Result<(), axum::Error>>) -> Result<(), Gone> {
    match timeout(WRITE_LIMIT, write).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Gone),
    }
}
