//! `POST /embed/{token}/ticket` and `GET /embed/{token}/live?ticket=…`: the way to an embed's live socket. Whoever
//! frames the page cannot ask for a ticket: it is given to the page's own origin, for one use within seconds.

use super::{
    super::{
        App,
        live::{self, Viewer},
        problem::Refusal,
        visitor::Visitor,
    },
    Visited,
};
use access::Token;
use axum::{
    extract::{Query, State, WebSocketUpgrade, rejection::QueryRejection, ws::rejection::WebSocketUpgradeRejection},
    response::Response,
};
use serde::Deserialize;
use shared::wire::{EMBED_CAMERA, Reason};
use std::time::Instant;
use transport::live::Names;

/// A ticket as plain text, or why there is none: `too_many_viewers` where the embed is full.
pub(super) async fn ticket(State(app): State<App>, visited: Visited) -> Result<String, Refusal> {
    let facts = &visited.facts;
    if !facts.moving {
        return Err(Refusal(Reason::NotAllowed));
    }
    // Looked at again when the socket opens; told here, where the page can say it in words.
    if app.embeds.visitors.count(&facts.id) >= facts.viewers_max as usize {
        return Err(Refusal(Reason::TooManyViewers));
    }
    Ok(app.embeds.tickets.put(visited.token.hash(), Instant::now()).expose().to_owned())
}

#[derive(Deserialize)]
pub(super) struct Asked {
    ticket: String,
}

pub(super) async fn upgrade(
    State(app): State<App>,
    visited: Visited,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Refusal> {
    let refused = Refusal(Reason::NotAllowed);
    let ticket = asked.ok().and_then(|Query(asked)| Token::parse(&asked.ticket)).ok_or(refused)?;
    let of = app.embeds.tickets.take(&ticket, Instant::now());
    if of != Some(visited.token.hash()) || !visited.facts.moving {
        return Err(refused);
    }
    let (id, most) = (&visited.facts.id, visited.facts.viewers_max as usize);
    let seat = app.embeds.visitors.take(id, most).ok_or(Refusal(Reason::TooManyViewers))?;
    let shown = EMBED_CAMERA.parse().map_err(|_| Refusal(Reason::Failed))?;
    let names = Names::Alias { camera: visited.facts.camera.clone(), shown };
    let actor = visited.actor();
    let viewer = Viewer { principal: visited.principal, actor, names, seat: Some(seat) };
    Ok(live::open(app, viewer, visitor, upgrade))
}
