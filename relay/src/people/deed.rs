//! What was done, for the audit.

use shared::{
    GrantId, SessionId, UserId,
    access::{Login, Role, Scope},
};
use store::people::Kind;

/// Somebody as he was when something was done to him or by him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// His id.
    pub id: UserId,
    /// What he logs in with.
    pub login: Login,
    /// His name.
    pub name: String,
}

/// What was done to or by the person in [`Done::who`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// He was added.
    Added,
    /// He was taken away.
    Removed,
    /// He has another name from here on.
    Renamed {
        /// The name before.
        from: String,
    },
    /// He may log in again.
    Enabled,
    /// He may not log in any more, and is logged out everywhere.
    Disabled,
    /// He was given a role.
    Granted {
        /// The grant.
        grant: GrantId,
        /// The role.
        role: Role,
        /// Where.
        scope: Scope,
    },
    /// A role was taken from him.
    Revoked {
        /// The grant.
        grant: GrantId,
        /// The role.
        role: Role,
        /// Where.
        scope: Scope,
    },
    /// A link was made for him.
    Invited(Kind),
    /// He used a link and chose a password.
    Redeemed(Kind),
    /// He logged in.
    LoggedIn(SessionId),
    /// He logged out.
    LoggedOut(SessionId),
    /// One of his sessions was ended.
    SessionEnded(SessionId),
    /// All of his sessions were ended.
    SessionsEnded {
        /// How many there were.
        sessions_ended: u64,
    },
    /// His password was changed; so many of his sessions were ended by that.
    PasswordChanged {
        /// How many.
        sessions_ended: u64,
    },
    /// He has set up a second factor; so many of his sessions were ended by that.
    FactorSetUp {
        /// How many.
        sessions_ended: u64,
    },
    /// His second factor was taken away.
    FactorDropped,
}

impl Deed {
    /// Coming and going, which go on even where the audit can take nothing more; changes do not.
    pub(super) fn may_go_unrecorded(&self) -> bool {
        matches!(self, Self::LoggedIn(_) | Self::LoggedOut(_) | Self::SessionEnded(_))
    }
}

/// Something that has happened.
#[derive(Debug, Clone)]
pub struct Done<T> {
    /// Whom it is about.
    pub who: Person,
    /// What it was.
    pub deed: Deed,
    /// What came of it.
    pub value: T,
}

impl Person {
    pub(super) fn of(user: &store::people::UserRecord) -> Self {
        Self { id: user.id.clone(), login: user.login.clone(), name: user.name.clone() }
    }
}

impl<T> Done<T> {
    pub(super) fn new(who: Person, deed: Deed, value: T) -> Self {
        Self { who, deed, value }
    }
}
