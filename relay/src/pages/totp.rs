//! The second factor: turning it on, turning it off.

use super::kit::{self, Frame, Section, Typed};
use crate::Failure;
use maud::{Markup, html};
use secrecy::{ExposeSecret, SecretString};
use shared::{
    routes::door,
    text::door::{account as t, entry},
};

/// The page that turns it on. Field: `code`; posted to its own address.
#[derive(Debug, Clone)]
pub(crate) struct Enrol {
    /// `otpauth://totp/…` (Google Authenticator's key URI format).
    pub(crate) uri: SecretString,
    /// The key in Base32, in groups.
    pub(crate) key: SecretString,
    pub(crate) error: Option<Failure>,
}

impl Enrol {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let typed = Typed { text: String::new(), error: self.error.clone() };
        let code = kit::text("code", entry::SIGNIN_CODE, &typed).required();
        let code = code.autocomplete("one-time-code").inputmode("numeric").maxlength(8);
        let uri = self.uri.expose_secret();
        let content = html! {
            ol.steps {
                li { (f.say(t::FACTOR_STEP_1)) }
                li {
                    (f.say(t::FACTOR_STEP_2))
                    div { (kit::qr(uri, f.say(t::FACTOR_QR))) }
                    p.phone-only { a.button href=(uri) { (f.say(t::FACTOR_OPEN)) } }
                    (kit::copyable(f, "key", t::FACTOR_KEY, self.key.expose_secret()))
                }
                li {
                    (f.say(t::FACTOR_STEP_3))
                    (kit::form(Some(door::ACCOUNT_TOTP), &html! {
                        (code.draw(f))
                        (kit::actions(&html! {
                            (kit::submit(f, t::FACTOR_BUTTON))
                            (kit::link(f, door::ACCOUNT, shared::text::door::DOOR_BACK))
                        }))
                    }))
                }
            }
        };
        kit::page(f, Section::Account, f.say(t::FACTOR_TITLE), "narrow", &content)
    }
}

/// Asks before it is turned off. Fields: `current`, `code`; posted to its own address.
#[derive(Debug, Clone, Default)]
pub(crate) struct TotpOff {
    pub(crate) current_error: Option<Failure>,
    pub(crate) code_error: Option<Failure>,
}

impl TotpOff {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let typed = Typed { text: String::new(), error: self.code_error.clone() };
        let code = kit::text("code", entry::SIGNIN_CODE, &typed).required();
        let code = code.autocomplete("one-time-code").inputmode("numeric").maxlength(8);
        let current = self.current_error.as_ref();
        let content = html! {
            p { (f.say(t::FACTOR_OFF_FOLLOWS)) }
            (kit::form(None, &html! {
                (kit::password("current", t::OWN_PASSWORD_NOW, current, "current-password").draw(f))
                (code.draw(f))
                (kit::actions(&html! {
                    button.danger type="submit" { (f.say(t::FACTOR_OFF_BUTTON)) }
                    (kit::link(f, door::ACCOUNT, shared::text::door::DOOR_CANCEL))
                }))
            }))
        };
        kit::page(f, Section::Account, f.say(t::FACTOR_OFF_TITLE), "narrow", &content)
    }
}
