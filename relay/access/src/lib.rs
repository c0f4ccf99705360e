//! Who may do what. Belongs here: the only place that makes [`Allowed`] and [`Granted`], and what proves who somebody is.
//! Does not: HTTP, SQL, frames, reading a clock.

mod allowed;
mod book;
mod facts;
pub mod password;
mod principal;
#[cfg(feature = "testing")]
pub mod testing;
pub mod throttle;
mod token;
pub mod totp;
mod watching;

pub use allowed::{
    Allowed, Audit, Configure, Embed, Granted, History, Lend, OfCamera, OfSite, People, Permission, See, Watch,
};
pub use book::{Book, Settings};
pub use facts::{CameraFacts, EmbedFacts, Facts, Person, SessionFacts};
pub use principal::{Identity, Principal};
pub use token::{Token, TokenHash};
pub use watching::{Open, Watching};

/// The principal may not do this. Says no more, so that nothing is learnt from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed")]
pub struct Denied;
