//! Why something with an account was not done, and the sentence for it.

use crate::Failure;
use access::password::{HashError, LENGTH_MAX, LENGTH_MIN, Weak};
use shared::text::people as t;
use std::time::Duration;
use store::StoreError;

/// Why something was not done; it has not happened in part either.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// There is no such account, it is switched off, or the password is wrong: one answer for all.
    #[error("wrong login name or password")]
    Wrong,
    /// The password is right, and a code is wanted, too.
    #[error("a code of the second factor is wanted")]
    CodeMissing,
    /// The code is wrong, or was used before.
    #[error("wrong code")]
    CodeWrong,
    /// Too many tries; the next one may be made after this.
    #[error("too many tries, wait {0:?}")]
    Wait(Duration),
    /// Too many people log in at this moment.
    #[error("too many log in at once")]
    Busy,
    /// The new password is not good enough.
    #[error("the new password is weak: {0}")]
    Weak(#[from] Weak),
    /// The link was used, has ended, or never was.
    #[error("the link is good for nothing")]
    Link,
    /// It is no login name.
    #[error("no login name")]
    LoginBad,
    /// It cannot be shown as a name.
    #[error("no name")]
    NameBad,
    /// A household over more than a camera: it could pause what is not its own.
    #[error("a household has a role over a camera only")]
    HouseholdScope,
    /// There is a second factor already.
    #[error("a second factor is set up already")]
    FactorThere,
    /// There is no second factor, or none was begun.
    #[error("no second factor")]
    NoFactor,
    /// The session has ended already, or is somebody else's.
    #[error("no such session")]
    NoSession,
    /// The password cannot be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The store does not serve.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Wrong => Self::new(t::LOGIN_WRONG, []),
            Problem::CodeMissing => Self::new(t::CODE_MISSING, []),
            Problem::CodeWrong => Self::new(t::CODE_WRONG, []),
            Problem::Wait(wait) if wait <= Duration::from_secs(90) => Self::new(t::WAIT_SECS, [("secs", &secs(wait))]),
            Problem::Wait(wait) => Self::new(t::WAIT_MINUTES, [("minutes", &secs(wait).div_ceil(60))]),
            Problem::Busy => Self::new(t::LOGIN_BUSY, []),
            Problem::Weak(Weak::Short) => Self::new(t::PASSWORD_SHORT, [("min", &LENGTH_MIN)]),
            Problem::Weak(Weak::Long) => Self::new(t::PASSWORD_LONG, [("max", &LENGTH_MAX)]),
            Problem::Weak(Weak::Control) => Self::new(t::PASSWORD_CONTROL, []),
            Problem::Weak(Weak::Personal) => Self::new(t::PASSWORD_PERSONAL, []),
            Problem::Weak(Weak::Common) => Self::new(t::PASSWORD_COMMON, []),
            Problem::Link => Self::new(t::LINK_BAD, []),
            Problem::LoginBad => Self::new(t::LOGIN_BAD, []),
            Problem::NameBad => Self::new(t::PERSON_NAME_BAD, []),
            Problem::HouseholdScope => Self::new(t::HOUSEHOLD_CAMERA, []),
            Problem::FactorThere => Self::new(t::FACTOR_THERE, []),
            Problem::NoFactor => Self::new(t::NO_FACTOR, []),
            Problem::NoSession => Self::new(t::SESSION_GONE, []),
            Problem::Hash(_) => Self::new(t::HASH_FAILED, []),
            Problem::Store(e) => e.into(),
        }
    }
}

/// Never less than what has to be waited for.
fn secs(wait: Duration) -> u64 {
    wait.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::text::Lang;

    #[test]
    fn a_wait_is_told_in_seconds_or_minutes_and_never_too_short() {
        for (millis, said) in
            [(1, "1 s"), (1_000, "1 s"), (1_001, "2 s"), (90_000, "90 s"), (90_001, "2 min"), (300_000, "5 min")]
        {
            let sentence = Failure::from(Problem::Wait(Duration::from_millis(millis))).sentence(Lang::En);
            assert!(sentence.contains(said), "{millis}: {sentence}");
        }
    }
}
