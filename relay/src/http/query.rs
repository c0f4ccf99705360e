//! Values of a query, checked. Belongs here: from text to value, and the refusal that names what is wrong.

use crate::health::{Calendar, Month, back, date};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use shared::{
    api::health::BadQuery,
    text::{Lang, Text, health as t},
    wire::Reason,
};
use std::collections::BTreeMap;
use store::ledger::Cursor;
use time::Date;

/// The longest span that is told day by day; what is kept by default.
const DAYS_MAX: u16 = 400;
/// The days that are told where none are asked for.
const DAYS: u16 = 30;
/// Outages on a page.
const PAGE: u32 = 100;
const PAGE_MAX: u32 = 1000;

/// Values by their names; names that nobody asks for are ignored.
pub(super) type Values = BTreeMap<String, String>;

/// Which value cannot be used, and what it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bad {
    key: &'static str,
    hint: Text,
    values: Vec<(&'static str, String)>,
}

impl Bad {
    fn new(key: &'static str, hint: Text) -> Self {
        Self { key, hint, values: Vec::new() }
    }

    fn range(key: &'static str, min: u32, max: u32) -> Self {
        Self { values: vec![("min", min.to_string()), ("max", max.to_string())], ..Self::new(key, t::BAD_NUMBER) }
    }
}

impl IntoResponse for Bad {
    fn into_response(self) -> Response {
        let values: Vec<_> = self.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| self.hint.fill(lang, &values));
        let body = BadQuery { reason: Reason::BadMessage, key: self.key.to_owned(), vi, en };
        (StatusCode::BAD_REQUEST, Json(body)).into_response()
    }
}

/// `days`: 1 to 400, else 30.
pub(super) fn days(values: &Values) -> Result<u16, Bad> {
    number(values, "days", u32::from(DAYS), u32::from(DAYS_MAX)).map(|n| n as u16)
}

/// `limit`: 1 to 1000, else 100.
pub(super) fn limit(values: &Values) -> Result<u32, Bad> {
    number(values, "limit", PAGE, PAGE_MAX)
}

fn number(values: &Values, key: &'static str, default: u32, max: u32) -> Result<u32, Bad> {
    let Some(text) = values.get(key) else { return Ok(default) };
    text.parse().ok().filter(|n| (1..=max).contains(n)).ok_or_else(|| Bad::range(key, 1, max))
}

/// `from` and `to`, both days included, of 400 at the most; else the last 30 days.
pub(super) fn span(values: &Values, today: Date) -> Result<(Date, Date), Bad> {
    let day = |key| values.get(key).map(|s| date(s).map_err(|_| Bad::new(key, t::BAD_DATE))).transpose();
    let to = day("to")?.unwrap_or(today);
    let from = day("from")?.unwrap_or_else(|| back(to, DAYS - 1));
    if (0..i64::from(DAYS_MAX)).contains(&(to - from).whole_days()) {
        return Ok((from, to));
    }
    Err(Bad { values: vec![("max", DAYS_MAX.to_string())], ..Bad::new("to", t::BAD_SPAN) })
}

/// `month`, else the present one.
pub(super) fn month(values: &Values, today: Date) -> Result<Month, Bad> {
    let Some(text) = values.get("month") else { return Ok(Month::of(today)) };
    text.parse().map_err(|_| Bad::new("month", t::BAD_MONTH))
}

/// `before`, as it stood in `next`.
pub(super) fn before(values: &Values) -> Result<Option<Cursor>, Bad> {
    values.get("before").map(|s| s.parse().map_err(|_| Bad::new("before", t::BAD_CURSOR))).transpose()
}

/// `lang`, else Vietnamese.
pub(super) fn lang(values: &Values) -> Result<Lang, Bad> {
    let Some(text) = values.get("lang") else { return Ok(Lang::Vi) };
    let known = [Lang::Vi, Lang::En].into_iter().find(|lang| lang.as_str() == text);
    known.ok_or_else(|| Bad::new("lang", t::BAD_LANG))
}

/// `utc_offset_minutes`, else the site's.
pub(super) fn calendar(values: &Values, site: Calendar) -> Result<Calendar, Bad> {
    const KEY: &str = "utc_offset_minutes";
    let Some(text) = values.get(KEY) else { return Ok(site) };
    let bad = || Bad { values: vec![("min", "-840".into()), ("max", "840".into())], ..Bad::new(KEY, t::BAD_NUMBER) };
    text.parse().ok().and_then(Calendar::new).ok_or_else(bad)
}
