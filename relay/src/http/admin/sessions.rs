//! Everybody's sessions, and ending one.

use super::{
    super::{
        App,
        asking::OnSite,
        door::{Ask, Done, see_other, unforeseen},
        doors::{Doors, Rule},
        problem::Refusal,
    },
    people::everybody,
    person,
};
use crate::{
    pages::{self, admin::Sessions, kit::Section},
    people::Problem,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use shared::{SessionId, access::Right, routes::door, wire::Reason};

const RULE: Rule = Rule::Site(Right::People);

pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::SESSIONS, RULE, list).get(door::SESSION_END_PATTERN, RULE, end_page).post(
        door::SESSION_END_PATTERN,
        RULE,
        end,
    )
}

async fn list(State(app): State<App>, ask: Ask, _: OnSite<access::People>) -> Result<Response, Refusal> {
    let view = Sessions { rows: person::sessions(&everybody(&app).await?, &ask, None) };
    Ok(ask.show(&app, |f| view.draw(f)))
}

async fn end_page(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let rows = person::sessions(&everybody(&app).await?, &ask, None);
    let row = rows.into_iter().find(|row| row.id.as_str() == id).ok_or(Refusal(Reason::NoSuchPath))?;
    let name = row.person.map(|(_, name)| name).unwrap_or_default();
    let device = format!("{name} · {}", row.device);
    Ok(ask.show(&app, |f| pages::session_end(f, &device, door::SESSIONS).draw(f, Section::Sessions)))
}

async fn end(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::People>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let id: SessionId = id.parse().map_err(|_| Refusal(Reason::NoSuchPath))?;
    match ask.people(&app).revoke_session(&id, None).await {
        // What has ended already has ended.
        Ok(_) | Err(Problem::NoSession) => {
            app.rights.renew().await;
            let own = ask.user().is_ok_and(|(_, session)| session == id);
            let next = if own { (door::LOGIN, None) } else { (door::SESSIONS, Some(Done::SessionEnded)) };
            Ok(see_other(next.0, next.1))
        }
        Err(problem) => Err(unforeseen(problem)),
    }
}
