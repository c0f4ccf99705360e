//! Accounts: adding and removing people, what they may do, their passwords.

use super::{Deed, Done, Link, People, Person, Problem, Visit, as_try, links::link_for};
use crate::roster::tidy;
use access::password::Verdict;
use secrecy::SecretString;
use shared::{
    GrantId, SessionId, UnixMicros, UserId,
    access::{Role, Scope},
    label::{NAME_MAX, is_label},
    text::Lang,
};
use store::{
    StoreError,
    people::{NewGrant, UserRecord},
};

/// Somebody to be added, as it was typed.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// What he will log in with.
    pub login: String,
    /// His name, as others see it.
    pub name: String,
    /// The language that he is spoken to in.
    pub lang: Lang,
}

impl NewUser {
    /// Whether somebody could be added as this, before a password is asked for.
    pub fn check(&self) -> Result<(), Problem> {
        self.record().map(drop)
    }

    /// Whoever that is, without a password yet.
    pub(super) fn record(&self) -> Result<UserRecord, Problem> {
        let login = self.login.parse().map_err(|_| Problem::LoginBad)?;
        let name = tidy(&self.name);
        if !is_label(&name, NAME_MAX) {
            return Err(Problem::NameBad);
        }
        UserRecord::new(login, name, self.lang).ok_or(Problem::LoginBad)
    }
}

impl People {
    /// Adds somebody with a password.
    pub async fn add(
        &self,
        new: &NewUser,
        password: &SecretString,
        grant: Option<&NewGrant>,
        now: UnixMicros,
    ) -> Result<Done<()>, Problem> {
        let mut user = new.record()?;
        grant.map_or(Ok(()), check)?;
        user.password = Some(self.0.hashing.hash_new(password, &[user.login.as_str(), &user.name]).await?);
        let mut batch = self.store().batch().await?;
        batch.add_user(&user, now).await?;
        let also = first_grant(&mut batch, &user, grant, now).await?;
        self.finish_with(batch, Done::new(Person::of(&user), Deed::Added, ()), also).await
    }

    /// Adds somebody who chooses his password himself by the link that this answers.
    pub async fn add_invited(
        &self,
        new: &NewUser,
        grant: Option<&NewGrant>,
        by: Option<&UserId>,
        now: UnixMicros,
    ) -> Result<Done<Link>, Problem> {
        let user = new.record()?;
        grant.map_or(Ok(()), check)?;
        let mut batch = self.store().batch().await?;
        batch.add_user(&user, now).await?;
        let also = first_grant(&mut batch, &user, grant, now).await?;
        let link = link_for(&mut batch, &user, by, now).await?;
        self.finish_with(batch, Done::new(Person::of(&user), Deed::Added, link), also).await
    }

    /// Takes somebody away with all that is his; the last admin stays.
    pub async fn remove(&self, user: &UserId) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        // Read without his secrets: one whose second factor was altered can be removed, too.
        let who = person(&mut batch, user).await?;
        batch.remove_user(user).await?;
        self.finish(batch, Done::new(who, Deed::Removed, ())).await
    }

    /// Lets somebody log in, or not any more; then he is logged out everywhere, and links for him are taken back.
    pub async fn set_enabled(&self, user: &UserId, enabled: bool) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        let mut user = batch.user(user).await?.ok_or(StoreError::NoUser)?;
        user.enabled = enabled;
        batch.save_user(&user).await?;
        if !enabled {
            batch.remove_sessions_of(&user.id, None).await?;
            batch.remove_invitations_of(Some(&user.id)).await?;
        }
        let deed = if enabled { Deed::Enabled } else { Deed::Disabled };
        self.finish(batch, Done::new(Person::of(&user), deed, ())).await
    }

    /// Gives somebody another name.
    pub async fn rename(&self, user: &UserId, name: &str) -> Result<Done<()>, Problem> {
        let name = tidy(name);
        if !is_label(&name, NAME_MAX) {
            return Err(Problem::NameBad);
        }
        let mut batch = self.store().batch().await?;
        let mut user = batch.user(user).await?.ok_or(StoreError::NoUser)?;
        let from = std::mem::replace(&mut user.name, name);
        batch.save_user(&user).await?;
        self.finish(batch, Done::new(Person::of(&user), Deed::Renamed { from }, ())).await
    }

    /// Gives a role.
    pub async fn grant(&self, user: &UserId, grant: &NewGrant, now: UnixMicros) -> Result<Done<GrantId>, Problem> {
        check(grant)?;
        let mut batch = self.store().batch().await?;
        let who = person(&mut batch, user).await?;
        let id = batch.add_grant(user, grant, now).await?;
        let deed = Deed::Granted { grant: id.clone(), role: grant.role, scope: grant.scope.clone() };
        self.finish(batch, Done::new(who, deed, id)).await
    }

    /// Takes a role away; the last admin stays.
    pub async fn revoke(&self, user: &UserId, grant: &GrantId) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        let who = person(&mut batch, user).await?;
        let grants = batch.people().await?.grants;
        let record = grants.into_iter().find(|g| g.grant.id == *grant && g.user == *user);
        let (id, role, scope) = record.map(|g| (g.grant.id, g.grant.role, g.grant.scope)).ok_or(StoreError::NoGrant)?;
        batch.remove_grant(&id).await?;
        self.finish(batch, Done::new(who, Deed::Revoked { grant: id, role, scope }, ())).await
    }

    /// Puts another password in place of a user's own, who enters the old one; his other sessions end.
    pub async fn change_password(
        &self,
        user: &UserId,
        session: &SessionId,
        old: &SecretString,
        new: &SecretString,
        visit: &Visit,
    ) -> Result<Done<()>, Problem> {
        let user = self.confirmed(user, old, visit).await?;
        let hash = self.0.hashing.hash_new(new, &[user.login.as_str(), &user.name]).await?;
        self.put_password(&user.id, hash, Some(session)).await
    }

    /// Gives somebody a password, as whoever sits at the relay's machine may; he is logged out everywhere.
    pub async fn set_password(&self, user: &UserId, new: &SecretString) -> Result<Done<()>, Problem> {
        let user = self.store().user(user).await?.ok_or(StoreError::NoUser)?;
        let hash = self.0.hashing.hash_new(new, &[user.login.as_str(), &user.name]).await?;
        self.put_password(&user.id, hash, None).await
    }

    async fn put_password(
        &self,
        user: &UserId,
        hash: SecretString,
        stays: Option<&SessionId>,
    ) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        let mut user = batch.user(user).await?.ok_or(StoreError::NoUser)?;
        user.password = Some(hash);
        batch.save_user(&user).await?;
        batch.remove_invitations_of(Some(&user.id)).await?;
        let sessions_ended = batch.remove_sessions_of(&user.id, stays).await?;
        self.finish(batch, Done::new(Person::of(&user), Deed::PasswordChanged { sessions_ended }, ())).await
    }

    /// A user who has entered his password again. Guesses count as they do when logging in.
    pub(super) async fn confirmed(
        &self,
        user: &UserId,
        password: &SecretString,
        visit: &Visit,
    ) -> Result<UserRecord, Problem> {
        let user = self.store().user(user).await?.ok_or(StoreError::NoUser)?;
        let known = self.knows_device(visit, &user.id).await?;
        let who = as_try(visit, Some(&user.login), known);
        self.begin_try(&who)?;
        let verdict = self.0.hashing.verify(password, user.password.clone()).await;
        if !matches!(verdict, Ok(Verdict::Wrong)) {
            self.take_back(&who);
        }
        if verdict? == Verdict::Wrong { Err(Problem::Wrong) } else { Ok(user) }
    }
}

fn check(grant: &NewGrant) -> Result<(), Problem> {
    let is_camera = matches!(grant.scope, Scope::Camera(_));
    if grant.role == Role::Household && !is_camera { Err(Problem::HouseholdScope) } else { Ok(()) }
}

async fn first_grant(
    batch: &mut store::Batch,
    user: &UserRecord,
    grant: Option<&NewGrant>,
    now: UnixMicros,
) -> Result<Option<Deed>, Problem> {
    let Some(new) = grant else { return Ok(None) };
    let grant = batch.add_grant(&user.id, new, now).await?;
    Ok(Some(Deed::Granted { grant, role: new.role, scope: new.scope.clone() }))
}

pub(super) async fn person(batch: &mut store::Batch, user: &UserId) -> Result<Person, Problem> {
    let accounts = batch.people().await?.accounts;
    let account = accounts.into_iter().find(|a| a.id == *user).ok_or(StoreError::NoUser)?;
    Ok(Person { id: account.id, login: account.login, name: account.name })
}
