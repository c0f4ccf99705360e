//! The relay's own, self-signed certificate: made once, kept beside the database. Belongs here: which names it has, and
//! when it is made anew. Does not: using it.

use super::{Certificate, Pair, TlsError};
use crate::config::Config;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair};
use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{self, Write},
    net::SocketAddr,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

const CERT: &str = "tls.crt";
const KEY: &str = "tls.key";
const DAY: Duration = Duration::from_secs(86_400);
/// Apple's systems take no server certificate of more than 825 days, even where its owner vouches for it.
const DAYS: u32 = 820;
/// One that ends so soon is made anew at the start.
const SPARE_DAYS: u32 = 30;

/// Names and addresses that a certificate is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// All under which this relay is reached, as far as it knows: `address` is where it listens.
    pub(crate) fn of(config: &Config, address: SocketAddr) -> Self {
        let mut names: BTreeSet<String> = ["localhost", "127.0.0.1", "::1"].map(String::from).into();
        if !address.ip().is_unspecified() {
            names.insert(address.ip().to_string());
        }
        names.extend(config.hosts.iter().map(|host| bare(host)));
        names.extend(config.door.public_url.iter().map(|url| url.host().to_owned()));
        Self(names)
    }
}

/// A host without its port and brackets.
fn bare(host: &str) -> String {
    if let Some((inside, _)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return inside.to_owned();
    }
    host.rsplit_once(':').map_or(host, |(name, _)| name).to_owned()
}

/// The certificate that lies in the folder, where there is one.
pub(crate) fn kept(folder: &Path) -> Result<Option<Pair>, TlsError> {
    match Pair::read(&folder.join(CERT), &folder.join(KEY)) {
        Ok(pair) => Ok(Some(pair)),
        Err(TlsError::Unreadable { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The certificate in the folder; made where there is none, or none that still fits.
pub(super) fn open(folder: &Path, names: &Names, now: SystemTime) -> Result<Pair, TlsError> {
    if let Some(pair) = kept(folder)? {
        // What is no certificate any more is left for its owner to look at.
        if fits(&pair.certificate()?, names, now) {
            return Ok(pair);
        }
        tracing::info!("the self-signed certificate is made anew: it lacks a name or is about to end");
    }
    let (cert, key) = (folder.join(CERT), folder.join(KEY));
    let failed = |why: String| TlsError::NotMade { path: cert.clone(), why };
    let (cert_pem, key_pem) = make(names, now).map_err(|error| failed(error.to_string()))?;
    // The key first: a certificate without its key would be taken for a broken pair.
    let written = keep(&key, &key_pem).and_then(|()| keep(&cert, &cert_pem));
    written.map_err(|error| failed(error.to_string()))?;
    Pair::read(&cert, &key)
}

fn fits(certificate: &Certificate, names: &Names, now: SystemTime) -> bool {
    let lasts = certificate.holds(now).is_ok() && certificate.holds(now + SPARE_DAYS * DAY).is_ok();
    lasts && names.0.iter().all(|name| certificate.names(name))
}

fn make(names: &Names, now: SystemTime) -> Result<(String, String), rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names.0.iter().cloned().collect::<Vec<_>>())?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "Mat pho");
    // Clocks differ.
    params.not_before = (now - DAY).into();
    params.not_after = (now + DAYS * DAY).into();
    Ok((params.self_signed(&key)?.pem(), key.serialize_pem()))
}

/// Puts a file into its place in one step, for its owner only.
fn keep(path: &PathBuf, text: &str) -> io::Result<()> {
    let new = path.with_extension("new");
    let _ = fs::remove_file(&new);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn names(list: &[&str]) -> Names {
        Names(list.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn it_is_made_once_for_its_owner_only() {
        let dir = tempfile::tempdir().unwrap();
        let now = SystemTime::now();
        assert!(kept(dir.path()).unwrap().is_none());
        let first = open(dir.path(), &names(&["localhost", "192.168.1.9"]), now).unwrap().certificate().unwrap();
        assert!(first.names("192.168.1.9") && first.names("localhost") && first.holds(now).is_ok());
        let again = open(dir.path(), &names(&["localhost"]), now + 700 * DAY).unwrap().certificate().unwrap();
        assert_eq!(again.fingerprint(), first.fingerprint());
        let mode = |file| fs::metadata(dir.path().join(file)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(KEY), mode(CERT)), (0o600, 0o600));
        assert!(fs::read_dir(dir.path()).unwrap().count() == 2, "nothing else is left");
    }

    #[test]
    fn it_is_made_anew_for_a_new_name_and_before_its_end() {
        let dir = tempfile::tempdir().unwrap();
        let now = SystemTime::now();
        let print = |names: &Names, now| {
            let certificate = open(dir.path(), names, now).unwrap().certificate().unwrap();
            assert!(certificate.holds(now).is_ok());
            certificate.fingerprint()
        };
        let first = print(&names(&["localhost"]), now);
        let second = print(&names(&["localhost", "cam.local"]), now);
        assert!(first != second && second == print(&names(&["cam.local"]), now));
        assert!(second != print(&names(&["cam.local"]), now + (DAYS - SPARE_DAYS + 1) * DAY));
    }

    #[test]
    fn a_broken_one_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        open(dir.path(), &names(&["localhost"]), SystemTime::now()).unwrap();
        fs::write(dir.path().join(KEY), "").unwrap();
        assert!(matches!(open(dir.path(), &names(&["localhost"]), SystemTime::now()), Err(TlsError::NoKey(_))));
        assert!(fs::read(dir.path().join(KEY)).unwrap().is_empty());
    }

    #[test]
    fn hosts_lose_their_ports() {
        for (host, name) in [("cam.local:8443", "cam.local"), ("cam.local", "cam.local"), ("[fd00::1]:8443", "fd00::1")]
        {
            assert_eq!(bare(host), name);
        }
    }
}
