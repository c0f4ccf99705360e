//! From the store's rows to what decisions rest on. Belongs here: that, and nothing else.

use access::{CameraFacts, Facts, Person, SessionFacts, TokenHash};
use store::{Store, StoreError, people::People};

/// Everything that decides who may see what, as it is at one moment. Embeds are not among it yet.
pub async fn facts(store: &Store) -> Result<Facts, StoreError> {
    Ok(of(store.people().await?))
}

fn of(people: People) -> Facts {
    let mut facts = Facts::default();
    for account in people.accounts {
        let (login, name) = (account.login, account.name);
        let person = Person { login, name, grants: Vec::new(), has_totp: account.has_factor, enabled: account.enabled };
        facts.people.insert(account.id, person);
    }
    for record in people.grants {
        if let Some(person) = facts.people.get_mut(&record.user) {
            person.grants.push(record.grant);
        }
    }
    for session in people.sessions {
        let fact = SessionFacts { id: session.id, user: session.user, until: session.expires };
        facts.sessions.insert(TokenHash(session.token), fact);
    }
    facts.areas = people.areas.iter().map(|area| (area.id.clone(), area.parent.clone())).collect();
    let camera = |c: store::people::CameraAccess| (c.id, CameraFacts { area: c.area, paused: c.paused.is_some() });
    facts.cameras = people.cameras.into_iter().map(camera).collect();
    facts
}
