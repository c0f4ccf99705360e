//! Logins on devices as a table, for one's own page, a person's, and everybody's.

use super::kit::{self, Frame, Tone};
use maud::{Markup, html};
use shared::{SessionId, UnixMicros, UserId, routes::door, text::door as t};

/// One login.
#[derive(Debug, Clone)]
pub(crate) struct SessionRow {
    pub(crate) id: SessionId,
    /// Whose, where the table is about more than one person.
    pub(crate) person: Option<(UserId, String)>,
    /// What the browser calls itself, short: `Chrome, Android`.
    pub(crate) device: String,
    pub(crate) address: String,
    pub(crate) since: UnixMicros,
    pub(crate) seen: UnixMicros,
    /// The one that asks for the page.
    pub(crate) this: bool,
}

/// The table. `end` is the pattern of the address that ends one.
pub(super) fn table(f: &Frame<'_>, rows: &[SessionRow], end: &str) -> Markup {
    if rows.is_empty() {
        return kit::empty(f, t::SESSION_EMPTY, t::SESSION_EMPTY_HINT);
    }
    let with_person = rows.iter().any(|row| row.person.is_some());
    let person = with_person.then_some(Some(t::SESSION_PERSON));
    let rest = [t::SESSION_DEVICE, t::SESSION_ADDRESS, t::SESSION_SEEN, t::SESSION_SINCE].map(Some);
    let heads: Vec<_> = person.into_iter().chain(rest).chain([None]).collect();
    let rows: Vec<_> = rows.iter().map(|row| cells(f, row, with_person, end)).collect();
    kit::table(f, f.say(t::SESSION_TABLE), &heads, &rows)
}

fn cells(f: &Frame<'_>, row: &SessionRow, with_person: bool, end: &str) -> Vec<Markup> {
    let person = with_person.then(|| {
        html! {
            @if let Some((id, name)) = &row.person { a href=(door::person(id)) { (name) } }
        }
    });
    let device = html! {
        (row.device) @if row.this { " " (kit::badge(Tone::Good, f.say(t::SESSION_THIS))) }
    };
    let rest = [
        device,
        html! { (row.address) },
        f.ago(row.seen),
        f.time(row.since),
        kit::danger_link(f, &door::of_session(end, &row.id), t::SESSION_END),
    ];
    person.into_iter().chain(rest).collect()
}

/// Asks before a session ends.
pub(crate) fn end(f: &Frame<'_>, device: &str, back: &str) -> kit::Confirm {
    kit::Confirm {
        question: f.fill(t::SESSION_END_QUESTION, &[("device", &device)]),
        follows: f.say(t::SESSION_END_FOLLOWS).to_owned(),
        label: t::SESSION_END,
        back: back.to_owned(),
        error: None,
    }
}
