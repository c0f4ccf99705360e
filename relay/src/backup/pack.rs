//! Making a backup beside a relay that may be running.

use super::{
    BackupError,
    manifest::{DATABASE, MANIFEST, Manifest, digest},
};
use shared::{SiteId, UnixMicros};
use std::{
    fs::{File, Permissions},
    io::{Seek, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
};
use store::Store;
use tempfile::Builder;

/// Writes a backup to a new file that only its owner can read. A file that was there is left alone, and where anything
/// fails none is left behind.
pub(crate) async fn pack(store: &Store, site: &SiteId, made: UnixMicros, path: &Path) -> Result<(), BackupError> {
    if path.symlink_metadata().is_ok() {
        return Err(BackupError::Write(std::io::ErrorKind::AlreadyExists.into()));
    }
    // Beside the backup: there is room for it, and what is written is renamed at the end.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let draft = Builder::new().prefix(".relay-backup-").tempdir_in(folder).map_err(BackupError::Write)?;
    let copy = draft.path().join(DATABASE);
    let facts = store.copy_to(&copy).await?;
    let mut database = File::open(&copy).map_err(BackupError::Read)?;
    let (bytes, sha256) = digest(&mut database).map_err(BackupError::Read)?;
    database.rewind().map_err(BackupError::Read)?;
    let manifest = Manifest::new(site.clone(), made, facts, bytes, sha256);
    let mut file = Builder::new()
        .permissions(Permissions::from_mode(0o600))
        .tempfile_in(draft.path())
        .map_err(BackupError::Write)?;
    write(&manifest, &mut database, file.as_file_mut()).map_err(BackupError::Write)?;
    file.persist_noclobber(path).map_err(|e| BackupError::Write(e.error))?;
    Ok(())
}

fn write(manifest: &Manifest, database: &mut File, out: &mut File) -> std::io::Result<()> {
    let secs = manifest.made.0 / 1_000_000;
    let head = |length: u64| {
        let mut head = tar::Header::new_ustar();
        head.set_size(length);
        head.set_mode(0o600);
        head.set_mtime(secs);
        head
    };
    let text = serde_json::to_vec_pretty(manifest)?;
    let mut tar = tar::Builder::new(out);
    tar.append_data(&mut head(text.len() as u64), MANIFEST, &*text)?;
    tar.append_data(&mut head(manifest.bytes), DATABASE, database)?;
    let out = tar.into_inner()?;
    out.flush()?;
    out.sync_all()
}
