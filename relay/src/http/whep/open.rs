//! `POST` of an offer: a new session, for a wall or of one camera. Belongs here: what a session must pass, and the answer's
//! headers. Does not: answering the offer.

use super::{
    super::{
        App,
        asking::{Asking, For},
        live::Watcher,
        problem::Refusal,
        visitor::Visitor,
    },
    content::{ACCEPT_PATCH, FRAGMENT, Offer, SDP},
    keep::{Taken, keep},
    refused::Refused,
};
use crate::audit;
use access::{Identity, Principal, Watch};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use hub::Stream;
use metrics::counter;
use serde::Deserialize;
use shared::{Profile, routes, wire::Reason};
use std::sync::Arc;
use transport::{
    live::Place,
    webrtc::{self, Opened, Session},
};

#[derive(Deserialize)]
pub(super) struct Asked {
    profile: Option<Profile>,
}

/// A session for a wall.
pub(super) async fn wall(
    State(app): State<App>,
    Asking(principal): Asking,
    visitor: Visitor,
    Offer(offer): Offer,
) -> Result<Response, Refused> {
    let asker = Asker { app: &app, principal, visitor, place: None };
    asker.open(&offer).await.map(|(_, response)| response)
}

/// A session that is sent one camera.
pub(super) async fn camera(
    State(app): State<App>,
    Asking(principal): Asking,
    For(allowed): For<Watch>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    Offer(offer): Offer,
) -> Result<Response, Refused> {
    let Query(asked) = asked.map_err(|_| Refusal(Reason::BadMessage))?;
    let profile = asked.profile.unwrap_or(Profile::Sub);
    // There is a moment in which it is known who may watch a new camera, and nothing else of it.
    let camera = app.live.hub.camera(allowed.camera()).ok_or(Refusal(Reason::UnknownCamera))?;
    if reorders(camera.stream(allowed.profile(profile))) {
        return Err(Refusal(Reason::Reordered).into());
    }
    let place = app.clients.enter().ok_or(Refusal(Reason::TooManyViewers))?;
    let asker = Asker { app: &app, principal: principal.clone(), visitor, place: Some(place) };
    let (session, response) = asker.open(&offer).await?;
    let record = Box::new(Watcher::new(&app, audit::actor(&principal), visitor));
    session.play(&app.live.hub, &allowed, profile, principal, record);
    Ok(response)
}

/// What WebRTC cannot carry: browsers show pictures in the order in which they come.
fn reorders(stream: &Stream) -> bool {
    stream.newest_key().is_some_and(|frame| frame.params().reorders)
}

/// Who wants a session.
struct Asker<'a> {
    app: &'a App,
    principal: Principal,
    visitor: Visitor,
    place: Option<Place>,
}

impl Asker<'_> {
    async fn open(self, offer: &str) -> Result<(Arc<Session>, Response), Refused> {
        self.answered(offer).await.inspect_err(|refused| {
            counter!("ward_webrtc_refused_total", "reason" => refused.reason().as_str()).increment(1);
        })
    }

    async fn answered(self, offer: &str) -> Result<(Arc<Session>, Response), Refused> {
        let Self { app, principal, visitor, place } = self;
        let desk = app.live.rtc.as_ref().ok_or(Refusal(Reason::NoSuchPath))?;
        if *app.live.shutdown.borrow() {
            return Err(Refusal(Reason::ShuttingDown).into());
        }
        let seats = app.front.sessions.take(visitor, &principal, &app.front.limits)?;
        let taken = Taken { _seats: seats, _place: place };
        let owner = principal.identity();
        let user = match &owner {
            Identity::User { id, .. } => id.to_string(),
            Identity::Embed(id) => id.to_string(),
        };
        let Opened { session, answer } =
            desk.open(offer, owner, visitor.address.is_loopback()).await.map_err(|refused| match refused {
                // Said to whoever sent it and nowhere else: it may quote the offer, which has an ICE password in it.
                webrtc::Refused::BadOffer(why) => Refused::offer(why),
                webrtc::Refused::Full => Refusal(Reason::TooManyViewers).into(),
            })?;
        tokio::spawn(keep(session.clone(), principal, taken));
        let response = created(app, &session, &user, answer);
        Ok((session, response))
    }
}

fn created(app: &App, session: &Session, user: &str, answer: String) -> Response {
    let headers: [(HeaderName, String); 4] = [
        (header::LOCATION, format!("{}/{}", routes::WHEP, session.name())),
        (header::ETAG, format!("\"{}\"", session.etag())),
        (header::CONTENT_TYPE, SDP.to_owned()),
        (ACCEPT_PATCH, FRAGMENT.to_owned()),
    ];
    let mut response = (StatusCode::CREATED, headers, answer).into_response();
    for link in app.ice.links(user, hub::clock::now().time) {
        response.headers_mut().append(header::LINK, link);
    }
    response
}
