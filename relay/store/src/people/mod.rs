//! People: accounts, grants, sessions, invitations and the devices they are known on. Belongs here: their rows, and that
//! one admin stays. Does not: what a password or a code is worth, who may do this.

mod devices;
mod grants;
mod invitations;
mod last_admin;
mod pauses;
mod read;
mod record;
mod rows;
mod sessions;
mod traces;
mod users;

pub use record::{
    Account, CameraAccess, GrantRecord, Invitation, InvitationRecord, Kind, NewGrant, NewSession, Pause, People,
    SecondFactor, SessionRecord, Swept, TokenHash, UserRecord,
};
pub use traces::Traces;

use shared::UnixMicros;

pub(crate) fn micros(at: UnixMicros) -> i64 {
    i64::try_from(at.0).unwrap_or(i64::MAX)
}

/// A time that another program has spoilt lies at the beginning of all.
pub(crate) fn time(us: i64) -> UnixMicros {
    UnixMicros(u64::try_from(us).unwrap_or(0))
}
