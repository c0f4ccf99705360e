//! HTTP: routes and what stands in front of them. Belongs here: the router. Does not: what a route does (one file an
//! endpoint family).

mod areas;
mod assets;
mod cameras;
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
mod stills;

pub(crate) use guard::Site;
pub(crate) use listen::{listen, raise_file_limit};
pub(crate) use past::Past;

use crate::catalog::Catalog;
use axum::{Router, middleware, routing::get};
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
    pub(crate) live: Live,
    pub(crate) site: Site,
    pub(crate) past: Past,
    pub(crate) stills: Stills,
}

/// Everything that viewers reach.
pub(crate) fn app(state: App) -> Router {
    let site = state.site.clone();
    Router::new()
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
        .fallback(assets::nothing)
        .layer(middleware::from_fn_with_state(site, guard::check))
        // Outermost, so that refusals have them, too.
        .layer(middleware::from_fn(headers::add))
        .with_state(state)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
