//! The health ledger over HTTP: `GET /api/v1/health`, `…/health/report`, `…/health/report.csv`,
//! `/api/v1/cameras/{site}/{camera}/outages`. Each camera's part is told only to who may watch it.

use super::{
    App,
    asking::{Asking, For},
    problem::Refusal,
    query::{self, Bad, Values},
};
use crate::health::{self, Calendar, Facts, Moment, Month, Seen};
use access::{Allowed, History, Principal};
use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use shared::{
    UnixSecs,
    api::health::{HealthList, HealthReport, OutagePage},
    text::Lang,
    wire::Reason,
};
use store::{
    Store, StoreError,
    ledger::{Cursor, Window},
};

/// What the handlers read from.
#[derive(Clone)]
pub(crate) struct Past {
    pub(crate) store: Store,
    pub(crate) calendar: Calendar,
}

/// Why there is no answer.
pub(super) enum NoAnswer {
    Bad(Bad),
    Refused(Reason),
    Store(StoreError),
    Sheet(csv::Error),
}

pub(super) async fn list(
    State(app): State<App>,
    Asking(principal): Asking,
    Query(values): Query<Values>,
) -> Result<Json<HealthList>, NoAnswer> {
    let days = query::days(&values)?;
    let now = Moment::now().wall;
    let window = health::last_days(now, days);
    let facts = Facts::new(app.past.store.past(window, None).await?, window, now);
    Ok(Json(health::list(&facts, seen(&app, &principal))))
}

/// The cameras whose past somebody may know, as they are now.
pub(super) fn seen(app: &App, principal: &Principal) -> Vec<Seen> {
    let seen = |entry: crate::catalog::Entry| {
        let allowed: Allowed<History> = principal.may(&entry.id).ok()?;
        let status = app.live.hub.camera(allowed.camera())?.status();
        let (state, since, reason) = (status.state, status.since, status.reason);
        Some(Seen { id: entry.id, name: entry.name, state, since, reason })
    };
    app.catalog.entries().into_iter().filter_map(seen).collect()
}

pub(super) async fn outages(
    State(app): State<App>,
    For(allowed): For<History>,
    Query(values): Query<Values>,
) -> Result<Json<OutagePage>, NoAnswer> {
    let id = allowed.camera();
    let now = Moment::now().wall;
    let calendar = query::calendar(&values, app.past.calendar)?;
    let (first, last) = query::span(&values, calendar.day(now))?;
    let (before, limit) = (query::before(&values)?, query::limit(&values)?);
    let window = calendar.days(first, last);
    let past = app.past.store.past(window, Some(id)).await?;
    // A camera that was removed has a past as long as the ledger remembers it.
    if past.stays.is_empty() && !app.catalog.has(id) {
        return Err(NoAnswer::Refused(Reason::UnknownCamera));
    }
    let facts = Facts::new(past, window, now);
    // One more than asked for tells whether there is a next page.
    let mut rows = app.past.store.outages(id, window, before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| Cursor::behind(row).to_string());
    Ok(Json(OutagePage {
        camera: id.clone(),
        utc_offset_minutes: calendar.offset_minutes(),
        outages: rows.iter().map(|row| facts.info(row)).collect(),
        next,
        strip: health::strip(&facts, id, calendar, first, last),
    }))
}

pub(super) async fn report(
    State(app): State<App>,
    Asking(principal): Asking,
    Query(values): Query<Values>,
) -> Result<Json<HealthReport>, NoAnswer> {
    month(&app, &principal, &values).await.map(Json)
}

pub(super) async fn sheet(
    State(app): State<App>,
    Asking(principal): Asking,
    Query(values): Query<Values>,
) -> Result<Response, NoAnswer> {
    let lang: Lang = query::lang(&values)?;
    let report = month(&app, &principal, &values).await?;
    let text = health::sheet(&report, lang).map_err(NoAnswer::Sheet)?;
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    // The month is digits and a dash, so this is always a header.
    let name = HeaderValue::try_from(format!("attachment; filename=\"camera-{}.csv\"", report.month));
    if let Ok(name) = name {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

async fn month(app: &App, principal: &Principal, values: &Values) -> Result<HealthReport, NoAnswer> {
    let now = Moment::now().wall;
    let calendar = query::calendar(values, app.past.calendar)?;
    let month = query::month(values, calendar.day(now))?;
    Ok(report_of(app, principal, month, calendar, now).await?)
}

/// A month by the site's calendar.
pub(super) async fn month_of(app: &App, principal: &Principal, month: Month) -> Result<HealthReport, StoreError> {
    report_of(app, principal, month, app.past.calendar, Moment::now().wall).await
}

async fn report_of(
    app: &App,
    principal: &Principal,
    month: Month,
    calendar: Calendar,
    now: UnixSecs,
) -> Result<HealthReport, StoreError> {
    let window: Window = calendar.month(month);
    let facts = Facts::new(app.past.store.past(window, None).await?, window, now);
    Ok(health::report(&facts, month, calendar, |id| principal.may::<History>(id).is_ok()))
}

impl From<Bad> for NoAnswer {
    fn from(bad: Bad) -> Self {
        Self::Bad(bad)
    }
}

impl From<StoreError> for NoAnswer {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl IntoResponse for NoAnswer {
    fn into_response(self) -> Response {
        let failed = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
        match self {
            Self::Bad(bad) => bad.into_response(),
            Self::Refused(reason) => Refusal(reason).into_response(),
            Self::Store(error) => {
                tracing::error!(%error, "the health ledger cannot be read");
                failed.into_response()
            }
            Self::Sheet(error) => {
                tracing::error!(%error, "the report cannot be made a sheet");
                failed.into_response()
            }
        }
    }
}
