//! What is wrong with the audit, as one sentence.

use super::{CheckError, FileError, words::day};
use crate::Failure;
use shared::{
    audit::Broken,
    text::{audit as t, cli, model},
};
use std::path::Path;

impl From<Broken> for Failure {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Row { seq, day: on, fault } => {
                Self::hinted(t::BROKEN_ROW, [("seq", &seq), ("day", &day(on))], fault.text(), [])
            }
            Broken::Head { number, day: on, fault } => {
                Self::hinted(t::BROKEN_HEAD, [("number", &number), ("day", &day(on))], fault.text(), [])
            }
            Broken::Span => Self::new(t::BROKEN_SPAN, []),
        }
    }
}

impl From<CheckError> for Failure {
    fn from(e: CheckError) -> Self {
        match e {
            CheckError::Broken(broken) => broken.into(),
            CheckError::Store(error) => error.into(),
        }
    }
}

impl FileError {
    /// The sentence about a file.
    pub fn failure(self, path: &Path) -> Failure {
        match self {
            Self::Read(error) => Failure::new(model::FILE_UNREADABLE, [("path", &path.display()), ("error", &error)]),
            Self::Write(error) => Failure::new(model::FILE_UNWRITABLE, [("path", &path.display()), ("error", &error)]),
            Self::NoExport(line) => Failure::new(t::FILE_NO_EXPORT, [("path", &path.display()), ("line", &line)]),
            Self::Newer => Failure::new(t::FILE_NEWER, [("path", &path.display())]),
            Self::Broken(broken) => broken.into(),
            Self::Store(error) => error.into(),
            Self::Json(error) => Failure::new(cli::OUTPUT, [("error", &error)]),
        }
    }
}
