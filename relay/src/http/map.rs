//! `GET /map` and `GET /near`: where the cameras are that the visitor may know of. Belongs here: from the catalog to the pages.
//! Does not: where the visitor is, which the relay is never told.

use super::{
    App,
    admin::listing,
    asking::Asking,
    assets, cameras,
    door::Ask,
    doors::{Doors, Rule},
    headers::ImageSource,
    query::Values,
};
use crate::pages::{Map, Near, NearCamera, OnMap};
use access::Principal;
use axum::{
    extract::{Query, State},
    response::Response,
};
use shared::{api::places::PlacedCamera, routes::door, search::fold};

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::MAP, Rule::Person, map).get(door::NEAR, Rule::Person, near)
}

fn placed(app: &App, principal: &Principal) -> Vec<PlacedCamera> {
    let areas = app.catalog.areas();
    let entries = app.catalog.entries().into_iter();
    entries.filter_map(|entry| cameras::placed(app, &areas, principal, entry)).collect()
}

async fn map(State(app): State<App>, ask: Ask, Asking(principal): Asking) -> Response {
    let all = placed(&app, &principal);
    let count = all.len();
    let on = |camera: PlacedCamera| {
        let (position, heading, street) = (camera.position?, camera.heading, camera.street);
        let (id, name, state) = (camera.info.id, camera.info.name, camera.info.state);
        Some(OnMap { id, name, street, state, position, heading })
    };
    let cameras: Vec<_> = all.into_iter().filter_map(on).collect();
    let missing = count - cameras.len();
    let tiles = app.running.config.tiles.clone();
    let origin = tiles.as_ref().and_then(|tiles| url::Url::parse(&tiles.url).ok()).map(|url| url.origin());
    let view = Map { cameras, missing, tiles, script: assets::url("map", "js") };
    let mut response = ask.show(&app, |f| view.draw(f));
    if let Some(origin) = origin {
        response.extensions_mut().insert(ImageSource(origin.ascii_serialization()));
    }
    response
}

async fn near(State(app): State<App>, ask: Ask, Asking(principal): Asking, Query(values): Query<Values>) -> Response {
    let row = |camera: PlacedCamera| NearCamera {
        area: camera.area.map(|area| area.path.join(" / ")),
        id: camera.info.id,
        name: camera.info.name,
        street: camera.street,
        state: camera.info.state,
        position: camera.position,
        pictured: camera.info.picture.is_some(),
    };
    let mut all: Vec<_> = placed(&app, &principal).into_iter().map(row).collect();
    // Street by street, as one walks; those of none come last.
    all.sort_by_cached_key(|camera| (camera.street.is_none(), camera.street.as_deref().map(fold), fold(&camera.name)));
    let (cameras, listing) = listing::part(door::NEAR, all, &values, |camera| {
        let texts = [Some(&camera.name), camera.street.as_ref(), camera.area.as_ref()];
        texts.into_iter().flatten().map(String::as_str).collect()
    });
    ask.show(&app, |f| Near { cameras, listing, script: assets::url("near", "js") }.draw(f))
}
