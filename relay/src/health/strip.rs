//! The data behind a strip chart: one camera, day by day.

use super::{
    Calendar,
    calendar::each,
    facts::{Facts, Part, worst},
};
use shared::{CameraId, api::health::StripDay, wire::Reason};
use store::ledger::Window;
use time::Date;

/// Every day from the first to the last, today as far as it has gone and none behind it.
pub(crate) fn strip(facts: &Facts, id: &CameraId, calendar: Calendar, first: Date, last: Date) -> Vec<StripDay> {
    let nothing = Default::default();
    let history = facts.camera(id).unwrap_or(&nothing);
    let present = facts.present(history, |_| true);
    let account = facts.account(history, &present);
    let parts = facts.parts(history, &present);
    let mut from = 0;
    let day = |date: Date| {
        let whole = calendar.days(date, date);
        let day = Window { from: whole.from, to: whole.to.min(facts.now) };
        // Outages are sorted by their beginning; what ended before this day is never asked for again.
        from += parts[from..].iter().take_while(|p| p.outage.ended.is_some_and(|ended| ended <= day.from)).count();
        let today = parts[from..].iter().take_while(|p| p.outage.began < day.to);
        let shares: Vec<_> = today.map(|part| share(facts, part, day)).filter(|(_, secs)| *secs > 0).collect();
        StripDay {
            date: date.to_string(),
            tally: account.tally(day),
            reason: worst(&shares),
            flaps: history.flaps_in(day),
        }
    };
    let last = last.min(calendar.day(facts.now));
    each(first, last).map(day).collect()
}

/// What a day took of an outage.
fn share(facts: &Facts, part: &Part<'_>, day: Window) -> (Reason, u64) {
    let ended = part.outage.ended.unwrap_or(facts.now);
    let inside = Window { from: part.outage.began.max(day.from), to: ended.min(day.to) };
    (part.outage.reason, facts.known.secs_in(inside))
}
