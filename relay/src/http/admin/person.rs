//! Somebody's page, and the grants on it: giving one, taking one away.

use super::{
    super::{
        App,
        asking::OnSite,
        door::{Ask, Done, Fields, device, see_other, unforeseen},
        doors::{Doors, Rule},
        problem::Refusal,
    },
    grants,
    people::{everybody, state, typed},
};
use crate::{
    Failure,
    pages::{
        self,
        admin::{GrantForm, GrantRow, PersonPage, grant_remove},
        kit::Section,
    },
    people::Problem,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use shared::{GrantId, UserId, access::Right, routes::door, wire::Reason};
use store::{StoreError, people::People};

const RULE: Rule = Rule::Site(Right::People);

pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::PERSON_PATTERN, RULE, page).get(door::GRANT_REMOVE_PATTERN, RULE, remove_page).post(
        door::GRANT_REMOVE_PATTERN,
        RULE,
        remove,
    )
}

async fn page(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let view = view(&app, &ask, &user(&id)?).await?;
    Ok(ask.show(&app, |f| view.draw(f)))
}

/// Gives somebody a role.
pub(super) async fn give(app: &App, ask: &Ask, user: &UserId, fields: &Fields) -> Result<Response, Refusal> {
    let (by, _) = ask.user()?;
    let mut view = view(app, ask, user).await?;
    match grants::read(app, fields, &view.places, &by, ask.now) {
        Err(form) => view.grant = *form,
        Ok(grant) => match ask.people(app).grant(user, &grant, ask.now).await {
            Ok(_) => {
                app.rights.renew().await;
                return Ok(see_other(&door::person(user), Some(Done::Added)));
            }
            Err(problem) => {
                view.error = Some(said(problem)?);
                view.grant = typed(fields);
            }
        },
    }
    Ok(ask.again(app, |f| view.draw(f)))
}

async fn remove_page(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    Path((id, grant)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    question(&app, &ask, &user(&id)?, &grant, None).await
}

async fn remove(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    Path((id, grant)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let user = user(&id)?;
    let id: GrantId = grant.parse().map_err(|_| Refusal(Reason::NoSuchPath))?;
    match ask.people(&app).revoke(&user, &id).await {
        Ok(_) => {
            app.rights.renew().await;
            // Whoever took his own right away sees this section no more.
            let stays = ask.principal.as_ref().is_some_and(|principal| principal.has_site_wide(Right::People));
            let next = if stays { door::person(&user) } else { door::ACCOUNT.to_owned() };
            Ok(see_other(&next, Some(Done::Removed)))
        }
        Err(problem) => question(&app, &ask, &user, &grant, Some(said(problem)?)).await,
    }
}

async fn question(
    app: &App,
    ask: &Ask,
    user: &UserId,
    grant: &str,
    error: Option<Failure>,
) -> Result<Response, Refusal> {
    let view = view(app, ask, user).await?;
    let row: &GrantRow = view.grants.iter().find(|row| row.id.as_str() == grant).ok_or(Refusal(Reason::NoSuchPath))?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let own = is_own(ask, user);
    Ok(ask.page(app, status, |f| grant_remove(f, user, &view.present, row, own, error).draw(f, Section::People)))
}

/// The page as it is now.
pub(super) async fn view(app: &App, ask: &Ask, user: &UserId) -> Result<PersonPage, Refusal> {
    let stored = everybody(app).await?;
    let account = stored.accounts.iter().find(|a| a.id == *user).ok_or(Refusal(Reason::NoSuchPath))?;
    let places = grants::places(app, &stored.areas);
    let his = stored.grants.iter().filter(|record| record.user == *user);
    Ok(PersonPage {
        id: user.clone(),
        present: account.name.clone(),
        name: account.name.as_str().into(),
        login: account.login.to_string(),
        state: state(account, &stored, ask.now),
        has_totp: account.has_factor,
        grants: his.map(|record| grants::row(&record.grant, &places)).collect(),
        grant: GrantForm::default(),
        places,
        sessions: sessions(&stored, ask, Some(user)),
        error: None,
    })
}

/// Sessions that have not ended, those that were used last first: of one person, or everybody's with their names.
pub(super) fn sessions(stored: &People, ask: &Ask, of: Option<&UserId>) -> Vec<pages::SessionRow> {
    let this = ask.user().ok().map(|(_, session)| session);
    let name = |id: &UserId| stored.accounts.iter().find(|a| a.id == *id).map(|a| a.name.clone()).unwrap_or_default();
    let row = |s: &store::people::SessionRecord| pages::SessionRow {
        id: s.id.clone(),
        person: of.is_none().then(|| (s.user.clone(), name(&s.user))),
        device: device(&s.device),
        address: s.address.clone(),
        since: s.created,
        seen: s.seen,
        this: this.as_ref() == Some(&s.id),
    };
    let wanted = |s: &&store::people::SessionRecord| s.expires > ask.now && of.is_none_or(|of| s.user == *of);
    let mut rows: Vec<_> = stored.sessions.iter().filter(wanted).map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.seen));
    rows
}

/// A user's id in a path.
pub(super) fn user(id: &str) -> Result<UserId, Refusal> {
    id.parse().map_err(|_| Refusal(Reason::NoSuchPath))
}

/// Whether somebody is whoever asks.
pub(super) fn is_own(ask: &Ask, user: &UserId) -> bool {
    ask.user().is_ok_and(|(id, _)| id == *user)
}

/// What a page can say about a problem; `Err` for what it cannot.
pub(super) fn said(problem: Problem) -> Result<Failure, Refusal> {
    match problem {
        Problem::Store(StoreError::LastAdmin | StoreError::NoScope | StoreError::FactorAltered(_)) => {
            Ok(problem.into())
        }
        problem => Err(unforeseen(problem)),
    }
}
