//! A certificate and its key as they lie in two PEM files. Belongs here: reading and judging them. Does not: when.

use super::Certificate;
use secrecy::{ExposeSecret, SecretSlice};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tokio_rustls::rustls::{
    Error, InconsistentKeys,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    sign::CertifiedKey,
};

/// Both files as they were read.
#[derive(Debug)]
pub(crate) struct Pair {
    cert_path: PathBuf,
    key_path: PathBuf,
    cert: Vec<u8>,
    key: SecretSlice<u8>,
}

/// Why TLS cannot be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TlsError {
    /// A file cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file holds no certificate.
    #[error("{0} holds no PEM certificate")]
    NoCertificate(PathBuf),
    /// The file holds no private key.
    #[error("{0} holds no PEM private key")]
    NoKey(PathBuf),
    /// They are not of one issue.
    #[error("the certificate {cert} and the key {key} do not belong together")]
    Mismatch {
        /// The certificate's file.
        cert: PathBuf,
        /// The key's file.
        key: PathBuf,
    },
    /// They are of a kind that cannot be used, or broken.
    #[error("the certificate {cert} cannot be used with the key {key}")]
    Unusable {
        /// The certificate's file.
        cert: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// Why.
        source: Error,
    },
    /// A self-signed certificate cannot be made or kept.
    #[error("the self-signed certificate {path} cannot be made: {why}")]
    NotMade {
        /// Its file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The library takes none of its own protocol versions.
    #[error("TLS cannot be set up")]
    Setup(#[source] Error),
}

impl Pair {
    /// Reads both files.
    pub(crate) fn read(cert: &Path, key: &Path) -> Result<Self, TlsError> {
        let read =
            |path: &Path| fs::read(path).map_err(|source| TlsError::Unreadable { path: path.to_owned(), source });
        let (cert_path, key_path) = (cert.to_owned(), key.to_owned());
        Ok(Self { cert: read(cert)?, key: read(key)?.into(), cert_path, key_path })
    }

    /// Whether both files held the same bytes.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.cert == other.cert && self.key.expose_secret() == other.key.expose_secret()
    }

    /// What they hold, ready for use.
    pub(crate) fn certificate(&self) -> Result<Certificate, TlsError> {
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&self.cert).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty());
        let chain = chain.ok_or_else(|| TlsError::NoCertificate(self.cert_path.clone()))?;
        let key = PrivateKeyDer::from_pem_slice(self.key.expose_secret());
        let key = key.map_err(|_| TlsError::NoKey(self.key_path.clone()))?;
        let (cert_path, key_path) = (self.cert_path.clone(), self.key_path.clone());
        CertifiedKey::from_der(chain, key, &ring::default_provider()).and_then(Certificate::new).map_err(|source| {
            match source {
                Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                    TlsError::Mismatch { cert: cert_path, key: key_path }
                }
                source => TlsError::Unusable { cert: cert_path, key: key_path, source },
            }
        })
    }
}

#[cfg(test)]
#[path = "pair_tests.rs"]
mod tests;
