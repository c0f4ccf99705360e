//! People who use the relay: logging in, links, passwords, second factors, grants. Belongs here: bringing together what
//! `access` knows and what `store` keeps, each change together with its row in the audit. Does not: HTTP, printing, who
//! may do this to whom.

mod accounts;
mod deed;
mod factor;
mod hashing;
mod links;
mod login;
mod problem;
mod record;
mod sessions;
mod settings;
mod until;
mod upkeep;
pub mod words;

pub use accounts::NewUser;
pub use deed::{Deed, Done, Person};
pub use factor::Enrolment;
pub use links::Link;
pub use login::{Entered, LoggedIn, Visit};
pub use problem::Problem;
pub use record::By;
pub use settings::Settings;
pub(crate) use settings::roles;
pub(crate) use until::last_day;
pub use upkeep::DEVICE_DAYS;

use access::throttle::{Throttle, Try, Wait};
use factor::Enrolments;
use hashing::Hashing;
use shared::access::Login;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};
use store::Store;
use upkeep::Seen;

/// Everything that is done with accounts goes through this desk. Cheap to clone.
#[derive(Clone)]
pub struct People(Arc<Inner>, By);

struct Inner {
    store: Store,
    settings: Settings,
    hashing: Hashing,
    throttle: Mutex<Throttle>,
    enrolments: Mutex<Enrolments>,
    seen: Mutex<Seen>,
}

impl People {
    /// A desk over a store, at which somebody stands.
    pub fn new(store: Store, settings: Settings, by: By) -> Self {
        let inner = Inner {
            store,
            settings,
            hashing: Hashing::default(),
            throttle: Mutex::default(),
            enrolments: Mutex::default(),
            seen: Mutex::default(),
        };
        Self(Arc::new(inner), by)
    }

    /// The same desk with somebody else standing at it: what is done there is put down to him.
    pub fn acting(&self, by: By) -> Self {
        Self(self.0.clone(), by)
    }

    fn store(&self) -> &Store {
        &self.0.store
    }

    fn begin_try(&self, who: &Try<'_>) -> Result<(), Problem> {
        let begun = self.0.throttle.lock().unwrap_or_else(PoisonError::into_inner).begin(who, Instant::now());
        begun.map_err(|Wait(wait)| Problem::Wait(wait))
    }

    fn take_back(&self, who: &Try<'_>) {
        self.0.throttle.lock().unwrap_or_else(PoisonError::into_inner).take_back(who, Instant::now());
    }
}

/// How a person is known to the throttle.
fn as_try<'a>(visit: &Visit, account: Option<&'a Login>, known: bool) -> Try<'a> {
    Try { account, address: visit.address, device: visit.device.filter(|_| known) }
}

#[cfg(test)]
mod tests;
