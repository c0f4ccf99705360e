//! The first administrator's account.

use super::kit::{self, Frame, Section, Typed};
use crate::Failure;
use maud::{Markup, html};
use shared::text::door::entry as t;

/// The page behind the set-up link. Fields: `name`, `login`, `password`, `again`; posted to its own address.
#[derive(Debug, Clone, Default)]
pub(crate) struct Setup {
    pub(crate) name: Typed,
    pub(crate) login: Typed,
    pub(crate) password_error: Option<Failure>,
    pub(crate) again_error: Option<Failure>,
    pub(crate) error: Option<Failure>,
    pub(crate) password_min: u16,
}

impl Setup {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let name = kit::text("name", t::FIRST_NAME, &self.name).required().autocomplete("name").maxlength(120);
        let login = kit::text("login", t::SIGNIN_NAME, &self.login).required().autocomplete("username").maxlength(64);
        let content = html! {
            p { (f.say(t::FIRST_ABOUT)) }
            (kit::whole_error(f, self.error.as_ref()))
            (kit::form(None, &html! {
                (name.hint(f.say(t::FIRST_NAME_HINT)).draw(f))
                (login.hint(f.say(t::FIRST_LOGIN_HINT)).draw(f))
                (new_password(f, self.password_min, self.password_error.as_ref(), self.again_error.as_ref()))
                (kit::actions(&kit::submit(f, t::FIRST_BUTTON)))
            }))
        };
        kit::page(f, Section::None, f.say(t::FIRST_TITLE), "narrow", &content)
    }
}

/// A new password, twice: `password`, `again`.
pub(super) fn new_password(f: &Frame<'_>, min: u16, error: Option<&Failure>, again: Option<&Failure>) -> Markup {
    let hint = f.fill(t::FIRST_PASSWORD_HINT, &[("min", &min)]);
    html! {
        (kit::password("password", t::FIRST_PASSWORD, error, "new-password").hint(&hint).draw(f))
        (kit::password("again", t::FIRST_AGAIN, again, "new-password").draw(f))
    }
}
