//! Putting a backup in the database's place. Everything that can be refused is, before anything is changed.

use super::{BackupError, unpack::unpack};
use crate::{Failure, serve::try_lock};
use shared::{SiteId, UnixMicros, audit::Entry, text::backup as t};
use std::{
    fs::{self, DirBuilder, File},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};
use store::{DATABASE, KEY, StoreError, backup};
use tempfile::Builder;

/// What SQLite keeps beside a database, by the end of its name.
const BESIDE: [&str; 3] = ["", "-wal", "-shm"];

/// A wish to restore.
pub(crate) struct Restore<'a> {
    /// The backup.
    pub(crate) path: &'a Path,
    /// The data folder.
    pub(crate) folder: &'a Path,
    /// Whose data is expected.
    pub(crate) site: &'a SiteId,
    /// Whether a database that is there may go.
    pub(crate) replace: bool,
    /// What the restored audit says of it.
    pub(crate) entry: Entry,
}

/// What was done.
#[derive(Debug)]
pub(crate) struct Restored {
    /// When the backup was made.
    pub(crate) made: UnixMicros,
    /// Where the database is that was there before.
    pub(crate) aside: Option<PathBuf>,
}

impl Restore<'_> {
    /// Does it, or changes nothing.
    pub(crate) async fn run(self) -> Result<Restored, Failure> {
        let made_folder = MadeFolder::new(self.folder)?;
        let lock = self.lock(false)?;
        let (database, key) = (self.folder.join(DATABASE), self.folder.join(KEY));
        let is_there = database.symlink_metadata().is_ok();
        if is_there && !self.replace {
            return Err(Failure::new(t::DATABASE_THERE, [("path", &database.display())]));
        }
        let failed = |error: io::Error| Failure::folder(self.folder, &error);
        // In the data folder, so that it can be renamed into its place.
        let draft = Builder::new().prefix(".restore-").tempdir_in(self.folder).map_err(failed)?;
        let copy = draft.path().join(DATABASE);
        let mut file = File::options().read(true).write(true).create_new(true).open(&copy).map_err(failed)?;
        let manifest = unpack(self.path, &mut file).map_err(|e| e.failure(self.path))?;
        drop(file);
        if manifest.site != *self.site {
            let values: [(_, &dyn ToString); 3] =
                [("path", &self.path.display()), ("other", &manifest.site), ("site", self.site)];
            return Err(Failure::new(t::OTHER_SITE, values));
        }
        let facts = backup::facts(&copy).await.map_err(|e| self.refused(e, &key))?;
        if (facts.schema, &facts.key_id) != (manifest.schema, &manifest.key_id) {
            return Err(BackupError::Damaged.failure(self.path));
        }
        let entry = self.entry.clone().with("made", &manifest.made.0);
        backup::make_ready(&copy, &key, &entry).await.map_err(|e| self.refused(e, &key))?;
        // From here on nothing is looked at any more: whoever starts a relay now finds it running.
        let _lock = match lock {
            Some(lock) => lock,
            None => self.lock(true)?.ok_or_else(|| failed(io::ErrorKind::NotFound.into()))?,
        };
        let aside = if is_there { Some(self.put_aside(&database).map_err(failed)?) } else { None };
        fs::rename(&copy, &database).and_then(|()| File::open(self.folder)?.sync_all()).map_err(failed)?;
        made_folder.keep();
        Ok(Restored { made: manifest.made, aside })
    }

    /// Refuses where a relay runs. Without `make` there is no lock where no relay ever ran.
    fn lock(&self, make: bool) -> Result<Option<File>, Failure> {
        if !make && !self.folder.join("relay.lock").exists() {
            return Ok(None);
        }
        let runs = || Failure::new(t::RELAY_RUNS, [("path", &self.folder.display())]);
        try_lock(self.folder)?.ok_or_else(runs).map(Some)
    }

    fn refused(&self, error: StoreError, key: &Path) -> Failure {
        match error {
            StoreError::Newer { .. } => BackupError::Newer.failure(self.path),
            StoreError::Broken { .. } => BackupError::Damaged.failure(self.path),
            StoreError::KeyWrong(_) => Failure::new(t::BACKUP_KEY_WRONG, [("key", &key.display())]),
            StoreError::KeyMissing(_) => Failure::new(t::BACKUP_KEY_MISSING, [("key", &key.display())]),
            other => other.into(),
        }
    }

    /// Renames the database that is there, with what SQLite keeps beside it; a broken one goes as well.
    fn put_aside(&self, database: &Path) -> io::Result<PathBuf> {
        let named = |path: &Path, end: &str| PathBuf::from([path.as_os_str(), end.as_ref()].join("".as_ref()));
        let secs = self.entry.at.0 / 1_000_000;
        let free = |n: &u32| {
            let aside = named(database, &format!(".{}", secs + u64::from(*n)));
            aside.symlink_metadata().is_err()
        };
        let n = (0..1000).find(free).ok_or(io::ErrorKind::AlreadyExists)?;
        let aside = named(database, &format!(".{}", secs + u64::from(n)));
        for end in BESIDE.into_iter().rev() {
            match fs::rename(named(database, end), named(&aside, end)) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
        }
        Ok(aside)
    }
}

/// The data folder, made where it was not there, and taken away again where nothing came into it.
struct MadeFolder(Option<PathBuf>);

impl MadeFolder {
    fn new(folder: &Path) -> Result<Self, Failure> {
        if folder.is_dir() {
            return Ok(Self(None));
        }
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|error| Failure::folder(folder, &error))?;
        Ok(Self(Some(folder.into())))
    }

    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for MadeFolder {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // Something else may have come into it by now; then it stays.
            let _ = fs::remove_dir(folder);
        }
    }
}
