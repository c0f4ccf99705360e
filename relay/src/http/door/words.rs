//! Refusals in words: whoever looks at a page gets a page that says what to do, whoever asks by a script gets the code.

use super::{
    super::{App, problem::Refusal},
    ask::Ask,
};
use crate::pages;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::Response,
};

/// Puts a page in the place of a bare refusal, where a page was asked for.
pub(in super::super) async fn in_words(State(app): State<App>, request: Request, next: Next) -> Response {
    if !is_for_people(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let ask = Ask::from_request_parts(&mut parts, &app).await;
    let response = next.run(Request::from_parts(parts, body)).await;
    let refused = response.extensions().get::<Refusal>().copied();
    let (Ok(ask), Some(refusal)) = (ask, refused) else { return response };
    let view = view(response.status(), response.headers(), refusal);
    let mut page = ask.page(&app, response.status(), |f| view.draw(f));
    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
        page.headers_mut().insert(header::RETRY_AFTER, wait.clone());
    }
    page
}

fn is_for_people(request: &Request) -> bool {
    let path = request.uri().path();
    let accepts = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accepts.contains("text/html") && !path.starts_with("/api/") && !path.starts_with("/assets/")
}

fn view(status: StatusCode, headers: &HeaderMap, Refusal(reason): Refusal) -> pages::Refusal {
    let wait = headers.get(header::RETRY_AFTER).and_then(|v| v.to_str().ok()?.parse().ok());
    let retry_after_secs = wait.unwrap_or(10);
    match status {
        StatusCode::UNAUTHORIZED => pages::Refusal::LoginRequired,
        StatusCode::FORBIDDEN => pages::Refusal::NotAllowed,
        StatusCode::NOT_FOUND => pages::Refusal::NotFound,
        StatusCode::TOO_MANY_REQUESTS => pages::Refusal::TooMany { retry_after_secs },
        StatusCode::INTERNAL_SERVER_ERROR => pages::Refusal::Failed,
        StatusCode::SERVICE_UNAVAILABLE => pages::Refusal::Busy { retry_after_secs },
        _ => pages::Refusal::Other(reason),
    }
}
