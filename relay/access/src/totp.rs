//! The second factor: codes by time (RFC 6238), SHA-1, six digits, thirty seconds, as every authenticator app knows them.
//! Belongs here: secrets, codes, the address for an app. Does not: keeping which step was used last.
//! There are no recovery codes: a lost phone is put right by an admin or at the relay's machine, and a paper with codes in
//! a duty room would be no second factor.

use secrecy::{ExposeSecret, SecretSlice, SecretString};
use shared::{UnixMicros, access::Login};
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// 160 bits, as RFC 4226 §4 recommends.
const SECRET_BYTES: usize = 20;
const STEP_SECS: u64 = 30;
const DIGITS: u8 = 6;
/// Steps that a phone's clock may be off either way (RFC 6238 §5.2).
const SKEW: u16 = 1;
/// More characters than a code has with spaces between all of its digits.
const CODE_MAX: usize = 16;

/// The secret that relay and phone share. Cannot be formatted.
#[derive(Debug, Clone)]
pub struct TotpSecret(SecretSlice<u8>);

impl TotpSecret {
    /// A new one from the system's randomness.
    pub fn random() -> Self {
        Self(rand::random::<[u8; SECRET_BYTES]>().to_vec().into())
    }

    /// One that was kept.
    pub fn kept(bytes: SecretSlice<u8>) -> Self {
        Self(bytes)
    }

    /// What is to be kept.
    pub fn bytes(&self) -> &SecretSlice<u8> {
        &self.0
    }

    /// The secret in base32 (RFC 4648 §6), for typing it into an app.
    pub fn base32(&self) -> SecretString {
        secret(&self.0).to_base32().into()
    }

    /// The `otpauth://` address that an app reads from a QR code; `None` where the issuer holds a colon.
    pub fn uri(&self, issuer: &str, login: &Login) -> Option<SecretString> {
        let builder = builder(&self.0).with_issuer(Some(issuer)).with_account_name(login.as_str());
        builder.build().ok()?.to_url().ok().map(Into::into)
    }

    /// The step of a code that is right now, spaces in it aside; `None` where it is wrong, or where its step is not past
    /// the last one that was used: each code is good once.
    pub fn check(&self, code: &str, now: UnixMicros, last_step: Option<u64>) -> Option<u64> {
        if code.len() > CODE_MAX {
            return None;
        }
        let digits: String = code.chars().filter(|c| *c != ' ').collect();
        let step = self.totp()?.check(&digits, now.0 / 1_000_000)?;
        last_step.is_none_or(|last| last < step).then_some(step)
    }

    /// The code at a moment, as an app shows it.
    pub fn code(&self, now: UnixMicros) -> Option<String> {
        Some(self.totp()?.generate(now.0 / 1_000_000).to_string())
    }

    fn totp(&self) -> Option<Totp> {
        builder(&self.0).build().ok()
    }
}

fn secret(bytes: &SecretSlice<u8>) -> Secret {
    Secret::new(bytes.expose_secret().into())
}

fn builder(bytes: &SecretSlice<u8>) -> Builder {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_step_duration(STEP_SECS)
        .with_skew(SKEW)
        .with_secret(secret(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> UnixMicros {
        UnixMicros(secs * 1_000_000)
    }

    /// The secret of RFC 6238, appendix B.
    fn of_the_rfc() -> TotpSecret {
        TotpSecret::kept(b"12345678901234567890".to_vec().into())
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        // The last six of the eight digits there.
        for (secs, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(of_the_rfc().code(at(secs)).unwrap(), code);
            assert_eq!(of_the_rfc().check(code, at(secs), None), Some(secs / 30));
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_a_code_is_good_once() {
        let secret = TotpSecret::random();
        let (now, step) = (at(1_800_000_000), 60_000_000);
        for (code_at, known) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let code = secret.code(at(1_800_000_000_u64.saturating_add_signed(code_at))).unwrap();
            assert_eq!(secret.check(&code, now, None).is_some(), known, "{code_at}");
        }
        let code = secret.code(now).unwrap();
        assert_eq!(secret.check(&code, now, Some(step - 1)), Some(step));
        assert_eq!(secret.check(&code, now, Some(step)), None);
        assert_eq!(secret.check(&code, now, Some(step + 1)), None);
    }

    #[test]
    fn spaces_do_not_matter_and_rubbish_is_no_code() {
        assert!(of_the_rfc().check(" 287 082 ", at(59), None).is_some());
        for bad in [
            "",
            "287083",
            "2870820",
            "28708",
            "+87082",
            "２８７０８２",
            "-1",
            "287\u{a0}082",
            "000000",
            &"2".repeat(10_000),
        ] {
            assert_eq!(of_the_rfc().check(bad, at(59), None), None, "{bad:.40}");
        }
        // A secret that another program has spoilt makes no codes.
        let spoilt = TotpSecret::kept(Vec::new().into());
        assert!(spoilt.code(at(59)).is_none() && spoilt.check("287082", at(59), None).is_none());
    }

    #[test]
    fn an_app_reads_the_address_and_nothing_prints_it() {
        let secret = of_the_rfc();
        let uri = secret.uri("Mắt phố", &"ba.lan".parse().unwrap()).unwrap();
        let uri = uri.expose_secret();
        assert!(uri.starts_with("otpauth://totp/M%E1%BA%AFt%20ph%E1%BB%91:ba.lan?"), "{uri}");
        assert!(uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") && uri.contains("issuer=M%E1"), "{uri}");
        assert_eq!(secret.base32().expose_secret(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(secret.uri("a:b", &"ba.lan".parse().unwrap()).is_none());
        assert!(!format!("{secret:?}").contains("49"), "{secret:?}");
        assert_ne!(TotpSecret::random().base32().expose_secret(), TotpSecret::random().base32().expose_secret());
    }
}
