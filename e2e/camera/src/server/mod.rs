//! The RTSP server of simulated cameras. Belongs here: its life, and the tasks that it owns.
//! Does not: what a camera plays.

mod answer;
mod camera;
mod connection;
mod feed;
mod flood;
mod lock;
mod registry;
mod timeline;
mod transport;
mod udp;
mod writer;

pub use camera::{Camera, CameraSpec};

use camera::CameraState;
use lock::lock;
use registry::{End, Registry, Which};
use rtsp_types::Url;
use shared::Profile;
use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};
use tokio::{
    net::{TcpListener, TcpSocket},
    task::JoinHandle,
};
use udp::UdpPair;

/// The most bytes that wait in the kernel for a slow client; what the kernel would choose hides seconds of video.
const SEND_BUFFER: u32 = 256 * 1024;

/// How a server behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it listens for TCP; port 0 picks a free one.
    pub listen: SocketAddr,
    /// After so many seconds without a word from the client a connection is closed.
    pub session_timeout_secs: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { listen: (Ipv4Addr::LOCALHOST, 0).into(), session_timeout_secs: 60 }
    }
}

/// Why a server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// Another program listens there.
    #[error("cannot listen on {0}: the port is taken")]
    PortTaken(SocketAddr),
    /// The system refuses.
    #[error("cannot listen on {listen}: {source}")]
    Listen {
        /// Where it should have listened.
        listen: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// A camera's id is no part of a path.
    #[error("{0:?} is no camera id: use letters, digits and '-'")]
    Id(String),
    /// Two cameras have the same id.
    #[error("there are two cameras called {0:?}")]
    Twice(String),
}

/// What connections share.
pub(crate) struct World {
    pub(crate) registry: Arc<Registry>,
    pub(crate) session_timeout_secs: u64,
    cameras: Mutex<BTreeMap<String, Arc<CameraState>>>,
    /// Further paths of streams.
    aliases: Mutex<BTreeMap<String, (String, Profile)>>,
}

impl World {
    fn find(&self, url: &Url) -> Option<(Arc<CameraState>, Profile)> {
        let (id, profile) = match self.alias(url) {
            Some((id, profile)) => (id, profile),
            None => answer::named(url).map(|(id, profile)| (id.to_owned(), profile))?,
        };
        Some((lock(&self.cameras).get(&id)?.clone(), profile))
    }

    /// The stream of a further path, or of the track below it.
    fn alias(&self, url: &Url) -> Option<(String, Profile)> {
        let below = |path: &str| url.path().strip_prefix(path).is_some_and(|r| r.is_empty() || r.starts_with('/'));
        lock(&self.aliases).iter().find(|(path, _)| below(path)).map(|(_, stream)| stream.clone())
    }
}

/// A running server. Dropping it ends all of its tasks and connections.
pub struct Cameras {
    world: Arc<World>,
    address: SocketAddr,
    listening: Mutex<Option<JoinHandle<()>>>,
    feeds: Mutex<Vec<JoinHandle<()>>>,
}

impl Cameras {
    /// Starts a server with its cameras on the current tokio runtime.
    pub async fn start(options: Options, specs: Vec<CameraSpec>) -> Result<Self, ServerError> {
        let world = Arc::new(World {
            registry: Arc::default(),
            session_timeout_secs: options.session_timeout_secs,
            cameras: Mutex::default(),
            aliases: Mutex::default(),
        });
        let (address, listening) = listen(&world, options.listen).await?;
        let server = Self { world, address, listening: Mutex::new(Some(listening)), feeds: Mutex::default() };
        for spec in specs {
            server.add(spec)?;
        }
        Ok(server)
    }

    /// Where the server listens, also while it is stopped.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A stream's address, without a password.
    pub fn url(&self, camera: &str, profile: Profile) -> String {
        format!("rtsp://{}/{camera}/{profile}", self.address)
    }

    /// Serves a stream at a further path, as `/Streaming/Channels/101`.
    pub fn alias(&self, path: &str, camera: &str, profile: Profile) {
        lock(&self.world.aliases).insert(path.to_owned(), (camera.to_owned(), profile));
    }

    /// Adds a camera while the server runs.
    pub fn add(&self, spec: CameraSpec) -> Result<Camera, ServerError> {
        if spec.id.is_empty() || !spec.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(ServerError::Id(spec.id));
        }
        let mut cameras = lock(&self.world.cameras);
        if cameras.contains_key(&spec.id) {
            return Err(ServerError::Twice(spec.id));
        }
        let state = Arc::new(CameraState::new(spec));
        cameras.insert(state.id.clone(), state.clone());
        lock(&self.feeds).extend(state.feeds().map(|feed| tokio::spawn(feed.clone().run())));
        Ok(Camera { state, world: self.world.clone() })
    }

    /// A camera by its id.
    pub fn camera(&self, id: &str) -> Option<Camera> {
        let state = lock(&self.world.cameras).get(id)?.clone();
        Some(Camera { state, world: self.world.clone() })
    }

    /// All cameras, by id.
    pub fn cameras(&self) -> Vec<Camera> {
        let cameras = lock(&self.world.cameras);
        cameras.values().map(|state| Camera { state: state.clone(), world: self.world.clone() }).collect()
    }

    /// Stops listening and closes every connection; the port is free when this returns. The cameras' clocks run on.
    pub async fn stop(&self) {
        let listening = lock(&self.listening).take();
        if let Some(task) = listening {
            task.abort();
            let _ = task.await;
        }
        self.world.registry.end(Which::All, false).await;
    }

    /// Listens again on the same port after [`Cameras::stop`].
    pub async fn restart(&self) -> Result<(), ServerError> {
        let (_, task) = listen(&self.world, self.address).await?;
        if let Some(old) = lock(&self.listening).replace(task) {
            old.abort();
        }
        Ok(())
    }

    /// Resets (RST) every connection and goes on listening.
    pub async fn cut(&self) {
        self.world.registry.end(Which::All, true).await;
    }

    /// Keeps connections open but sends no media: [`Camera::stall`] for all.
    pub fn stall(&self) {
        self.cameras().iter().for_each(Camera::stall);
    }

    /// Sends media again: [`Camera::resume`] for all.
    pub fn resume(&self) {
        self.cameras().iter().for_each(Camera::resume);
    }
}

impl Drop for Cameras {
    fn drop(&mut self) {
        if let Some(task) = lock(&self.listening).take() {
            task.abort();
        }
        lock(&self.feeds).iter().for_each(JoinHandle::abort);
        self.world.registry.tell(Which::All, End::Close);
    }
}

async fn listen(world: &Arc<World>, at: SocketAddr) -> Result<(SocketAddr, JoinHandle<()>), ServerError> {
    let (listener, udp) = bind(at).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServerError::PortTaken(at),
        _ => ServerError::Listen { listen: at, source },
    })?;
    let address = listener.local_addr().map_err(|source| ServerError::Listen { listen: at, source })?;
    Ok((address, tokio::spawn(accept(world.clone(), listener, Arc::new(udp)))))
}

async fn bind(at: SocketAddr) -> io::Result<(TcpListener, UdpPair)> {
    let socket = if at.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A restarted camera takes its port again while old connections still linger in the kernel.
    socket.set_reuseaddr(true)?;
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(at)?;
    Ok((socket.listen(1024)?, UdpPair::bind(at.ip()).await?))
}

async fn accept(world: Arc<World>, listener: TcpListener, udp: Arc<UdpPair>) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => drop(tokio::spawn(connection::serve(world.clone(), udp.clone(), stream, peer))),
            Err(error) => {
                tracing::warn!("cannot accept a connection: {error}");
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        }
    }
}
