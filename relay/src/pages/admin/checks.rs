//! What visitors' devices can show, as they sent it: nothing here is to be believed, all of it is text.

use crate::pages::kit::{self, Frame, Pager, Section, Tone};
use maud::{Markup, html};
use shared::{
    UnixMicros,
    check::{Findings, Outcome},
    routes,
    text::check as t,
};

/// The list, the newest first.
#[derive(Debug, Clone)]
pub(crate) struct Checks {
    /// The relay's address as people open it, such as `https://camera.example.vn`.
    pub(crate) origin: String,
    pub(crate) rows: Vec<CheckRow>,
    pub(crate) pager: Pager,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct CheckRow {
    pub(crate) code: String,
    pub(crate) at: UnixMicros,
    /// Who had logged in.
    pub(crate) person: Option<String>,
    pub(crate) address: String,
    /// Browser and system in words.
    pub(crate) device: String,
    /// What the browser calls itself.
    pub(crate) agent: String,
    pub(crate) findings: Findings,
}

impl Checks {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let url = format!("{}{}", self.origin, routes::CHECK);
        let rows: Vec<_> = self.rows.iter().map(|row| row.cells(f)).collect();
        let heads =
            [t::CHECKS_CODE, t::CHECKS_AT, t::CHECKS_WHO, t::CHECKS_DEVICE, t::CHECKS_BEST, t::CHECKS_ALL].map(Some);
        let content = html! {
            p { (f.fill(t::CHECKS_ABOUT, &[("url", &url)])) }
            @if rows.is_empty() { (kit::empty(f, t::CHECKS_EMPTY, t::CHECKS_EMPTY_HINT)) }
            @else { (kit::table(f, f.say(t::CHECKS_TITLE), &heads, &rows)) }
            (self.pager.draw(f))
        };
        kit::page(f, Section::Checks, f.say(t::CHECKS_TITLE), "", &content)
    }
}

impl CheckRow {
    fn cells(&self, f: &Frame<'_>) -> Vec<Markup> {
        let best = match self.findings.best() {
            Some(best) => kit::badge(Tone::Good, f.say(best.text())),
            None => kit::badge(Tone::Bad, f.say(t::CHECKS_NOTHING)),
        };
        let who = self.person.as_deref().unwrap_or(f.say(t::CHECK_NOBODY));
        vec![
            html! { code { (self.code) } },
            html! { (f.time(self.at)) },
            html! { (who) p.hint { (self.address) } },
            html! { (self.device) p.hint { (self.agent) } },
            best,
            html! { details.more { summary { (self.short(f)) } ul { @for line in self.lines(f) { li { (line) } } } } },
        ]
    }

    /// How much of it works.
    fn short(&self, f: &Frame<'_>) -> String {
        let works = self.findings.iter().filter(|found| found.outcome == Outcome::Passed).count();
        format!("{works}/{} {}", self.findings.iter().count(), f.say(Outcome::Passed.text()))
    }

    fn lines(&self, f: &Frame<'_>) -> Vec<String> {
        let line = |found: &shared::check::Finding| {
            let mut line = format!("{}: {}", f.say(found.what.text()), f.say(found.outcome.text()));
            if let Some(ms) = found.ms {
                line.push_str(&format!(", {}", f.fill(t::CHECK_MS, &[("n", &ms)])));
            }
            if !found.detail.is_empty() {
                line.push_str(&format!(" ({})", found.detail));
            }
            line
        };
        self.findings.iter().map(line).collect()
    }
}
