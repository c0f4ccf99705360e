//! `GET /lite` and `GET /lite/{site}/{camera}`: the wall for browsers that cannot run it, made here and not there.

use super::{
    App,
    asking::{Asking, For},
    assets,
    cameras::placed,
    door::Ask,
    doors::{Doors, OnCamera, Rule},
    problem::Refusal,
};
use crate::pages::{Lite, LiteCamera, LiteOne, PlainFiles, kit::Pager};
use access::See;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use serde::Deserialize;
use shared::{api::places::PlacedCamera, routes, wire::Reason};

/// Cameras on one page: an old phone holds so many pictures.
const PER_PAGE: usize = 24;

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(routes::LITE, Rule::Person, list).get(routes::LITE_CAMERA_PATTERN, Rule::Camera(OnCamera::See), camera)
}

#[derive(Deserialize)]
struct Part {
    /// From 1.
    page: Option<usize>,
    /// The app has sent the visitor here.
    from: Option<String>,
}

type Asked = Result<Query<Part>, QueryRejection>;

async fn list(State(app): State<App>, ask: Ask, Asking(principal): Asking, asked: Asked) -> Response {
    let (page, sent) = read(asked);
    let areas = app.catalog.areas();
    let entries = app.catalog.entries().into_iter();
    let mut cameras: Vec<_> = entries.filter_map(|entry| placed(&app, &areas, &principal, entry)).map(shown).collect();
    // Those without an area come last; within an area their order stays.
    cameras.sort_by(|a, b| (a.area.is_empty(), &a.area).cmp(&(b.area.is_empty(), &b.area)));
    let pages = cameras.len().div_ceil(PER_PAGE).max(1);
    let page = page.clamp(1, pages);
    let at = |page: usize| format!("{}?page={page}", routes::LITE);
    let pager = Pager { newer: (page > 1).then(|| at(page - 1)), older: (page < pages).then(|| at(page + 1)) };
    let cameras = cameras.into_iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).collect();
    ask.show(&app, |f| Lite { files: files(), sent, cameras, pager }.draw(f))
}

async fn camera(
    State(app): State<App>,
    ask: Ask,
    Asking(principal): Asking,
    For(allowed): For<See>,
    asked: Asked,
) -> Result<Response, Refusal> {
    let (_, sent) = read(asked);
    let entry = app.catalog.entries().into_iter().find(|entry| entry.id == *allowed.camera());
    let found = entry.and_then(|entry| placed(&app, &app.catalog.areas(), &principal, entry));
    let camera = found.map(shown).ok_or(Refusal(Reason::UnknownCamera))?;
    Ok(ask.show(&app, |f| LiteOne { files: files(), sent, camera }.draw(f)))
}

/// Which page, and whether the app has sent the visitor. What cannot be read is the first one, and no.
fn read(asked: Asked) -> (usize, bool) {
    asked.map_or((1, false), |Query(part)| (part.page.unwrap_or(1), part.from.as_deref() == Some("app")))
}

fn shown(camera: PlacedCamera) -> LiteCamera {
    let PlacedCamera { info, area, .. } = camera;
    LiteCamera {
        id: info.id,
        name: info.name,
        area: area.map(|area| area.path).unwrap_or_default(),
        state: info.state,
        reason: info.reason,
        picture: info.picture,
    }
}

fn files() -> PlainFiles {
    PlainFiles { script: assets::url("lite", "js"), style: assets::url("lite", "css").unwrap_or_default() }
}
