//! What stands in front of every route, in this order: where the request comes from, the headers of every answer, rates,
//! whether it is meant for us, how long it may take and how much it may bring. Belongs here: that order. Does not: the parts.

use super::{
    App, door, guard, headers,
    problem::Refusal,
    rates::{Over, Rates},
    seats::Counts,
    visitor::{self, Visitor},
};
use crate::config::{Config, Limits, TlsMode};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use ipnet::IpNet;
use shared::wire::Reason;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};
use tokio::time::timeout;

/// What the layers in front share.
#[derive(Clone)]
pub(crate) struct Front {
    /// Peers whose word about their clients is taken.
    pub(crate) proxies: Arc<[IpNet]>,
    /// What one request and one address may ask.
    pub(crate) limits: Arc<Limits>,
    /// Live sockets.
    pub(crate) sockets: Counts,
    /// WebRTC sessions, which stand beside them.
    pub(crate) sessions: Counts,
    /// The public address where it is HTTPS, `https://camera.example.vn`.
    pub(crate) https: Option<Arc<str>>,
    /// The certificate is one that browsers take without a question, so that they may be told to insist on HTTPS.
    pub(crate) insists: bool,
    rates: Arc<Mutex<Rates>>,
}

impl Front {
    pub(crate) fn new(config: &Config, now: Instant) -> Self {
        let limits = &config.limits;
        let url = config.door.public_url.as_ref().filter(|url| url.is_https());
        Self {
            proxies: config.door.trusted_proxies.clone().into(),
            sockets: Counts::default(),
            sessions: Counts::default(),
            https: url.map(|url| url.origin().into()),
            insists: config.door.tls != TlsMode::SelfSigned,
            rates: Arc::new(Mutex::new(Rates::new(limits.address_requests_per_sec, limits.requests_per_sec, now))),
            limits: Arc::new(limits.clone()),
        }
    }
}

/// Puts everything in front of the routes. A route that takes a larger body than others has a `DefaultBodyLimit` of its own.
pub(super) fn before(routes: Router<App>, app: &App) -> Router<App> {
    let front = &app.front;
    routes
        .layer(DefaultBodyLimit::max(front.limits.body_bytes))
        .layer(middleware::from_fn_with_state(front.clone(), bounded))
        .layer(middleware::from_fn_with_state(app.site.clone(), guard::check))
        .layer(middleware::from_fn_with_state(front.clone(), paced))
        .layer(middleware::from_fn_with_state(app.clone(), door::in_words))
        // Outside of what refuses, so that refusals have them, too.
        .layer(middleware::from_fn_with_state(front.clone(), headers::add))
        .layer(middleware::from_fn_with_state(front.clone(), visitor::set))
}

async fn paced(State(front): State<Front>, visitor: Visitor, request: Request, next: Next) -> Response {
    let admitted = front.rates.lock().unwrap_or_else(PoisonError::into_inner).admit(visitor.block(), Instant::now());
    match admitted {
        Ok(()) => next.run(request).await,
        Err(Over::Address) => Refusal(Reason::RateLimited).into_response(),
        Err(Over::All) => Refusal(Reason::Overloaded).into_response(),
    }
}

/// The time ends with the answer's head: what it brings may take longer, and a live socket lasts.
async fn bounded(State(front): State<Front>, request: Request<Body>, next: Next) -> Response {
    let Ok(response) = timeout(front.limits.request_time, next.run(request)).await else {
        return Refusal(Reason::TimedOut).into_response();
    };
    // Said by whoever read the body, in words of its own.
    let is_ours = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE && !is_ours {
        return Refusal(Reason::BodyTooLarge).into_response();
    }
    response
}

#[cfg(test)]
#[path = "front_tests.rs"]
mod tests;
