//! Cameras on other sites' pages over HTTP: the page in the frame, its stills, its socket. Belongs here: finding the
//! embed by the secret in the path, and which pages may frame it. Does not: making embeds (see `admin`), markup (see
//! `pages`).

mod live;
mod page;
mod still;

use super::{
    App, Drafts, assets,
    doors::{Doors, Rule},
    problem::Refusal,
    tally::Tally,
};
use access::{Allowed, EmbedFacts, Principal, Token, TokenHash, Watch};
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use shared::{
    EmbedId,
    audit::{Actor, ActorKind},
    routes::embed as r,
    wire::Reason,
};
use std::{sync::Arc, time::Duration};

/// How long a ticket may be used: the page opens its socket at once.
const TICKET_LASTS: Duration = Duration::from_secs(30);
/// Tickets that are not used yet; about 1 MiB.
const TICKETS: usize = 4096;

/// What is kept of embeds while the relay runs; a handle to share.
#[derive(Clone)]
pub(crate) struct Embeds {
    /// For which embed a ticket is.
    tickets: Arc<Drafts<TokenHash>>,
    /// Live visitors.
    pub(super) visitors: Tally<EmbedId>,
}

impl Default for Embeds {
    fn default() -> Self {
        Self { tickets: Arc::new(Drafts::new(TICKET_LASTS, TICKETS)), visitors: Tally::default() }
    }
}

/// Adds the embeds' routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .get(r::SCRIPT, Rule::Public, assets::element)
        .get(r::PAGE_PATTERN, Rule::Key, page::page)
        .get(r::STILL_PATTERN, Rule::Key, still::still)
        .post(r::TICKET_PATTERN, Rule::Key, live::ticket)
        .get(r::LIVE_PATTERN, Rule::Key, live::upgrade)
}

/// The embed whose secret stands in the path. One that is over, was taken back or never was is none.
struct Visited {
    token: Token,
    principal: Principal,
    facts: EmbedFacts,
}

impl FromRequestParts<App> for Visited {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let unknown = Refusal(Reason::UnknownCamera);
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| unknown)?;
        let token = params.iter().find(|(key, _)| *key == "token").and_then(|(_, text)| Token::parse(text));
        let token = token.ok_or(unknown)?;
        let principal = app.book.embed(token.hash()).ok_or(unknown)?;
        let facts = app.book.facts().embeds.get(&token.hash()).cloned().ok_or(unknown)?;
        Ok(Self { token, principal, facts })
    }
}

impl Visited {
    /// Its camera's pictures, unless it is paused or gone.
    fn watch(&self) -> Result<Allowed<Watch>, Refusal> {
        let camera = &self.facts.camera;
        let paused = || self.principal.is_paused_for(camera);
        let why = |access::Denied| Refusal(if paused() { Reason::Paused } else { Reason::UnknownCamera });
        self.principal.may(camera).map_err(why)
    }

    /// As the audit names it.
    fn actor(&self) -> Actor {
        Actor { kind: ActorKind::Embed, id: self.facts.id.to_string(), name: self.facts.name.clone() }
    }
}

#[cfg(test)]
mod tests;
