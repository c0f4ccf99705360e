//! A certificate with its key, ready for use, and what a person wants to know of it. Pure.

use sha2::{Digest, Sha256};
use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio_rustls::rustls::{
    Error,
    client::verify_server_name,
    pki_types::{CertificateDer, ServerName},
    server::ParsedCertificate,
    sign::CertifiedKey,
};
use x509_cert::{Certificate as Parsed, der::Decode};

/// A certificate with its chain and key.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    key: Arc<CertifiedKey>,
    from: SystemTime,
    until: SystemTime,
}

/// A certificate that browsers do not take at this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotNow {
    /// From when it holds.
    pub(crate) from: SystemTime,
    /// Until when.
    pub(crate) until: SystemTime,
}

impl Certificate {
    /// The first certificate of the chain must be one.
    pub(super) fn new(key: CertifiedKey) -> Result<Self, Error> {
        let parsed = Parsed::from_der(key.end_entity_cert()?).map_err(|e| Error::General(e.to_string()))?;
        let validity = parsed.tbs_certificate().validity();
        let (from, until) = (validity.not_before.to_system_time(), validity.not_after.to_system_time());
        Ok(Self { key: Arc::new(key), from, until })
    }

    pub(super) fn key(&self) -> &Arc<CertifiedKey> {
        &self.key
    }

    fn end_entity(&self) -> &CertificateDer<'_> {
        // A key without a certificate was refused when this was made.
        &self.key.cert[0]
    }

    /// SHA-256 over the certificate (DER), as browsers show it: `AB:CD:…`.
    pub(crate) fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.end_entity());
        digest.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
    }

    /// Whether its time has come and has not passed.
    pub(crate) fn holds(&self, now: SystemTime) -> Result<(), NotNow> {
        if (self.from..=self.until).contains(&now) {
            Ok(())
        } else {
            Err(NotNow { from: self.from, until: self.until })
        }
    }

    /// Whether it is for this name or address.
    pub(crate) fn names(&self, host: &str) -> bool {
        let (Ok(parsed), Ok(name)) = (ParsedCertificate::try_from(self.end_entity()), ServerName::try_from(host))
        else {
            return false;
        };
        verify_server_name(&parsed, &name).is_ok()
    }
}

impl NotNow {
    /// Both times as days, `2026-11-26`.
    pub(crate) fn days(self) -> [String; 2] {
        [self.from, self.until].map(|time| {
            let since = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
            let days = i64::try_from(since.as_secs() / 86_400).unwrap_or(i64::MAX);
            let date = time::OffsetDateTime::UNIX_EPOCH.date().checked_add(time::Duration::days(days));
            date.map_or_else(String::new, |date| date.to_string())
        })
    }
}
