//! `GET /api/v1/live`: from a request to the live socket. Belongs here: what every live socket must pass. Does not: what an
//! embed's must pass before that (see `embed`).

use super::{App, asking::Asking, problem::Refusal, tally::Seat, visitor::Visitor};
use crate::audit::{self, Recorder};
use access::Principal;
use axum::{
    extract::{State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    response::{IntoResponse, Response},
};
use shared::{
    CameraId, EmbedId,
    audit::Actor,
    wire::{Reason, SUBPROTOCOL},
};
use std::net::IpAddr;
use transport::live::{self, Names};

pub(super) async fn upgrade(
    State(app): State<App>,
    Asking(principal): Asking,
    visitor: Visitor,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let actor = audit::actor(&principal);
    open(app, Viewer { principal, actor, names: Names::Own, seat: None }, visitor, upgrade)
}

/// Who is to be shown something.
pub(super) struct Viewer {
    pub(super) principal: Principal,
    /// As the audit names him.
    pub(super) actor: Actor,
    pub(super) names: Names,
    /// His place among those of an embed.
    pub(super) seat: Option<Seat<EmbedId>>,
}

/// Opens the socket, or says why not.
pub(super) fn open(
    app: App,
    viewer: Viewer,
    visitor: Visitor,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Viewer { principal, actor, names, seat } = viewer;
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade.protocols([SUBPROTOCOL]),
        Err(rejection) => return rejection.into_response(),
    };
    if upgrade.selected_protocol().is_none_or(|p| p != SUBPROTOCOL) {
        return Refusal(Reason::Version).into_response();
    }
    if *app.live.shutdown.borrow() {
        return Refusal(Reason::ShuttingDown).into_response();
    }
    let Some(place) = app.clients.enter() else {
        return Refusal(Reason::TooManyViewers).into_response();
    };
    let seats = match app.front.sockets.take(visitor, &principal, &app.front.limits) {
        Ok(seats) => seats,
        Err(refusal) => return refusal.into_response(),
    };
    let record = Box::new(Watcher::new(&app, actor, visitor));
    live::configure(upgrade).on_upgrade(async move |socket| {
        live::serve(socket, principal, names, record, app.live, place).await;
        drop((seats, seat));
    })
}

/// Tells the audit what one socket or session shows.
pub(super) struct Watcher {
    recorder: Recorder,
    actor: Actor,
    address: IpAddr,
}

impl Watcher {
    pub(super) fn new(app: &App, actor: Actor, visitor: Visitor) -> Self {
        Self { recorder: app.recorder.clone(), actor, address: visitor.address }
    }
}

impl live::Record for Watcher {
    fn began(&self, camera: &CameraId) {
        self.recorder.began(&self.actor, Some(self.address), camera);
    }

    fn ended(&self, camera: &CameraId) {
        self.recorder.ended(&self.actor, camera);
    }
}
