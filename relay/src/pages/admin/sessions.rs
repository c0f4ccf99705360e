//! Everybody's logins.

use crate::pages::{
    SessionRow,
    kit::{self, Frame, Section},
    sessions,
};
use maud::{Markup, html};
use shared::{routes::door, text::door as t};

/// All sessions; each row names its person.
#[derive(Debug, Clone)]
pub(crate) struct Sessions {
    pub(crate) rows: Vec<SessionRow>,
}

impl Sessions {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            p { (f.say(t::SESSION_ALL_ABOUT)) }
            (sessions::table(f, &self.rows, door::SESSION_END_PATTERN))
        };
        kit::page(f, Section::Sessions, f.say(t::NAV_SESSIONS), "", &content)
    }
}
