//! The audit in the browser: filtered, by pages, and as a sheet.

mod asked;
mod told;

use super::super::{
    App,
    asking::OnSite,
    door::{Ask, see_other, unforeseen},
    doors::{Doors, Rule},
    problem::Refusal,
    query::Values,
};
use crate::{
    audit::{self, Found},
    health::Calendar,
    pages::{
        admin::{AuditTrail, ChainState},
        kit::Pager,
    },
};
use asked::Asked;
use axum::{
    body::Body,
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use futures::stream;
use shared::{access::Right, audit::Action, routes::door, text::Lang};
use store::{Store, audit::Filter};

const RULE: Rule = Rule::Site(Right::Audit);
/// Rows on a page.
const ROWS: u32 = 100;
/// Rows of a sheet that are taken from the store at a time.
const SHEET_ROWS: u32 = 1000;

pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::AUDIT, RULE, page).get(door::AUDIT_SHEET, RULE, sheet)
}

async fn page(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::Audit>,
    Query(values): Query<Values>,
) -> Result<Response, Refusal> {
    let stored = super::people::everybody(&app).await?;
    let asked = Asked::read(&values, &app, &stored, ask.lang);
    // Where a filter is wrong nothing is shown for it, rather than everything.
    let read = async || match &asked.filter {
        Some(filter) => app.past.store.audit(filter, asked.before(), ROWS + 1).await,
        None => Ok(Vec::new()),
    };
    let mut rows = read().await.map_err(|error| unforeseen(error.into()))?;
    let is_more = rows.len() > ROWS as usize;
    rows.truncate(ROWS as usize);
    let older = rows.last().filter(|_| is_more).map(|row| asked.older(row.seq));
    let told =
        told::Told { areas: &stored.areas, names: app.catalog.names(), calendar: app.past.calendar, lang: ask.lang };
    let view = AuditTrail {
        rows: rows.iter().map(|row| told.row(row)).collect(),
        pager: Pager { newer: asked.newer(), older },
        sheet: asked.sheet(),
        chain: chain(app.chain.look(ask.now).await),
        filters: asked.filters,
    };
    let status = if asked.filter.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(ask.page(&app, status, |f| view.draw(f)))
}

fn chain(found: Option<Found>) -> ChainState {
    match found {
        None => ChainState::Unverified,
        Some(Found { at, rows: Ok(rows) }) => ChainState::Whole { rows, at },
        Some(Found { rows: Err(failure), .. }) => ChainState::Broken(failure),
    }
}

/// The rows of the page as CSV, all of them, newest first. That it was taken stands in the audit.
async fn sheet(
    State(app): State<App>,
    ask: Ask,
    _: OnSite<access::Audit>,
    Query(values): Query<Values>,
) -> Result<Response, Refusal> {
    let stored = super::people::everybody(&app).await?;
    let asked = Asked::read(&values, &app, &stored, ask.lang);
    // What is wrong is said on the page.
    let Some(filter) = asked.filter.clone() else { return Ok(see_other(&asked.page(), None)) };
    let entry =
        asked.named().into_iter().fold(ask.entry(Action::AuditExported), |e, (name, value)| e.with(name, &value));
    // Before a row goes out, so that none goes out unseen.
    let recorded = app.past.store.append_audit(&[entry.target("nhat-ky.csv")]).await;
    recorded.map_err(|error| unforeseen(error.into()))?;
    let text = pieces(app.past.store.clone(), filter, app.past.calendar, ask.lang);
    let mut response = Response::new(Body::from_stream(text));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"nhat-ky.csv\""));
    Ok(response)
}

/// How far a sheet is written.
enum At {
    Head,
    Below(Option<u64>),
}

/// A sheet piece by piece: it may be longer than memory is large.
fn pieces(
    store: Store,
    filter: Filter,
    calendar: Calendar,
    lang: Lang,
) -> impl futures::Stream<Item = Result<String, axum::BoxError>> {
    stream::try_unfold(At::Head, move |at| {
        let (store, filter) = (store.clone(), filter.clone());
        async move {
            let below = match at {
                At::Head => return Ok(Some((audit::sheet_head(lang)?, At::Below(None)))),
                At::Below(below) => below,
            };
            let rows = store.audit(&filter, below, SHEET_ROWS).await.inspect_err(|error| {
                tracing::error!(%error, "a sheet of the audit breaks off: it cannot be read");
            })?;
            let Some(last) = rows.last() else { return Ok(None) };
            Ok(Some((audit::sheet_lines(&rows, calendar, lang)?, At::Below(Some(last.seq)))))
        }
    })
}
