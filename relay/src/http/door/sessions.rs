//! Ending one's own sessions on other devices.

use super::{
    super::{App, problem::Refusal},
    ask::{Ask, Done, see_other, unforeseen},
    device::device,
};
use crate::{pages, people::Problem};
use axum::{
    extract::{Path, State},
    response::Response,
};
use shared::{SessionId, routes::door, wire::Reason};

pub(super) async fn end_page(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Result<Response, Refusal> {
    let (user, _) = ask.user()?;
    let people = app.past.store.people().await.map_err(|e| unforeseen(e.into()))?;
    let session = people.sessions.iter().find(|s| s.user == user && s.id.as_str() == id);
    let session = session.ok_or(Refusal(Reason::NoSuchPath))?;
    let device = device(&session.device);
    Ok(ask.show(&app, |f| pages::session_end(f, &device, door::ACCOUNT).draw(f, pages::kit::Section::Account)))
}

pub(super) async fn end(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Result<Response, Refusal> {
    let (user, _) = ask.user()?;
    let id: SessionId = id.parse().map_err(|_| Refusal(Reason::NoSuchPath))?;
    match ask.people(&app).revoke_session(&id, Some(&user)).await {
        // What has ended already has ended.
        Ok(_) | Err(Problem::NoSession) => {
            app.rights.renew().await;
            Ok(see_other(door::ACCOUNT, Some(Done::SessionEnded)))
        }
        Err(problem) => Err(unforeseen(problem)),
    }
}
