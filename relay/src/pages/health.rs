//! How every camera is, how it fared for 30 days, and what became of a month. Belongs here: markup. Does not: counting (see
//! `crate::health`).

use super::{
    kit::{self, Choice, Frame, Listing, Section, Typed},
    mine,
};
use maud::{Markup, html};
use shared::{
    UnixMicros,
    api::health::{
        AreaReport, CameraHealth, CameraReport, Figures, HealthReport, OutageInfo, ReasonShare, StripDay, Tally,
    },
    routes::{self, door},
    text::{door::health as t, health},
    wire::CameraState,
};

/// The cameras, those that are out first.
#[derive(Debug, Clone)]
pub(crate) struct Health {
    pub(crate) live: usize,
    pub(crate) all: usize,
    pub(crate) rows: Vec<HealthRow>,
    pub(crate) listing: Listing,
    /// What renews the list.
    pub(crate) script: Option<String>,
}

/// One of them, with its days.
#[derive(Debug, Clone)]
pub(crate) struct HealthRow {
    pub(crate) camera: CameraHealth,
    pub(crate) area: Option<String>,
    pub(crate) days: Vec<StripDay>,
    /// The newest, newest first.
    pub(crate) outages: Vec<OutageInfo>,
}

impl Health {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let rows: Vec<_> = self.rows.iter().map(|row| row.cells(f)).collect();
        let heads = [
            t::HEALTH_CAMERA,
            t::HEALTH_NOW,
            t::HEALTH_DAYS,
            t::HEALTH_UP,
            t::HEALTH_OUTAGES,
            t::HEALTH_LONGEST,
            t::HEALTH_LAST,
        ]
        .map(Some);
        let content = html! {
            (kit::actions(&kit::link(f, door::HEALTH_MONTH, t::HEALTH_TO_MONTH)))
            (self.listing.search(f))
            div data-fresh {
                p { (f.fill(t::HEALTH_LIVE, &[("live", &self.live), ("all", &self.all)])) }
                @if self.all == 0 { (kit::empty(f, t::HEALTH_NONE, t::HEALTH_NONE_HINT)) }
                @else if !rows.is_empty() { (kit::table(f, f.say(t::HEALTH_TITLE), &heads, &rows)) }
            }
            (self.listing.pager.draw(f))
            @if let Some(script) = &self.script { script type="module" src=(script) {} }
        };
        kit::page(f, Section::Health, f.say(t::HEALTH_TITLE), "", &content)
    }
}

impl HealthRow {
    fn cells(&self, f: &Frame<'_>) -> Vec<Markup> {
        let camera = &self.camera;
        vec![
            html! {
                a href=(routes::camera_page(&camera.id)) { (camera.name) }
                @if let Some(area) = &self.area { p.hint { (area) } }
            },
            now(f, camera),
            strip(f, &self.days),
            html! { (up(f, &camera.tally)) },
            html! { (camera.outages) },
            html! { @if camera.longest_secs > 0 { (f.length(camera.longest_secs)) } @else { (f.say(t::HEALTH_NEVER)) } },
            self.last(f),
        ]
    }
}

impl HealthRow {
    /// The newest outage, and those before it.
    fn last(&self, f: &Frame<'_>) -> Markup {
        match &self.outages[..] {
            [] => html! { (f.say(t::HEALTH_NEVER)) },
            [only] => html! { (newest(f, only)) },
            [last, before @ ..] => html! {
                (newest(f, last))
                details.more {
                    summary { (f.fill(t::HEALTH_BEFORE, &[("n", &before.len())])) }
                    ul { @for outage in before { li { (newest(f, outage)) } } }
                }
            },
        }
    }
}

/// The state, since when, and why.
fn now(f: &Frame<'_>, camera: &CameraHealth) -> Markup {
    let for_secs = f.now.0.saturating_sub(camera.since.0) / 1_000_000;
    let is_bad = matches!(camera.state, CameraState::Offline | CameraState::Stale | CameraState::Paused);
    html! {
        (mine::state(f, camera.state))
        @if is_bad { p.hint { (f.fill(t::HEALTH_SINCE, &[("time", &f.clock(camera.since)), ("length", &f.length(for_secs))])) } }
        @if let Some(reason) = camera.reason.filter(|_| camera.state != CameraState::Live) { p.hint { (f.say(reason.text())) } }
    }
}

fn newest(f: &Frame<'_>, outage: &OutageInfo) -> String {
    let (text, time) = (if outage.ended.is_some() { t::HEALTH_WAS } else { t::HEALTH_LASTS }, f.clock(outage.began));
    let words = f.fill(text, &[("time", &time), ("length", &f.length(outage.down_secs))]);
    format!("{words}: {}", f.say(outage.reason.text()))
}

/// A bar a day: green below for the part that was up, red above it for what was out, grey where nothing is known.
fn strip(f: &Frame<'_>, days: &[StripDay]) -> Markup {
    const HEIGHT: u64 = 20;
    let count = |wanted: fn(&Tally) -> bool| days.iter().filter(|day| wanted(&day.tally)).count();
    let flawless = count(|tally| tally.down_secs == 0 && tally.up_secs > 0);
    let (down, unknown) = (count(|tally| tally.down_secs > 0), count(|tally| tally.up_secs + tally.down_secs == 0));
    let label = f.fill(t::HEALTH_STRIP, &[("up", &flawless), ("down", &down), ("unknown", &unknown)]);
    // What was out is to be seen, however short.
    let lost = |tally: &Tally| {
        let known = tally.up_secs + tally.down_secs;
        if tally.down_secs == 0 { 0 } else { (tally.down_secs * HEIGHT).div_ceil(known).max(3) }
    };
    html! {
        svg.strip viewBox={ "0 0 " (days.len() * 6) " " (HEIGHT) } role="img" aria-label=(label) {
            @for (n, day) in days.iter().enumerate() {
                @let (tally, x, out) = (&day.tally, n * 6, lost(&day.tally));
                g {
                    title { (day_words(f, day)) }
                    @if tally.up_secs + tally.down_secs == 0 { rect.none x=(x) y=(HEIGHT - 2) width="5" height="2" {} }
                    @else {
                        rect.up x=(x) y=(out) width="5" height=(HEIGHT - out) {}
                        @if out > 0 { rect.down x=(x) y="0" width="5" height=(out) {} }
                    }
                }
            }
        }
    }
}

fn day_words(f: &Frame<'_>, day: &StripDay) -> String {
    if day.tally.availability_per_mille.is_none() {
        return f.fill(t::HEALTH_DAY_UNKNOWN, &[("date", &day.date)]);
    }
    let length = f.length(day.tally.down_secs);
    f.fill(t::HEALTH_DAY, &[("date", &day.date), ("up", &up(f, &day.tally)), ("length", &length)])
}

/// The share of what is known, in per cent.
fn up(f: &Frame<'_>, tally: &Tally) -> String {
    tally.availability_per_mille.map_or(f.say(health::NOTHING).to_owned(), |n| health::per_cent(f.lang, n))
}

/// A month, to be read or printed.
#[derive(Debug, Clone)]
pub(crate) struct HealthMonth {
    /// What was typed; the report is of the present month where that is none.
    pub(crate) month: Typed,
    pub(crate) report: HealthReport,
    /// Months that may be asked for, newest first.
    pub(crate) months: Vec<String>,
}

impl HealthMonth {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let report = &self.report;
        let title = f.fill(t::HEALTH_MONTH, &[("month", &report.month)]);
        let sheet = format!("{}?month={}&lang={}", routes::HEALTH_SHEET, report.month, f.lang.as_str());
        let months: Vec<_> = self.months.iter().map(|month| Choice::new(month, month)).collect();
        let all = &report.all;
        let content = html! {
            form.filters.unprinted method="get" action=(door::HEALTH_MONTH) {
                (kit::select("month", t::HEALTH_MONTH_FIELD, &self.month, &months).draw(f))
                (kit::actions(&html! {
                    (kit::submit(f, t::HEALTH_MONTH_SHOW))
                    (kit::link(f, &sheet, t::HEALTH_SHEET))
                    (kit::link(f, door::HEALTH, t::HEALTH_TO_NOW))
                }))
            }
            p {
                strong { (f.fill(t::HEALTH_ALL, &[("up", &up(f, &all.tally)), ("outages", &all.outages), ("length", &f.length(all.tally.down_secs))])) }
            }
            p.hint { (f.say(t::HEALTH_COUNTS)) " " span.unprinted { (f.say(t::HEALTH_PRINT)) } }
            @if report.cameras.is_empty() { (kit::empty(f, t::HEALTH_NONE, t::HEALTH_NONE_HINT)) }
            @else { (areas(f, &report.areas)) (cameras(f, &report.cameras)) }
        };
        kit::page(f, Section::Health, &title, "", &content)
    }
}

fn areas(f: &Frame<'_>, areas: &[AreaReport]) -> Markup {
    let row = |area: &AreaReport| {
        let name = area.name.as_deref().unwrap_or(f.say(t::HEALTH_NO_AREA));
        [vec![html! { (name) }, html! { (area.cameras) }], figures(f, &area.figures)].concat()
    };
    let rows: Vec<_> = areas.iter().map(row).collect();
    kit::table(f, f.say(t::HEALTH_BY_AREA), &heads(&[t::HEALTH_AREA, t::HEALTH_CAMERAS]), &rows)
}

fn cameras(f: &Frame<'_>, cameras: &[CameraReport]) -> Markup {
    let row = |camera: &CameraReport| [vec![html! { (camera.name) }], figures(f, &camera.figures)].concat();
    let rows: Vec<_> = cameras.iter().map(row).collect();
    kit::table(f, f.say(t::HEALTH_BY_CAMERA), &heads(&[t::HEALTH_CAMERA]), &rows)
}

fn heads(first: &[shared::text::Text]) -> Vec<Option<shared::text::Text>> {
    let rest = [t::HEALTH_UP, t::HEALTH_OUTAGES, t::HEALTH_DOWN, t::HEALTH_LONGEST, t::HEALTH_REASONS];
    first.iter().copied().chain(rest).map(Some).collect()
}

fn figures(f: &Frame<'_>, figures: &Figures) -> Vec<Markup> {
    let length = |secs: u64| html! { @if secs > 0 { (f.length(secs)) } @else { (f.say(health::NOTHING)) } };
    let cause = |share: &ReasonShare| {
        f.fill(t::HEALTH_CAUSE, &[("reason", &f.say(share.reason.text())), ("n", &share.outages)])
    };
    vec![
        html! { (up(f, &figures.tally)) },
        html! { (figures.outages) },
        length(figures.tally.down_secs),
        length(figures.longest_secs),
        html! { (figures.reasons.iter().map(cause).collect::<Vec<_>>().join("; ")) },
    ]
}

/// Out first, those for longest; then what is late, then all that is well.
pub(crate) fn worst_first(rows: &mut [HealthRow]) {
    let rank = |state: CameraState| match state {
        CameraState::Offline => 0,
        CameraState::Stale => 1,
        CameraState::Starting | CameraState::Unknown => 2,
        CameraState::Paused => 3,
        CameraState::Live => 4,
    };
    rows.sort_by_key(|row| {
        let state = row.camera.state;
        (rank(state), if state == CameraState::Live { UnixMicros(0) } else { row.camera.since })
    });
}
