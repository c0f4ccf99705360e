//! Logging in and out. A login with a second factor waits on the server for its code: the password goes to no page twice.

use super::{
    super::{App, asking, problem::Refusal},
    ask::{Ask, see_other, unforeseen},
    cookies,
    form::Fields,
};
use crate::{
    Failure,
    pages::{self, kit::Typed},
    people::{Done, Entered, LoggedIn, Problem},
};
use access::Token;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use shared::{
    access::Login,
    audit::{Action, Actor, ActorKind, Entry},
    routes::{self, door},
    text::people as words,
};
use std::time::Instant;

/// So many logins wait for their code at the same time; of more, the oldest begin anew.
pub(crate) const STEPS: usize = 1000;

/// A login whose password was right and whose code is awaited.
pub(crate) struct Step {
    entered: Entered,
    next: String,
}

#[derive(Deserialize)]
pub(super) struct Led {
    next: Option<String>,
}

pub(super) async fn page(State(app): State<App>, ask: Ask, led: Result<Query<Led>, QueryRejection>) -> Response {
    let next = led.ok().and_then(|Query(led)| led.next).unwrap_or_default();
    let next = routes::local(&next).to_owned();
    if ask.principal.is_some() {
        return see_other(&next, None);
    }
    ask.show(&app, |f| view(&ask, &next).draw(f))
}

pub(super) async fn enter(State(app): State<App>, ask: Ask, fields: Fields) -> Response {
    let next = routes::local(fields.get("next")).to_owned();
    let entered = Entered { login: fields.get("login").to_owned(), password: fields.secret("password"), code: None };
    match ask.people(&app).login(&entered, &ask.visit(), ask.now).await {
        Ok(done) => logged_in(&app, &ask, done, &next).await,
        Err(Problem::CodeMissing) => {
            let token = app.steps.put(Step { entered, next }, Instant::now());
            let mut response = see_other(door::LOGIN_CODE, None);
            cookies::step(response.headers_mut(), ask.visitor.secure, Some(&token));
            response
        }
        Err(problem) => {
            failed(&app, &ask, &entered.login, &problem).await;
            let wait_secs = wait_secs(&problem);
            let view = pages::Login { wait_secs, login: Typed::from(fields.get("login")), ..view(&ask, &next) };
            let view = pages::Login { error: wait_secs.is_none().then(|| problem.into()), ..view };
            ask.page(&app, status(wait_secs), |f| view.draw(f))
        }
    }
}

pub(super) async fn code_page(State(app): State<App>, ask: Ask, headers: HeaderMap) -> Response {
    let waits = step(&headers).and_then(|token| app.steps.look(&token, Instant::now(), |_| ()));
    match waits {
        Some(()) => ask.show(&app, |f| pages::Code::default().draw(f)),
        None => see_other(door::LOGIN, None),
    }
}

pub(super) async fn enter_code(State(app): State<App>, ask: Ask, headers: HeaderMap, fields: Fields) -> Response {
    let Some(token) = step(&headers) else { return see_other(door::LOGIN, None) };
    let again = |step: &mut Step| (step.entered.clone(), step.next.clone());
    let Some((mut entered, next)) = app.steps.look(&token, Instant::now(), again) else {
        return see_other(door::LOGIN, None);
    };
    entered.code = Some(fields.get("code").to_owned());
    match ask.people(&app).login(&entered, &ask.visit(), ask.now).await {
        Ok(done) => {
            app.steps.take(&token, Instant::now());
            let mut response = logged_in(&app, &ask, done, &next).await;
            cookies::step(response.headers_mut(), ask.visitor.secure, None);
            response
        }
        // The password was changed meanwhile.
        Err(Problem::Wrong) => see_other(door::LOGIN, None),
        Err(problem) => {
            failed(&app, &ask, &entered.login, &problem).await;
            let wait_secs = wait_secs(&problem);
            let missing = matches!(problem, Problem::CodeMissing);
            let error = wait_secs
                .is_none()
                .then(|| if missing { Failure::new(words::CODE_MISSING, []) } else { problem.into() });
            let view = pages::Code { wait_secs, error };
            ask.page(&app, status(wait_secs), |f| view.draw(f))
        }
    }
}

pub(super) async fn leave(State(app): State<App>, ask: Ask) -> Result<Response, Refusal> {
    let (user, session) = ask.user()?;
    ask.people(&app).log_out(&session, &user).await.map_err(unforeseen)?;
    app.rights.renew().await;
    let mut response = see_other(door::LOGIN, None);
    cookies::no_session(response.headers_mut(), ask.visitor.secure);
    Ok(response)
}

/// Lets somebody in who has shown who he is. The secret of the session is new, whatever cookie he came with.
pub(super) async fn logged_in(app: &App, ask: &Ask, done: Done<LoggedIn>, next: &str) -> Response {
    app.rights.renew().await;
    let mut response = see_other(next, None);
    let headers = response.headers_mut();
    cookies::session(headers, ask.visitor.secure, &done.value.token);
    if let Some(device) = &done.value.device {
        cookies::device(headers, ask.visitor.secure, device);
    }
    response
}

fn view(ask: &Ask, next: &str) -> pages::Login {
    let elsewhere = !ask.visitor.address.is_loopback();
    let next = (next != routes::WALL).then(|| next.to_owned());
    pages::Login { next, plain_http: elsewhere && !ask.visitor.secure, ..pages::Login::default() }
}

fn step(headers: &HeaderMap) -> Option<Token> {
    asking::cookie(headers, cookies::STEP).and_then(Token::parse)
}

fn wait_secs(problem: &Problem) -> Option<u64> {
    match problem {
        Problem::Wait(wait) => Some(wait.as_secs() + 1),
        Problem::Busy => Some(2),
        _ => None,
    }
}

fn status(wait_secs: Option<u64>) -> StatusCode {
    if wait_secs.is_some() { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// A login that was refused stands in the audit, unless it was not even listened to: those can be without number.
async fn failed(app: &App, ask: &Ask, login: &str, problem: &Problem) {
    if wait_secs(problem).is_some() {
        return;
    }
    // Whoever types a password in place of his name should not read it in the audit.
    let target = login.parse::<Login>().map(|login| login.to_string()).unwrap_or_default();
    let nobody = Actor { kind: ActorKind::User, id: String::new(), name: String::new() };
    let entry = Entry::new(ask.now, nobody, Action::LoginFailed).address(Some(ask.visitor.address)).target(target);
    app.recorder.record(entry).await;
}
