//! The cookies that the relay sets (RFC 6265). Belongs here: their names and attributes. Does not: what they are worth.

use super::super::asking::session_cookie;
use crate::pages::kit::Theme;
use access::Token;
use axum::http::{HeaderMap, HeaderValue, header};
use shared::text::Lang;
use std::time::Duration;

/// The device on which somebody has logged in before.
pub(super) const DEVICE: &str = "ward_device";
/// A login that waits for the second factor's code.
pub(super) const STEP: &str = "ward_step";
/// The language; the viewer reads it, too.
pub(super) const LANG: &str = "lang";

/// The theme; the viewer reads and sets it, too.
pub(super) const THEME: &str = "theme";

const DAY: Duration = Duration::from_secs(86_400);
/// As long as a device is remembered.
const DEVICE_LASTS: Duration = Duration::from_secs(crate::people::DEVICE_DAYS * 86_400);
/// As long as a login waits for its code.
pub(crate) const STEP_LASTS: Duration = Duration::from_secs(300);

/// Sets the session's cookie. The server ends the session, not the cookie: a browser keeps it as long as it may.
pub(super) fn session(headers: &mut HeaderMap, secure: bool, token: &Token) {
    set(headers, secure, session_cookie(secure), token.expose(), 400 * DAY);
}

/// Takes the session's cookie back.
pub(super) fn no_session(headers: &mut HeaderMap, secure: bool) {
    set(headers, secure, session_cookie(secure), "", Duration::ZERO);
}

/// Sets the device's cookie.
pub(super) fn device(headers: &mut HeaderMap, secure: bool, token: &Token) {
    set(headers, secure, DEVICE, token.expose(), DEVICE_LASTS);
}

/// Sets the cookie of a login that waits for its code, or takes it back.
pub(super) fn step(headers: &mut HeaderMap, secure: bool, token: Option<&Token>) {
    let (value, lasts) = token.map_or(("", Duration::ZERO), |token| (token.expose(), STEP_LASTS));
    set(headers, secure, STEP, value, lasts);
}

/// Sets the language, which scripts may read.
pub(super) fn lang(headers: &mut HeaderMap, lang: Lang) {
    choice(headers, LANG, lang.as_str());
}

/// Sets the theme, which scripts may read.
pub(super) fn theme(headers: &mut HeaderMap, theme: Theme) {
    choice(headers, THEME, theme.as_str());
}

fn choice(headers: &mut HeaderMap, name: &str, value: &str) {
    append(headers, &format!("{name}={value}; Path=/; SameSite=Lax; Max-Age={}", (365 * DAY).as_secs()));
}

/// Lax, not Strict: whoever follows a link from a chat is logged in; whatever changes something is refused from elsewhere
/// by its Origin.
fn set(headers: &mut HeaderMap, secure: bool, name: &str, value: &str, lasts: Duration) {
    let secure = if secure { "; Secure" } else { "" };
    append(headers, &format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", lasts.as_secs()));
}

fn append(headers: &mut HeaderMap, cookie: &str) {
    // Names and values are ours, without anything that a header may not hold.
    if let Ok(value) = HeaderValue::try_from(cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_out_of_reach_for_scripts_and_other_sites() {
        let token = Token::random();
        let line = |secure| {
            let mut headers = HeaderMap::new();
            session(&mut headers, secure, &token);
            headers[header::SET_COOKIE].to_str().unwrap().replace(token.expose(), "T")
        };
        assert_eq!(line(false), "ward_session=T; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000");
        assert_eq!(line(true), "__Host-ward_session=T; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000; Secure");
    }
}
