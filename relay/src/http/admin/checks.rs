//! `GET /admin/checks?page=2`: what visitors' devices can show, for the technician.

use super::super::{
    App,
    asking::OnSite,
    door::{Ask, device},
    doors::{Doors, Rule},
    problem::Refusal,
};
use super::unforeseen;
use crate::pages::{
    admin::{CheckRow, Checks},
    kit::Pager,
};
use access::Configure;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use serde::Deserialize;
use shared::{access::Right, routes::door};
use store::checks::{CheckRecord, KEEP_ROWS};

/// Rows on one page.
const ROWS: u32 = 50;

pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::CHECKS, Rule::Site(Right::Configure), list)
}

#[derive(Deserialize)]
struct Part {
    /// From 1.
    page: Option<u32>,
}

async fn list(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<Configure>,
    part: Result<Query<Part>, QueryRejection>,
) -> Result<Response, Refusal> {
    let page = part.ok().and_then(|Query(part)| part.page).unwrap_or(1).clamp(1, KEEP_ROWS / ROWS);
    let mut kept = app.checks.list(ask.now, (page - 1) * ROWS, ROWS + 1).await.map_err(unforeseen)?;
    let is_more = kept.len() > ROWS as usize;
    kept.truncate(ROWS as usize);
    let at = |page: u32| format!("{}?page={page}", door::CHECKS);
    let pager = Pager { newer: (page > 1).then(|| at(page - 1)), older: is_more.then(|| at(page + 1)) };
    let origin = app.running.config.door.public_url.as_ref().map(|url| url.origin().to_owned()).unwrap_or_default();
    let view = Checks { origin, rows: kept.into_iter().map(row).collect(), pager };
    Ok(ask.show(&app, |f| view.draw(f)))
}

fn row(CheckRecord { code, at, check }: CheckRecord) -> CheckRow {
    CheckRow {
        code,
        at,
        person: check.person,
        address: check.address.to_string(),
        device: device(&check.agent),
        agent: check.agent,
        findings: check.findings,
    }
}
