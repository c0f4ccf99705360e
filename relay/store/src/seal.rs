//! Sealing: XChaCha20-Poly1305 with a random nonce in front and its owner's id and field as associated data,
//! so that a sealed value can neither be altered nor moved to another row. A camera's id has a slash in it and a user's
//! has none, so neither is ever taken for the other.

use crate::key::Key;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

const NONCE: usize = 24;

fn associated(owner: &str, field: &str) -> String {
    format!("{owner}#{field}")
}

/// Seals a value; `None` only where it is longer than the cipher allows (256 GiB).
pub(crate) fn seal(key: &Key, owner: &str, field: &str, plain: &[u8]) -> Option<Vec<u8>> {
    let nonce: [u8; NONCE] = rand::random();
    let aad = associated(owner, field);
    let sealed = XChaCha20Poly1305::new(&key.bytes.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: aad.as_bytes() })
        .ok()?;
    Some([&nonce[..], &sealed].concat())
}

/// Opens a sealed value; `None` where it was altered or sealed with another key.
pub(crate) fn open(key: &Key, owner: &str, field: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let aad = associated(owner, field);
    XChaCha20Poly1305::new(&key.bytes.into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: aad.as_bytes() })
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_only_in_its_own_row_with_its_own_key() {
        let (key, other) = (Key::new([1; 32]), Key::new([2; 32]));
        let (a, b) = ("ward/a", "ward/b");
        let mut sealed = seal(&key, a, "password", b"canary").unwrap();
        assert!(!sealed.windows(6).any(|w| w == b"canary"));
        assert_eq!(open(&key, a, "password", &sealed).unwrap(), b"canary");
        assert_eq!(open(&key, b, "password", &sealed), None);
        assert_eq!(open(&key, a, "address", &sealed), None);
        assert_eq!(open(&other, a, "password", &sealed), None);
        sealed[30] ^= 1;
        assert_eq!(open(&key, a, "password", &sealed), None);
        assert_eq!(open(&key, a, "password", b"short"), None);
        assert_ne!(key.id, other.id);
    }
}
