//! What is asked of the audit, as it stands in the query. Belongs here: from values to a filter and back to addresses.

use super::super::super::{App, query::Values};
use crate::{
    Failure,
    health::date,
    pages::{
        admin::AuditFilters,
        kit::{Choice, Typed},
    },
};
use shared::{
    CameraId,
    audit::Action,
    routes::door,
    text::{Lang, Text, door::audit as t},
};
use store::{audit::Filter, people::People};
use url::form_urlencoded;

/// Pages that lie behind the one shown and can be gone back to one by one.
const BACK_MAX: usize = 50;

/// The filters as typed, what they ask for, and where in the list.
pub(super) struct Asked {
    pub(super) filters: AuditFilters,
    /// `None` where one of them is wrong.
    pub(super) filter: Option<Filter>,
    /// The rows below which the pages up to this one begin; the first page has none.
    steps: Vec<u64>,
}

impl Asked {
    pub(super) fn read(values: &Values, app: &App, stored: &People, lang: Lang) -> Self {
        let typed = |name: &str| Typed::from(values.get(name).map_or("", |value| value.trim()));
        let mut filters = AuditFilters {
            who: typed("who"),
            camera: typed("camera"),
            what: typed("what"),
            from: typed("from"),
            to: typed("to"),
            ..AuditFilters::default()
        };
        let filter = filter(&mut filters, app);
        filters.people =
            stored.accounts.iter().map(|a| Choice::new(a.id.as_str(), format!("{} ({})", a.name, a.login))).collect();
        filters.cameras =
            app.catalog.entries().into_iter().map(|entry| Choice::new(entry.id.as_str(), entry.name)).collect();
        let actions = Action::ALL.iter().filter(|action| **action != Action::Unknown);
        filters.actions = actions.map(|action| Choice::new(action.as_str(), action.text().raw(lang))).collect();
        // Who or what is gone by now can still be asked for.
        for (typed, choices) in [(&filters.who, &mut filters.people), (&filters.camera, &mut filters.cameras)] {
            if !typed.text.is_empty() && !choices.iter().any(|choice| choice.value == typed.text) {
                choices.push(Choice::new(typed.text.as_str(), typed.text.as_str()));
            }
        }
        let steps = values.get("before").map_or("", String::as_str);
        let mut steps: Vec<u64> = steps.split('.').filter_map(|seq| seq.parse().ok()).collect();
        steps.drain(..steps.len().saturating_sub(BACK_MAX));
        Self { filters, filter, steps }
    }

    /// The row below which this page begins.
    pub(super) fn before(&self) -> Option<u64> {
        self.steps.last().copied()
    }

    /// The page behind this one, which ends with the row `last`.
    pub(super) fn older(&self, last: u64) -> String {
        self.address(door::AUDIT, &[self.steps.as_slice(), &[last]].concat())
    }

    /// The page before this one.
    pub(super) fn newer(&self) -> Option<String> {
        let (_, rest) = self.steps.split_last()?;
        Some(self.address(door::AUDIT, rest))
    }

    /// The first page.
    pub(super) fn page(&self) -> String {
        self.address(door::AUDIT, &[])
    }

    /// The sheet.
    pub(super) fn sheet(&self) -> String {
        self.address(door::AUDIT_SHEET, &[])
    }

    /// The filters that are used, by name.
    pub(super) fn named(&self) -> Vec<(&'static str, String)> {
        let f = &self.filters;
        let all = [("who", &f.who), ("camera", &f.camera), ("what", &f.what), ("from", &f.from), ("to", &f.to)];
        all.into_iter().filter(|(_, typed)| !typed.text.is_empty()).map(|(n, typed)| (n, typed.text.clone())).collect()
    }

    fn address(&self, path: &str, steps: &[u64]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.named());
        if !steps.is_empty() {
            let steps: Vec<_> = steps.iter().map(u64::to_string).collect();
            query.append_pair("before", &steps.join("."));
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// What the filters ask for; what is wrong stands beside them then.
fn filter(f: &mut AuditFilters, app: &App) -> Option<Filter> {
    let text = |typed: &Typed| Some(typed.text.clone()).filter(|text| !text.is_empty());
    let camera: Option<CameraId> = value(&mut f.camera, t::TRAIL_CAMERA_BAD, |s| s.parse().ok())?;
    let action = value(&mut f.what, t::TRAIL_WHAT_BAD, |s| Some(Action::of(s)).filter(|a| *a != Action::Unknown))?;
    let from = value(&mut f.from, t::TRAIL_DAY_BAD, |s| date(s).ok())?;
    let to = value(&mut f.to, t::TRAIL_DAY_BAD, |s| date(s).ok())?;
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        f.to.error = Some(Failure::new(t::TRAIL_ORDER, []));
        return None;
    }
    let window = |day| app.past.calendar.days(day, day);
    let (from, until) = (from.map(|day| window(day).from.into()), to.map(|day| window(day).to.into()));
    Some(Filter { actor: text(&f.who), camera, action, from, until })
}

/// A filter's value where there is one; `None` where it is wrong.
#[expect(clippy::option_option, reason = "wrong, not there, there")]
fn value<T>(typed: &mut Typed, wrong: Text, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if typed.text.is_empty() {
        return Some(None);
    }
    let value = read(&typed.text);
    if value.is_none() {
        typed.error = Some(Failure::new(wrong, []));
    }
    value.map(Some)
}
