//! Pages that say no, and what to do instead.

use super::kit::{self, Frame, Section};
use maud::{Markup, html};
use shared::{
    routes::{self, door},
    text::door::{self as t, entry},
    wire::Reason,
};

/// Why a page is not shown. Says nothing of what would stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// 401
    LoginRequired,
    /// 403
    NotAllowed,
    /// 404
    NotFound,
    /// 404 or 410: an invitation or set-up link that was used, has expired, or never was.
    LinkGone,
    /// 429
    TooMany { retry_after_secs: u64 },
    /// 500
    Failed,
    /// Anything else, in its own words.
    Other(Reason),
    /// 503
    Busy { retry_after_secs: u64 },
}

impl Refusal {
    pub(crate) fn draw(self, f: &Frame<'_>) -> Markup {
        let (title, hint, wait) = match self {
            Self::Other(reason) => (reason.text(), None, None),
            Self::LoginRequired => (t::REFUSAL_401, Some(entry::SIGNIN_HELP), None),
            Self::NotAllowed => (t::REFUSAL_403, Some(t::REFUSAL_403_HINT), None),
            Self::NotFound => (t::REFUSAL_404, Some(t::REFUSAL_404_HINT), None),
            Self::LinkGone => (t::REFUSAL_LINK, Some(t::REFUSAL_LINK_HINT), None),
            Self::TooMany { retry_after_secs } => (t::REFUSAL_429, None, Some(retry_after_secs)),
            Self::Failed => (t::REFUSAL_500, Some(t::REFUSAL_500_HINT), None),
            Self::Busy { retry_after_secs } => (t::REFUSAL_503, Some(t::REFUSAL_503_HINT), Some(retry_after_secs)),
        };
        let content = html! {
            @if let Some(hint) = hint { p { (f.say(hint)) } }
            @if let Some(secs) = wait { p { strong { (f.fill(t::REFUSAL_WAIT, &[("length", &f.length(secs))])) } } }
            (kit::actions(&html! {
                @if f.visitor.is_none() {
                    a.button.primary href=(door::LOGIN) { (f.say(entry::SIGNIN_BUTTON)) }
                } @else {
                    a.button.primary href=(routes::WALL) { (f.say(t::NAV_WALL)) }
                }
            }))
        };
        kit::page(f, Section::None, f.say(title), "narrow", &content)
    }
}
