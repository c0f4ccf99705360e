//! Logging in: name and password, then the second factor's code on a page of its own.

use super::kit::{self, Frame, Section, Typed};
use crate::Failure;
use maud::{Markup, html};
use shared::{
    routes::{self, door},
    text::door::entry as t,
};

/// The first step. Fields: `login`, `password`, `next`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Login {
    pub(crate) login: Typed,
    /// What is wrong with both together: which one it is stays unsaid.
    pub(crate) error: Option<Failure>,
    /// Seconds until another try is listened to.
    pub(crate) wait_secs: Option<u64>,
    /// The path to go on to afterwards.
    pub(crate) next: Option<String>,
    /// The page came over plain HTTP from another machine.
    pub(crate) plain_http: bool,
}

/// The second step. Field: `code`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Code {
    pub(crate) error: Option<Failure>,
    pub(crate) wait_secs: Option<u64>,
}

impl Login {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let fields = html! {
            @if let Some(next) = &self.next { input type="hidden" name="next" value=(next); }
            (kit::text("login", t::SIGNIN_NAME, &self.login).required().autocomplete("username").maxlength(64).draw(f))
            (kit::password("password", t::SIGNIN_PASSWORD, self.error.as_ref(), "current-password").draw(f))
            (kit::actions(&kit::submit(f, t::SIGNIN_BUTTON)))
        };
        let content = html! {
            @if self.plain_http { p.flash.failed { (f.say(t::SIGNIN_PLAIN)) } }
            (wait(f, self.wait_secs))
            (kit::form(Some(door::LOGIN), &fields))
            p.hint { (f.say(t::SIGNIN_HELP)) }
            p { a href=(routes::CHECK) { (f.say(shared::text::check::CHECK_TITLE)) } }
        };
        kit::page(f, Section::None, f.say(t::SIGNIN_TITLE), "narrow", &content)
    }
}

impl Code {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let typed = Typed { text: String::new(), error: self.error.clone() };
        let field = kit::text("code", t::SIGNIN_CODE, &typed).required().autocomplete("one-time-code");
        let field = field.inputmode("numeric").maxlength(8);
        let content = html! {
            p { (f.say(t::SIGNIN_CODE_ABOUT)) }
            (wait(f, self.wait_secs))
            (kit::form(Some(door::LOGIN_CODE), &html! {
                (field.draw(f))
                (kit::actions(&kit::submit(f, t::SIGNIN_CODE_BUTTON)))
            }))
            p { a href=(door::LOGIN) { (f.say(t::SIGNIN_AGAIN)) } }
        };
        kit::page(f, Section::None, f.say(t::SIGNIN_CODE_TITLE), "narrow", &content)
    }
}

fn wait(f: &Frame<'_>, secs: Option<u64>) -> Markup {
    html! {
        @if let Some(secs) = secs {
            p.flash.failed role="alert" { (f.fill(t::SIGNIN_WAIT, &[("length", &f.length(secs))])) }
        }
    }
}
