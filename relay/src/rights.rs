//! From what the store knows of people to what decisions rest on. Belongs here: that one step. Does not: deciding.

use access::{CameraFacts, Facts, Person, SessionFacts, TokenHash};
use store::people::People;

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
    facts
}
