//! Keeping what decisions rest on true to the store. Belongs here: reading it anew, and telling open pages when they see
//! other cameras from here on. Does not: deciding.

use access::{Book, CameraFacts, EmbedFacts, Facts, Person, SessionFacts, TokenHash};
use hub::Hub;
use std::sync::Arc;
use store::{Store, StoreError, people::People};
use tokio::sync::Mutex;

/// The book and where it is read from; a handle to share.
#[derive(Clone)]
pub(crate) struct Rights {
    store: Store,
    book: Arc<Book>,
    hub: Arc<Hub>,
    /// One reading at a time, so that no older one takes the place of a newer one.
    turn: Arc<Mutex<()>>,
}

impl Rights {
    pub(crate) fn new(store: Store, book: Arc<Book>, hub: Arc<Hub>) -> Self {
        Self { store, book, hub, turn: Arc::default() }
    }

    /// Reads everything anew. What was changed before this is called holds when it returns.
    pub(crate) async fn read(&self) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        let facts = facts(&self.store.people().await?);
        let old = self.book.facts();
        // Logins come and go without changing what anybody sees.
        let others = old.people != facts.people || old.cameras != facts.cameras || old.areas != facts.areas;
        self.book.replace(facts);
        if others {
            self.hub.list_changed();
        }
        Ok(())
    }

    /// The same behind a change that is done already; where it fails, the next look at the store makes up for it.
    pub(crate) async fn renew(&self) {
        if let Err(error) = self.read().await {
            tracing::error!(%error, "what was changed could not be read again; it holds within a second");
        }
    }
}

/// The facts of everybody and everything that is stored.
pub(crate) fn facts(people: &People) -> Facts {
    let mut facts = Facts::default();
    for account in &people.accounts {
        let person = Person {
            login: account.login.clone(),
            name: account.name.clone(),
            grants: Vec::new(),
            has_totp: account.has_factor,
            enabled: account.enabled,
        };
        facts.people.insert(account.id.clone(), person);
    }
    for record in &people.grants {
        if let Some(person) = facts.people.get_mut(&record.user) {
            person.grants.push(record.grant.clone());
        }
    }
    for session in &people.sessions {
        let (id, user, until) = (session.id.clone(), session.user.clone(), session.expires);
        facts.sessions.insert(TokenHash(session.token), SessionFacts { id, user, until });
    }
    facts.areas = people.areas.iter().map(|area| (area.id.clone(), area.parent.clone())).collect();
    let camera = |c: &store::people::CameraAccess| CameraFacts { area: c.area.clone(), paused: c.paused.is_some() };
    facts.cameras = people.cameras.iter().map(|c| (c.id.clone(), camera(c))).collect();
    facts.embeds = people.embeds.iter().map(|e| (TokenHash(e.token), embed(e))).collect();
    facts
}

fn embed(record: &store::embeds::EmbedRecord) -> EmbedFacts {
    let embed = &record.embed;
    EmbedFacts {
        id: record.id.clone(),
        camera: record.camera.clone(),
        name: embed.name.clone(),
        best: embed.best,
        moving: embed.moving,
        viewers_max: embed.viewers_max,
        origins: embed.origins.clone(),
        until: embed.expires,
    }
}
