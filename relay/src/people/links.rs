//! Links for one use: the first password of somebody new, another in place of a forgotten one, the first admin.

use super::{Deed, Done, LoggedIn, NewUser, People, Person, Problem, Visit, as_try, login::check_code};
use access::Token;
use secrecy::SecretString;
use shared::{
    UnixMicros, UserId,
    access::{Role, Scope},
    routes,
};
use std::time::Duration;
use store::{
    Batch,
    people::{Invitation, InvitationRecord, Kind, NewGrant, UserRecord},
};

const DAY: Duration = Duration::from_secs(86_400);
/// A paper with a code on it may lie for a week.
const INVITE_LASTS: Duration = Duration::from_secs(7 * 86_400);

/// A link that is good for one use. It is a secret until then.
#[derive(Debug)]
pub struct Link {
    /// The secret in it.
    pub token: Token,
    /// What it is good for.
    pub kind: Kind,
    /// When it ends.
    pub until: UnixMicros,
}

impl Link {
    /// The address that the link is, under the relay's own, such as `https://camera.example.vn`.
    pub fn address(&self, base: &str) -> SecretString {
        let path = match self.kind {
            Kind::Setup => routes::SETUP,
            Kind::Invite | Kind::Reset => routes::INVITE,
        };
        format!("{}{path}/{}", base.trim_end_matches('/'), self.token.expose()).into()
    }

    fn new(kind: Kind, now: UnixMicros) -> Self {
        let lasts = if kind == Kind::Invite { INVITE_LASTS } else { DAY };
        let lasts = u64::try_from(lasts.as_micros()).unwrap_or(u64::MAX);
        Self { token: Token::random(), kind, until: UnixMicros(now.0.saturating_add(lasts)) }
    }
}

impl People {
    /// Makes a link with which a user chooses his password, the first or another. Earlier links for him are good for
    /// nothing from here on. `by` is who makes it; `None`: whoever sits at the relay's machine.
    pub async fn invite(&self, user: &UserId, by: Option<&UserId>, now: UnixMicros) -> Result<Done<Link>, Problem> {
        let mut batch = self.store().batch().await?;
        let user = batch.user(user).await?.ok_or(store::StoreError::NoUser)?;
        let link = link_for(&mut batch, &user, by, now).await?;
        self.finish(batch, Done::new(Person::of(&user), Deed::Invited(link.kind), link)).await
    }

    /// While nobody can log in as an admin: a link with which the first one is made, in place of any earlier one.
    /// `None` where there is an admin; an earlier link is taken back then.
    pub async fn setup(&self, now: UnixMicros) -> Result<Option<Link>, Problem> {
        let mut batch = self.store().batch().await?;
        let link = if batch.has_admin().await? {
            batch.remove_invitations_of(None).await?;
            None
        } else {
            let link = Link::new(Kind::Setup, now);
            batch.add_invitation(&link.token.hash().0, &Invitation::Setup, None, now, link.until).await?;
            Some(link)
        };
        batch.commit().await?;
        Ok(link)
    }

    /// What a link is good for and whom it is for, without using it up.
    pub async fn look_at(&self, token: &Token, now: UnixMicros) -> Result<(InvitationRecord, Option<Person>), Problem> {
        let link = self.store().invitation(&token.hash().0, now).await?.ok_or(Problem::Link)?;
        let Some(user) = link.what.user() else { return Ok((link, None)) };
        let user = self.store().user(user).await?.filter(|user| user.enabled).ok_or(Problem::Link)?;
        let person = Person::of(&user);
        Ok((link, Some(person)))
    }

    /// Uses a link up: its user has a password from here on, is logged out everywhere else and logged in here. Where he
    /// has a second factor, its code is wanted, too. A password that is not good enough does not use it up.
    pub async fn redeem(
        &self,
        token: &Token,
        password: &SecretString,
        code: Option<&str>,
        visit: &Visit,
        now: UnixMicros,
    ) -> Result<Done<LoggedIn>, Problem> {
        let (_, person) = self.look_at(token, now).await?;
        let person = person.ok_or(Problem::Link)?;
        let known = self.knows_device(visit, &person.id).await?;
        let who = as_try(visit, Some(&person.login), known);
        let hash = self.0.hashing.hash_new(password, &[person.login.as_str(), &person.name]).await?;
        // Whoever holds the link may try codes only as often as anybody else.
        let counted = code.is_some();
        if counted {
            self.begin_try(&who)?;
        }
        let done = self.redeem_hashed(token, hash, code, visit, now).await;
        if counted && !matches!(done, Err(Problem::CodeWrong)) {
            self.take_back(&who);
        }
        done
    }

    async fn redeem_hashed(
        &self,
        token: &Token,
        hash: SecretString,
        code: Option<&str>,
        visit: &Visit,
        now: UnixMicros,
    ) -> Result<Done<LoggedIn>, Problem> {
        let mut batch = self.store().batch().await?;
        let what = batch.take_invitation(&token.hash().0, now).await?.ok_or(Problem::Link)?;
        let user = match what.user() {
            Some(id) => batch.user(id).await?.filter(|user| user.enabled).ok_or(Problem::Link)?,
            None => return Err(Problem::Link),
        };
        check_code(&mut batch, &user, code, now).await?;
        let mut user = batch.user(&user.id).await?.ok_or(Problem::Link)?;
        user.password = Some(hash);
        batch.save_user(&user).await?;
        batch.remove_sessions_of(&user.id, None).await?;
        let logged_in = self.open_session(&mut batch, &user, visit, false, now).await?;
        self.finish(batch, Done::new(Person::of(&user), Deed::Redeemed(what.kind()), logged_in)).await
    }

    /// Uses the set-up link up: makes the first admin and logs him in.
    pub async fn redeem_setup(
        &self,
        token: &Token,
        new: &NewUser,
        password: &SecretString,
        visit: &Visit,
        now: UnixMicros,
    ) -> Result<Done<LoggedIn>, Problem> {
        let setup = |what: &Invitation| *what == Invitation::Setup;
        self.store().invitation(&token.hash().0, now).await?.filter(|i| setup(&i.what)).ok_or(Problem::Link)?;
        let mut user = new.record()?;
        user.password = Some(self.0.hashing.hash_new(password, &[user.login.as_str(), &user.name]).await?);
        let mut batch = self.store().batch().await?;
        batch.take_invitation(&token.hash().0, now).await?.filter(setup).ok_or(Problem::Link)?;
        if batch.has_admin().await? {
            return Err(Problem::Link);
        }
        batch.add_user(&user, now).await?;
        let admin = NewGrant { role: Role::Admin, scope: Scope::Site, hours: None, until: None, by: None };
        batch.add_grant(&user.id, &admin, now).await?;
        let logged_in = self.open_session(&mut batch, &user, visit, false, now).await?;
        self.finish(batch, Done::new(Person::of(&user), Deed::Redeemed(Kind::Setup), logged_in)).await
    }
}

pub(super) async fn link_for(
    batch: &mut Batch,
    user: &UserRecord,
    by: Option<&UserId>,
    now: UnixMicros,
) -> Result<Link, Problem> {
    let what = match user.password {
        None => Invitation::Invite(user.id.clone()),
        Some(_) => Invitation::Reset(user.id.clone()),
    };
    let link = Link::new(what.kind(), now);
    batch.add_invitation(&link.token.hash().0, &what, by, now, link.until).await?;
    Ok(link)
}
