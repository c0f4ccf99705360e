//! Passwords. Belongs here: which are good enough, hashing and comparing them. Does not: how often somebody may guess (see
//! `throttle`), on which thread the work is done: one password takes about 50 ms and 19 MiB.

mod policy;

pub use policy::{LENGTH_MAX, LENGTH_MIN, Weak, judge};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash};
use icu_normalizer::ComposingNormalizerBorrowed;
use secrecy::{ExposeSecret, SecretString};

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

/// What OWASP asks of argon2id at least (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// More bytes than the longest password has can only be wrong.
const BYTES_MAX: usize = 4 * LENGTH_MAX;

/// What nobody's password hashes to, at the usual cost: all salt and all hash bytes are zero.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The password cannot be hashed: the system gives neither randomness nor memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password cannot be hashed")]
pub struct HashError;

/// What came of comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is the password.
    Right {
        /// It was hashed at another cost than today's and should be hashed anew.
        rehash: bool,
    },
    /// It is not.
    Wrong,
}

/// A password as a PHC string (argon2id with a salt of its own), as it is kept.
pub fn hash(password: &SecretString) -> Result<SecretString, HashError> {
    let hashed = argon2().ok_or(HashError)?.hash_password(nfc(password).expose_secret().as_bytes());
    hashed.map(|hash| hash.to_string().into()).map_err(|_| HashError)
}

/// Compares a password with what is kept. Takes as long where there is nothing to compare it with, so that nobody learns
/// from the clock who has an account.
pub fn verify(password: &SecretString, kept: Option<&SecretString>) -> Verdict {
    let (Some(argon2), Ok(nobody)) = (argon2(), PasswordHash::new(NOBODY)) else { return Verdict::Wrong };
    let parsed = kept.and_then(|phc| PasswordHash::new(phc.expose_secret()).ok());
    let fits = password.expose_secret().len() <= BYTES_MAX;
    let given = if fits { nfc(password) } else { SecretString::default() };
    let same = argon2.verify_password(given.expose_secret().as_bytes(), parsed.as_ref().unwrap_or(&nobody)).is_ok();
    match parsed {
        Some(phc) if same && fits => Verdict::Right { rehash: !is_current(&phc) },
        _ => Verdict::Wrong,
    }
}

fn is_current(phc: &PasswordHash) -> bool {
    let cost = |p: Params| (p.m_cost(), p.t_cost(), p.p_cost());
    phc.algorithm == Algorithm::Argon2id.ident()
        && phc.version == Some(Version::V0x13.into())
        && Params::try_from(phc).map(cost) == Ok((MEMORY_KIB, PASSES, LANES))
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The same letters are the same password, whether a keyboard composes them or not.
fn nfc(password: &SecretString) -> SecretString {
    NFC.normalize(password.expose_secret()).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        text.to_owned().into()
    }

    #[test]
    fn what_was_hashed_is_known_again_and_nothing_else_is() {
        let kept = hash(&secret(" mưa rào Cái Khế ")).unwrap();
        assert!(kept.expose_secret().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", kept.expose_secret());
        assert_ne!(kept.expose_secret(), hash(&secret(" mưa rào Cái Khế ")).unwrap().expose_secret(), "a salt each");
        let right = Verdict::Right { rehash: false };
        assert_eq!(verify(&secret(" mưa rào Cái Khế "), Some(&kept)), right);
        // The same on a keyboard that sends a letter and its marks apart.
        assert_eq!(verify(&secret(" mu\u{31b}a ra\u{300}o Ca\u{301}i Khê\u{301} "), Some(&kept)), right);
        for other in ["mưa rào Cái Khế", " mưa rào cái khế ", "", &"a".repeat(100_000)] {
            assert_eq!(verify(&secret(other), Some(&kept)), Verdict::Wrong, "{other:.40}");
        }
    }

    #[test]
    fn what_is_no_hash_lets_nobody_in() {
        for kept in
            ["", "mưa rào Cái Khế", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA", NOBODY]
        {
            for given in ["", "mưa rào Cái Khế", kept] {
                assert_eq!(verify(&secret(given), Some(&secret(kept))), Verdict::Wrong, "{kept}");
            }
        }
        assert_eq!(verify(&secret("mưa rào Cái Khế"), None), Verdict::Wrong);
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        assert!(is_current(&nobody));
        let kept = hash(&secret("mưa rào Cái Khế")).unwrap();
        let somebody = PasswordHash::new(kept.expose_secret()).unwrap();
        let lengths = |h: &PasswordHash| (h.salt.map(|s| s.len()), h.hash.map(|o| o.len()));
        assert_eq!(lengths(&nobody), lengths(&somebody));
    }

    #[test]
    fn another_cost_is_told() {
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
        let kept: SecretString = cheap.hash_password(b"mua rao").unwrap().to_string().into();
        assert_eq!(verify(&secret("mua rao"), Some(&kept)), Verdict::Right { rehash: true });
        let other = Argon2::new(Algorithm::Argon2i, Version::V0x13, Params::new(MEMORY_KIB, 2, 1, None).unwrap());
        let kept: SecretString = other.hash_password(b"mua rao").unwrap().to_string().into();
        assert_eq!(verify(&secret("mua rao"), Some(&kept)), Verdict::Right { rehash: true });
    }
}
