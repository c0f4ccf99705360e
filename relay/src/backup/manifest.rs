//! What a backup says of itself.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::{SiteId, UnixMicros, audit::Hash};
use std::io::{self, Read};

/// The names in the tar, in their order.
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const DATABASE: &str = store::DATABASE;

const FORMAT: &str = "ward-backup";
const VERSION: u32 = 1;

/// What stands in `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: String,
    version: u32,
    /// Whose data.
    pub(super) site: SiteId,
    /// When the copy was taken.
    pub(super) made: UnixMicros,
    /// The relay that took it.
    relay: String,
    /// The database's newest migration.
    pub(super) schema: i64,
    /// Which key opens its secrets; not the key.
    pub(super) key_id: Option<String>,
    /// The database's length.
    pub(super) bytes: u64,
    /// The database's hash.
    pub(super) sha256: Hash,
}

/// What is read of a manifest first, whatever else a newer one says.
#[derive(Deserialize)]
pub(super) struct Kind {
    format: String,
    version: u32,
}

impl Kind {
    pub(super) fn is_ours(&self) -> bool {
        self.format == FORMAT
    }

    pub(super) fn is_newer(&self) -> bool {
        self.version > VERSION
    }
}

impl Manifest {
    pub(super) fn new(site: SiteId, made: UnixMicros, facts: store::backup::Facts, bytes: u64, sha256: Hash) -> Self {
        Self {
            format: FORMAT.into(),
            version: VERSION,
            site,
            made,
            relay: env!("CARGO_PKG_VERSION").into(),
            schema: facts.schema,
            key_id: facts.key_id,
            bytes,
            sha256,
        }
    }
}

/// The length and hash of everything that is still to be read.
pub(super) fn digest(from: &mut impl Read) -> io::Result<(u64, Hash)> {
    let (mut sha, mut length, mut part) = (Sha256::new(), 0, vec![0; 64 << 10]);
    loop {
        let read = from.read(&mut part)?;
        if read == 0 {
            return Ok((length, Hash(sha.finalize().into())));
        }
        sha.update(&part[..read]);
        length += read as u64;
    }
}
