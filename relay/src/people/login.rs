//! Logging in: who is it, and may he try. Belongs here: the order of the steps. Does not: cookies.

use super::{Deed, Done, People, Person, Problem, as_try};
use access::{Token, TokenHash, password::Verdict, totp::TotpSecret};
use secrecy::{ExposeSecret, SecretString};
use shared::{SessionId, UnixMicros, UserId, access::Login, text::Lang};
use std::net::IpAddr;
use store::{
    Batch,
    people::{NewSession, UserRecord},
};

/// More characters of what a browser says of itself are not kept.
const DEVICE_MAX: usize = 200;

/// What somebody has entered.
#[derive(Debug, Clone)]
pub struct Entered {
    /// The login name as it was typed.
    pub login: String,
    /// The password as it was typed.
    pub password: SecretString,
    /// The code of the second factor, where one was typed.
    pub code: Option<String>,
}

/// Where somebody comes from.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The address, behind proxies that are trusted.
    pub address: IpAddr,
    /// What the device's cookie hashes to, where it has one.
    pub device: Option<TokenHash>,
    /// What the device is, in words: its browser's name.
    pub device_name: String,
    /// The session that is given up for a new one.
    pub replaces: Option<SessionId>,
}

/// Somebody who is logged in from now on.
#[derive(Debug)]
pub struct LoggedIn {
    /// The secret for the session's cookie.
    pub token: Token,
    /// The session.
    pub session: SessionId,
    /// When it ends, unless it is used before.
    pub until: UnixMicros,
    /// The secret for the device's cookie, where it has none that is known.
    pub device: Option<Token>,
    /// The language that he is spoken to in.
    pub lang: Lang,
}

impl People {
    /// Logs somebody in. The throttle is asked first, so that guesses cost nothing here; the password is compared even
    /// where there is no such account; the second factor is asked for only behind the right password.
    pub async fn login(&self, entered: &Entered, visit: &Visit, now: UnixMicros) -> Result<Done<LoggedIn>, Problem> {
        let login: Option<Login> = entered.login.parse().ok();
        let user = match &login {
            Some(login) => self.store().user_by_login(login).await?,
            None => None,
        };
        let known = match &user {
            Some(user) => self.knows_device(visit, &user.id).await?,
            None => false,
        };
        let who = as_try(visit, login.as_ref(), known);
        self.begin_try(&who)?;
        let done = self.enter(user, entered, visit, known, now).await;
        // What was no guess is no try: the right one, and those that were not compared.
        if !matches!(done, Err(Problem::Wrong | Problem::CodeWrong)) {
            self.take_back(&who);
        }
        done
    }

    async fn enter(
        &self,
        user: Option<UserRecord>,
        entered: &Entered,
        visit: &Visit,
        known: bool,
        now: UnixMicros,
    ) -> Result<Done<LoggedIn>, Problem> {
        let kept = user.as_ref().filter(|u| u.enabled).and_then(|u| u.password.clone());
        let verdict = self.0.hashing.verify(&entered.password, kept.clone()).await?;
        let (Some(user), Verdict::Right { rehash }) = (user, verdict) else { return Err(Problem::Wrong) };
        let rehashed = if rehash { Some(self.0.hashing.hash(&entered.password).await?) } else { None };
        let mut batch = self.store().batch().await?;
        // As he is now: what was compared may have been changed while it was.
        let mut user = batch.user(&user.id).await?.ok_or(Problem::Wrong)?;
        let same = |a: &SecretString, b: &SecretString| a.expose_secret() == b.expose_secret();
        if !user.enabled || !user.password.as_ref().zip(kept.as_ref()).is_some_and(|(a, b)| same(a, b)) {
            return Err(Problem::Wrong);
        }
        check_code(&mut batch, &user, entered.code.as_deref(), now).await?;
        if let Some(rehashed) = rehashed {
            // Only the password: the step that was just used stays used.
            user = batch.user(&user.id).await?.ok_or(Problem::Wrong)?;
            user.password = Some(rehashed);
            batch.save_user(&user).await?;
        }
        let logged_in = self.open_session(&mut batch, &user, visit, known, now).await?;
        let deed = Deed::LoggedIn(logged_in.session.clone());
        self.finish(batch, Done::new(Person::of(&user), deed, logged_in)).await
    }

    /// Begins a session in place of the one that is given up, and makes the device known.
    pub(super) async fn open_session(
        &self,
        batch: &mut Batch,
        user: &UserRecord,
        visit: &Visit,
        known: bool,
        now: UnixMicros,
    ) -> Result<LoggedIn, Problem> {
        if let Some(old) = &visit.replaces {
            batch.remove_session(old).await?;
        }
        let (token, until) = (Token::random(), self.session_end(now));
        let session = NewSession {
            token: token.hash().0,
            user: user.id.clone(),
            expires: until,
            address: visit.address.to_canonical().to_string(),
            device: visit.device_name.chars().filter(|c| !c.is_control()).take(DEVICE_MAX).collect(),
        };
        let session = batch.add_session(&session, now).await?;
        // A device that somebody else is known on keeps its cookie; one that nobody is known on gets a secret of ours,
        // never one that it has brought along.
        let device = match visit.device {
            Some(hash) if known => {
                batch.remember_device(&hash.0, &user.id, now).await?;
                None
            }
            _ => {
                let device = Token::random();
                batch.remember_device(&device.hash().0, &user.id, now).await?;
                Some(device)
            }
        };
        Ok(LoggedIn { token, session, until, device, lang: user.lang })
    }

    /// Whether a user has logged in on a visitor's device before.
    pub(super) async fn knows_device(&self, visit: &Visit, user: &UserId) -> Result<bool, Problem> {
        match &visit.device {
            Some(device) => Ok(self.store().knows_device(&device.0, user).await?),
            None => Ok(false),
        }
    }

    pub(super) fn session_end(&self, now: UnixMicros) -> UnixMicros {
        let lasts = u64::try_from(self.0.settings.session.as_micros()).unwrap_or(u64::MAX);
        UnixMicros(now.0.saturating_add(lasts))
    }
}

/// Takes a code of the second factor, where the user has one. The step that it uses up is written in the batch.
pub(super) async fn check_code(
    batch: &mut Batch,
    user: &UserRecord,
    code: Option<&str>,
    now: UnixMicros,
) -> Result<(), Problem> {
    let Some(factor) = &user.factor else { return Ok(()) };
    let code = code.filter(|code| !code.trim().is_empty()).ok_or(Problem::CodeMissing)?;
    let step = TotpSecret::kept(factor.secret.clone()).check(code, now, factor.last_step).ok_or(Problem::CodeWrong)?;
    if batch.use_factor_step(&user.id, step).await? { Ok(()) } else { Err(Problem::CodeWrong) }
}
