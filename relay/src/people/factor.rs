//! The second factor: begun, proved by a first code, taken away. Belongs here: secrets that are not proved yet, which live
//! in memory only.

use super::{Deed, Done, People, Person, Problem, Visit, accounts::person, as_try, login::check_code};
use access::totp::TotpSecret;
use secrecy::SecretString;
use shared::{SessionId, UnixMicros, UserId};
use std::{
    collections::BTreeMap,
    sync::{MutexGuard, PoisonError},
    time::Duration,
};
use store::{StoreError, people::SecondFactor};

/// How the account is called in an authenticator app.
const ISSUER: &str = "Mắt phố";
/// How long somebody may take to type his secret into an app.
const PATIENCE: Duration = Duration::from_secs(900);
/// Enrolments at the same time; of more, the oldest begin anew.
const AT_ONCE: usize = 256;

/// What an app has to be told.
#[derive(Debug)]
pub struct Enrolment {
    /// The `otpauth://` address, for a QR code.
    pub uri: SecretString,
    /// The secret in base32, for typing.
    pub secret: SecretString,
}

#[derive(Default)]
pub(super) struct Enrolments(BTreeMap<UserId, (UnixMicros, TotpSecret)>);

impl Enrolments {
    fn begin(&mut self, user: &UserId, secret: TotpSecret, now: UnixMicros) {
        self.0.insert(user.clone(), (now, secret));
        while self.0.len() > AT_ONCE {
            let oldest = self.0.iter().min_by_key(|(_, (begun, _))| *begun).map(|(user, _)| user.clone());
            oldest.and_then(|user| self.0.remove(&user));
        }
    }

    pub(super) fn of(&mut self, user: &UserId, now: UnixMicros) -> Option<TotpSecret> {
        self.0.retain(|_, (begun, _)| now.since(*begun) < PATIENCE);
        self.0.get(user).map(|(_, secret)| secret.clone())
    }
}

impl People {
    /// Begins to set up a second factor, or goes on with what was begun. It counts for nothing until
    /// [`People::confirm_totp`].
    pub async fn enrol_totp(&self, user: &UserId, now: UnixMicros) -> Result<Enrolment, Problem> {
        let user = self.store().user(user).await?.ok_or(StoreError::NoUser)?;
        if user.factor.is_some() {
            return Err(Problem::FactorThere);
        }
        // Loading the page again shows the same secret: the phone may have it already.
        let secret = self.enrolments().of(&user.id, now).unwrap_or_else(TotpSecret::random);
        let uri = secret.uri(ISSUER, &user.login).ok_or(Problem::NoFactor)?;
        let enrolment = Enrolment { uri, secret: secret.base32() };
        self.enrolments().begin(&user.id, secret, now);
        Ok(enrolment)
    }

    /// Sets the second factor up that was begun, proved by its first code; the user's other sessions end, since they were
    /// begun without it.
    pub async fn confirm_totp(
        &self,
        user: &UserId,
        session: &SessionId,
        code: &str,
        now: UnixMicros,
    ) -> Result<Done<()>, Problem> {
        let secret = self.enrolments().of(user, now).ok_or(Problem::NoFactor)?;
        let step = secret.check(code, now, None).ok_or(Problem::CodeWrong)?;
        let mut batch = self.store().batch().await?;
        let mut user = batch.user(user).await?.ok_or(StoreError::NoUser)?;
        if user.factor.is_some() {
            return Err(Problem::FactorThere);
        }
        user.factor = Some(SecondFactor { secret: secret.bytes().clone(), last_step: Some(step) });
        batch.save_user(&user).await?;
        let sessions_ended = batch.remove_sessions_of(&user.id, Some(session)).await?;
        let done = self.finish(batch, Done::new(Person::of(&user), Deed::FactorSetUp { sessions_ended }, ())).await?;
        self.enrolments().0.remove(&user.id);
        Ok(done)
    }

    /// Takes a user's own second factor away, who enters his password and a code.
    pub async fn drop_totp(
        &self,
        user: &UserId,
        password: &SecretString,
        code: &str,
        visit: &Visit,
        now: UnixMicros,
    ) -> Result<Done<()>, Problem> {
        let confirmed = self.confirmed(user, password, visit).await?;
        let known = self.knows_device(visit, user).await?;
        let who = as_try(visit, Some(&confirmed.login), known);
        self.begin_try(&who)?;
        let done = self.drop_proved(user, code, now).await;
        if !matches!(done, Err(Problem::CodeWrong)) {
            self.take_back(&who);
        }
        done
    }

    async fn drop_proved(&self, user: &UserId, code: &str, now: UnixMicros) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        let record = batch.user(user).await?.ok_or(StoreError::NoUser)?;
        if record.factor.is_none() {
            return Err(Problem::NoFactor);
        }
        check_code(&mut batch, &record, Some(code), now).await?;
        batch.drop_factor(user).await?;
        self.finish(batch, Done::new(Person::of(&record), Deed::FactorDropped, ())).await
    }

    /// Takes somebody's second factor away, as an admin or whoever sits at the relay's machine may: a lost phone.
    pub async fn drop_totp_of(&self, user: &UserId) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        let who = person(&mut batch, user).await?;
        if !batch.drop_factor(user).await? {
            return Err(Problem::NoFactor);
        }
        self.finish(batch, Done::new(who, Deed::FactorDropped, ())).await
    }

    fn enrolments(&self) -> MutexGuard<'_, Enrolments> {
        self.0.enrolments.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
