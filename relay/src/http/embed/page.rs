//! `GET /embed/{token}`: the page in another site's frame.

use super::{
    super::{
        App, assets,
        door::Ask,
        headers::{FrameAncestors, RESOURCE_POLICY},
        problem::Refusal,
    },
    Visited,
};
use crate::pages;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode},
    response::{Html, IntoResponse, Response},
};
use shared::{Profile, routes::embed as r, still::StillWidth, wire::Reason};

/// Of the still that is there before anybody taps: small, since every visitor of the site loads it, on his own data.
const POSTER: StillWidth = StillWidth::W160;

pub(super) async fn page(State(app): State<App>, ask: Ask, visited: Result<Visited, Refusal>) -> Response {
    let asset = |ext| assets::url("embed", ext).unwrap_or_default();
    let Ok(visited) = visited else {
        let page = pages::embed_ended(ask.lang, &asset("css"));
        // It shows nothing but a sentence, so it may say it wherever the embed stood.
        return framed(StatusCode::NOT_FOUND, page.into_string(), "*".to_owned());
    };
    let facts = &visited.facts;
    let source = visited.watch().and_then(|allowed| Ok(app.stills.source(&allowed, allowed.profile(Profile::Sub))?));
    let (state, at) = match &source {
        Ok(source) => ("poster", app.past.calendar.second(source.name(POSTER).time.into())),
        Err(Refusal(Reason::Paused)) => ("paused", String::new()),
        Err(_) => ("nothing", String::new()),
    };
    let view = pages::Embed {
        lang: ask.lang,
        name: facts.name.clone(),
        script: asset("js"),
        style: asset("css"),
        still: format!("{}?width={}", r::still(visited.token.expose()), POSTER.as_str()),
        state,
        // The day goes without saying.
        at: at.split_once(' ').map_or_else(String::new, |(_, clock)| clock.to_owned()),
        moving: facts.moving,
        best: facts.best.as_str(),
    };
    framed(StatusCode::OK, view.draw().into_string(), facts.origins.join(" "))
}

/// A page that those origins may frame, also where they ask of every frame that it agrees.
fn framed(status: StatusCode, page: String, origins: String) -> Response {
    let mut response = (status, Html(page)).into_response();
    response.headers_mut().insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    response.extensions_mut().insert(FrameAncestors(origins));
    response
}
