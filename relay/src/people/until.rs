//! The last day of a grant, as people write it.

use crate::{
    Failure,
    health::{Calendar, date},
};
use shared::{UnixMicros, text::people as t};

/// The end of a day such as `2026-12-31`, which must not be over yet.
pub(crate) fn last_day(day: &str, calendar: Calendar, now: UnixMicros) -> Result<UnixMicros, Failure> {
    let day = date(day).map_err(|_| Failure::new(t::UNTIL_BAD, []))?;
    let end: UnixMicros = calendar.days(day, day).to.into();
    if now < end { Ok(end) } else { Err(Failure::new(t::UNTIL_PAST, [])) }
}
