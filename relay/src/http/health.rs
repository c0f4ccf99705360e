//! `/healthz`: the process answers. `/readyz`: it takes viewers.

use super::{App, problem::Refusal};
use axum::extract::State;
use shared::wire::Reason;

pub(super) async fn alive() -> &'static str {
    "ok\n"
}

pub(super) async fn ready(State(app): State<App>) -> Result<&'static str, Refusal> {
    // The cameras were read before the port was served.
    if *app.live.shutdown.borrow() { Err(Refusal(Reason::ShuttingDown)) } else { Ok("ready\n") }
}
