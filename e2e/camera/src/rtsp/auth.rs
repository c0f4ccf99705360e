//! Who may watch a camera. Belongs here: checking an `Authorization` header, the challenge. Does not: RTSP messages.

use super::digest::{Question, parameters, response};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::fmt;

/// The realm that every simulated camera names.
pub const REALM: &str = "camera";

/// How a camera asks for the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// MD5 digest.
    #[default]
    Digest,
    /// Name and password in clear text.
    Basic,
}

/// A user of a camera. Its password is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The user's name.
    pub user: String,
    /// The user's password.
    pub password: String,
    /// How the camera asks for it.
    pub scheme: Scheme,
}

impl Credentials {
    /// A user who is asked by digest.
    pub fn digest(user: &str, password: &str) -> Self {
        Self { user: user.to_owned(), password: password.to_owned(), scheme: Scheme::Digest }
    }

    /// A user who is asked for clear text.
    pub fn basic(user: &str, password: &str) -> Self {
        Self { scheme: Scheme::Basic, ..Self::digest(user, password) }
    }

    /// Whether a request's `Authorization` header shows that the sender knows the password.
    pub fn check(&self, header: Option<&str>, method: &str, nonce: &str) -> Verdict {
        let Some((scheme, rest)) = header.and_then(|header| header.trim().split_once(' ')) else {
            return Verdict::Refused;
        };
        let known = match self.scheme {
            Scheme::Basic => {
                let clear = STANDARD.encode(format!("{}:{}", self.user, self.password));
                scheme.eq_ignore_ascii_case("basic") && rest.trim() == clear
            }
            Scheme::Digest if scheme.eq_ignore_ascii_case("digest") => return self.check_digest(rest, method, nonce),
            Scheme::Digest => false,
        };
        if known { Verdict::Known } else { Verdict::Refused }
    }

    fn check_digest(&self, rest: &str, method: &str, nonce: &str) -> Verdict {
        let given = parameters(rest);
        let get = |name: &str| given.get(name).map_or("", String::as_str);
        let qop = (get("qop") == "auth").then(|| (get("nc"), get("cnonce")));
        let question = Question { realm: REALM, nonce: get("nonce"), method, uri: get("uri"), qop };
        let right = response(&self.user, &self.password, &question);
        if get("username") != self.user || !get("response").eq_ignore_ascii_case(&right) {
            Verdict::Refused
        } else if get("nonce") != nonce {
            Verdict::Stale
        } else {
            Verdict::Known
        }
    }

    /// The `WWW-Authenticate` header of a refusal.
    pub fn challenge(&self, nonce: &str, stale: bool) -> String {
        match self.scheme {
            Scheme::Basic => format!("Basic realm=\"{REALM}\""),
            Scheme::Digest => {
                let stale = if stale { ", stale=true" } else { "" };
                format!("Digest realm=\"{REALM}\", nonce=\"{nonce}\", algorithm=MD5{stale}")
            }
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

/// What a header proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The sender knows the password.
    Known,
    /// The sender knows the password but answers an old challenge.
    Stale,
    /// Anything else.
    Refused,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(password: &str, nonce: &str) -> String {
        let question = Question { realm: REALM, nonce, method: "DESCRIBE", uri: "rtsp://h/c", qop: None };
        let response = response("admin", password, &question);
        format!(
            "Digest username=\"admin\", realm=\"{REALM}\", nonce=\"{nonce}\", uri=\"rtsp://h/c\", response=\"{response}\""
        )
    }

    #[test]
    fn digest_knows_right_wrong_and_old() {
        let who = Credentials::digest("admin", "a b:c");
        let check = |header: &str, method| who.check(Some(header), method, "now");
        assert_eq!(check(&header("a b:c", "now"), "DESCRIBE"), Verdict::Known);
        assert_eq!(check(&header("a b:c", "old"), "DESCRIBE"), Verdict::Stale);
        assert_eq!(check(&header("other", "now"), "DESCRIBE"), Verdict::Refused);
        assert_eq!(check(&header("a b:c", "now"), "PLAY"), Verdict::Refused);
        assert_eq!(check("Basic YWRtaW46YSBiOmM=", "DESCRIBE"), Verdict::Refused);
        assert_eq!(who.check(None, "DESCRIBE", "now"), Verdict::Refused);
    }

    #[test]
    fn basic_and_no_password_in_debug() {
        let who = Credentials::basic("admin", "geheim");
        assert_eq!(who.check(Some("Basic YWRtaW46Z2VoZWlt"), "PLAY", ""), Verdict::Known);
        assert_eq!(who.check(Some("Basic YWRtaW46"), "PLAY", ""), Verdict::Refused);
        assert!(!format!("{who:?}").contains("geheim"));
    }
}
