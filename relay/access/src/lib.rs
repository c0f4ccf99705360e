//! Who may do what. Belongs here: the only place that makes [`Allowed`]. Does not: HTTP, SQL, frames.
//!
//! Before accounts exist the only principal is the operator at this machine.

mod allowed;
mod principal;

pub use allowed::{Allowed, Permission, Watch};
pub use principal::Principal;

/// The principal may not do this. Says no more, so that nothing is learnt from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed")]
pub struct Denied;
