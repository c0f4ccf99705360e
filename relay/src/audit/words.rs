//! Rows in words: times, and what something was done with.

use crate::health::Calendar;
use shared::{
    UnixMicros,
    audit::{Action, Day, Entry, Row},
    text::{Lang, audit as t},
};
use std::collections::BTreeMap;

/// A moment by the site's clock: `2026-11-01 14:03:22`.
pub(crate) fn time(at: UnixMicros, calendar: Calendar) -> String {
    calendar.second(at.into())
}

/// A day in UTC, as far as it is known; the same in both languages.
pub(super) fn day(day: Option<Day>) -> String {
    day.and_then(|day| Calendar::new(0).map(|utc| utc.day(day.begins().into()).to_string()))
        .unwrap_or_else(|| "?".into())
}

/// What something was done with, in one line: the camera, the target, further facts.
pub(crate) fn target(row: &Row, calendar: Calendar, lang: Lang) -> String {
    let parts = [row.camera.clone(), row.target.clone(), Some(facts(row, calendar, lang))];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

/// Further facts: an interval as times, others as `name=value`.
pub(super) fn facts(row: &Row, calendar: Calendar, lang: Lang) -> String {
    in_words(row.action(), row.facts(), calendar, lang)
}

/// The same of some of a row's facts.
pub(crate) fn in_words(action: Action, mut facts: BTreeMap<String, String>, calendar: Calendar, lang: Lang) -> String {
    let mut parts = Vec::new();
    if action == Action::Watched
        && let Some((from, until)) = interval(&mut facts)
    {
        let (from, until) = (time(from, calendar), time(until, calendar));
        parts.push(t::FROM_UNTIL.fill(lang, &[("from", &from), ("until", &until)]));
    }
    parts.extend(facts.into_iter().map(|(name, value)| format!("{name}={value}")));
    parts.join("; ")
}

fn interval(facts: &mut BTreeMap<String, String>) -> Option<(UnixMicros, UnixMicros)> {
    let mut moment = |name| facts.remove(name)?.parse().ok().map(UnixMicros);
    Some((moment(Entry::FROM)?, moment(Entry::UNTIL)?))
}
