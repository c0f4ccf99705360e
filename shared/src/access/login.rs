//! The name that somebody logs in with. Belongs here: what may stand in one. Does not: passwords.

use std::{fmt, str::FromStr};

/// The longest login name, in bytes.
const MAX: usize = 64;

/// Why a text is no login name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no login name: use 2 to 64 of a-z, 0-9, '.', '_', '@' and '-'")]
pub struct LoginError;

/// A login name: 2 to 64 of a-z, 0-9, `.`, `_`, `@` and `-`, beginning with a letter or digit, so that a phone number or an
/// e-mail address is one, too. Capitals count as small letters, as phones write them by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Login(String);

impl Login {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Login {
    type Err = LoginError;
    fn from_str(s: &str) -> Result<Self, LoginError> {
        let s = s.trim().to_ascii_lowercase();
        let body = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._@-".contains(&b);
        let first = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let ok = (2..=MAX).contains(&s.len()) && s.bytes().all(body) && s.as_bytes().first().is_some_and(first);
        if ok { Ok(Self(s)) } else { Err(LoginError) }
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_writes_capitals_and_spaces() {
        assert_eq!(" Anh.Tuan ".parse::<Login>().unwrap().as_str(), "anh.tuan");
        assert!(["0912345678", "a@b.vn", "to-5"].iter().all(|s| s.parse::<Login>().is_ok()));
        for bad in ["", "a", "tuấn", "a b", "-ab", "a\0b", "../x", &"a".repeat(65)] {
            assert_eq!(bad.parse::<Login>(), Err(LoginError), "{bad}");
        }
    }
}
