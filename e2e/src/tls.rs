//! The other end of TLS, and certificates to give the relay. Belongs here: connecting with what is to be trusted named.
//! Does not: what is expected.

use rcgen::{CertificateParams, KeyPair};
use sha2::{Digest, Sha256};
use std::{fs, io, net::SocketAddr, path::Path, sync::Arc};
use tokio::net::{TcpSocket, TcpStream};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
        client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        crypto::ring,
        pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
    },
};

/// A certificate and its key in PEM.
pub struct Made {
    /// The certificate, which vouches for itself.
    pub cert: String,
    /// The private key.
    pub key: String,
}

impl Made {
    /// For these names and addresses, from the year 1975 to the last of its days in `until`.
    pub fn until(names: &[&str], until: i32) -> Self {
        let key = KeyPair::generate().expect("a key");
        let names: Vec<_> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).expect("names");
        params.not_after = rcgen::date_time_ymd(until, 12, 31);
        Self { cert: params.self_signed(&key).expect("a certificate").pem(), key: key.serialize_pem() }
    }

    /// For these names and addresses, and long enough for a test.
    pub fn new(names: &[&str]) -> Self {
        Self::until(names, 4000)
    }

    /// Writes `c.pem` and `k.pem` into a folder.
    pub fn write(&self, folder: &Path) {
        fs::write(folder.join("c.pem"), &self.cert).expect("a folder that can be written to");
        fs::write(folder.join("k.pem"), &self.key).expect("a folder that can be written to");
    }

    /// SHA-256 over the certificate, as the relay prints it.
    pub fn fingerprint(&self) -> String {
        fingerprint(&CertificateDer::from_pem_slice(self.cert.as_bytes()).expect("PEM"))
    }
}

/// Connects to `127.0.0.1:port` and lets nothing count but this certificate. Offers HTTP/2, too, as browsers do;
/// `receive_buffer` makes the connection as narrow as a stalled phone's.
pub async fn connect(host: &str, trusted: &str, receive_buffer: Option<u32>) -> io::Result<TlsStream<TcpStream>> {
    let address: SocketAddr = host.parse().expect("an address");
    let mut roots = RootCertStore::empty();
    let trusted = CertificateDer::from_pem_slice(trusted.as_bytes()).expect("PEM");
    roots.add(trusted).expect("a certificate");
    let versions = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let versions = versions.with_safe_default_protocol_versions().expect("the library's own");
    let mut config = versions.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let socket = TcpSocket::new_v4()?;
    if let Some(bytes) = receive_buffer {
        socket.set_recv_buffer_size(bytes)?;
    }
    let name = ServerName::from(address.ip());
    TlsConnector::from(Arc::new(config)).connect(name, socket.connect(address).await?).await
}

/// Connects to `127.0.0.1:port` whatever it shows, for what is not about certificates.
pub async fn connect_to_any(host: &str) -> io::Result<TlsStream<TcpStream>> {
    let address: SocketAddr = host.parse().expect("an address");
    let versions = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let versions = versions.with_safe_default_protocol_versions().expect("the library's own");
    let config = versions.dangerous().with_custom_certificate_verifier(Arc::new(Anything)).with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    TlsConnector::from(Arc::new(config)).connect(ServerName::from(address.ip()), stream).await
}

/// Takes every certificate, as a test's browser does that was told to.
#[derive(Debug)]
struct Anything;

impl ServerCertVerifier for Anything {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        ring::default_provider().signature_verification_algorithms.supported_schemes()
    }
}

/// The fingerprint of what the other end showed.
pub fn shown(stream: &TlsStream<TcpStream>) -> String {
    fingerprint(&stream.get_ref().1.peer_certificates().expect("a server has one")[0])
}

fn fingerprint(der: &CertificateDer<'_>) -> String {
    Sha256::digest(der).iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}
