//! The list of cameras, those that need a look first.

use super::{
    super::{
        super::{
            App,
            door::{Ask, see_other},
            problem::Refusal,
            query::Values,
        },
        listing,
    },
    May,
    camera_edit::{path, state},
    unforeseen,
};
use crate::pages::admin::{CameraRow, Cameras};
use axum::{
    extract::{Query, State},
    response::Response,
};
use shared::{routes::door, wire::CameraState};
use store::Stored;

/// Administration begins with the cameras.
pub(super) async fn first(_: May) -> Response {
    see_other(door::CAMERAS, None)
}

pub(super) async fn list(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Query(values): Query<Values>,
) -> Result<Response, Refusal> {
    let stored = app.past.store.cameras().await.map_err(unforeseen)?;
    let people = app.past.store.people().await.map_err(unforeseen)?;
    let row = |one: Stored| {
        let (id, name, place) = match one {
            Stored::Whole(record) => (record.id, record.name, record.place),
            Stored::Altered { id, name, place } => (id, name, place),
        };
        let paused = people.cameras.iter().any(|c| c.id == id && c.paused.is_some());
        let (state, reason) = state(&app, &id, paused);
        let advice = app.diagnoses.of(&id).map(|found| found.advice).unwrap_or_default();
        let area = place.area.as_ref().map(|area| path(&people.areas, area)).unwrap_or_default();
        let street = place.street.unwrap_or_default();
        CameraRow { id, name, street, state, reason, area, advice }
    };
    let mut rows: Vec<_> = stored.into_iter().map(row).collect();
    // Those alike stay in the order of the wall.
    rows.sort_by_key(|row| match row.state {
        CameraState::Offline => 0,
        CameraState::Stale => 1,
        _ if !row.advice.is_empty() => 2,
        _ => 3,
    });
    let trouble = rows.iter().filter(|row| row.needs_a_look()).count();
    let (rows, listing) = listing::part(door::CAMERAS, rows, &values, |row| {
        vec![row.name.as_str(), row.street.as_str(), row.area.as_str(), row.id.as_str()]
    });
    Ok(ask.show(&app, |f| Cameras { rows, trouble, listing }.draw(f)))
}
