//! A WebRTC session as the rest of the relay sees it. Belongs here: its names, whose it is, what its driver and those who feed
//! it tell one another. Does not: packets (see `driver`).

use super::{lane::Media, offer};
use access::Identity;
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{
        AtomicBool, AtomicU64,
        Ordering::{AcqRel, Acquire, Relaxed, Release},
    },
};
use tokio::sync::{Notify, mpsc, watch};

/// Our half of the ICE credentials (RFC 8445 §5.3: at least 24 and 128 random bits).
#[derive(Clone)]
pub(super) struct Credentials {
    pub(super) ufrag: String,
    pub(super) password: String,
}

impl Credentials {
    pub(super) fn random() -> Self {
        Self { ufrag: format!("{:016x}", rand::random::<u64>()), password: format!("{:032x}", rand::random::<u128>()) }
    }
}

/// A session.
pub struct Session {
    name: String,
    etag: String,
    owner: Identity,
    mids: Vec<String>,
    theirs: String,
    pub(super) tracks: Vec<TrackState>,
    pub(super) media: mpsc::Sender<Media>,
    stop: watch::Sender<bool>,
    over: watch::Sender<bool>,
}

/// What a track's driver and its feeder tell one another.
#[derive(Debug, Default)]
pub(super) struct TrackState {
    /// Counts who had it; the last one has it.
    pub(super) claims: AtomicU64,
    /// A keyframe and what follows is wanted, from the ring.
    pub(super) wanted: AtomicBool,
    /// Pictures left out since the feeder looked last.
    pub(super) dropped: AtomicU64,
    /// A picture did not fit into the queue: none before the next keyframe is of use.
    pub(super) gap: AtomicBool,
    /// Of the claim that has it.
    waker: Mutex<Option<(u64, Arc<Notify>)>>,
}

impl TrackState {
    /// Gives the track to whoever asks, and names the claim.
    pub(super) fn claim(&self, waker: Arc<Notify>) -> u64 {
        let mut of = self.waker.lock().unwrap_or_else(PoisonError::into_inner);
        let claim = self.claims.fetch_add(1, AcqRel) + 1;
        self.wanted.store(false, Release);
        self.dropped.store(0, Relaxed);
        // Who had it before is told that it has it no more.
        if let Some((_, before)) = of.replace((claim, waker)) {
            before.notify_one();
        }
        claim
    }

    /// A claim is over; another's is left alone.
    pub(super) fn release(&self, claim: u64) {
        self.waker.lock().unwrap_or_else(PoisonError::into_inner).take_if(|(of, _)| *of == claim);
    }

    /// Asks the feeder to begin anew.
    pub(super) fn want(&self) {
        self.wanted.store(true, Release);
        self.wake();
    }

    pub(super) fn wake(&self) {
        if let Some((_, waker)) = &*self.waker.lock().unwrap_or_else(PoisonError::into_inner) {
            waker.notify_one();
        }
    }

    pub(super) fn take_wanted(&self) -> bool {
        // Nearly always it is not.
        self.wanted.load(Acquire) && self.wanted.swap(false, AcqRel)
    }

    pub(super) fn take_dropped(&self) -> u64 {
        if self.dropped.load(Relaxed) == 0 { 0 } else { self.dropped.swap(0, Relaxed) }
    }
}

/// Why a fragment (RFC 8840 §9) changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trickle {
    /// It is none.
    Malformed,
    /// It asks for an ICE restart, which this relay does not do: open another session.
    Restart,
}

impl Session {
    pub(super) fn new(
        own: &Credentials,
        owner: Identity,
        offer: &offer::Offer,
        mids: Vec<String>,
        media: mpsc::Sender<Media>,
    ) -> Arc<Self> {
        Arc::new(Self {
            name: format!("{:032x}", rand::random::<u128>()),
            etag: own.ufrag.clone(),
            owner,
            tracks: mids.iter().map(|_| TrackState::default()).collect(),
            mids,
            theirs: offer.ufrag.clone(),
            media,
            stop: watch::Sender::new(false),
            over: watch::Sender::new(false),
        })
    }

    /// 128 random bits in hex; whoever has it and the owner's login may change the session.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names its ICE session (RFC 9725 §4.3.1), without quotation marks.
    pub fn etag(&self) -> &str {
        &self.etag
    }

    /// The video sections of its offer that can be sent to.
    pub fn mids(&self) -> &[String] {
        &self.mids
    }

    /// It was opened by this login.
    pub fn is_of(&self, owner: &Identity) -> bool {
        match (&self.owner, owner) {
            (Identity::User { id: a, session: s, .. }, Identity::User { id: b, session: t, .. }) => a == b && s == t,
            (a, b) => a == b,
        }
    }

    /// Reads a fragment with more of the other side's addresses. They are not needed: each is learnt from its checks.
    pub fn trickle(&self, fragment: &str) -> Result<(), Trickle> {
        let mut ufrag = None;
        for line in fragment.lines().filter(|line| !line.is_empty()) {
            match line.split_at_checked(2) {
                Some(("a=" | "m=", _)) => ufrag = ufrag.or(offer::ufrag_in(line)),
                _ => return Err(Trickle::Malformed),
            }
        }
        match ufrag {
            None => Err(Trickle::Malformed),
            Some(ufrag) if ufrag != self.theirs => Err(Trickle::Restart),
            Some(_) => Ok(()),
        }
    }

    /// Ends it.
    pub fn close(&self) {
        self.stop.send_replace(true);
    }

    /// Waits until it is over, whoever ended it.
    pub async fn closed(&self) {
        // Cannot fail: the sender is here.
        let _ = self.over.subscribe().wait_for(|over| *over).await;
    }

    /// It is over.
    pub fn is_over(&self) -> bool {
        *self.over.borrow()
    }

    pub(super) fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Said by the driver, last of all.
    pub(super) fn end(&self) {
        self.over.send_replace(true);
        self.tracks.iter().for_each(TrackState::wake);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Arc<Session> {
        let offer = offer::Offer { sdp: String::new(), ufrag: "them".into(), videos: 1 };
        let owner = access::testing::somebody(shared::access::Role::Officer, &[]).principal().identity();
        Session::new(&Credentials::random(), owner, &offer, vec!["0".into()], mpsc::channel(1).0)
    }

    #[test]
    fn fragments() {
        let session = session();
        let good = "a=ice-ufrag:them\r\na=ice-pwd:x\r\nm=video 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\na=candidate:1 1 udp 1 10.0.0.1 9 typ host\r\n";
        assert_eq!(session.trickle(good), Ok(()));
        assert_eq!(session.trickle(&good.replace("them", "anew")), Err(Trickle::Restart));
        for bad in ["", "a=mid:0\r\n", "hello", "a=ice-ufrag:them\r\n{}"] {
            assert_eq!(session.trickle(bad), Err(Trickle::Malformed), "{bad}");
        }
    }

    #[test]
    fn another_login_of_the_same_person_has_no_part_in_it() {
        let session = session();
        let Identity::User { id, session: login, .. } = session.owner.clone() else { panic!() };
        assert!(session.is_of(&Identity::User { id: id.clone(), name: "renamed".into(), session: login.clone() }));
        let other = "another-login".parse().unwrap();
        assert_ne!(login, other);
        assert!(!session.is_of(&Identity::User { id, name: "renamed".into(), session: other }));
    }
}
