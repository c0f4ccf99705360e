//! Where sessions are opened and found. Belongs here: their number, their names, the port's addresses. Does not: what each does.

use super::{
    answer::with_candidates,
    budget::Budget,
    driver::Driver,
    engine::{self, Answered},
    feedback::Feedback,
    lane, offer,
    port::{Entry, Port},
    session::{Credentials, Session},
};
use access::Identity;
use rtc::{peer_connection::certificate::RTCCertificate, shared::ifaces::ifaces};
use std::{
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Instant,
};
use tokio::{
    sync::{Semaphore, mpsc},
    task::{AbortHandle, spawn_blocking},
};

/// How WebRTC is served.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The one UDP port, for all sessions.
    pub listen: SocketAddr,
    /// Under which addresses it is reached from outside (port forwarding, NAT 1:1); named in answers before its own.
    pub public: Vec<SocketAddr>,
    /// Sessions at once.
    pub sessions: usize,
    /// Bytes a second that one session is sent at most.
    pub bytes_per_sec: u64,
}

/// Opens sessions and knows them.
pub struct Desk {
    settings: Settings,
    port: Arc<Port>,
    address: SocketAddr,
    receiving: AbortHandle,
    sessions: Mutex<HashMap<String, Arc<Session>>>,
    /// No more are opened. Changed while `sessions` is locked.
    is_closed: AtomicBool,
    certificate: RTCCertificate,
    /// Reading the costliest offer that is allowed takes a core for 1.7 s (measured), a browser's for a wall a tenth of it.
    pub(super) readers: Arc<Semaphore>,
}

/// A session that waits for its viewer's first check.
pub struct Opened {
    /// The session.
    pub session: Arc<Session>,
    /// The answer, SDP.
    pub answer: String,
}

/// Why an offer was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// What is wrong with it, in English, for whoever writes a client.
    BadOffer(String),
    /// There are as many sessions as there may be, or no more are to be.
    Full,
}

/// Offers that are read at once.
const READERS: usize = 2;
/// Datagrams that wait for a session: what a browser says in a second.
const INBOX: usize = 64;
/// Addresses that an answer names at most; a machine with many networks has more.
const MOST_ADDRESSES: usize = 12;

impl Desk {
    /// Binds the port. Called within a Tokio runtime.
    pub fn bind(settings: Settings) -> io::Result<Arc<Self>> {
        let certificate = engine::certificate().map_err(io::Error::other)?;
        let port = Port::bind(settings.listen)?;
        let address = port.local_addr()?;
        let listening = port.clone();
        let receiving = tokio::spawn(async move { listening.receive().await }).abort_handle();
        let readers = Arc::new(Semaphore::new(READERS));
        Ok(Arc::new(Self {
            settings,
            port,
            address,
            receiving,
            sessions: Mutex::default(),
            is_closed: AtomicBool::new(false),
            certificate,
            readers,
        }))
    }

    /// Where it listens.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<String, Arc<Session>>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sessions that are open.
    pub fn count(&self) -> usize {
        self.sessions().len()
    }

    /// The session of this name, where this login has opened it.
    pub fn session(&self, name: &str, owner: &Identity) -> Option<Arc<Session>> {
        self.sessions().get(name).filter(|session| session.is_of(owner)).cloned()
    }

    /// Ends all sessions, for good: an offer that is being read meanwhile opens none.
    pub async fn close_all(&self) {
        let all: Vec<_> = {
            let sessions = self.sessions();
            self.is_closed.store(true, Relaxed);
            sessions.values().cloned().collect()
        };
        all.iter().for_each(|session| session.close());
        for session in all {
            session.closed().await;
        }
    }

    /// Answers an offer. `is_near`: the browser is on this machine, so that addresses which only it reaches are named, too.
    pub async fn open(self: &Arc<Self>, offer: &str, owner: Identity, is_near: bool) -> Result<Opened, Refused> {
        let offer = offer::read(offer).map_err(|what| Refused::BadOffer(what.into()))?;
        let permit = self.readers.clone().acquire_owned().await.map_err(|_| Refused::Full)?;
        // It is asked again when it is read; here it saves the reading.
        if self.count() >= self.settings.sessions {
            return Err(Refused::Full);
        }
        let own = Credentials::random();
        let feedback = Feedback::default();
        let (media_in, media) = mpsc::channel(lane::QUEUE);
        let (inbox_in, inbox) = mpsc::channel(INBOX);
        let (given, heard, ours) = (offer.clone(), feedback.clone(), own.clone());
        let certificate = self.certificate.clone();
        let answering = move || {
            // Reading cannot be broken off: who asks and goes away has a reader for as long as who waits.
            let _permit = permit;
            engine::answer(given, &ours, certificate, &heard, Instant::now())
        };
        let mut answered = spawn_blocking(answering)
            .await
            .map_err(|_| Refused::BadOffer("the offer could not be read".into()))?
            .map_err(|error| Refused::BadOffer(error.to_string()))?;
        answered.sections.retain(|section| !section.mid.is_empty() && !section.payload_types.is_empty());
        if answered.sections.is_empty() {
            return Err(Refused::BadOffer("no section takes H.264 in packetization mode 1".into()));
        }
        let answer = with_candidates(&answered.sdp, &self.addresses(is_near));
        let mids = answered.sections.iter().map(|section| section.mid.clone()).collect();
        let session = Session::new(&own, owner, &offer, mids, media_in);
        {
            let mut sessions = self.sessions();
            if sessions.len() >= self.settings.sessions || self.is_closed.load(Relaxed) {
                return Err(Refused::Full);
            }
            sessions.insert(session.name().to_owned(), session.clone());
        }
        let registered = self.port.register(Entry { ufrag: own.ufrag, password: own.password, inbox: inbox_in });
        let budget = Budget::new(self.settings.bytes_per_sec, Instant::now());
        let port = self.port.clone();
        let driver = Driver { session: session.clone(), port, inbox, media, feedback, registered, budget };
        tokio::spawn(self.clone().run(driver, answered));
        Ok(Opened { session, answer })
    }

    async fn run(self: Arc<Self>, driver: Driver, answered: Answered) {
        let forget = Forget { desk: self, session: driver.session.clone() };
        // A whole connection is in it.
        Box::pin(driver.run(answered)).await;
        drop(forget);
    }

    /// What an answer names, the likeliest first.
    fn addresses(&self, is_near: bool) -> Vec<SocketAddr> {
        let port = self.address.port();
        let own: Vec<IpAddr> = if self.address.ip().is_unspecified() {
            let all = ifaces().unwrap_or_default().into_iter().filter_map(|interface| Some(interface.addr?.ip()));
            all.filter(|ip| self.address.is_ipv6() || ip.is_ipv4()).filter(|ip| is_useful(*ip, is_near)).collect()
        } else {
            vec![self.address.ip()]
        };
        let mut all = self.settings.public.clone();
        all.extend(
            own.into_iter().map(|ip| SocketAddr::new(ip, port)).filter(|own| !self.settings.public.contains(own)),
        );
        all.truncate(MOST_ADDRESSES);
        all
    }
}

/// A session that is over has no place, however it ended.
struct Forget {
    desk: Arc<Desk>,
    session: Arc<Session>,
}

impl Drop for Forget {
    fn drop(&mut self) {
        self.desk.sessions().remove(self.session.name());
        self.session.end();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.receiving.abort();
    }
}

/// Loopback is reached only from here, and link-local addresses mean nothing without an interface.
fn is_useful(ip: IpAddr, is_near: bool) -> bool {
    let is_link_local = match ip {
        IpAddr::V4(ip) => ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unicast_link_local(),
    };
    !is_link_local && (is_near || !ip.is_loopback())
}
