//! An invitation to be printed, or sent as a link: shown once to whoever made it.

use super::kit::{self, Frame, Section};
use maud::{Markup, html};
use secrecy::{ExposeSecret, SecretString};
use shared::{
    UnixMicros,
    text::door::{self as all, entry as t},
};

/// The sheet.
#[derive(Debug, Clone)]
pub(crate) struct Paper {
    pub(crate) name: String,
    pub(crate) login: String,
    /// The whole link, with its secret.
    pub(crate) link: SecretString,
    pub(crate) until: UnixMicros,
    /// Where to go on from here.
    pub(crate) back: String,
    /// The link's address means this machine alone, to whoever opens it.
    pub(crate) only_here: bool,
}

impl Paper {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let link = self.link.expose_secret();
        let content = html! {
            div.sheet {
                div {
                    (kit::qr(link, f.say(t::PAPER_QR)))
                    p.scan { (f.say(t::PAPER_SCAN)) }
                }
                div {
                    ol { @for step in [t::PAPER_STEP_1, t::PAPER_STEP_2, t::PAPER_STEP_3] { li { (f.say(step)) } } }
                    p { (f.say(t::PAPER_LOGIN)) ": " strong { (self.login) } }
                    p { (f.fill(t::PAPER_UNTIL, &[("time", &f.clock(self.until))])) }
                    p.hint { (f.say(t::PAPER_CARE)) }
                }
            }
            @if self.only_here { p.flash.failed role="alert" { (f.say(t::PAPER_ONLY_HERE)) } }
            (kit::copyable(f, "link", t::PAPER_LINK, link))
            div.unprinted {
                p.flash.warn { (f.say(t::PAPER_ONCE)) " " (f.say(all::DOOR_PRINT)) }
                (kit::actions(&html! { a.button.primary href=(self.back) { (f.say(t::PAPER_DONE)) } }))
            }
        };
        let title = f.fill(t::PAPER_TITLE, &[("name", &self.name)]);
        kit::page(f, Section::People, &title, "paper", &content)
    }
}
