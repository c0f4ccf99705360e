//! Who asks. A principal is an issuer and a subject, not a row's number; what it may do is looked up at each question, so
//! that a right that was taken away is gone at once.

use crate::{Allowed, Book, Denied, Facts, Granted, OfCamera, OfSite, Person, See, TokenHash};
use shared::{
    CameraId, EmbedId, Profile, SessionId, UserId,
    access::{Grant, Moment, Right},
};
use std::sync::Arc;

/// Someone, or something, that asks for cameras.
#[derive(Debug, Clone)]
pub struct Principal {
    book: Arc<Book>,
    who: Who,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    /// Somebody who has logged in.
    Session { token: TokenHash, id: SessionId, user: UserId },
    /// A visitor of a web site that shows a camera.
    Embed { token: TokenHash, id: EmbedId },
}

/// Who a principal is, for records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// A person, through one of his sessions.
    User {
        /// Who.
        id: UserId,
        /// His name when this was asked.
        name: String,
        /// Through which login.
        session: SessionId,
    },
    /// A visitor of an embed.
    Embed(EmbedId),
}

impl Principal {
    pub(crate) fn new(book: Arc<Book>, who: Who) -> Self {
        Self { book, who }
    }

    /// Who this is.
    pub fn identity(&self) -> Identity {
        match &self.who {
            Who::Session { id, user, .. } => {
                let name = self.book.facts().people.get(user).map(|p| p.name.clone()).unwrap_or_default();
                Identity::User { id: user.clone(), name, session: id.clone() }
            }
            Who::Embed { id, .. } => Identity::Embed(id.clone()),
        }
    }

    /// Whether the session or embed is still there and has not ended.
    pub fn is_valid(&self) -> bool {
        let (facts, moment) = (self.book.facts(), self.book.moment());
        match &self.who {
            Who::Session { token, user, .. } => {
                let session = facts.sessions.get(token).filter(|s| s.user == *user && moment.now < s.until);
                session.is_some() && facts.people.get(user).is_some_and(|person| person.enabled)
            }
            Who::Embed { token, .. } => {
                facts.embeds.get(token).is_some_and(|e| e.until.is_none_or(|until| moment.now < until))
            }
        }
    }

    /// Whether this is somebody whose role needs a second factor that he has not set up: he may do nothing before.
    pub fn needs_totp(&self) -> bool {
        let Who::Session { user, .. } = &self.who else { return false };
        self.book.facts().people.get(user).is_some_and(|person| self.lacks_totp(person))
    }

    /// Whether this principal may do `P` with a camera now.
    pub fn may<P: OfCamera>(&self, camera: &CameraId) -> Result<Allowed<P>, Denied> {
        let facts = self.book.facts();
        let open = match facts.cameras.get(camera) {
            Some(known) => P::WHILE_PAUSED || !known.paused,
            None => P::AFTER_REMOVAL,
        };
        if !open {
            return Err(Denied);
        }
        let moment = self.book.moment();
        match &self.who {
            Who::Session { .. } => {
                let gives = |g: &Grant| g.role.has(P::RIGHT) && g.holds(moment) && facts.lies_in(camera, &g.scope);
                self.grants(&facts, moment)?.iter().any(gives).then(|| Allowed::new(camera.clone(), Profile::Main))
            }
            Who::Embed { token, .. } => {
                let embed = facts.embeds.get(token).filter(|e| e.camera == *camera && self.is_valid());
                embed.filter(|_| P::RIGHT == Right::Watch).map(|e| Allowed::new(camera.clone(), e.best))
            }
        }
        .ok_or(Denied)
    }

    /// Whether a camera's pictures are kept from this principal only because it is paused.
    pub fn is_paused_for(&self, camera: &CameraId) -> bool {
        self.book.facts().cameras.get(camera).is_some_and(|facts| facts.paused) && self.may::<See>(camera).is_ok()
    }

    /// Whether this principal may do `P` in the whole ward now.
    pub fn may_site<P: OfSite>(&self) -> Result<Granted<P>, Denied> {
        if self.has_site_wide(P::RIGHT) { Ok(Granted::new()) } else { Err(Denied) }
    }

    /// Whether this principal has a right over the whole ward now, for deciding what to offer.
    pub fn has_site_wide(&self, right: Right) -> bool {
        let (facts, moment) = (self.book.facts(), self.book.moment());
        self.grants(&facts, moment).is_ok_and(|grants| grants.iter().any(|g| g.gives_site_wide(right, moment)))
    }

    /// Whether this principal has a right anywhere now.
    pub fn has_somewhere(&self, right: Right) -> bool {
        let (facts, moment) = (self.book.facts(), self.book.moment());
        let gives = |g: &Grant| g.role.has(right) && g.holds(moment);
        self.grants(&facts, moment).is_ok_and(|grants| grants.iter().any(gives))
    }

    fn grants<'a>(&self, facts: &'a Facts, moment: Moment) -> Result<&'a [Grant], Denied> {
        let Who::Session { token, user, .. } = &self.who else { return Err(Denied) };
        let session = facts.sessions.get(token).filter(|s| s.user == *user && moment.now < s.until).ok_or(Denied)?;
        let person = facts.people.get(&session.user).filter(|p| p.enabled && !self.lacks_totp(p)).ok_or(Denied)?;
        Ok(&person.grants)
    }

    fn lacks_totp(&self, person: &Person) -> bool {
        let wanted = &self.book.settings.totp_roles;
        !person.has_totp && person.grants.iter().any(|grant| wanted.contains(&grant.role))
    }
}

#[cfg(test)]
#[path = "principal_tests.rs"]
mod tests;
