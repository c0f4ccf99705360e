//! The ward's list of cameras as people write it: options of a command, rows of a spreadsheet. Belongs here: reading
//! what they wish, saying what is wrong with it, bringing it together with what is stored. Does not: SQL, printing.

mod cell;
mod column;
mod import;
mod settle;
mod sheet;
mod wish;
mod write;

pub(crate) use cell::tidy;
pub(crate) use column::Column;
pub(crate) use import::{Done, Import, differences};
pub(crate) use sheet::{BYTES_MAX, Sheet};
pub(crate) use wish::{CameraWish, owners, vendors};
pub(crate) use write::{Format, write};

use crate::Failure;
use shared::text::{Lang, model as t};

/// What is wrong in one column, whether it came as an option or as a cell. Never repeats what stood there, which may be
/// a password in the wrong place.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) column: Column,
    pub(crate) what: Failure,
}

/// What is wrong in a spreadsheet, and where.
#[derive(Debug, Clone)]
pub(crate) struct RowFault {
    pub(crate) line: u64,
    /// The column's name, or its letter where the name is what is wrong.
    pub(crate) column: Option<String>,
    pub(crate) what: Failure,
}

impl Fault {
    pub(crate) fn new(column: Column, what: Failure) -> Self {
        Self { column, what }
    }

    pub(crate) fn at(self, line: u64) -> RowFault {
        RowFault { line, column: Some(self.column.as_str().to_owned()), what: self.what }
    }
}

impl RowFault {
    /// Where and what, in one line.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let (line, what) = (self.line.to_string(), self.what.words(lang));
        match &self.column {
            Some(column) => t::AT_CELL.fill(lang, &[("line", &line), ("column", column), ("what", &what)]),
            None => t::AT_LINE.fill(lang, &[("line", &line), ("what", &what)]),
        }
    }
}

#[cfg(test)]
mod tests;
