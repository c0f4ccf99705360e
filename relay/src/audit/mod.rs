//! The audit as people read it, and the task that keeps it. Belongs here: words, sheets, exported files, days that end.
//! Does not: SQL, how rows are hashed (see `shared::audit`), HTTP.

mod actor;
mod chain;
mod check;
mod failure;
mod file;
mod keeper;
mod operator;
mod page;
mod sheet;
mod words;

pub(crate) use actor::actor;
pub(crate) use chain::{Chain, Found};
pub use check::check;
pub use file::{Export, FileError, Proved, prove, write_export};
pub use keeper::{Keeper, Recorder};
pub(crate) use operator::by_operator;
pub use operator::operator;
pub use page::{PAGE_ROWS_MAX, page};
pub use sheet::sheet;
pub(crate) use sheet::{head as sheet_head, lines as sheet_lines};
pub(crate) use words::{in_words, target, time};

use shared::audit::Broken;
use std::time::Duration;
use store::StoreError;

/// What the audit is kept by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Rows of days that ended longer ago are forgotten; their signed heads stay.
    pub keep: Duration,
}

/// Why the audit is not found whole.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// It is broken.
    #[error("the audit is broken: {0}")]
    Broken(#[from] Broken),
    /// It cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}
