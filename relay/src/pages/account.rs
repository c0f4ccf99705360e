//! The visitor's own account: name, password, second factor, devices.

use super::{
    SessionRow,
    kit::{self, Frame, Section, Tone, Typed},
    sessions, setup,
};
use crate::Failure;
use maud::{Markup, html};
use shared::{
    routes::door,
    text::door::{self as all, account as t},
};

/// The account. Its forms are posted to addresses of their own: `name` to [`door::ACCOUNT_NAME`]; `current`, `password`
/// and `again` to [`door::ACCOUNT_PASSWORD`].
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) name: Typed,
    /// Each grant in words.
    pub(crate) roles: Vec<String>,
    pub(crate) current_error: Option<Failure>,
    pub(crate) password_error: Option<Failure>,
    pub(crate) again_error: Option<Failure>,
    pub(crate) password_min: u16,
    pub(crate) has_totp: bool,
    /// The role asks for a second factor and there is none.
    pub(crate) totp_needed: bool,
    pub(crate) sessions: Vec<SessionRow>,
}

impl Account {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            @if self.totp_needed { p.flash.failed role="alert" { (f.say(t::OWN_TOTP_NEEDED)) } }
            div.columns {
                (kit::panel(f.say(t::OWN_NAME_HEAD), &self.who(f)))
                (kit::panel(f.say(t::OWN_TOTP_HEAD), &self.totp(f)))
                (kit::panel(f.say(t::OWN_PASSWORD_HEAD), &self.password(f)))
            }
            (kit::panel(f.say(t::OWN_SESSIONS_HEAD), &sessions::table(f, &self.sessions, door::ACCOUNT_SESSION_PATTERN)))
        };
        kit::page(f, Section::Account, f.say(t::OWN_TITLE), "", &content)
    }

    fn who(&self, f: &Frame<'_>) -> Markup {
        let roles = html! { @for role in &self.roles { (kit::badge(Tone::Plain, role)) " " } };
        let name = kit::text("name", t::OWN_NAME, &self.name).required().autocomplete("name").maxlength(120);
        html! {
            (kit::facts(f, &[(t::OWN_LOGIN, html! { (self.login) }), (t::OWN_ROLES, roles)]))
            (kit::form(Some(door::ACCOUNT_NAME), &html! {
                (name.draw(f))
                (kit::actions(&kit::submit(f, all::DOOR_SAVE)))
            }))
            (kit::post(f, door::LOGOUT, t::OWN_LOGOUT))
        }
    }

    fn totp(&self, f: &Frame<'_>) -> Markup {
        let (tone, word) = if self.has_totp { (Tone::Good, t::OWN_TOTP_ON) } else { (Tone::Plain, t::OWN_TOTP_OFF) };
        html! {
            p { (kit::badge(tone, f.say(word))) }
            p { (f.say(t::OWN_TOTP_ABOUT)) }
            (kit::actions(&html! {
                @if self.has_totp {
                    (kit::danger_link(f, door::ACCOUNT_TOTP_OFF, t::OWN_TOTP_STOP))
                } @else {
                    a.button.primary href=(door::ACCOUNT_TOTP) { (f.say(t::OWN_TOTP_START)) }
                }
            }))
        }
    }

    fn password(&self, f: &Frame<'_>) -> Markup {
        let current = self.current_error.as_ref();
        kit::form(
            Some(door::ACCOUNT_PASSWORD),
            &html! {
                // Password managers look for the name beside the password.
                input type="hidden" name="username" autocomplete="username" value=(self.login);
                (kit::password("current", t::OWN_PASSWORD_NOW, current, "current-password").draw(f))
                (setup::new_password(f, self.password_min, self.password_error.as_ref(), self.again_error.as_ref()))
                p.hint { (f.say(t::OWN_PASSWORD_FOLLOWS)) }
                (kit::actions(&kit::submit(f, t::OWN_PASSWORD_BUTTON)))
            },
        )
    }
}
