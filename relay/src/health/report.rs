//! A month's report: per area and per camera.

use super::{
    Calendar, Month,
    account::sum,
    facts::{Facts, History},
    spans::Spans,
};
use shared::{
    CameraId,
    api::health::{AreaReport, CameraReport, Figures, HealthReport, ReasonShare, Tally},
    wire::Reason,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};
use store::ledger::{Place, Stay};

/// How many cameras are named as the worst.
const WORST: usize = 10;
/// How many reasons are named.
const REASONS: usize = 3;

/// The report of the month over which the facts were read, of the cameras that `may` be told of.
pub(crate) fn report(facts: &Facts, month: Month, calendar: Calendar, may: impl Fn(&CameraId) -> bool) -> HealthReport {
    let window = facts.window();
    let told = |(id, _): &(&CameraId, &History)| may(id);
    let histories: Vec<_> = facts.cameras.iter().filter(told).map(|(_, history)| history).collect();
    let all = |_: &Stay| true;
    let places = places(facts, &histories);
    let name_of = |area: &Option<String>| area.as_ref().and_then(|area| places.get(area)).cloned();
    let area = |area: &Option<String>| {
        let here = |stay: &Stay| stay.place.as_ref().map(|p| &p.area) == area.as_ref();
        let parts: Vec<_> = histories.iter().filter_map(|h| costs(facts, h, here)).collect();
        let cameras = parts.len() as u64;
        AreaReport { area: area.clone(), name: name_of(area), cameras, figures: figures(parts) }
    };
    let areas: BTreeSet<_> = histories.iter().flat_map(|h| &h.stays).map(area_of).collect();
    let mut areas: Vec<_> = areas.iter().map(area).filter(|area| area.cameras > 0).collect();
    areas.sort_by(|a, b| (a.area.is_none(), &a.name).cmp(&(b.area.is_none(), &b.name)));
    let camera = |history: &&History| {
        let costs = costs(facts, history, all)?;
        let last = history.stays.iter().rev().find(|stay| stay.began < window.to)?;
        let (id, name, area) = (last.camera.clone(), last.name.clone(), area_of(last));
        Some(CameraReport { id, name, area, figures: figures([costs]) })
    };
    let mut cameras: Vec<_> = histories.iter().filter_map(camera).collect();
    cameras.sort_by_cached_key(|c| (c.area.is_none(), name_of(&c.area), c.name.clone(), c.id.clone()));
    HealthReport {
        month: month.to_string(),
        utc_offset_minutes: calendar.offset_minutes(),
        from: window.from.into(),
        to: window.to.into(),
        all: figures(histories.iter().filter_map(|h| costs(facts, h, all))),
        areas,
        worst: worst(&cameras),
        cameras,
    }
}

/// What one camera, or its time in one area, adds to figures.
struct Costs {
    tally: Tally,
    flaps: u64,
    /// Each outage's reason and its seconds in the window.
    outages: Vec<(Reason, u64)>,
    /// Whole lengths of the outages that ended in the window.
    repairs: Vec<u64>,
}

/// `None` for a camera that was not there in the window.
fn costs(facts: &Facts, history: &History, counts: impl Fn(&Stay) -> bool) -> Option<Costs> {
    let window = facts.window();
    let present = facts.present(history, counts);
    if present.and(&Spans::window(window)).secs() == 0 {
        return None;
    }
    let parts = facts.parts(history, &present);
    let repaired = parts.iter().filter(|part| part.outage.ended.is_some_and(|ended| ended <= window.to));
    Some(Costs {
        tally: facts.account(history, &present).tally(window),
        flaps: history.flaps_in(window),
        repairs: repaired.map(|part| facts.info(part.outage).down_secs).collect(),
        outages: parts.iter().map(|part| (part.outage.reason, part.secs)).collect(),
    })
}

fn figures(costs: impl IntoIterator<Item = Costs>) -> Figures {
    let costs: Vec<_> = costs.into_iter().collect();
    let outages = || costs.iter().flat_map(|c| &c.outages);
    let repairs: Vec<_> = costs.iter().flat_map(|c| &c.repairs).collect();
    let mut shares: BTreeMap<&str, ReasonShare> = BTreeMap::new();
    for (reason, secs) in outages() {
        let none = ReasonShare { reason: *reason, outages: 0, down_secs: 0 };
        let share = shares.entry(reason.as_str()).or_insert(none);
        share.outages += 1;
        share.down_secs += secs;
    }
    let mut reasons: Vec<_> = shares.into_values().collect();
    reasons.sort_by_key(|share| Reverse(share.down_secs));
    reasons.truncate(REASONS);
    Figures {
        tally: sum(costs.iter().map(|c| c.tally)),
        outages: outages().count() as u64,
        mean_repair_secs: repairs.iter().copied().sum::<u64>().checked_div(repairs.len() as u64),
        longest_secs: outages().map(|(_, secs)| *secs).max().unwrap_or(0),
        flaps: costs.iter().map(|c| c.flaps).sum(),
        reasons,
    }
}

/// The cameras that were down for the largest part of what is known of them.
fn worst(cameras: &[CameraReport]) -> Vec<CameraId> {
    let mut down: Vec<_> = cameras.iter().filter(|c| c.figures.tally.down_secs > 0).collect();
    let share = |c: &CameraReport| {
        let tally = c.figures.tally;
        // In millionths, so that cameras of one per mille are told apart.
        u128::from(tally.down_secs) * 1_000_000 / u128::from(tally.down_secs + tally.up_secs)
    };
    down.sort_by_key(|c| Reverse((share(c), c.figures.tally.down_secs)));
    down.into_iter().take(WORST).map(|c| c.id.clone()).collect()
}

/// Every area's name at last.
fn places(facts: &Facts, histories: &[&History]) -> BTreeMap<String, String> {
    let to = facts.window().to;
    let mut stays: Vec<_> = histories.iter().flat_map(|h| &h.stays).filter(|stay| stay.began < to).collect();
    stays.sort_by_key(|stay| (stay.ended.is_none(), stay.ended, stay.began));
    let place = |stay: &Stay| stay.place.clone().map(|Place { area, name }| (area, name));
    stays.into_iter().filter_map(place).collect()
}

fn area_of(stay: &Stay) -> Option<String> {
    stay.place.as_ref().map(|place| place.area.clone())
}
