//! Local days and months. Belongs here: where they begin and end, reading and printing them. The offset from UTC is
//! fixed: Vietnam has no summer time.

use shared::UnixSecs;
use std::{fmt, str::FromStr};
use store::ledger::Window;
use time::{Date, Duration, OffsetDateTime, UtcOffset};

/// The text is no day or month, or none from 2000 to 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no day or month from 2000 to 2199")]
pub(crate) struct NoDate;

/// The offset from UTC by which days are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar(UtcOffset);

/// A local month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Month(Date);

impl Calendar {
    /// `None` beyond 14 hours either way: no place on earth is further from UTC.
    pub fn new(offset_minutes: i64) -> Option<Self> {
        let minutes = i32::try_from(offset_minutes).ok().filter(|m| m.abs() <= 14 * 60)?;
        UtcOffset::from_whole_seconds(minutes * 60).ok().map(Self)
    }

    pub(crate) fn offset_minutes(self) -> i16 {
        self.0.whole_minutes()
    }

    /// The day of a moment; a moment beyond all calendars falls on its first day.
    pub(crate) fn day(self, at: UnixSecs) -> Date {
        self.local(at).map_or(Date::MIN, OffsetDateTime::date)
    }

    /// The clock's hours and minutes at a moment, such as `14:03`, behind its day.
    pub(crate) fn minute(self, at: UnixSecs) -> String {
        let Some(local) = self.local(at) else { return String::new() };
        format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
    }

    /// The same with seconds.
    pub(crate) fn second(self, at: UnixSecs) -> String {
        let Some(local) = self.local(at) else { return String::new() };
        format!("{} {:02}:{:02}:{:02}", local.date(), local.hour(), local.minute(), local.second())
    }

    /// From the beginning of one day to the end of another.
    pub(crate) fn days(self, first: Date, last: Date) -> Window {
        Window { from: self.begins(first), to: self.begins(last.next_day().unwrap_or(last)) }
    }

    pub(crate) fn month(self, month: Month) -> Window {
        Window { from: self.begins(month.0), to: self.begins(month.next()) }
    }

    fn local(self, at: UnixSecs) -> Option<OffsetDateTime> {
        let utc = OffsetDateTime::from_unix_timestamp(i64::try_from(at.0).ok()?).ok()?;
        utc.checked_to_offset(self.0)
    }

    fn begins(self, day: Date) -> UnixSecs {
        let midnight = day.midnight().assume_offset(self.0).unix_timestamp();
        UnixSecs(u64::try_from(midnight).unwrap_or(0))
    }
}

impl Month {
    /// The month of a day.
    pub(crate) fn of(day: Date) -> Self {
        Self(day.replace_day(1).unwrap_or(day))
    }

    /// The one before.
    pub(crate) fn before(self) -> Self {
        self.0.previous_day().map_or(self, Self::of)
    }

    fn next(self) -> Date {
        let month = self.0.month().next();
        let year = self.0.year() + i32::from(month == time::Month::January);
        Date::from_calendar_date(year, month, 1).unwrap_or(self.0)
    }
}

impl FromStr for Month {
    type Err = NoDate;
    fn from_str(s: &str) -> Result<Self, NoDate> {
        if s.len() != "2026-11".len() { Err(NoDate) } else { date(&format!("{s}-01")).map(Self) }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0.year(), u8::from(self.0.month()))
    }
}

/// `2026-11-01`
pub(crate) fn date(s: &str) -> Result<Date, NoDate> {
    let shape = |(i, b): (usize, u8)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    if s.len() != "2026-11-01".len() || !s.bytes().enumerate().all(shape) {
        return Err(NoDate);
    }
    let number = |range: std::ops::Range<usize>| s[range].parse::<u8>().map_err(|_| NoDate);
    let year = s[..4].parse().ok().filter(|y| (2000..2200).contains(y)).ok_or(NoDate)?;
    let month = time::Month::try_from(number(5..7)?).map_err(|_| NoDate)?;
    Date::from_calendar_date(year, month, number(8..10)?).map_err(|_| NoDate)
}

/// Every day from the first to the last.
pub(crate) fn each(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.next_day()).take_while(move |day| *day <= last)
}

/// The last days up to now, of 24 hours each.
pub(crate) fn last_days(now: UnixSecs, days: u16) -> Window {
    Window { from: UnixSecs(now.0.saturating_sub(u64::from(days) * 86_400)), to: now }
}

/// The day that lies so many days back.
pub(crate) fn back(day: Date, days: u16) -> Date {
    day.saturating_sub(Duration::days(i64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_cut_at_local_midnight() {
        let vietnam = Calendar::new(420).unwrap();
        // 2026-11-30 17:00 UTC is midnight there.
        let midnight = UnixSecs(1_796_058_000);
        assert_eq!(vietnam.day(UnixSecs(midnight.0 - 1)).to_string(), "2026-11-30");
        assert_eq!(vietnam.day(midnight).to_string(), "2026-12-01");
        assert_eq!(vietnam.minute(UnixSecs(midnight.0 + 61)), "2026-12-01 00:01");
        let november = vietnam.month("2026-11".parse().unwrap());
        assert_eq!((november.to, november.to.0 - november.from.0), (midnight, 30 * 86_400));
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(vietnam.month(december).to.0 - midnight.0, 31 * 86_400);
        assert_eq!(december.to_string(), "2026-12");
        let day = date("2026-12-01").unwrap();
        assert_eq!(vietnam.days(day, day), Window { from: midnight, to: UnixSecs(midnight.0 + 86_400) });
        let leap = vietnam.month("2028-02".parse().unwrap());
        assert_eq!(leap.to.0 - leap.from.0, 29 * 86_400);
        assert_eq!(each(date("2026-12-31").unwrap(), date("2027-01-02").unwrap()).count(), 3);
        assert_eq!(back(date("2026-03-01").unwrap(), 1).to_string(), "2026-02-28");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in
            ["", "2026", "2026-13-01", "2026-02-29", "2026-1-01", "2026-11-1", "1999-01-01", "2026-11-0é", "+026-11-01"]
        {
            assert_eq!(date(bad), Err(NoDate), "{bad}");
        }
        for bad in ["2026-13", "2026-1", "2026-11-01", "11-2026", "2026/11", "9999-01"] {
            assert_eq!(bad.parse::<Month>(), Err(NoDate), "{bad}");
        }
        assert!(Calendar::new(-841).is_none() && Calendar::new(i64::MAX).is_none());
    }
}
