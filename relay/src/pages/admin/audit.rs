//! The audit: who did what, filtered.

use crate::{
    Failure,
    pages::kit::{self, Choice, Frame, Pager, Section, Typed},
};
use maud::{Markup, html};
use shared::{UnixMicros, routes::door, text::door::audit as t};

/// The page.
#[derive(Debug, Clone)]
pub(crate) struct AuditTrail {
    pub(crate) filters: AuditFilters,
    /// Newest first.
    pub(crate) rows: Vec<AuditRow>,
    pub(crate) pager: Pager,
    /// The sheet with the same filters.
    pub(crate) sheet: String,
    pub(crate) chain: ChainState,
}

/// What was asked for, by GET: `who`, `camera`, `what`, `from`, `to` (days, both included). The choices hold each value
/// with its words; an empty value lets everything through and is added here.
#[derive(Debug, Clone, Default)]
pub(crate) struct AuditFilters {
    pub(crate) who: Typed,
    pub(crate) camera: Typed,
    pub(crate) what: Typed,
    pub(crate) from: Typed,
    pub(crate) to: Typed,
    pub(crate) people: Vec<Choice>,
    pub(crate) cameras: Vec<Choice>,
    pub(crate) actions: Vec<Choice>,
}

/// One row, in words.
#[derive(Debug, Clone)]
pub(crate) struct AuditRow {
    pub(crate) at: UnixMicros,
    pub(crate) who: String,
    pub(crate) what: String,
    pub(crate) camera: Option<String>,
    pub(crate) detail: String,
    pub(crate) address: Option<String>,
}

/// What the last check of the chain found.
#[derive(Debug, Clone)]
pub(crate) enum ChainState {
    Whole {
        rows: u64,
        at: UnixMicros,
    },
    /// What is wrong with it first.
    Broken(Failure),
    /// The first check has not ended yet.
    Unverified,
}

impl ChainState {
    fn draw(&self, f: &Frame<'_>) -> Markup {
        match self {
            Self::Whole { rows, at } => {
                let words = f.fill(t::TRAIL_WHOLE, &[("rows", rows), ("time", &f.clock(*at))]);
                html! { p.flash.done { (words) } }
            }
            Self::Broken(what) => {
                let words = f.fill(t::TRAIL_BROKEN, &[("what", &kit::sentence(&what.words(f.lang)))]);
                html! { p.flash.failed role="alert" { (words) } }
            }
            Self::Unverified => html! { p.flash.warn { (f.say(t::TRAIL_UNVERIFIED)) } },
        }
    }
}

impl AuditFilters {
    fn draw(&self, f: &Frame<'_>) -> Markup {
        let any = |choices: &[Choice]| -> Vec<_> {
            [Choice::new("", f.say(t::TRAIL_ANY))].into_iter().chain(choices.iter().cloned()).collect()
        };
        let (people, cameras, actions) = (any(&self.people), any(&self.cameras), any(&self.actions));
        let all = [&self.who, &self.camera, &self.what, &self.from, &self.to];
        let used = all.iter().any(|typed| !typed.text.is_empty() || typed.error.is_some());
        html! {
            details.more open[used] {
                summary { (f.say(t::TRAIL_FILTERS)) }
                form.filters method="get" action=(door::AUDIT) {
                    (kit::select("who", t::TRAIL_WHO, &self.who, &people).draw(f))
                    (kit::select("camera", t::TRAIL_CAMERA, &self.camera, &cameras).draw(f))
                    (kit::select("what", t::TRAIL_WHAT, &self.what, &actions).draw(f))
                    (kit::input("date", "from", t::TRAIL_FROM, &self.from).bare().draw(f))
                    (kit::input("date", "to", t::TRAIL_TO, &self.to).bare().draw(f))
                    (kit::actions(&kit::submit(f, t::TRAIL_FILTER)))
                }
            }
        }
    }
}

impl AuditRow {
    fn cells(&self, f: &Frame<'_>) -> Vec<Markup> {
        vec![
            f.time(self.at),
            html! { (self.who) },
            html! { (self.what) },
            html! { @if let Some(camera) = &self.camera { (camera) } },
            html! { (self.detail) },
            html! { @if let Some(address) = &self.address { (address) } },
        ]
    }
}

impl AuditTrail {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let heads = [t::TRAIL_WHEN, t::TRAIL_WHO, t::TRAIL_WHAT, t::TRAIL_CAMERA, t::TRAIL_DETAIL, t::TRAIL_ADDRESS];
        let rows: Vec<_> = self.rows.iter().map(|row| row.cells(f)).collect();
        let content = html! {
            (self.chain.draw(f))
            (self.filters.draw(f))
            @if rows.is_empty() { (kit::empty(f, t::TRAIL_EMPTY, t::TRAIL_EMPTY_HINT)) }
            @else { (kit::table(f, f.say(t::TRAIL_TABLE), &heads.map(Some), &rows)) }
            (self.pager.draw(f))
            (kit::actions(&kit::link(f, &self.sheet, t::TRAIL_CSV)))
        };
        kit::page(f, Section::Audit, f.say(t::TRAIL_TITLE), "", &content)
    }
}
