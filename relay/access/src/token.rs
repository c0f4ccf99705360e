//! Secrets that the relay hands out: in cookies, in links. Only what they hash to is kept.

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

const BYTES: usize = 32;
const TEXT: usize = 43;

/// 256 random bits as 43 characters of base64url (RFC 4648 §5), as they stand in a cookie or a link.
#[derive(Debug, Clone)]
pub struct Token(SecretString);

/// The SHA-256 of a token's text: enough to know it again, useless to whoever reads the database. A plain hash will do,
/// since 256 random bits cannot be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenHash(pub [u8; 32]);

impl Token {
    /// A new one from the system's randomness.
    pub fn random() -> Self {
        use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
        Self(BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; BYTES]>()).into())
    }

    /// What somebody sent; `None` where it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let letter = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        (text.len() == TEXT && text.bytes().all(letter)).then(|| Self(text.into()))
    }

    /// The text, for the cookie or link that it was made for.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What it hashes to.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.expose().as_bytes()).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_unlike_and_never_printed() {
        let (a, b) = (Token::random(), Token::random());
        assert_ne!(a.hash(), b.hash());
        assert_eq!(Token::parse(a.expose()).unwrap().hash(), a.hash());
        assert!(!format!("{a:?}").contains(a.expose()));
        for bad in ["", "a", &"a".repeat(42), &"a".repeat(44), &format!("{}é", "a".repeat(41)), &"=".repeat(43)] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
    }
}
