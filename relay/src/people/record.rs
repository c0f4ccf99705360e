//! What was done with accounts, as it stands in the audit. Belongs here: from a deed to an entry. Does not: the chain.

use super::{Deed, Done, People, Person, Problem};
use crate::audit::operator;
use shared::{
    UnixMicros,
    access::Scope,
    audit::{Action, Actor, ActorKind, Entry},
};
use std::net::IpAddr;
use store::{Batch, StoreError, people::Kind};

/// Who stands at the desk, and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub actor: Actor,
    /// From where; `None`: this machine.
    pub address: Option<IpAddr>,
}

impl By {
    /// Whoever sits at this machine's command line.
    pub(crate) fn operator() -> Self {
        Self { actor: operator(), address: None }
    }

    /// Something that he did.
    pub(crate) fn entry(&self, at: UnixMicros, action: Action) -> Entry {
        Entry::new(at, self.actor.clone(), action).address(self.address)
    }
}

impl People {
    /// Writes what was done into the audit and makes both happen, together or not at all.
    pub(super) async fn finish<T>(&self, batch: Batch, done: Done<T>) -> Result<Done<T>, Problem> {
        self.finish_with(batch, done, None).await
    }

    /// The same with a second deed about the same person.
    pub(super) async fn finish_with<T>(
        &self,
        mut batch: Batch,
        done: Done<T>,
        also: Option<Deed>,
    ) -> Result<Done<T>, Problem> {
        let at = hub::clock::now().time;
        let deeds = [Some(&done.deed), also.as_ref()];
        let entries: Vec<_> = deeds.into_iter().flatten().map(|deed| entry(&self.1, &done.who, deed, at)).collect();
        match batch.append_audit(&entries).await {
            Err(error @ (StoreError::AuditBroken | StoreError::AuditKey)) if done.deed.may_go_unrecorded() => {
                // An audit that somebody has altered must not blind the ward: `audit verify` tells what it is about.
                tracing::error!(%error, who = %done.who.id, deed = ?done.deed, "this stands in no audit");
            }
            other => other?,
        }
        batch.commit().await?;
        Ok(done)
    }
}

fn entry(by: &By, who: &Person, deed: &Deed, at: UnixMicros) -> Entry {
    let action = action(deed);
    // Whoever comes in is himself the one who acts: before that he was nobody.
    let himself = matches!(deed, Deed::LoggedIn(_) | Deed::Redeemed(_));
    let actor = if himself {
        Actor { kind: ActorKind::User, id: who.id.to_string(), name: who.name.clone() }
    } else {
        by.actor.clone()
    };
    let entry = Entry::new(at, actor, action).address(by.address).target(who.login.as_str());
    match deed {
        Deed::Added => entry.with("name", &who.name),
        Deed::Renamed { from } => entry.with("name", &who.name).with("old_name", from),
        Deed::Enabled => entry.with("enabled", &true),
        Deed::Disabled => entry.with("enabled", &false),
        Deed::Granted { grant, role, scope } | Deed::Revoked { grant, role, scope } => {
            let entry = entry.with("grant", grant).with("role", role.as_str());
            match scope {
                Scope::Site => entry,
                Scope::Area(area) => entry.with("area", area),
                Scope::Camera(camera) => entry.camera(camera.clone()),
            }
        }
        Deed::Invited(kind) | Deed::Redeemed(kind) => entry.with("kind", kind.as_str()),
        Deed::LoggedIn(session) | Deed::LoggedOut(session) | Deed::SessionEnded(session) => {
            entry.with("session", session)
        }
        Deed::PasswordChanged { sessions_ended }
        | Deed::FactorSetUp { sessions_ended }
        | Deed::SessionsEnded { sessions_ended } => entry.with("sessions_ended", sessions_ended),
        Deed::FactorDropped | Deed::Removed => entry,
    }
}

fn action(deed: &Deed) -> Action {
    match deed {
        Deed::Added => Action::UserAdded,
        Deed::Removed => Action::UserRemoved,
        Deed::Renamed { .. } | Deed::Enabled | Deed::Disabled => Action::UserChanged,
        Deed::Granted { .. } => Action::GrantAdded,
        Deed::Revoked { .. } => Action::GrantRemoved,
        Deed::Invited(_) => Action::Invited,
        Deed::Redeemed(Kind::Setup) => Action::Setup,
        Deed::Redeemed(_) => Action::InvitationUsed,
        Deed::LoggedIn(_) => Action::Login,
        Deed::LoggedOut(_) => Action::Logout,
        Deed::SessionEnded(_) | Deed::SessionsEnded { .. } => Action::SessionRevoked,
        Deed::PasswordChanged { .. } => Action::PasswordChanged,
        Deed::FactorSetUp { .. } => Action::TotpOn,
        Deed::FactorDropped => Action::TotpOff,
    }
}
