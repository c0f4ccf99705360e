//! A way for UDP that can be cut while something goes over it. Belongs here: passing datagrams on, both ways. Does not: who
//! is sent this way.

use std::{
    collections::{HashMap, hash_map::Entry},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};
use tokio::{net::UdpSocket, task::JoinSet};

/// More than any packet here.
const DATAGRAM_BYTES: usize = 2_048;

/// A port of its own that leads to another; it ends with its owner.
pub struct UdpLine {
    port: u16,
    is_cut: Arc<AtomicBool>,
    _tasks: JoinSet<()>,
}

impl UdpLine {
    /// Leads to `to`.
    ///
    /// # Panics
    /// Where there is no free port.
    pub async fn to(to: SocketAddr) -> Self {
        let near = Arc::new(UdpSocket::bind("127.0.0.1:0").await.expect("a free port"));
        let port = near.local_addr().expect("it is bound").port();
        let is_cut = Arc::<AtomicBool>::default();
        let mut tasks = JoinSet::new();
        tasks.spawn(pass(near, to, is_cut.clone()));
        Self { port, is_cut, _tasks: tasks }
    }

    /// Where it begins, on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on nothing gets through, and nobody is told.
    pub fn cut(&self) {
        self.is_cut.store(true, Relaxed);
    }
}

/// Each sender has a socket of its own on the far side, by which answers find back.
async fn pass(near: Arc<UdpSocket>, to: SocketAddr, is_cut: Arc<AtomicBool>) {
    let (mut far, mut answers) = (HashMap::<SocketAddr, Arc<UdpSocket>>::new(), JoinSet::new());
    let mut bytes = [0; DATAGRAM_BYTES];
    while let Ok((len, from)) = near.recv_from(&mut bytes).await {
        if is_cut.load(Relaxed) {
            continue;
        }
        let socket = match far.entry(from) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let socket = Arc::new(UdpSocket::bind("127.0.0.1:0").await.expect("a free port"));
                socket.connect(to).await.expect("an address");
                answers.spawn(answer(socket.clone(), near.clone(), from, is_cut.clone()));
                new.insert(socket)
            }
        };
        // What is lost on the way is lost, as on any.
        let _ = socket.send(&bytes[..len]).await;
    }
}

async fn answer(far: Arc<UdpSocket>, near: Arc<UdpSocket>, to: SocketAddr, is_cut: Arc<AtomicBool>) {
    let mut bytes = [0; DATAGRAM_BYTES];
    while let Ok(len) = far.recv(&mut bytes).await {
        if !is_cut.load(Relaxed) {
            // As above.
            let _ = near.send_to(&bytes[..len], to).await;
        }
    }
}
