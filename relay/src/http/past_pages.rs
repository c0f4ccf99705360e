//! `GET /health` and `GET /health/month`: the health ledger as pages, of the cameras that the visitor may watch.

use super::{
    App,
    admin::{self, listing},
    assets,
    door::Ask,
    doors::{Doors, Rule},
    past,
    problem::Refusal,
    query::{self, Values},
};
use crate::{
    failure::Failure,
    health::{self, Facts, Moment, Month, back},
    pages::{Health, HealthMonth, HealthRow, kit::Typed, worst_first},
    places,
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use shared::{
    routes::door,
    text::door::health as t,
    wire::{CameraState, Reason},
};

/// Days of a strip.
const DAYS: u16 = 30;
/// Outages that are listed of a camera; all of them are in the API.
const OUTAGES: usize = 20;
/// Months that are offered: what the ledger keeps by itself.
const MONTHS: usize = 13;

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::HEALTH, Rule::Person, now).get(door::HEALTH_MONTH, Rule::Person, month)
}

async fn now(State(app): State<App>, ask: Ask, Query(values): Query<Values>) -> Result<Response, Refusal> {
    let principal = ask.principal.as_ref().ok_or(Refusal(Reason::LoginRequired))?;
    let at = Moment::now().wall;
    let calendar = app.past.calendar;
    let today = calendar.day(at);
    let first = back(today, DAYS - 1);
    let window = calendar.days(first, today);
    let facts = Facts::new(app.past.store.past(window, None).await.map_err(admin::unforeseen)?, window, at);
    let areas = app.catalog.areas();
    let entries = app.catalog.entries();
    let area_of = |id: &shared::CameraId| {
        let entry = entries.iter().find(|entry| entry.id == *id)?;
        Some(places::camera_area(&areas, entry.place.area.as_ref()?)?.path.join(" / "))
    };
    let cameras = health::list(&facts, past::seen(&app, principal)).cameras;
    let (all, live) = (cameras.len(), cameras.iter().filter(|camera| camera.state == CameraState::Live).count());
    let row = |camera: shared::api::health::CameraHealth| HealthRow {
        area: area_of(&camera.id),
        days: Vec::new(),
        outages: Vec::new(),
        camera,
    };
    let mut rows: Vec<_> = cameras.into_iter().map(row).collect();
    worst_first(&mut rows);
    let (mut rows, listing) = listing::part(door::HEALTH, rows, &values, |row| {
        [Some(row.camera.name.as_str()), row.area.as_deref()].into_iter().flatten().collect()
    });
    for row in &mut rows {
        row.days = health::strip(&facts, &row.camera.id, calendar, first, today);
        row.outages = health::newest(&facts, &row.camera.id, OUTAGES);
    }
    Ok(ask.show(&app, |f| Health { live, all, rows, listing, script: assets::url("fresh", "js") }.draw(f)))
}

async fn month(State(app): State<App>, ask: Ask, Query(values): Query<Values>) -> Result<Response, Refusal> {
    let principal = ask.principal.as_ref().ok_or(Refusal(Reason::LoginRequired))?;
    let calendar = app.past.calendar;
    let today = calendar.day(Moment::now().wall);
    let mut months = vec![Month::of(today)];
    while months.len() < MONTHS {
        let last = months[months.len() - 1];
        months.push(last.before());
    }
    let asked = query::month(&values, today);
    let mut typed = Typed::from(values.get("month").map_or(months[0].to_string(), Clone::clone).as_str());
    let wanted = asked.unwrap_or_else(|_| {
        typed.error = Some(Failure::new(t::HEALTH_BAD_MONTH, []));
        months[0]
    });
    let report = past::month_of(&app, principal, wanted).await.map_err(admin::unforeseen)?;
    let months = months.iter().map(ToString::to_string).collect();
    Ok(ask.show(&app, |f| HealthMonth { month: typed, report, months }.draw(f)))
}
