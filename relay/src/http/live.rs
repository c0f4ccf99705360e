//! `GET /api/v1/live`: from a request to the live socket.

use super::{App, asking::Asking, problem::Refusal, visitor::Visitor};
use crate::audit::{self, Recorder};
use access::Identity;
use axum::{
    extract::{State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    response::{IntoResponse, Response},
};
use shared::{
    CameraId,
    audit::Actor,
    wire::{Reason, SUBPROTOCOL},
};
use std::net::IpAddr;
use transport::live;

pub(super) async fn upgrade(
    State(app): State<App>,
    Asking(principal): Asking,
    visitor: Visitor,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
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
    let (front, limits) = (&app.front, &app.front.limits);
    let Some(of_address) = front.address_sockets.take(&visitor.block(), limits.address_sockets) else {
        return Refusal(Reason::TooManySockets).into_response();
    };
    let of_user = match principal.identity() {
        Identity::User { id, .. } => match front.user_sockets.take(&id.to_string(), limits.user_sockets) {
            Some(seat) => Some(seat),
            None => return Refusal(Reason::TooManySockets).into_response(),
        },
        Identity::Embed(_) => None,
    };
    let record =
        Box::new(Watcher { recorder: app.recorder, actor: audit::actor(&principal), address: visitor.address });
    live::configure(upgrade).on_upgrade(async move |socket| {
        live::serve(socket, principal, record, app.live, place).await;
        drop((of_address, of_user));
    })
}

/// Tells the audit what one socket shows.
struct Watcher {
    recorder: Recorder,
    actor: Actor,
    address: IpAddr,
}

impl live::Record for Watcher {
    fn began(&self, camera: &CameraId) {
        self.recorder.began(&self.actor, Some(self.address), camera);
    }

    fn ended(&self, camera: &CameraId) {
        self.recorder.ended(&self.actor, camera);
    }
}
