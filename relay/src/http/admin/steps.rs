//! What can be done about somebody's account, each at an address of its own: those that take something away ask first.

use super::{
    super::{
        App,
        asking::OnSite,
        door::{Ask, Done, Fields, see_other},
        doors::{Doors, Rule},
        problem::Refusal,
    },
    invitation,
    person::{give, is_own, said, user, view},
};
use crate::{
    Failure,
    pages::{
        admin::{PersonState, person_question},
        kit::Section,
    },
    people::Problem,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use shared::{
    UserId,
    access::Right,
    routes::door::{self, PersonStep},
    text::door::people as t,
    wire::Reason,
};

const RULE: Rule = Rule::Site(Right::People);

pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::PERSON_STEP_PATTERN, RULE, ask_first).post(door::PERSON_STEP_PATTERN, RULE, step)
}

fn named(what: &str) -> Result<PersonStep, Refusal> {
    PersonStep::ALL.into_iter().find(|step| step.as_str() == what).ok_or(Refusal(Reason::NoSuchPath))
}

async fn ask_first(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    Path((id, what)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let (user, step) = (user(&id)?, named(&what)?);
    question(&app, &ask, &user, step, None).await
}

/// The question before a step. What needs none, or is asked elsewhere, leads there.
async fn question(
    app: &App,
    ask: &Ask,
    user: &UserId,
    step: PersonStep,
    error: Option<Failure>,
) -> Result<Response, Refusal> {
    let (view, own) = (view(app, ask, user).await?, is_own(ask, user));
    if own && step == PersonStep::TotpOff {
        return Ok(see_other(door::ACCOUNT_TOTP_OFF, None));
    }
    let needs_none = matches!(step, PersonStep::Name | PersonStep::Grant | PersonStep::Invite | PersonStep::Enable);
    if needs_none {
        return Ok(see_other(&door::person(user), None));
    }
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(ask.page(app, status, |f| {
        let question = person_question(f, step, user, &view.present, own, error);
        question.map_or_else(|| view.draw(f), |question| question.draw(f, Section::People))
    }))
}

async fn step(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    Path((id, what)): Path<(String, String)>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (user, step) = (user(&id)?, named(&what)?);
    let (people, own) = (ask.people(&app), is_own(&ask, &user));
    let (done, said_then) = match step {
        PersonStep::Grant => return give(&app, &ask, &user, &fields).await,
        PersonStep::Name => return rename(&app, &ask, &user, &fields).await,
        PersonStep::Invite => return invite(&app, &ask, &user, &headers).await,
        // One's own asks for the password and a code.
        PersonStep::TotpOff if own => return Ok(see_other(door::ACCOUNT_TOTP_OFF, None)),
        PersonStep::Enable => (people.set_enabled(&user, true).await, Done::Saved),
        PersonStep::Disable => (people.set_enabled(&user, false).await, Done::Saved),
        PersonStep::TotpOff => (people.drop_totp_of(&user).await, Done::FactorOff),
        PersonStep::Logout => (people.log_out_everywhere(&user).await, Done::SessionEnded),
        PersonStep::Remove => (people.remove(&user).await, Done::Removed),
    };
    match done {
        // What was taken off already is off.
        Ok(_) | Err(Problem::NoFactor) => {
            app.rights.renew().await;
            let ends_here = own && step != PersonStep::Enable;
            let next = match step {
                _ if ends_here => return Ok(see_other(door::LOGIN, None)),
                PersonStep::Remove => door::PEOPLE.to_owned(),
                _ => door::person(&user),
            };
            Ok(see_other(&next, Some(said_then)))
        }
        Err(problem) => {
            let failure = said(problem)?;
            if step == PersonStep::Enable {
                return again(&app, &ask, &user, failure).await;
            }
            question(&app, &ask, &user, step, Some(failure)).await
        }
    }
}

async fn rename(app: &App, ask: &Ask, user: &UserId, fields: &Fields) -> Result<Response, Refusal> {
    match ask.people(app).rename(user, fields.get("name")).await {
        Ok(_) => {
            app.rights.renew().await;
            Ok(see_other(&door::person(user), Some(Done::Saved)))
        }
        Err(problem @ Problem::NameBad) => {
            let mut view = view(app, ask, user).await?;
            view.name.text = fields.get("name").to_owned();
            view.name.error = Some(problem.into());
            Ok(ask.again(app, |f| view.draw(f)))
        }
        Err(problem) => again(app, ask, user, said(problem)?).await,
    }
}

/// A link for a first or another password, on its sheet.
async fn invite(app: &App, ask: &Ask, user: &UserId, headers: &HeaderMap) -> Result<Response, Refusal> {
    let (by, _) = ask.user()?;
    // A link for somebody who may not log in would be good for nothing.
    if view(app, ask, user).await?.state == PersonState::Disabled {
        return again(app, ask, user, Failure::new(t::PERSON_INVITE_DISABLED, [])).await;
    }
    match ask.people(app).invite(user, Some(&by), ask.now).await {
        Ok(done) => Ok(invitation::sheet(app, ask, headers, &done)),
        Err(problem) => match said(problem) {
            Ok(failure) => again(app, ask, user, failure).await,
            Err(refusal) => Err(refusal),
        },
    }
}

/// The person's page with what could not be done.
async fn again(app: &App, ask: &Ask, user: &UserId, failure: Failure) -> Result<Response, Refusal> {
    let mut view = view(app, ask, user).await?;
    view.error = Some(failure);
    Ok(ask.again(app, |f| view.draw(f)))
}
