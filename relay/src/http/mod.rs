//! HTTP: routes and what stands in front of them. Belongs here: the router. Does not: what a route does (one file an
//! endpoint family).

mod areas;
mod assets;
mod cameras;
mod clear;
pub(crate) mod front;
mod guard;
mod headers;
mod health;
mod listen;
mod live;
pub(crate) mod metrics;
mod operator;
mod past;
mod problem;
mod query;
mod rates;
mod stills;
mod tally;
pub(crate) mod tls;
mod visitor;

pub(crate) use front::Front;
pub(crate) use guard::Site;
pub(crate) use listen::{Door, listen, raise_file_limit};
pub(crate) use past::Past;

use crate::catalog::Catalog;
use axum::{Router, routing::get};
use camera::Diagnoses;
use shared::routes;
use transport::{
    live::{Clients, Live},
    still::Stills,
};

/// Names this build in `hello`, so that an open page notices a newer one.
pub(crate) const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("WARD_VIEWER_HASH"));

/// What handlers share.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) catalog: Catalog,
    pub(crate) clients: Clients,
    pub(crate) diagnoses: Diagnoses,
    pub(crate) front: Front,
    pub(crate) live: Live,
    pub(crate) site: Site,
    pub(crate) past: Past,
    pub(crate) stills: Stills,
}

/// Everything that viewers reach.
pub(crate) fn app(state: App) -> Router {
    let routes = Router::new()
        .route(routes::LIVE, get(live::upgrade))
        .route(routes::CAMERAS, get(cameras::list))
        .route(routes::AREAS, get(areas::tree))
        .route(routes::CAMERA, get(cameras::one))
        .route(routes::HEALTH, get(past::list))
        .route(routes::HEALTH_REPORT, get(past::report))
        .route(routes::HEALTH_SHEET, get(past::sheet))
        .route(routes::OUTAGES_PATTERN, get(past::outages))
        .route(routes::STILL_PATTERN, get(stills::still))
        .route(routes::HEALTHZ, get(health::alive))
        .route(routes::READYZ, get(health::ready))
        .route(&format!("{}/{{file}}", routes::ASSETS), get(assets::asset))
        .route(routes::WALL, get(assets::page))
        .route(routes::CAMERA_PATTERN, get(assets::page))
        .fallback(assets::nothing);
    front::before(routes, &state).with_state(state)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
