//! The door's pages over HTTP: logging in, setting up, invitations, one's own account. Belongs here: from a request to a
//! view and back. Does not: markup (see `pages`), what logging in takes (see `people`).

mod account;
mod ask;
mod cookies;
mod device;
mod factor;
mod form;
mod login;
mod redeem;
mod sessions;
mod words;

pub(super) use ask::{Ask, Done, see_other};
pub(crate) use cookies::STEP_LASTS;
pub(super) use form::Fields;
pub(crate) use login::{STEPS, Step};
pub(super) use words::in_words;

use super::doors::{Doors, Rule};
use shared::routes::door as r;

/// Adds the door's routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .get(r::LOGIN, Rule::Public, login::page)
        .post(r::LOGIN, Rule::Public, login::enter)
        .get(r::LOGIN_CODE, Rule::Public, login::code_page)
        .post(r::LOGIN_CODE, Rule::Public, login::enter_code)
        .post(r::LOGOUT, Rule::Session, login::leave)
        .get(r::SETUP_PATTERN, Rule::Key, redeem::setup_page)
        .post(r::SETUP_PATTERN, Rule::Key, redeem::set_up)
        .get(r::INVITE_PATTERN, Rule::Key, redeem::invite_page)
        .post(r::INVITE_PATTERN, Rule::Key, redeem::accept)
        .get(r::ACCOUNT, Rule::Session, account::page)
        .post(r::ACCOUNT_NAME, Rule::Person, account::rename)
        .post(r::ACCOUNT_PASSWORD, Rule::Session, account::change_password)
        .get(r::ACCOUNT_TOTP, Rule::Session, factor::page)
        .post(r::ACCOUNT_TOTP, Rule::Session, factor::confirm)
        .get(r::ACCOUNT_TOTP_OFF, Rule::Person, factor::off_page)
        .post(r::ACCOUNT_TOTP_OFF, Rule::Person, factor::off)
        .get(r::ACCOUNT_SESSION_PATTERN, Rule::Session, sessions::end_page)
        .post(r::ACCOUNT_SESSION_PATTERN, Rule::Session, sessions::end)
}
