//! A household's own cameras: pausing them, and who watched.

use super::{
    App, admin,
    asking::For,
    door::{Ask, Done, see_other},
    doors::{Doors, OnCamera, Rule},
    problem::Refusal,
};
use crate::pages::{
    self, Lent, Mine, Paused, Watched, WatchedBy,
    kit::{Pager, Section},
};
use access::{Identity, Lend, Principal};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use serde::Deserialize;
use shared::{
    CameraId, UnixMicros,
    access::{Role, Scope},
    audit::{Action, Actor, Entry, Row},
    routes::door,
    text::Lang,
    wire::Reason,
};
use store::audit::Filter;

/// Rows on one page of who watched.
const ROWS: u32 = 50;

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    const RULE: Rule = Rule::Camera(OnCamera::Lend);
    doors
        .get(door::MINE, Rule::Person, page)
        .get(door::MINE_PAUSE_PATTERN, RULE, pause_page)
        .post(door::MINE_PAUSE_PATTERN, RULE, pause)
        .post(door::MINE_RESUME_PATTERN, RULE, resume)
        .get(door::MINE_WATCHED_PATTERN, RULE, watched)
}

#[derive(Deserialize)]
struct Part {
    before: Option<u64>,
}

async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Refusal> {
    let principal = ask.principal.as_ref().ok_or(Refusal(Reason::LoginRequired))?;
    let lent = lent(&app, principal);
    let people = app.past.store.people().await.map_err(admin::unforeseen)?;
    let mut cameras = Vec::new();
    for (id, name) in app.catalog.names().into_iter().filter(|(id, _)| lent.contains(id)) {
        let pause = people.cameras.iter().find(|c| c.id == id).and_then(|c| c.paused.clone());
        let (state, _) = admin::state(&app, &id, pause.is_some());
        let last_watched = watches(&app, &id, None, 1, ask.lang).await?.0.into_iter().next();
        let paused = pause.map(|pause| Paused { since: pause.since, by: pause.by });
        cameras.push(Lent { id, name, state, paused, last_watched });
    }
    Ok(ask.show(&app, |f| Mine { cameras }.draw(f)))
}

async fn pause_page(State(app): State<App>, ask: Ask, For(allowed): For<Lend>) -> Response {
    let name = name(&app, allowed.camera());
    ask.show(&app, |f| pages::pause(f, &name, door::MINE).draw(f, Section::Mine))
}

async fn pause(State(app): State<App>, ask: Ask, For(allowed): For<Lend>) -> Result<Response, Refusal> {
    set_paused(&app, &ask, allowed.camera(), true).await
}

async fn resume(State(app): State<App>, ask: Ask, For(allowed): For<Lend>) -> Result<Response, Refusal> {
    set_paused(&app, &ask, allowed.camera(), false).await
}

async fn set_paused(app: &App, ask: &Ask, id: &CameraId, paused: bool) -> Result<Response, Refusal> {
    ask.ward(app).set_paused(id, paused, ask.now).await.map_err(admin::unforeseen)?;
    app.rights.renew().await;
    Ok(see_other(door::MINE, Some(Done::Saved)))
}

async fn watched(
    State(app): State<App>,
    ask: Ask,
    For(allowed): For<Lend>,
    part: Result<Query<Part>, QueryRejection>,
) -> Result<Response, Refusal> {
    let id = allowed.camera();
    let before = part.ok().and_then(|Query(part)| part.before);
    let (rows, next) = watches(&app, id, before, ROWS, ask.lang).await?;
    let at = door::of_camera(door::MINE_WATCHED_PATTERN, id);
    let pager = Pager { newer: before.map(|_| at.clone()), older: next.map(|next| format!("{at}?before={next}")) };
    let view = Watched { name: name(&app, id), rows, pager };
    Ok(ask.show(&app, |f| view.draw(f)))
}

/// The cameras that somebody lends himself: a role over a camera alone is what makes it his.
fn lent(app: &App, principal: &Principal) -> Vec<CameraId> {
    let Identity::User { id, .. } = principal.identity() else { return Vec::new() };
    let facts = app.book.facts();
    let grants = facts.people.get(&id).map(|person| person.grants.as_slice()).unwrap_or_default();
    let own = grants.iter().filter(|grant| grant.role == Role::Household).filter_map(|grant| match &grant.scope {
        Scope::Camera(camera) => Some(camera.clone()),
        Scope::Site | Scope::Area(_) => None,
    });
    own.filter(|camera| principal.may::<Lend>(camera).is_ok()).collect()
}

/// Who watched a camera, newest first: in front of the audit's rows those whose watch is not written yet. Answers where
/// the next page begins, too.
async fn watches(
    app: &App,
    id: &CameraId,
    before: Option<u64>,
    limit: u32,
    lang: Lang,
) -> Result<(Vec<WatchedBy>, Option<u64>), Refusal> {
    let open = if before.is_none() { app.recorder.watching(id) } else { Vec::new() };
    let filter = Filter { camera: Some(id.clone()), action: Some(Action::Watched), ..Filter::default() };
    let mut rows = app.past.store.audit(&filter, before, limit + 1).await.map_err(admin::unforeseen)?;
    let is_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| is_more).map(|row| row.seq);
    let open = open.into_iter().map(|o| WatchedBy { who: who(&o.actor, lang), from: o.from, until: o.until });
    Ok((open.chain(rows.iter().filter_map(|row| written(row, lang))).collect(), next))
}

fn written(row: &Row, lang: Lang) -> Option<WatchedBy> {
    let facts = row.facts();
    let moment = |name| facts.get(name).and_then(|us: &String| us.parse().ok()).map(UnixMicros);
    let actor = Actor { kind: row.actor_kind(), id: row.actor.clone(), name: row.actor_name.clone() };
    Some(WatchedBy { who: who(&actor, lang), from: moment(Entry::FROM)?, until: moment(Entry::UNTIL) })
}

/// Whoever has no name is told by what he is.
fn who(actor: &Actor, lang: Lang) -> String {
    if actor.name.is_empty() { actor.kind.text().raw(lang).to_owned() } else { actor.name.clone() }
}

fn name(app: &App, id: &CameraId) -> String {
    app.catalog.names().remove(id).unwrap_or_else(|| id.to_string())
}
