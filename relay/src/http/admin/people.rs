//! Everybody with an account, and adding somebody.

use super::{
    super::{
        App,
        asking::OnSite,
        door::{Ask, Fields, unforeseen},
        doors::{Doors, Rule},
        problem::Refusal,
        query::Values,
    },
    grants, invitation, listing,
};
use crate::{
    pages::{
        admin::{self as view, PersonAdd, PersonRow, PersonState, Where},
        kit::Typed,
    },
    people::{NewUser, Problem},
};
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use shared::{
    UnixMicros,
    access::{Right, Role},
    routes::door,
    text::Lang,
};
use store::{
    StoreError,
    people::{Account, Kind, People},
};

const RULE: Rule = Rule::Site(Right::People);

pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::PEOPLE, RULE, list).get(door::PERSON_NEW, RULE, form).post(door::PERSON_NEW, RULE, add)
}

async fn list(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    Query(values): Query<Values>,
) -> Result<Response, Refusal> {
    let stored = everybody(&app).await?;
    let places = grants::places(&app, &stored.areas);
    let row = |account: &Account| PersonRow {
        id: account.id.clone(),
        name: account.name.clone(),
        login: account.login.to_string(),
        grants: roles(account, &stored, &places, ask.lang),
        state: state(account, &stored, ask.now),
        has_totp: account.has_factor,
        seen: seen(account, &stored),
    };
    let rows: Vec<_> = stored.accounts.iter().map(row).collect();
    let (rows, listing) = listing::part(door::PEOPLE, rows, &values, |row| {
        let places = row.grants.iter().map(|(_, place)| place.as_str());
        [row.name.as_str(), row.login.as_str()].into_iter().chain(places).collect()
    });
    let view = view::People { rows, listing };
    Ok(ask.show(&app, |f| view.draw(f)))
}

async fn form(State(app): State<App>, ask: Ask, _: OnSite<access::People>) -> Result<Response, Refusal> {
    let stored = everybody(&app).await?;
    let view = PersonAdd { places: grants::places(&app, &stored.areas), ..PersonAdd::default() };
    Ok(ask.show(&app, |f| view.draw(f)))
}

async fn add(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (by, _) = ask.user()?;
    let stored = everybody(&app).await?;
    let places = grants::places(&app, &stored.areas);
    let new = NewUser { login: fields.get("login").into(), name: fields.get("name").into(), lang: ask.lang };
    let mut view =
        PersonAdd { name: fields.get("name").into(), login: fields.get("login").into(), ..PersonAdd::default() };
    let grant = grants::read(&app, &fields, &places, &by, ask.now);
    let done = match (&grant, new.check()) {
        (Ok(grant), Ok(())) => ask.people(&app).add_invited(&new, Some(grant), Some(&by), ask.now).await,
        (_, Err(problem)) => Err(problem),
        (Err(_), Ok(())) => {
            view.grant = grant.err().map(|form| *form).unwrap_or_default();
            view.places = places;
            return Ok(ask.again(&app, |f| view.draw(f)));
        }
    };
    match done {
        Ok(done) => {
            app.rights.renew().await;
            return Ok(invitation::sheet(&app, &ask, &headers, &done));
        }
        Err(problem @ (Problem::LoginBad | Problem::Store(StoreError::LoginTaken(_)))) => {
            view.login.error = Some(problem.into());
        }
        Err(problem @ Problem::NameBad) => view.name.error = Some(problem.into()),
        Err(problem @ Problem::Store(StoreError::NoScope)) => view.error = Some(problem.into()),
        Err(problem) => return Err(unforeseen(problem)),
    }
    view.grant = grant.err().map_or_else(|| typed(&fields), |form| *form);
    view.places = places;
    Ok(ask.again(&app, |f| view.draw(f)))
}

/// A grant's fields as they were typed.
pub(super) fn typed(fields: &Fields) -> view::GrantForm {
    let [role, scope, from, to, until] =
        ["role", "scope", "from", "to", "until"].map(|name| Typed::from(fields.get(name)));
    view::GrantForm { role, scope, from, to, until }
}

/// Everybody and everything that decides who may see what.
pub(super) async fn everybody(app: &App) -> Result<People, Refusal> {
    app.past.store.people().await.map_err(|error| unforeseen(error.into()))
}

/// Whether somebody can log in.
pub(super) fn state(account: &Account, stored: &People, now: UnixMicros) -> PersonState {
    let waits = |i: &&store::people::InvitationRecord| {
        i.what.kind() == Kind::Invite && i.what.user() == Some(&account.id) && now < i.expires
    };
    match account {
        Account { enabled: false, .. } => PersonState::Disabled,
        Account { has_password: true, .. } => PersonState::Active,
        _ => match stored.invitations.iter().find(waits) {
            Some(invitation) => PersonState::Invited { until: invitation.expires },
            None => PersonState::NoPassword,
        },
    }
}

fn seen(account: &Account, stored: &People) -> Option<UnixMicros> {
    let sessions = stored.sessions.iter().filter(|s| s.user == account.id).map(|s| s.seen);
    sessions.chain(stored.seen.get(&account.id).copied()).max()
}

/// Each role once, with everywhere that it holds.
fn roles(account: &Account, stored: &People, places: &[Where], lang: Lang) -> Vec<(Role, String)> {
    let mut roles: Vec<(Role, String)> = Vec::new();
    for record in stored.grants.iter().filter(|record| record.user == account.id) {
        let place = grants::place(&record.grant.scope, places).words(lang);
        match roles.iter_mut().find(|(role, _)| *role == record.grant.role) {
            Some((_, all)) => *all = format!("{all}; {place}"),
            None => roles.push((record.grant.role, place)),
        }
    }
    roles
}
