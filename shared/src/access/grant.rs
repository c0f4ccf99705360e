//! A grant: one role in one part of the ward, at some hours, until some day.

use super::{Hours, Moment, Right, Role};
use crate::{AreaId, CameraId, GrantId, UnixMicros};

/// Where a grant holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole ward.
    Site,
    /// An area with all that lies in it.
    Area(AreaId),
    /// One camera, as a household's own.
    Camera(CameraId),
}

/// A role that somebody has somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// What it makes of its holder.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// At which hours of the site's day; `None`: at all.
    pub hours: Option<Hours>,
    /// From when on it does not hold any more; `None`: without end.
    pub until: Option<UnixMicros>,
}

impl Grant {
    /// Whether it holds at a moment.
    pub fn holds(&self, moment: Moment) -> bool {
        self.until.is_none_or(|until| moment.now < until)
            && self.hours.is_none_or(|hours| hours.contains(moment.minute_of_day()))
    }

    /// Whether it gives a right over the ward as a whole.
    pub fn gives_site_wide(&self, right: Right, moment: Moment) -> bool {
        self.scope == Scope::Site && self.role.has(right) && self.holds(moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_and_sleeps() {
        let grant = |hours: Option<&str>, until: Option<u64>| Grant {
            id: "g".parse().unwrap(),
            role: Role::Admin,
            scope: Scope::Site,
            hours: hours.map(|h| h.parse().unwrap()),
            until: until.map(UnixMicros),
        };
        let at = |minute: u64| Moment { now: UnixMicros(minute * 60_000_000), utc_offset_minutes: 0 };
        assert!(grant(None, None).holds(at(7)));
        assert!(grant(None, Some(60_000_000)).holds(at(0)) && !grant(None, Some(60_000_000)).holds(at(1)));
        let morning = grant(Some("06:00-12:00"), None);
        assert!(morning.gives_site_wide(Right::People, at(6 * 60)) && !morning.gives_site_wide(Right::People, at(720)));
        let area = Grant { scope: Scope::Area("a".parse().unwrap()), ..grant(None, None) };
        assert!(!area.gives_site_wide(Right::People, at(0)));
    }
}
