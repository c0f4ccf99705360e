//! Grants in words; those of roles are `Role::text`.

use crate::health::Calendar;
use shared::{
    UnixSecs,
    access::{Grant, Scope},
    text::{Lang, people as t},
};
use store::Areas;

/// Where, at which hours and until when a grant holds, such as `area Khu phố 2, from 18:00 to 06:00`.
pub fn reach(grant: &Grant, areas: &Areas, calendar: Calendar, lang: Lang) -> String {
    let mut parts = vec![match &grant.scope {
        Scope::Site => t::SCOPE_SITE.raw(lang).to_owned(),
        Scope::Area(id) => {
            let names: Vec<_> = areas.path(id).into_iter().map(|name| name.as_str()).collect();
            let path = if names.is_empty() { id.to_string() } else { names.join("/") };
            t::SCOPE_AREA.fill(lang, &[("area", &path)])
        }
        Scope::Camera(id) => t::SCOPE_CAMERA.fill(lang, &[("camera", id.camera())]),
    }];
    if let Some((from, to)) = grant.hours.map(|hours| hours.to_string()).as_deref().and_then(|h| h.split_once('-')) {
        parts.push(t::REACH_HOURS.fill(lang, &[("from", from), ("to", to)]));
    }
    if let Some(until) = grant.until {
        // It ends with its last day, so the microsecond before tells which one that is.
        let last = UnixSecs(until.0.saturating_sub(1) / 1_000_000);
        parts.push(t::REACH_UNTIL.fill(lang, &[("day", &calendar.day(last).to_string())]));
    }
    parts.join(", ")
}
