//! The key file: 64 hex digits beside the database, readable by its owner only. Backups do not hold it.

use crate::StoreError;
use sha2::{Digest, Sha256};
use std::{fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

/// The key that seals secrets. Cannot be formatted.
pub(crate) struct Key {
    pub(crate) bytes: [u8; 32],
    /// Names the key without telling it.
    pub(crate) id: String,
}

impl Key {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        let digest = Sha256::new().chain_update(b"ward key id").chain_update(bytes).finalize();
        Self { bytes, id: hex(&digest[..8]) }
    }

    /// Reads the key file; `Ok(None)` where there is none.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) if e.kind() == std::io::ErrorKind::InvalidData => return Err(StoreError::KeyBroken(path.into())),
            Err(source) => return Err(StoreError::Folder { path: path.into(), source }),
        };
        unhex(text.trim()).map(|bytes| Some(Self::new(bytes))).ok_or_else(|| StoreError::KeyBroken(path.into()))
    }

    /// Makes a key file; where another process was first, reads that one's.
    pub(crate) fn create(path: &Path) -> Result<Self, StoreError> {
        let bytes: [u8; 32] = rand::random();
        let folder = |source| StoreError::Folder { path: path.into(), source };
        let draft = path.with_extension(format!("key.{}", std::process::id()));
        let mut file =
            fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft).map_err(folder)?;
        file.write_all(hex(&bytes).as_bytes())
            .and_then(|()| file.write_all(b"\n"))
            .and_then(|()| file.sync_all())
            .map_err(folder)?;
        // A link fails where the name is taken, so a key is never overwritten.
        let linked = fs::hard_link(&draft, path);
        fs::remove_file(&draft).map_err(folder)?;
        match linked {
            Ok(()) => Ok(Self::new(bytes)),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                Self::read(path)?.ok_or_else(|| StoreError::KeyMissing(path.into()))
            }
            Err(source) => Err(folder(source)),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let mut out = [0; 32];
    for (i, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(out)
}
