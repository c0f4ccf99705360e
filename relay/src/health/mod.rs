//! The health ledger: every outage of every camera with its cause and length. Belongs here: what an outage is (`book`),
//! keeping it written (`keeper`), sums over days and months (`account`, `list`, `strip`, `report`). Does not: SQL, HTTP,
//! how a camera is judged at the moment.

mod account;
mod book;
mod calendar;
mod clock;
mod facts;
mod keeper;
mod list;
mod open;
mod report;
mod sheet;
mod spans;
mod strip;

pub(crate) use book::Member;
pub use calendar::Calendar;
pub(crate) use calendar::{Month, back, date, last_days};
pub(crate) use clock::Moment;
pub(crate) use facts::Facts;
pub(crate) use keeper::Keeper;
pub(crate) use list::{Seen, list, newest, seen_in};
pub(crate) use report::report;
pub(crate) use sheet::{BYTE_ORDER_MARK, no_formula, sheet};
pub(crate) use strip::strip;

use std::time::Duration;

/// What the ledger is kept by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Outages that ended longer ago are forgotten.
    pub keep: Duration,
    /// By which distance from UTC days and months are cut.
    pub calendar: Calendar,
}
