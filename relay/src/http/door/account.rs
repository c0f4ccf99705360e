//! One's own account: name, password, and what is shown of the rest.

use super::{
    super::{App, problem::Refusal},
    ask::{Ask, Done, see_other, unforeseen},
    device::device,
    form::Fields,
    redeem::{PASSWORD_MIN, differs},
};
use crate::{
    pages,
    people::{self, Problem},
};
use axum::{extract::State, response::Response};
use shared::{routes::door, wire::Reason};

pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Refusal> {
    let view = view(&app, &ask).await?;
    Ok(ask.show(&app, |f| view.draw(f)))
}

pub(super) async fn rename(State(app): State<App>, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let (user, _) = ask.user()?;
    match ask.people(&app).rename(&user, fields.get("name")).await {
        Ok(_) => {
            app.rights.renew().await;
            Ok(see_other(door::ACCOUNT, Some(Done::Saved)))
        }
        Err(problem @ Problem::NameBad) => {
            let mut view = view(&app, &ask).await?;
            view.name.text = fields.get("name").to_owned();
            view.name.error = Some(problem.into());
            Ok(ask.again(&app, |f| view.draw(f)))
        }
        Err(problem) => Err(unforeseen(problem)),
    }
}

pub(super) async fn change_password(State(app): State<App>, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let (user, session) = ask.user()?;
    let mut view = view(&app, &ask).await?;
    view.again_error = differs(&fields);
    if view.again_error.is_none() {
        let (old, new) = (fields.secret("current"), fields.secret("password"));
        match ask.people(&app).change_password(&user, &session, &old, &new, &ask.visit()).await {
            Ok(_) => {
                app.rights.renew().await;
                return Ok(see_other(door::ACCOUNT, Some(Done::Password)));
            }
            Err(problem @ (Problem::Wrong | Problem::Wait(_) | Problem::Busy)) => {
                view.current_error = Some(problem.into());
            }
            Err(problem @ Problem::Weak(_)) => view.password_error = Some(problem.into()),
            Err(problem) => return Err(unforeseen(problem)),
        }
    }
    Ok(ask.again(&app, |f| view.draw(f)))
}

/// The account as it is.
async fn view(app: &App, ask: &Ask) -> Result<pages::Account, Refusal> {
    let (user, session) = ask.user()?;
    let stored = app.past.store.people().await.map_err(|e| unforeseen(e.into()))?;
    let account = stored.accounts.iter().find(|a| a.id == user).ok_or(Refusal(Reason::LoginRequired))?;
    let grants = stored.grants.iter().filter(|g| g.user == user);
    let roles = grants
        .map(|g| {
            format!(
                "{} · {}",
                g.grant.role.text().raw(ask.lang),
                people::words::reach(&g.grant, &stored.areas, app.past.calendar, ask.lang)
            )
        })
        .collect();
    let mut sessions: Vec<_> = stored.sessions.iter().filter(|s| s.user == user && s.expires > ask.now).collect();
    sessions.sort_by_key(|s| std::cmp::Reverse(s.seen));
    let row = |s: &&store::people::SessionRecord| pages::SessionRow {
        id: s.id.clone(),
        person: None,
        device: device(&s.device),
        address: s.address.clone(),
        since: s.created,
        seen: s.seen,
        this: s.id == session,
    };
    Ok(pages::Account {
        login: account.login.to_string(),
        name: account.name.as_str().into(),
        roles,
        current_error: None,
        password_error: None,
        again_error: None,
        password_min: PASSWORD_MIN,
        has_totp: account.has_factor,
        totp_needed: ask.principal.as_ref().is_some_and(access::Principal::needs_totp),
        sessions: sessions.iter().map(row).collect(),
    })
}
