//! Administration of cameras and areas over HTTP. Belongs here: from a request to the ward's desk and on to a view. Does not:
//! markup (see `pages::admin`), what a change takes (see `ward`), people, the audit.

mod areas;
mod blame;
mod camera_add;
mod camera_edit;
mod camera_steps;
mod cameras;
mod form;
mod lists;

pub(in super::super) use camera_edit::state;

use super::super::{
    App, Drafts, asking,
    door::{Ask, see_other},
    doors::{self, Doors, Rule},
    problem::Refusal,
};
use crate::ward::{Problem, Ward};
use access::{Configure, Token};
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
    response::Response,
};
use shared::{
    CameraId, SessionId,
    access::Right,
    routes::{self, door as r},
    wire::Reason,
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use store::StoreError;

/// As long as what was tried waits to be kept.
const DRAFT_LASTS: Duration = Duration::from_secs(600);
/// Cameras that were tried and wait.
const TRIALS: usize = 50;
/// Lists that wait; each may have some megabytes.
const LISTS: usize = 4;
/// What stands around a file in a form that brings one.
const AROUND_FILE: usize = 64 << 10;

/// What the handlers for admins share.
#[derive(Clone)]
pub(crate) struct Admin {
    pub(in super::super) ward: Ward,
    trials: Arc<Drafts<Draft<camera_add::Trial>>>,
    lists: Arc<Drafts<Draft<lists::Sent>>>,
}

/// Something that waits for its next step, and in whose session it does.
struct Draft<T> {
    session: SessionId,
    what: T,
}

impl Admin {
    pub(crate) fn new(ward: Ward) -> Self {
        Self {
            ward,
            trials: Arc::new(Drafts::new(DRAFT_LASTS, TRIALS)),
            lists: Arc::new(Drafts::new(DRAFT_LASTS, LISTS)),
        }
    }
}

/// Keeps something for whoever asks; answers the secret by which he has it again.
fn keep<T>(drafts: &Drafts<Draft<T>>, ask: &Ask, what: T) -> Result<Token, Refusal> {
    let (_, session) = ask.user()?;
    Ok(drafts.put(Draft { session, what }, Instant::now()))
}

/// Takes what was kept for whoever asks, once and in the same session only.
fn take<T>(drafts: &Drafts<Draft<T>>, ask: &Ask, key: &str) -> Result<Option<T>, Refusal> {
    let (_, session) = ask.user()?;
    let draft = Token::parse(key).and_then(|key| drafts.take(&key, Instant::now()));
    Ok(draft.filter(|draft| draft.session == session).map(|draft| draft.what))
}

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors, app: &App) -> Doors {
    const RULE: Rule = Rule::Site(Right::Configure);
    let file = app.front.limits.import_bytes.saturating_add(AROUND_FILE);
    doors
        .get(routes::ADMIN, RULE, cameras::first)
        .get(r::CAMERAS, RULE, cameras::list)
        .get(r::CAMERA_NEW, RULE, camera_add::page)
        .post(r::CAMERA_NEW, RULE, camera_add::try_out)
        .get(r::CAMERA_PROBE, RULE, camera_add::anew)
        .post(r::CAMERA_PROBE, RULE, camera_add::decide)
        .get(r::CAMERAS_IMPORT, RULE, lists::page)
        .upload(r::CAMERAS_IMPORT, RULE, file, lists::try_out)
        .get(r::CAMERAS_IMPORT_DO, RULE, lists::anew)
        .post(r::CAMERAS_IMPORT_DO, RULE, lists::bring_in)
        .get(r::CAMERAS_EXPORT, RULE, lists::export)
        .get(r::CAMERAS_EXPORT_SECRETS, RULE, lists::secrets_page)
        .post(r::CAMERAS_EXPORT_SECRETS, RULE, lists::export_secrets)
        .get(r::CAMERA_EDIT_PATTERN, RULE, camera_edit::page)
        .post(r::CAMERA_EDIT_PATTERN, RULE, camera_edit::save_place)
        .get(r::CAMERA_ADDRESS_PATTERN, RULE, camera_edit::anew)
        .post(r::CAMERA_ADDRESS_PATTERN, RULE, camera_edit::save_address)
        .get(r::CAMERA_PAUSE_PATTERN, RULE, camera_steps::pause_page)
        .post(r::CAMERA_PAUSE_PATTERN, RULE, camera_steps::pause)
        .post(r::CAMERA_RESUME_PATTERN, RULE, camera_steps::resume)
        .get(r::CAMERA_REMOVE_PATTERN, RULE, camera_steps::remove_page)
        .post(r::CAMERA_REMOVE_PATTERN, RULE, camera_steps::remove)
        .get(r::AREAS, RULE, areas::tree)
        .post(r::AREAS, RULE, areas::add)
        .get(r::AREA_PATTERN, RULE, areas::page)
        .post(r::AREA_PATTERN, RULE, areas::rename)
        .get(r::AREA_REMOVE_PATTERN, RULE, areas::remove_page)
        .post(r::AREA_REMOVE_PATTERN, RULE, areas::remove)
}

/// The proof that whoever asks may set up cameras and areas.
type May = asking::OnSite<Configure>;

/// The camera that a path names.
struct Named(CameraId);

impl FromRequestParts<App> for Named {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let nothing = Refusal(Reason::NoSuchPath);
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| nothing)?;
        doors::camera(&params).map(Self).ok_or(nothing)
    }
}

/// What no form can say: the store failed, or what it is about is gone.
pub(in super::super) fn unforeseen(problem: impl Into<Problem>) -> Refusal {
    match problem.into() {
        Problem::NoCamera(_) | Problem::Store(StoreError::NoArea) => Refusal(Reason::NoSuchPath),
        problem => {
            tracing::error!(%problem, "a request about cameras failed");
            Refusal(Reason::Failed)
        }
    }
}

/// The camera's page, after something was done there.
fn to_camera(id: &CameraId, done: Option<super::super::door::Done>) -> Response {
    see_other(&r::of_camera(r::CAMERA_EDIT_PATTERN, id), done)
}
