//! Hours of the day in which a grant holds: a shift, which may pass midnight.

use std::{fmt, str::FromStr};

const DAY_MINUTES: u16 = 24 * 60;

/// Why a text names no hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no hours: write them like 18:00-06:00")]
pub struct HoursError;

/// From one minute of the site's day to another, the first included, the last not; from 18:00 to 6:00 passes midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hours {
    from: u16,
    to: u16,
}

/// A point in time as grants look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The relay's wall clock.
    pub now: crate::UnixMicros,
    /// How many minutes the site's clocks are ahead of UTC.
    pub utc_offset_minutes: i16,
}

impl Moment {
    /// The minute of the site's day, 0 to 1439.
    pub fn minute_of_day(self) -> u16 {
        let minutes = (self.now.0 / 60_000_000) as i64 + i64::from(self.utc_offset_minutes);
        minutes.rem_euclid(i64::from(DAY_MINUTES)) as u16
    }
}

impl Hours {
    /// From and to as minutes of the day; `None` where one is out of range or both are the same.
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < DAY_MINUTES && to <= DAY_MINUTES && from != to % DAY_MINUTES).then_some(Self { from, to })
    }

    /// The first minute.
    pub fn from(self) -> u16 {
        self.from
    }

    /// The minute behind the last.
    pub fn to(self) -> u16 {
        self.to
    }

    /// Whether a minute of the day lies in them.
    pub fn contains(self, minute: u16) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        write!(f, "{}-{}", clock(self.from), clock(self.to))
    }
}

impl FromStr for Hours {
    type Err = HoursError;
    fn from_str(s: &str) -> Result<Self, HoursError> {
        let minute = |s: &str| {
            let (h, m) = s.trim().split_once([':', 'h'])?;
            let number = |s: &str| s.parse::<u16>().ok().filter(|_| s.len() <= 2 && !s.starts_with('+'));
            let (h, m) = (number(h)?, if m.is_empty() { 0 } else { number(m)? });
            (m < 60 && h <= 24).then_some(h * 60 + m)
        };
        let (from, to) = s.split_once(['-', '–']).ok_or(HoursError)?;
        minute(from).zip(minute(to)).and_then(|(from, to)| Self::new(from, to)).ok_or(HoursError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::UnixMicros;

    #[test]
    fn a_night_shift_passes_midnight() {
        let night: Hours = "18:00-06:00".parse().unwrap();
        assert!([18 * 60, 23 * 60 + 59, 0, 5 * 60 + 59].iter().all(|m| night.contains(*m)));
        assert!([6 * 60, 12 * 60, 17 * 60 + 59].iter().all(|m| !night.contains(*m)));
        let day: Hours = "6h-18h30".parse().unwrap();
        assert!(day.contains(6 * 60) && day.contains(18 * 60 + 29) && !day.contains(18 * 60 + 30));
        assert_eq!((night.to_string(), day.to_string()), ("18:00-06:00".into(), "06:00-18:30".into()));
        assert!("20:00-24:00".parse::<Hours>().unwrap().contains(23 * 60 + 59));
    }

    #[test]
    fn nonsense_is_no_hours() {
        for bad in ["", "18-6", "18:00", "25:00-06:00", "18:60-06:00", "06:00-06:00", "00:00-24:00", "+1:00-02:00"] {
            assert_eq!(bad.parse::<Hours>(), Err(HoursError), "{bad}");
        }
    }

    #[test]
    fn the_day_is_the_sites() {
        // 2026-01-01 20:30 UTC is 3:30 in Vietnam.
        let now = UnixMicros(1_767_299_400_000_000);
        assert_eq!(Moment { now, utc_offset_minutes: 0 }.minute_of_day(), 20 * 60 + 30);
        assert_eq!(Moment { now, utc_offset_minutes: 420 }.minute_of_day(), 3 * 60 + 30);
        assert_eq!(Moment { now: UnixMicros(0), utc_offset_minutes: -60 }.minute_of_day(), 23 * 60);
    }
}
