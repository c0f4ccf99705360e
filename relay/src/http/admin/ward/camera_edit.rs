//! One camera's page: its name and place, its address and login, which are replaced and never shown.

use super::{
    super::super::{
        App,
        door::{Ask, Done, Fields},
        problem::Refusal,
    },
    May, Named, form, to_camera, unforeseen,
};
use crate::{
    Failure,
    pages::{
        Paused,
        admin::{CameraEdit, CameraForm},
    },
    roster::Column,
    ward::Problem,
};
use axum::{extract::State, response::Response};
use shared::{
    CameraId,
    place::Place,
    wire::{CameraState, Reason},
};
use store::{Areas, StoreError, Stored};

pub(super) async fn page(State(app): State<App>, _: May, ask: Ask, Named(id): Named) -> Result<Response, Refusal> {
    let view = view(&app, &id).await?;
    Ok(ask.show(&app, |f| view.draw(f)))
}

/// Whoever loads the address of the second form gets the page that holds it.
pub(super) async fn anew(_: May, Named(id): Named) -> Response {
    to_camera(&id, None)
}

pub(super) async fn save_place(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Named(id): Named,
    fields: Fields,
) -> Result<Response, Refusal> {
    save(&app, &ask, &id, &fields, |view| &mut view.place).await
}

pub(super) async fn save_address(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Named(id): Named,
    fields: Fields,
) -> Result<Response, Refusal> {
    save(&app, &ask, &id, &fields, |view| &mut view.address).await
}

async fn save(
    app: &App,
    ask: &Ask,
    id: &CameraId,
    fields: &Fields,
    form: impl FnOnce(&mut CameraEdit) -> &mut CameraForm,
) -> Result<Response, Refusal> {
    let saved = match form::wish(fields) {
        Ok(wish) => ask.ward(app).change(id, &wish, ask.now).await,
        Err(faults) => Err(Problem::Faults(faults)),
    };
    let mut view = match &saved {
        Ok(_) => {
            app.rights.renew().await;
            return Ok(to_camera(id, Some(Done::Saved)));
        }
        Err(_) => view(app, id).await?,
    };
    let typed = form(&mut view);
    *typed = form::typed(fields);
    match saved {
        Ok(_) => {}
        Err(Problem::Faults(faults)) => typed.refuse(faults),
        Err(problem @ Problem::Store(StoreError::Altered(_))) => view.error = Some(problem.into()),
        Err(problem) => return Err(unforeseen(problem)),
    }
    Ok(ask.again(app, |f| view.draw(f)))
}

/// The camera as it is.
async fn view(app: &App, id: &CameraId) -> Result<CameraEdit, Refusal> {
    let stored = app.past.store.cameras().await.map_err(unforeseen)?;
    let people = app.past.store.people().await.map_err(unforeseen)?;
    let (name, place) = stored.into_iter().find_map(|one| known(one, id)).ok_or(Refusal(Reason::NoSuchPath))?;
    let pause = people.cameras.into_iter().find(|c| c.id == *id).and_then(|c| c.paused);
    let (state, reason) = state(app, id, pause.is_some());
    Ok(CameraEdit {
        id: id.clone(),
        state,
        reason,
        paused: pause.map(|pause| Paused { since: pause.since, by: pause.by }),
        areas: people.areas.iter().map(|area| path(&people.areas, &area.id)).collect(),
        place: placed(&name, &place, &people.areas),
        name,
        address: CameraForm::default(),
        error: None,
    })
}

fn known(stored: Stored, id: &CameraId) -> Option<(String, Place)> {
    match stored {
        Stored::Whole(record) if record.id == *id => Some((record.name, record.place)),
        Stored::Altered { id: of, name, place } if of == *id => Some((name, place)),
        _ => None,
    }
}

/// How a camera is. The fleet follows the store within half a second; a pause holds at once.
pub(in super::super::super) fn state(app: &App, id: &CameraId, paused: bool) -> (CameraState, Option<Reason>) {
    let status = app.live.hub.camera(id).map(|camera| camera.status());
    match status {
        _ if paused => (CameraState::Paused, None),
        Some(status) if status.state != CameraState::Paused => (status.state, status.reason),
        _ => (CameraState::Starting, None),
    }
}

/// An area's path, as a list has it.
pub(super) fn path(areas: &Areas, id: &shared::AreaId) -> String {
    areas.path(id).into_iter().map(|name| name.as_str()).collect::<Vec<_>>().join("/")
}

fn placed(name: &str, place: &Place, areas: &Areas) -> CameraForm {
    let mut form = CameraForm::default();
    form.set(Column::Name, name);
    let cells = [
        (Column::Area, place.area.as_ref().map(|id| path(areas, id))),
        (Column::Street, place.street.clone()),
        (Column::Latitude, place.position.map(|p| p.latitude().to_string())),
        (Column::Longitude, place.position.map(|p| p.longitude().to_string())),
        (Column::Heading, place.heading.map(|h| h.to_string())),
        (Column::Owner, place.owner.map(|o| o.as_str().to_owned())),
    ];
    for (column, text) in cells {
        form.set(column, text.unwrap_or_default());
    }
    form
}

/// The name of a camera, also of one whose secrets do not open.
pub(super) async fn name(app: &App, id: &CameraId) -> Result<String, Refusal> {
    match app.past.store.camera(id).await {
        Ok(Some(record)) => Ok(record.name),
        Ok(None) => Err(Refusal(Reason::NoSuchPath)),
        Err(StoreError::Altered(_)) => Ok(app.catalog.names().remove(id).unwrap_or_else(|| id.to_string())),
        Err(error) => Err(unforeseen(error)),
    }
}

/// That something cannot be done is a sentence for the page where it was asked for.
pub(super) fn in_words(problem: Problem) -> Result<Failure, Refusal> {
    match problem {
        Problem::NoCamera(_) | Problem::Store(StoreError::Database(_) | StoreError::NoArea) => Err(unforeseen(problem)),
        problem => Ok(problem.into()),
    }
}
