//! Links for one use: the first admin, an invitation, a new password. Whoever opens one is logged in a minute later.

use super::{
    super::{App, problem::Refusal},
    ask::{Ask, unforeseen},
    form::Fields,
    login::logged_in,
};
use crate::{
    Failure,
    pages::{self, kit::Typed},
    people::{NewUser, Problem},
};
use access::{Token, password::LENGTH_MIN};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use secrecy::ExposeSecret;
use shared::{routes, text::people as words};
use store::people::{Invitation, InvitationRecord};

/// The shortest password, as pages say it.
pub(super) const PASSWORD_MIN: u16 = LENGTH_MIN as u16;

pub(super) async fn setup_page(State(app): State<App>, ask: Ask, Path(token): Path<String>) -> Response {
    match opened(&app, &ask, &token).await {
        Some((_, link)) if link.what == Invitation::Setup => {
            let view = pages::Setup { password_min: PASSWORD_MIN, ..pages::Setup::default() };
            ask.show(&app, |f| view.draw(f))
        }
        _ => gone(&app, &ask),
    }
}

pub(super) async fn set_up(
    State(app): State<App>,
    ask: Ask,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let Some((token, _)) = opened(&app, &ask, &token).await else { return Ok(gone(&app, &ask)) };
    let new = NewUser { login: fields.get("login").into(), name: fields.get("name").into(), lang: ask.lang };
    let mut view = pages::Setup {
        name: fields.get("name").into(),
        login: fields.get("login").into(),
        again_error: differs(&fields),
        password_min: PASSWORD_MIN,
        ..pages::Setup::default()
    };
    if view.again_error.is_none() {
        match ask.people(&app).redeem_setup(&token, &new, &fields.secret("password"), &ask.visit(), ask.now).await {
            Ok(done) => return Ok(logged_in(&app, &ask, done, routes::WALL).await),
            Err(Problem::Link) => return Ok(gone(&app, &ask)),
            Err(problem @ (Problem::Store(_) | Problem::Hash(_))) => return Err(unforeseen(problem)),
            Err(problem @ Problem::Weak(_)) => view.password_error = Some(problem.into()),
            Err(problem @ Problem::LoginBad) => view.login.error = Some(problem.into()),
            Err(problem @ Problem::NameBad) => view.name.error = Some(problem.into()),
            Err(problem) => view.error = Some(problem.into()),
        }
    }
    Ok(ask.again(&app, |f| view.draw(f)))
}

pub(super) async fn invite_page(State(app): State<App>, ask: Ask, Path(token): Path<String>) -> Response {
    match invited(&app, &ask, &token).await {
        Some((_, view)) => ask.show(&app, |f| view.draw(f)),
        None => gone(&app, &ask),
    }
}

pub(super) async fn accept(
    State(app): State<App>,
    ask: Ask,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let Some((token, mut view)) = invited(&app, &ask, &token).await else { return Ok(gone(&app, &ask)) };
    view.again_error = differs(&fields);
    if view.again_error.is_none() {
        let code = Some(fields.get("code")).filter(|code| !code.is_empty());
        match ask.people(&app).redeem(&token, &fields.secret("password"), code, &ask.visit(), ask.now).await {
            Ok(done) => return Ok(logged_in(&app, &ask, done, routes::WALL).await),
            Err(Problem::Link) => return Ok(gone(&app, &ask)),
            Err(problem @ (Problem::Store(_) | Problem::Hash(_))) => return Err(unforeseen(problem)),
            Err(problem @ Problem::Weak(_)) => view.password_error = Some(problem.into()),
            Err(problem @ (Problem::CodeMissing | Problem::CodeWrong)) => {
                view.code = Some(Typed { text: String::new(), error: Some(problem.into()) });
            }
            Err(problem) => view.error = Some(problem.into()),
        }
    }
    Ok(ask.again(&app, |f| view.draw(f)))
}

/// The two passwords are not the same.
pub(super) fn differs(fields: &Fields) -> Option<Failure> {
    let same = fields.secret("password").expose_secret() == fields.secret("again").expose_secret();
    (!same).then(|| Failure::new(words::PASSWORDS_DIFFER, []))
}

async fn opened(app: &App, ask: &Ask, token: &str) -> Option<(Token, InvitationRecord)> {
    let token = Token::parse(token)?;
    let (link, _) = app.people.look_at(&token, ask.now).await.ok()?;
    Some((token, link))
}

async fn invited(app: &App, ask: &Ask, token: &str) -> Option<(Token, pages::Invite)> {
    let token = Token::parse(token)?;
    let (link, person) = app.people.look_at(&token, ask.now).await.ok()?;
    let person = person?;
    let facts = app.book.facts();
    let known = facts.people.get(&person.id)?;
    let mut roles: Vec<_> = known.grants.iter().map(|grant| grant.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let inviter = link.by.as_ref().and_then(|by| facts.people.get(by)).map(|by| by.name.clone());
    let view = pages::Invite {
        name: person.name,
        login: person.login.to_string(),
        inviter,
        roles,
        reset: matches!(link.what, Invitation::Reset(_)),
        code: known.has_totp.then(Typed::default),
        password_min: PASSWORD_MIN,
        ..pages::Invite::default()
    };
    Some((token, view))
}

/// A link that was used, has ended, or never was: one answer for all.
fn gone(app: &App, ask: &Ask) -> Response {
    ask.page(app, StatusCode::NOT_FOUND, |f| pages::Refusal::LinkGone.draw(f))
}
