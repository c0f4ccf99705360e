//! One relay a data folder. Belongs here: the lock that says so. Does not: what lies in the folder.

use crate::Failure;
use shared::text::cli as t;
use std::{
    fs::{File, TryLockError},
    path::Path,
};

/// Two relays on one folder would pull every camera twice.
pub(super) fn lock(folder: &Path) -> Result<File, Failure> {
    try_lock(folder)?.ok_or_else(|| Failure::new(t::DATA_IN_USE, [("path", &folder.display())]))
}

/// Held as long as nobody else may run a relay on a folder; `None` where one runs.
pub(crate) fn try_lock(folder: &Path) -> Result<Option<File>, Failure> {
    let path = folder.join("relay.lock");
    let failed = |error: std::io::Error| Failure::new(t::DATA_DIR, [("path", &folder.display()), ("error", &error)]);
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}
