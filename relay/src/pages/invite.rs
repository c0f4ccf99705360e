//! What somebody sees who opens an invitation or a link for a new password.

use super::{
    kit::{self, Frame, Section, Typed},
    setup,
};
use crate::Failure;
use maud::{Markup, html};
use shared::{access::Role, text::door::entry as t};

/// The page behind an invitation. Fields: `password`, `again`; posted to its own address.
#[derive(Debug, Clone, Default)]
pub(crate) struct Invite {
    /// Who was invited.
    pub(crate) name: String,
    pub(crate) login: String,
    /// Who invites; `None` where it was the command line.
    pub(crate) inviter: Option<String>,
    /// The roles that wait behind it, each once.
    pub(crate) roles: Vec<Role>,
    /// The account has been in use: this is about a new password.
    pub(crate) reset: bool,
    pub(crate) password_error: Option<Failure>,
    pub(crate) again_error: Option<Failure>,
    pub(crate) error: Option<Failure>,
    pub(crate) password_min: u16,
    /// The account has a second factor, whose code is wanted, too.
    pub(crate) code: Option<Typed>,
}

impl Invite {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let title = if self.reset {
            f.say(t::GUEST_RESET_TITLE).to_owned()
        } else {
            f.fill(t::GUEST_TITLE, &[("name", &self.name)])
        };
        let login = self.login.as_str().into();
        let login = kit::text("username", t::SIGNIN_NAME, &login).readonly().autocomplete("username");
        let content = html! {
            (self.about(f))
            (kit::whole_error(f, self.error.as_ref()))
            (kit::form(None, &html! {
                (login.hint(f.say(t::GUEST_LOGIN_HINT)).draw(f))
                (setup::new_password(f, self.password_min, self.password_error.as_ref(), self.again_error.as_ref()))
                @if let Some(code) = &self.code {
                    (kit::text("code", t::SIGNIN_CODE, code).required().autocomplete("one-time-code").inputmode("numeric").draw(f))
                }
                (kit::actions(&kit::submit(f, t::GUEST_BUTTON)))
            }))
        };
        kit::page(f, Section::None, &title, "narrow", &content)
    }

    fn about(&self, f: &Frame<'_>) -> Markup {
        if self.reset {
            return html! { p { (f.fill(t::GUEST_RESET_ABOUT, &[("name", &self.name)])) } };
        }
        let place = if f.place.is_empty() { f.say(t::GUEST_WARD) } else { f.place };
        let who = match &self.inviter {
            Some(inviter) => f.fill(t::GUEST_ABOUT, &[("inviter", inviter), ("place", &place)]),
            None => f.fill(t::GUEST_ABOUT_PLACE, &[("place", &place)]),
        };
        html! {
            p { (who) " " (f.say(t::GUEST_NEXT)) }
            @if !self.roles.is_empty() {
                p.roles {
                    (f.say(t::GUEST_ROLES)) ": "
                    @for role in &self.roles { (kit::badge(kit::Tone::Plain, f.say(role.text()))) " " }
                }
            }
        }
    }
}
