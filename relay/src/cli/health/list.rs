//! `relay health list` in words.

use super::{length, up};
use crate::{
    cli::table::table,
    health::{Calendar, Facts},
};
use shared::{
    UnixSecs,
    api::health::{CameraHealth, HealthList, OutageInfo},
    text::{Lang, health as t},
    wire::CameraState,
};

/// A title and a line a camera.
pub(super) fn words(list: &HealthList, facts: &Facts, days: u16, calendar: Calendar, lang: Lang) -> String {
    let (runs, heard) = facts.relay();
    let now = facts.window().to;
    let Some(heard) = heard else { return t::LIST_NONE.raw(lang).to_owned() };
    let days = days.to_string();
    let title = if runs {
        let out = list.cameras.iter().filter(|c| c.state == CameraState::Offline).count().to_string();
        t::LIST_TITLE.fill(lang, &[("days", &days), ("out", &out), ("all", &list.cameras.len().to_string())])
    } else {
        t::LIST_TITLE_STOPPED.fill(lang, &[("days", &days), ("time", &calendar.minute(heard))])
    };
    let row = |c: &CameraHealth| {
        [
            c.id.camera().to_owned(),
            state(c, now, lang),
            up(c.tally.availability_per_mille, lang),
            c.outages.to_string(),
            length(c.tally.down_secs, lang),
            length(c.longest_secs, lang),
            c.last_outage.as_ref().map_or(t::NOTHING.raw(lang).to_owned(), |o| last(o, calendar, lang)),
            c.last_outage.as_ref().map_or(t::NOTHING, |o| o.reason.text()).raw(lang).to_owned(),
            c.name.clone(),
        ]
    };
    let head = [
        t::HEAD_ID,
        t::HEAD_STATE,
        t::HEAD_UP,
        t::HEAD_OUTAGES,
        t::HEAD_DOWN,
        t::HEAD_LONGEST,
        t::HEAD_LAST,
        t::HEAD_REASON,
        t::HEAD_NAME,
    ]
    .map(|head| head.raw(lang).to_owned());
    let rows: Vec<_> = [head].into_iter().chain(list.cameras.iter().map(row)).collect();
    format!("{title}\n\n{}", table(&rows))
}

fn state(c: &CameraHealth, now: UnixSecs, lang: Lang) -> String {
    let state = c.state.text().raw(lang);
    if c.state == CameraState::Unknown {
        return state.to_owned();
    }
    let length = t::length(lang, now.secs_since(c.since.into()));
    t::STATE_FOR.fill(lang, &[("state", state), ("length", &length)])
}

fn last(outage: &OutageInfo, calendar: Calendar, lang: Lang) -> String {
    let time = calendar.minute(outage.began.into());
    if outage.ended.is_none() {
        return t::LAST_OPEN.fill(lang, &[("time", &time)]);
    }
    t::LAST_ENDED.fill(lang, &[("time", &time), ("length", &t::length(lang, outage.down_secs))])
}
