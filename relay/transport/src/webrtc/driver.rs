//! One session from its answer to its end. Belongs here: the loop between port, `rtc` and lanes, and the time. Does not: what
//! a packet has in it.

use super::{
    budget::Budget,
    engine::{self, Answered},
    feedback::Feedback,
    gate::Gate,
    lane::Media,
    patience::Patience,
    port::{Batch, Datagram, Port, Registered},
    session::{Session, TrackState},
    track::Track,
};
use bytes::BytesMut;
use rtc::{
    peer_connection::{RTCPeerConnection, event::RTCPeerConnectionEvent, state::RTCPeerConnectionState},
    sansio::Protocol,
    shared::{TaggedBytesMut, TransportContext, TransportProtocol},
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    sync::{mpsc, watch},
    time::{Sleep, sleep_until},
};

const TICK: Duration = Duration::from_secs(1);
/// What is taken from a queue before the others are looked at.
const AT_ONCE: usize = 64;
/// Bytes that leave with one system call (UDP segmentation offload takes 64 KB and 64 datagrams).
const BATCH_BYTES: usize = 48 << 10;
const BATCH_DATAGRAMS: usize = 40;

pub(super) struct Driver {
    pub(super) session: Arc<Session>,
    pub(super) port: Arc<Port>,
    pub(super) inbox: mpsc::Receiver<Datagram>,
    pub(super) media: mpsc::Receiver<Media>,
    pub(super) feedback: Feedback,
    /// Taken out of the port's tables with the driver.
    pub(super) registered: Registered,
    pub(super) budget: Budget,
}

struct Running {
    connection: RTCPeerConnection,
    tracks: Vec<Track>,
    session: Arc<Session>,
    port: Arc<Port>,
    feedback: Feedback,
    budget: Budget,
    gate: Gate,
    patience: Patience,
    /// Through which of our addresses the viewer came last.
    through: Option<(SocketAddr, Option<IpAddr>)>,
    batch: BytesMut,
}

/// The session is over.
struct Over;

impl Driver {
    /// Runs the session to its end.
    pub(super) async fn run(self, answered: Answered) {
        let Self { session, port, mut inbox, mut media, feedback, registered, budget } = self;
        let mut running = Running {
            connection: answered.connection,
            tracks: answered.sections.into_iter().map(Track::new).collect(),
            session: session.clone(),
            port,
            feedback,
            budget,
            gate: Gate::default(),
            patience: Patience::new(Instant::now()),
            through: None,
            batch: BytesMut::new(),
        };
        let _: Result<(), Over> = running.serve(&mut inbox, &mut media, session.stopping()).await;
        // The viewer is told, where it can be: DTLS has a word for it.
        let _ = running.connection.close();
        running.flush(true).await;
        drop(registered);
        session.end();
    }
}

impl Running {
    async fn serve(
        &mut self,
        inbox: &mut mpsc::Receiver<Datagram>,
        media: &mut mpsc::Receiver<Media>,
        mut stop: watch::Receiver<bool>,
    ) -> Result<(), Over> {
        let mut tick = Instant::now() + TICK;
        let sleep = sleep_until(tick.into());
        tokio::pin!(sleep);
        loop {
            self.events()?;
            let wake = self.connection.poll_timeout().map_or(tick, |at| at.min(tick));
            rearm(sleep.as_mut(), wake);
            tokio::select! {
                () = stopped(&mut stop) => return Err(Over),
                Some(datagram) = inbox.recv() => {
                    self.received(datagram);
                    for _ in 1..AT_ONCE {
                        let Ok(datagram) = inbox.try_recv() else { break };
                        self.received(datagram);
                    }
                    self.listen();
                    self.flush(false).await;
                }
                Some(picture) = media.recv() => {
                    self.picture(&picture);
                    for _ in 1..AT_ONCE {
                        let Ok(picture) = media.try_recv() else { break };
                        self.picture(&picture);
                    }
                    self.flush(true).await;
                }
                () = sleep.as_mut() => {
                    let now = Instant::now();
                    self.connection.handle_timeout(now).map_err(|_| Over)?;
                    if now >= tick {
                        tick = now + TICK;
                        if !self.patience.goes_on(now) {
                            return Err(Over);
                        }
                    }
                    self.flush(false).await;
                }
            }
        }
    }

    fn received(&mut self, datagram: Datagram) {
        let Datagram { from, to, is_check, bytes } = datagram;
        if !self.gate.lets_in(from, &bytes) {
            return;
        }
        if is_check {
            self.hear();
            self.through = Some((from, to));
        }
        let transport = TransportContext {
            local_addr: engine::local_for(from),
            peer_addr: from,
            transport_protocol: TransportProtocol::UDP,
            ecn: None,
        };
        // What cannot be read was altered or comes late; the line does that.
        let _ = self.connection.handle_read(TaggedBytesMut { now: Instant::now(), transport, message: bytes });
        // Reports were heard by the interceptor; nothing else comes to who only sends.
        while self.connection.poll_read().is_some() {}
    }

    /// What the viewer reported.
    fn listen(&mut self) {
        let heard = self.feedback.take();
        if heard.any {
            self.hear();
        }
        for (track, state) in self.tracks.iter().zip(&self.session.tracks) {
            if heard.wanted.contains(&track.ssrc()) {
                state.want();
            }
        }
    }

    fn hear(&mut self) {
        if self.patience.hear(Instant::now()) {
            self.session.tracks.iter().for_each(TrackState::want);
        }
    }

    fn events(&mut self) -> Result<(), Over> {
        while let Some(event) = self.connection.poll_event() {
            let RTCPeerConnectionEvent::OnConnectionStateChangeEvent(state) = event else { continue };
            match state {
                RTCPeerConnectionState::Connected if self.patience.connected() => {
                    self.session.tracks.iter().for_each(TrackState::want);
                }
                RTCPeerConnectionState::Failed | RTCPeerConnectionState::Closed => return Err(Over),
                _ => {}
            }
        }
        Ok(())
    }

    fn picture(&mut self, media: &Media) {
        let now = Instant::now();
        let is_there = self.patience.is_there();
        let (Some(track), Some(state)) = (self.tracks.get_mut(media.track), self.session.tracks.get(media.track))
        else {
            return;
        };
        for packet in track.packets(media, state, is_there.then_some(&mut self.budget), now) {
            if let Some(mut sender) = self.connection.rtp_sender(track.sender())
                && let Err(error) = sender.write_rtp(now, packet)
            {
                tracing::debug!(%error, "an RTP packet was not taken");
                return;
            }
        }
    }

    /// Sends what `rtc` has ready. What is no new picture is held to the allowance for repeats, but for what makes and keeps the
    /// connection.
    async fn flush(&mut self, is_new: bool) {
        let mut held: Option<TaggedBytesMut> = None;
        loop {
            self.batch.clear();
            let Some(first) = held.take().or_else(|| self.next(is_new)) else { return };
            let (to, segment) = (first.transport.peer_addr, first.message.len());
            self.batch.extend_from_slice(&first.message);
            let mut count = 1;
            while let Some(more) = self.next(is_new) {
                let fits = more.transport.peer_addr == to
                    && more.message.len() <= segment
                    && count < BATCH_DATAGRAMS
                    && self.batch.len() + more.message.len() <= BATCH_BYTES;
                if !fits {
                    held = Some(more);
                    break;
                }
                self.batch.extend_from_slice(&more.message);
                count += 1;
                if more.message.len() < segment {
                    // A shorter one must be the last.
                    break;
                }
            }
            let from = self.through.filter(|(viewer, _)| *viewer == to).and_then(|(_, from)| from);
            if let Err(error) = self.port.send(Batch { to, from, segment, bytes: &self.batch }).await {
                // As good as lost on the way: a route that has gone comes back, or the viewer falls silent.
                tracing::debug!(%error, "nothing was sent to a WebRTC viewer");
            }
        }
    }

    fn next(&mut self, is_new: bool) -> Option<TaggedBytesMut> {
        loop {
            let message = self.connection.poll_write()?;
            let is_media = matches!(message.message.first(), Some(128..=191));
            if is_new || !is_media || self.budget.repeat(message.message.len(), Instant::now()) {
                return Some(message);
            }
        }
    }
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

fn rearm(sleep: std::pin::Pin<&mut Sleep>, at: Instant) {
    let at = at.into();
    if sleep.deadline() != at {
        sleep.reset(at);
    }
}
