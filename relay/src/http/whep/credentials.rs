//! An account at a TURN server that takes a shared secret for its password (draft-uberti-behave-turn-rest-00 §2.2; coturn's
//! `use-auth-secret`). Pure.

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use shared::UnixSecs;

/// What a browser logs in with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Credentials {
    /// The end of its time in seconds since 1970, and who it is for.
    pub(super) username: String,
    /// Base64.
    pub(super) credential: String,
}

/// An account for a user, which ends at `until`.
pub(super) fn credentials(secret: &str, user: &str, until: UnixSecs) -> Credentials {
    let username = format!("{}:{user}", until.0);
    let credential = BASE64_STANDARD.encode(signed(secret.as_bytes(), username.as_bytes()));
    Credentials { username, credential }
}

/// HMAC-SHA1 (RFC 2104), which is what TURN servers know. A key may have any length.
fn signed(key: &[u8], text: &[u8]) -> [u8; 20] {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: [u8; 20]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_vectors_of_rfc_2202() {
        for (key, text, digest) in [
            (&[0x0b; 20][..], &b"Hi There"[..], "b617318655057264e28bc0b6fb378c8ef146be00"),
            (b"Jefe", b"what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (
                &[0xaa; 80],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "aa4ae5e15272d00e95705637ce8a3b55ed402112",
            ),
        ] {
            assert_eq!(hex(signed(key, text)), digest);
        }
    }

    #[test]
    fn an_account_names_its_end_and_whose_it_is() {
        // printf '1796000000:u1' | openssl dgst -sha1 -hmac 'north wind' -binary | base64
        let made = credentials("north wind", "u1", UnixSecs(1_796_000_000));
        assert_eq!(made.username, "1796000000:u1");
        assert_eq!(made.credential, "0oPxAxaqh4EA0W8dXVSlr308HWg=");
    }
}
