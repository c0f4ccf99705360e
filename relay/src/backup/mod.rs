//! Backups: a tar (POSIX.1-1988 with `ustar` headers) of two files, `manifest.json` and `relay.db`, that any tar opens. No
//! key is in it. Belongs here: what stands in the file, and when a backup may take the database's place. Does not: SQL.

mod manifest;
mod pack;
mod restore;
mod unpack;

pub(crate) use pack::pack;
pub(crate) use restore::Restore;

use crate::Failure;
use shared::text::{backup as t, model};
use std::{io, path::Path};
use store::StoreError;

/// Why there is no backup, or none that can be restored. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Read(io::Error),
    /// The file cannot be written.
    #[error("cannot be written: {0}")]
    Write(io::Error),
    /// It is no backup.
    #[error("no backup")]
    Foreign,
    /// It was changed or cut off.
    #[error("damaged")]
    Damaged,
    /// It was made by a newer relay.
    #[error("of a newer version")]
    Newer,
    /// The store does not serve.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// The sentence about a file.
    pub(crate) fn failure(self, path: &Path) -> Failure {
        match self {
            Self::Read(error) => Failure::new(model::FILE_UNREADABLE, [("path", &path.display()), ("error", &error)]),
            Self::Write(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Failure::new(model::FILE_EXISTS, [("path", &path.display())])
            }
            Self::Write(error) => Failure::new(model::FILE_UNWRITABLE, [("path", &path.display()), ("error", &error)]),
            Self::Foreign => Failure::new(t::NO_BACKUP, [("path", &path.display())]),
            Self::Damaged => Failure::new(t::DAMAGED, [("path", &path.display())]),
            Self::Newer => Failure::new(t::BACKUP_NEWER, [("path", &path.display())]),
            Self::Store(error) => error.into(),
        }
    }
}
