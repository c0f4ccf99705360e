//! PLACEHOLDER of the agreed facade, to compile against; the real one takes its place.
#![allow(missing_docs, clippy::unwrap_used, clippy::needless_pass_by_value)]

use crate::live;
use access::{Allowed, Identity, Principal, Watch};
use hub::Hub;
use shared::Profile;
use std::{
    collections::BTreeMap,
    io,
    net::{SocketAddr, UdpSocket},
    sync::{Arc, Mutex, Weak},
};
use tokio::sync::watch;

pub struct Settings {
    pub listen: SocketAddr,
    pub public: Vec<SocketAddr>,
    pub sessions: usize,
    pub bytes_per_sec: u64,
}

pub struct Desk {
    socket: UdpSocket,
    settings: Settings,
    sessions: Mutex<BTreeMap<String, Arc<Session>>>,
}

pub struct Session {
    name: String,
    owner: Identity,
    ufrag: String,
    desk: Weak<Desk>,
    over: watch::Sender<bool>,
}

pub struct Opened {
    pub session: Arc<Session>,
    pub answer: String,
}

#[derive(Debug)]
pub enum Refused {
    BadOffer(&'static str),
    Full,
}

#[derive(Debug)]
pub enum Trickle {
    Malformed,
    Restart,
}

fn login(owner: &Identity) -> String {
    match owner {
        Identity::User { session, .. } => session.to_string(),
        Identity::Embed(id) => id.to_string(),
    }
}

impl Desk {
    pub fn bind(settings: Settings) -> io::Result<Arc<Desk>> {
        Ok(Arc::new(Self { socket: UdpSocket::bind(settings.listen)?, settings, sessions: Mutex::default() }))
    }
    pub fn local_addr(&self) -> SocketAddr {
        self.socket.local_addr().unwrap()
    }
    pub async fn open(self: &Arc<Self>, offer: &str, owner: Identity, _loopback: bool) -> Result<Opened, Refused> {
        let ufrag = offer.lines().find_map(|line| line.strip_prefix("a=ice-ufrag:"));
        let ufrag = ufrag.ok_or(Refused::BadOffer("there is no ICE user name"))?.to_owned();
        if !offer.contains("H264") {
            return Err(Refused::BadOffer("there is no section that receives H.264"));
        }
        let mut all = self.sessions.lock().unwrap();
        if all.len() >= self.settings.sessions {
            return Err(Refused::Full);
        }
        let name = format!("s{:016x}", rand_name());
        let session = Arc::new(Session {
            name: name.clone(),
            owner,
            ufrag,
            desk: Arc::downgrade(self),
            over: watch::channel(false).0,
        });
        all.insert(name, session.clone());
        Ok(Opened { session, answer: "v=0\r\n".into() })
    }
    pub fn session(&self, name: &str, owner: &Identity) -> Option<Arc<Session>> {
        let all = self.sessions.lock().unwrap();
        all.get(name).filter(|session| login(&session.owner) == login(owner)).cloned()
    }
    pub fn count(&self) -> usize {
        self.sessions.lock().unwrap().len()
    }
    pub async fn close_all(&self) {
        let all: Vec<_> = self.sessions.lock().unwrap().values().cloned().collect();
        all.iter().for_each(|session| session.close());
    }
}

fn rand_name() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(1)
}

impl Session {
    pub fn name(&self) -> &str {
        &self.name
    }
    pub fn etag(&self) -> &str {
        &self.name
    }
    pub fn mids(&self) -> &[String] {
        &[]
    }
    pub fn trickle(&self, fragment: &str) -> Result<(), Trickle> {
        let ufrag = fragment.lines().find_map(|line| line.trim_end().strip_prefix("a=ice-ufrag:"));
        match ufrag {
            None => Err(Trickle::Malformed),
            Some(ufrag) if ufrag != self.ufrag => Err(Trickle::Restart),
            Some(_) => Ok(()),
        }
    }
    pub fn close(&self) {
        if let Some(desk) = self.desk.upgrade() {
            desk.sessions.lock().unwrap().remove(&self.name);
        }
        self.over.send_replace(true);
    }
    pub async fn closed(&self) {
        let _ = self.over.subscribe().wait_for(|over| *over).await;
    }
    pub fn play(
        self: &Arc<Self>,
        _hub: &Arc<Hub>,
        allowed: Allowed<Watch>,
        _profile: Profile,
        principal: Principal,
        record: Box<dyn live::Record>,
    ) {
        let this = self.clone();
        tokio::spawn(async move {
            record.began(allowed.camera());
            loop {
                tokio::select! {
                    () = this.closed() => break,
                    () = tokio::time::sleep(std::time::Duration::from_secs(1)) => {}
                }
                if principal.may::<Watch>(allowed.camera()).is_err() {
                    this.close();
                }
            }
            record.ended(allowed.camera());
        });
    }
}
