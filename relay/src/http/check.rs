//! `GET /check` and `POST /check`: what a device can show, for anybody, and sending it to the technician.

use super::{
    App, assets,
    door::{Ask, Fields, see_other},
    doors::{Doors, Rule},
    problem::Refusal,
};
use crate::pages::{Check, CheckStep, PlainFiles};
use access::{Identity, Principal};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use shared::{
    check::Findings,
    routes,
    text::{Text, check as t},
    wire::{ClientMessage, Reason, VERSION},
};
use store::checks::NewCheck;

/// More characters of what a browser calls itself are not kept.
const AGENT_MAX: usize = 300;

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(routes::CHECK, Rule::Public, page).post(routes::CHECK, Rule::Public, send)
}

#[derive(Deserialize)]
struct Asked {
    sent: Option<String>,
}

async fn page(State(app): State<App>, ask: Ask, asked: Result<Query<Asked>, QueryRejection>) -> Response {
    let code = asked.ok().and_then(|Query(asked)| asked.sent);
    let code = code.filter(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()));
    show(&app, &ask, StatusCode::OK, code.map_or(CheckStep::Open, CheckStep::Sent))
}

async fn send(State(app): State<App>, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let refused = |status, why: Text| Ok(show(&app, &ask, status, CheckStep::Refused(why)));
    let Ok(findings) = Findings::parse(fields.get("findings")) else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, t::CHECK_BAD);
    };
    let agent = ask.visit().device_name;
    let check = NewCheck {
        person: ask.principal.as_ref().and_then(name),
        address: ask.visitor.block(),
        agent: agent.chars().filter(|c| !c.is_control()).take(AGENT_MAX).collect(),
        findings,
    };
    match app.checks.add(&check, ask.now).await {
        Ok(Some(code)) => Ok(see_other(&format!("{}?sent={code}", routes::CHECK), None)),
        Ok(None) => refused(StatusCode::TOO_MANY_REQUESTS, t::CHECK_TOO_MANY),
        Err(error) => {
            tracing::error!(%error, "a device's check could not be kept");
            Err(Refusal(Reason::Failed))
        }
    }
}

fn show(app: &App, ask: &Ask, status: StatusCode, step: CheckStep) -> Response {
    let is_sent = matches!(step, CheckStep::Sent(_));
    let files = PlainFiles {
        script: assets::url("check", "js").filter(|_| !is_sent),
        style: assets::url("lite", "css").unwrap_or_default(),
    };
    let hello = ask.principal.as_ref().filter(|principal| !principal.needs_totp()).and_then(|_| hello());
    let view = Check { files, worker: assets::url("worker", "js").unwrap_or_default(), hello, step };
    ask.page(app, status, |f| view.draw(f))
}

/// What a live socket begins with.
fn hello() -> Option<String> {
    serde_json::to_string(&ClientMessage::Hello { version: VERSION, device: "check".into() }).ok()
}

fn name(principal: &Principal) -> Option<String> {
    match principal.identity() {
        Identity::User { name, .. } => Some(name),
        Identity::Embed(_) => None,
    }
}
