//! HTTP: routes and what stands in front of them. Belongs here: the router. Does not: what a route does (one file an
//! endpoint family).

mod admin;
mod areas;
mod asking;
mod assets;
mod cameras;
mod check;
mod clear;
mod door;
mod doors;
mod drafts;
mod embed;
pub(crate) mod front;
mod guard;
mod headers;
mod health;
mod listen;
mod lite;
mod live;
mod map;
mod me;
pub(crate) mod metrics;
mod mine;
mod past;
mod past_pages;
mod problem;
mod query;
mod rates;
mod seats;
mod shift;
mod stills;
mod tally;
pub(crate) mod tls;
mod visitor;
mod walls;
mod whep;

pub(crate) use admin::{Admin, Running};
pub(crate) use door::{STEP_LASTS, STEPS};
pub(crate) use drafts::Drafts;
pub(crate) use embed::Embeds;
pub(crate) use front::Front;
pub(crate) use guard::Site;
pub(crate) use listen::{Door, listen, raise_file_limit};
pub(crate) use past::Past;
pub(crate) use whep::Ice;

use crate::{
    audit::{Chain, Recorder},
    catalog::Catalog,
    people::People,
    rights::Rights,
};
use access::Book;
use axum::Router;
use camera::Diagnoses;
use doors::{Doors, OnCamera, Rule};
use shared::routes;
use std::sync::Arc;
use store::{checks::Checks, people::Traces};
use transport::{
    live::{Clients, Live},
    still::Stills,
};

/// Names this build in `hello`, so that an open page notices a newer one.
pub(crate) const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("WARD_VIEWER_HASH"));

/// What handlers share.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) admin: Admin,
    pub(crate) book: Arc<Book>,
    pub(crate) catalog: Catalog,
    /// What the last check of the audit has found.
    pub(crate) chain: Chain,
    pub(crate) checks: Checks,
    pub(crate) clients: Clients,
    pub(crate) diagnoses: Diagnoses,
    pub(crate) embeds: Embeds,
    pub(crate) front: Front,
    pub(crate) ice: Ice,
    pub(crate) live: Live,
    pub(crate) site: Site,
    pub(crate) past: Past,
    pub(crate) people: People,
    /// The ward's name, as people call it; may be empty.
    pub(crate) place: Arc<str>,
    pub(crate) recorder: Recorder,
    pub(crate) rights: Rights,
    /// What the relay runs with.
    pub(crate) running: Arc<Running>,
    /// Logins that wait for a second factor's code.
    pub(crate) steps: Arc<Drafts<door::Step>>,
    pub(crate) stills: Stills,
    pub(crate) traces: Traces,
}

/// Everything that viewers reach.
pub(crate) fn app(state: App) -> Router {
    let (routes, _) = doors(&state).finish();
    front::before(routes.fallback(assets::nothing), &state).with_state(state)
}

/// Every route with its rule.
fn doors(state: &App) -> Doors {
    let doors = admin::doors(door::doors(Doors::new(state.clone())), state);
    let doors = map::doors(shift::doors(walls::doors(mine::doors(past_pages::doors(doors)))));
    whep::doors(check::doors(lite::doors(embed::doors(doors))))
        .get(routes::LIVE, Rule::Person, live::upgrade)
        .get(routes::CAMERAS, Rule::Person, cameras::list)
        .get(routes::ME, Rule::Person, me::me)
        .get(routes::AREAS, Rule::Person, areas::tree)
        .get(routes::CAMERA, Rule::Camera(OnCamera::See), cameras::one)
        .get(routes::HEALTH, Rule::Person, past::list)
        .get(routes::HEALTH_REPORT, Rule::Person, past::report)
        .get(routes::HEALTH_SHEET, Rule::Person, past::sheet)
        .get(routes::OUTAGES_PATTERN, Rule::Camera(OnCamera::History), past::outages)
        .get(routes::STILL_PATTERN, Rule::Camera(OnCamera::Watch), stills::still)
        .get(routes::HEALTHZ, Rule::Public, health::alive)
        .get(routes::READYZ, Rule::Public, health::ready)
        .get(routes::ASSET_PATTERN, Rule::Public, assets::asset)
        .get(routes::SERVICE_WORKER, Rule::Public, assets::service_worker)
        .get(routes::OFFLINE, Rule::Public, assets::offline)
        .get(routes::WALL, Rule::Person, assets::page)
        .get(routes::CAMERA_PATTERN, Rule::Person, assets::page)
}

#[cfg(test)]
#[path = "matrix_tests.rs"]
mod matrix;

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
