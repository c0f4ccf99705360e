//! TLS on the relay's own port (rustls, HTTP/1.1 only). Belongs here: the certificate in use, the handshake. Does not:
//! making a certificate (`own`), reading one (`pair`), noticing a new one (`follow`).

mod certificate;
mod follow;
mod own;
mod pair;
mod warnings;

pub(crate) use certificate::Certificate;
pub(crate) use own::kept;
pub(crate) use pair::{Pair, TlsError};
pub(crate) use warnings::warnings;

use crate::config::{Config, TlsMode};
use std::{
    io, iter,
    net::SocketAddr,
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};
use tokio::{net::TcpStream, sync::watch};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring,
        server::{ClientHello, ResolvesServerCert},
        sign::CertifiedKey,
    },
    server::TlsStream,
};

/// What TLS may hold unsent on a connection beside the kernel: one record, as the kernel's own limit is.
const UNSENT_BYTES: usize = 16 << 10;
/// The first byte of every TLS connection: a handshake record (RFC 8446 §5.1). No HTTP method begins with it.
const HANDSHAKE: u8 = 22;

/// The relay's TLS: what it needs to open a connection. Clones share the certificate.
#[derive(Clone)]
pub(crate) struct Tls {
    acceptor: TlsAcceptor,
    current: Arc<Current>,
    mode: TlsMode,
}

/// What the other end of a new connection speaks.
pub(crate) enum Opened {
    /// TLS; the handshake is done.
    Secure(Box<TlsStream<TcpStream>>),
    /// Something else, plain HTTP most likely; nothing of it has been read.
    Clear(TcpStream),
}

impl Tls {
    /// The TLS of the configuration, `None` where it is off. `address` is where the relay listens. A self-signed
    /// certificate is made where there is none that fits.
    pub(crate) fn open(config: &Config, address: SocketAddr, now: SystemTime) -> Result<Option<Self>, TlsError> {
        let pair = match &config.door.tls {
            TlsMode::Off => return Ok(None),
            TlsMode::SelfSigned => own::open(&config.data_dir, &own::Names::of(config, address), now)?,
            TlsMode::Files { cert, key } => Pair::read(cert, key)?,
        };
        let current = Arc::new(Current(RwLock::new(Arc::new(pair.certificate()?))));
        let versions = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(TlsError::Setup)?;
        let mut settings = versions.with_no_client_auth().with_cert_resolver(current.clone());
        settings.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Some(Self { acceptor: Arc::new(settings).into(), current, mode: config.door.tls.clone() }))
    }

    /// The certificate that is in use.
    pub(crate) fn certificate(&self) -> Arc<Certificate> {
        self.current.get()
    }

    /// Reads certificate and key again when their files change, until told to stop.
    pub(crate) async fn follow(self, stop: watch::Receiver<bool>) {
        if let TlsMode::Files { cert, key } = &self.mode {
            follow::follow(&self.current, cert, key, stop).await;
        }
    }

    /// Looks at what the other end speaks; does the handshake where it is TLS.
    pub(crate) async fn accept(&self, stream: TcpStream) -> io::Result<Opened> {
        let mut first = [0];
        if stream.peek(&mut first).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if first != [HANDSHAKE] {
            return Ok(Opened::Clear(stream));
        }
        let limit = |connection: &mut rustls::ServerConnection| connection.set_buffer_limit(Some(UNSENT_BYTES));
        Ok(Opened::Secure(Box::new(self.acceptor.accept_with(stream, limit).await?)))
    }
}

/// The certificate that new connections are shown.
#[derive(Debug)]
struct Current(RwLock<Arc<Certificate>>);

impl Current {
    fn get(&self) -> Arc<Certificate> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, certificate: Certificate) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(certificate);
    }
}

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.get().key().clone())
    }
}

/// An error with all its causes in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = iter::successors(Some(error), |e| e.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
