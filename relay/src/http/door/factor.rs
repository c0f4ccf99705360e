//! The second factor (RFC 6238): turning one's own on and off.

use super::{
    super::{App, problem::Refusal},
    ask::{Ask, Done, see_other, unforeseen},
    form::Fields,
};
use crate::{pages, people::Problem};
use axum::{extract::State, response::Response};
use shared::routes::door;

pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Refusal> {
    let (user, _) = ask.user()?;
    match app.people.enrol_totp(&user, ask.now).await {
        Ok(begun) => {
            let view = pages::Enrol { uri: begun.uri, key: begun.secret, error: None };
            Ok(ask.show(&app, |f| view.draw(f)))
        }
        Err(Problem::FactorThere) => Ok(see_other(door::ACCOUNT, None)),
        Err(problem) => Err(unforeseen(problem)),
    }
}

pub(super) async fn confirm(State(app): State<App>, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let (user, session) = ask.user()?;
    match ask.people(&app).confirm_totp(&user, &session, fields.get("code"), ask.now).await {
        Ok(_) => {
            app.rights.renew().await;
            Ok(see_other(door::ACCOUNT, Some(Done::FactorOn)))
        }
        Err(Problem::FactorThere) => Ok(see_other(door::ACCOUNT, None)),
        // It was begun too long ago: again from the start.
        Err(Problem::NoFactor) => Ok(see_other(door::ACCOUNT_TOTP, None)),
        Err(problem @ Problem::CodeWrong) => {
            let begun = app.people.enrol_totp(&user, ask.now).await.map_err(unforeseen)?;
            let view = pages::Enrol { uri: begun.uri, key: begun.secret, error: Some(problem.into()) };
            Ok(ask.again(&app, |f| view.draw(f)))
        }
        Err(problem) => Err(unforeseen(problem)),
    }
}

pub(super) async fn off_page(State(app): State<App>, ask: Ask) -> Response {
    ask.show(&app, |f| pages::TotpOff::default().draw(f))
}

pub(super) async fn off(State(app): State<App>, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let (user, _) = ask.user()?;
    let (password, code) = (fields.secret("current"), fields.get("code"));
    let mut view = pages::TotpOff::default();
    match ask.people(&app).drop_totp(&user, &password, code, &ask.visit(), ask.now).await {
        Ok(_) => {
            app.rights.renew().await;
            return Ok(see_other(door::ACCOUNT, Some(Done::FactorOff)));
        }
        Err(problem @ (Problem::CodeWrong | Problem::CodeMissing)) => view.code_error = Some(problem.into()),
        Err(problem @ (Problem::Wrong | Problem::Wait(_) | Problem::Busy)) => view.current_error = Some(problem.into()),
        Err(Problem::NoFactor) => return Ok(see_other(door::ACCOUNT, None)),
        Err(problem) => return Err(unforeseen(problem)),
    }
    Ok(ask.again(&app, |f| view.draw(f)))
}
