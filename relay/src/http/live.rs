//! `GET /api/v1/live`: from a request to the live socket.

use super::{App, asking::Asking, problem::Refusal};
use axum::{
    extract::{State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    response::{IntoResponse, Response},
};
use shared::wire::{Reason, SUBPROTOCOL};
use transport::live;

pub(super) async fn upgrade(
    State(app): State<App>,
    Asking(principal): Asking,
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
    live::configure(upgrade).on_upgrade(move |socket| live::serve(socket, principal, app.live, place))
}
