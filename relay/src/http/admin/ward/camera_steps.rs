//! Pausing a camera, letting it be seen again, removing it.

use super::{
    super::super::{
        App,
        door::{Ask, Done, see_other},
        problem::Refusal,
    },
    May, Named,
    camera_edit::name,
    to_camera, unforeseen,
};
use crate::pages::{self, kit::Section};
use axum::{extract::State, response::Response};
use shared::routes::door;

pub(super) async fn pause_page(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Named(id): Named,
) -> Result<Response, Refusal> {
    let (name, back) = (name(&app, &id).await?, door::of_camera(door::CAMERA_EDIT_PATTERN, &id));
    Ok(ask.show(&app, |f| pages::pause(f, &name, &back).draw(f, Section::Cameras)))
}

pub(super) async fn pause(State(app): State<App>, _: May, ask: Ask, Named(id): Named) -> Result<Response, Refusal> {
    ask.ward(&app).set_paused(&id, true, ask.now).await.map_err(unforeseen)?;
    app.rights.renew().await;
    Ok(to_camera(&id, Some(Done::Saved)))
}

pub(super) async fn resume(State(app): State<App>, _: May, ask: Ask, Named(id): Named) -> Result<Response, Refusal> {
    ask.ward(&app).set_paused(&id, false, ask.now).await.map_err(unforeseen)?;
    app.rights.renew().await;
    Ok(to_camera(&id, Some(Done::Saved)))
}

pub(super) async fn remove_page(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Named(id): Named,
) -> Result<Response, Refusal> {
    let name = name(&app, &id).await?;
    Ok(ask.show(&app, |f| pages::admin::camera_remove(f, &id, &name).draw(f, Section::Cameras)))
}

pub(super) async fn remove(State(app): State<App>, _: May, ask: Ask, Named(id): Named) -> Result<Response, Refusal> {
    ask.ward(&app).remove(&id, ask.now).await.map_err(unforeseen)?;
    app.rights.renew().await;
    Ok(see_other(door::CAMERAS, Some(Done::Removed)))
}
