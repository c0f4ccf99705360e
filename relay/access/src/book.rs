//! The facts as they are now, for all who ask. Belongs here: replacing them, finding who a token belongs to.
//! Does not: what a principal may do (see `principal`).

use crate::{Facts, Principal, TokenHash, principal::Who};
use shared::{
    UnixMicros,
    access::{Moment, Role},
};
use std::{
    fmt,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

/// How decisions are made here.
pub struct Settings {
    /// Reads the wall clock.
    pub clock: Box<dyn Fn() -> UnixMicros + Send + Sync>,
    /// How many minutes the site's clocks are ahead of UTC.
    pub utc_offset_minutes: i16,
    /// Roles that may do nothing before they have set up a second factor.
    pub totp_roles: Vec<Role>,
}

/// What everybody may do, at every moment as it is then.
pub struct Book {
    facts: RwLock<Arc<Facts>>,
    pub(crate) settings: Settings,
    version: AtomicU64,
}

impl fmt::Debug for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Book").finish_non_exhaustive()
    }
}

impl Book {
    /// A book without facts: nobody may do anything.
    pub fn new(settings: Settings) -> Arc<Self> {
        Arc::new(Self { facts: RwLock::default(), settings, version: AtomicU64::new(0) })
    }

    /// Puts newer facts in place of the old ones.
    pub fn replace(&self, facts: Facts) {
        *self.facts.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(facts);
        self.version.fetch_add(1, Relaxed);
    }

    /// Counts the replacements.
    pub fn version(&self) -> u64 {
        self.version.load(Relaxed)
    }

    /// The facts as they are now.
    pub fn facts(&self) -> Arc<Facts> {
        self.facts.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Now, as grants look at it.
    pub fn moment(&self) -> Moment {
        Moment { now: (self.settings.clock)(), utc_offset_minutes: self.settings.utc_offset_minutes }
    }

    /// Whose session a cookie's secret is.
    pub fn session(self: &Arc<Self>, token: TokenHash) -> Option<Principal> {
        let session = self.facts().sessions.get(&token).cloned()?;
        let who = Who::Session { token, id: session.id, user: session.user };
        Some(Principal::new(self.clone(), who)).filter(Principal::is_valid)
    }

    /// The embed that an address's secret names.
    pub fn embed(self: &Arc<Self>, token: TokenHash) -> Option<Principal> {
        let id = self.facts().embeds.get(&token)?.id.clone();
        Some(Principal::new(self.clone(), Who::Embed { token, id })).filter(Principal::is_valid)
    }
}
