//! Reading a backup: nothing of it is believed before its hash is right.

use super::{
    BackupError,
    manifest::{DATABASE, Kind, MANIFEST, Manifest, digest},
};
use std::{
    fs::File,
    io::{self, Read, Seek, Write},
    path::Path,
};
use tar::{Archive, Entries, Entry};

/// The longest manifest that is read, in bytes.
const MANIFEST_MAX: u64 = 64 << 10;

/// Writes the database of a backup to `out` and answers what the backup says of itself.
pub(super) fn unpack(path: &Path, out: &mut File) -> Result<Manifest, BackupError> {
    let file = File::open(path).map_err(BackupError::Read)?;
    let mut archive = Archive::new(io::BufReader::new(file));
    let mut entries = archive.entries().map_err(BackupError::Read)?;
    let mut text = Vec::new();
    // Before the manifest is read, whatever is wrong means that this is something else.
    let first = next(&mut entries, MANIFEST).map_err(|e| e.unless_read(BackupError::Foreign))?;
    first.take(MANIFEST_MAX).read_to_end(&mut text).map_err(|_| BackupError::Foreign)?;
    let kind: Kind = serde_json::from_slice(&text).map_err(|_| BackupError::Foreign)?;
    if !kind.is_ours() {
        return Err(BackupError::Foreign);
    }
    if kind.is_newer() {
        return Err(BackupError::Newer);
    }
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| BackupError::Damaged)?;
    let mut database = next(&mut entries, DATABASE)?;
    if database.size() != manifest.bytes {
        return Err(BackupError::Damaged);
    }
    copy(&mut database, out)?;
    if entries.next().is_some() {
        return Err(BackupError::Damaged);
    }
    out.rewind().map_err(BackupError::Write)?;
    let found = digest(out).map_err(BackupError::Write)?;
    if found == (manifest.bytes, manifest.sha256) { Ok(manifest) } else { Err(BackupError::Damaged) }
}

fn next<'a, R: Read>(entries: &mut Entries<'a, R>, name: &str) -> Result<Entry<'a, R>, BackupError> {
    let entry = entries.next().ok_or(BackupError::Damaged)?.map_err(|_| BackupError::Damaged)?;
    let is_it = entry.header().entry_type().is_file() && *entry.path_bytes() == *name.as_bytes();
    if is_it { Ok(entry) } else { Err(BackupError::Damaged) }
}

/// A backup that ends too early is damaged; a disk that is full is not the backup's fault.
fn copy(from: &mut impl Read, out: &mut File) -> Result<(), BackupError> {
    let mut part = vec![0; 64 << 10];
    loop {
        let read = from.read(&mut part).map_err(|_| BackupError::Damaged)?;
        if read == 0 {
            return out.sync_all().map_err(BackupError::Write);
        }
        out.write_all(&part[..read]).map_err(BackupError::Write)?;
    }
}

impl BackupError {
    fn unless_read(self, other: Self) -> Self {
        if matches!(self, Self::Read(_)) { self } else { other }
    }
}
