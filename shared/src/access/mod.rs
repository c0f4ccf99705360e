//! Who may do what, as pure values: roles, their rights, where and when a grant holds. Belongs here: what both sides and
//! the database must agree on. Does not: who somebody is, proofs of permission (see the relay's `access`).

mod grant;
mod hours;
mod login;
mod role;

pub use grant::{Grant, Scope};
pub use hours::{Hours, HoursError, Moment};
pub use login::{Login, LoginError};
pub use role::{Right, Role};
