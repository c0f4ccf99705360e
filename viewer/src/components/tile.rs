//! One camera's tile: its canvas, its name, and how it is.

use crate::{
    browser,
    lang::lang,
    player::{Poster, SHOWN, TileHandle, player},
    words::TileWords,
};
use leptos::{html, prelude::*};
use shared::{UnixMicros, api::CameraInfo, routes, text::ui, wire::Mode};
use web_sys::HtmlElement;
use worker::protocol::{Feed, TileReport, TileState, Why};

/// A camera. On a wall it is a link to the camera's page.
#[component]
pub(crate) fn Tile(
    /// Which.
    camera: CameraInfo,
    /// It is a link to its page.
    #[prop(optional)]
    is_link: bool,
    /// It may ask for the main stream, and says more of itself.
    #[prop(optional)]
    may_main: bool,
) -> impl IntoView {
    let (lang, player) = (lang(), player());
    let CameraInfo { id, name, picture, .. } = camera;
    let (place, canvas) = (NodeRef::<html::Span>::new(), NodeRef::<html::Canvas>::new());
    let report = RwSignal::new(None::<TileReport>);
    // Its drop, when the tile goes, gives the tile back.
    let handle = StoredValue::new_local(None::<TileHandle>);
    let poster = Poster::new(picture.is_some());
    let opened = id.clone();
    Effect::new(move || {
        let (Some(place), Some(canvas)) = (place.get(), canvas.get()) else { return };
        let asked = opened.clone();
        let on_seen = move |width| poster.ask(&asked, width);
        match TileHandle::open(player, &opened, (&place, &canvas), may_main, report, on_seen) {
            Ok(new) => handle.set_value(Some(new)),
            Err(error) => browser::warn("a tile cannot be opened:", &error),
        }
    });
    let painted = Memo::new(move |_| {
        let shown = report.with(|report| report.as_ref().and_then(|report| report.shown));
        shown.is_some_and(|shown| !poster.is_newer(shown))
    });
    Effect::new(move || {
        if painted.get() {
            poster.let_go();
        }
    });

    let words = Memo::new(move |_| {
        report.with(|report| {
            let state = state(report.as_ref());
            TileWords::new(state, report.as_ref(), poster.time(), lang.get(), may_main, browser::time_of_day)
        })
    });
    let tile = NodeRef::<html::Article>::new();
    Effect::new(move || {
        if let Some(tile) = tile.get() {
            let still = poster.time();
            report.with(|report| describe(&tile, state(report.as_ref()).0, report.as_ref(), still));
        }
    });
    let say = move |read: fn(&TileWords) -> &str| Signal::derive(move || words.with(|words| read(words).to_owned()));
    let alt = name.clone();
    // Above the canvas: an empty one may be black.
    let still = move || {
        let alt = ui::STILL_OF.fill(lang.get(), &[("name", &alt)]);
        let img = move |url| view! { <img class="picture still" src=url alt=alt decoding="async" data-shown=""/> };
        poster.url().map(img)
    };
    // Where the picture is painted elsewhere, the player says so there.
    let is_canvas = Memo::new(move |_| {
        poster.time().is_none() && report.with(|report| report.as_ref().is_none_or(|report| report.surface.is_none()))
    });
    Effect::new(move || {
        if let Some(canvas) = canvas.get() {
            // Neither can fail: the name is ours.
            let _ = if is_canvas.get() { canvas.set_attribute(SHOWN, "") } else { canvas.remove_attribute(SHOWN) };
        }
    });
    let inside = view! {
        <span class="pictures" node_ref=place>
            <canvas class="picture" node_ref=canvas></canvas>
            {still}
        </span>
        <span class="cover">
            <i class="shape" aria-hidden="true"></i>
            <span class="title">
                <strong>{say(|words| words.state)}</strong>
                <span class="dot">{say(|words| if words.last.is_empty() { "" } else { " · " })}</span>
                <span class="last">{say(|words| &words.last)}</span>
            </span>
            <span class="reason">{say(|words| words.reason)}</span>
        </span>
        <span class="bar">
            <i class="shape" aria-hidden="true"></i>
            <span class="name">{name}</span>
            <span class="facts">
                <span class="figures" aria-hidden="true">{say(|words| &words.figures)}</span>
                <span class="badge"><i class="shape" aria-hidden="true"></i>{say(|words| words.state)}</span>
            </span>
        </span>
    };
    let body = if is_link {
        let href = routes::camera_page(&id);
        view! { <a class="tile-link" href=href>{inside}</a> }.into_any()
    } else {
        inside.into_any()
    };
    view! {
        <article class="tile" node_ref=tile data-camera=id.as_str().to_owned() data-state="starting">
            {body}
        </article>
    }
}

/// What the worker says.
fn state(report: Option<&TileReport>) -> (TileState, Option<Why>) {
    report.map_or((TileState::Starting, None), |report| (report.state, report.why))
}

/// Writes the attributes that tests and scripts read, and that the style goes by. What is not known has no attribute.
/// `still` is the time of the poster, while nothing else is shown.
fn describe(tile: &HtmlElement, state: TileState, report: Option<&TileReport>, still: Option<UnixMicros>) {
    let set = |name: &str, value: &str| {
        // The names are ours: it cannot fail.
        let _ = tile.set_attribute(name, value);
    };
    set("data-state", state.as_str());
    set("data-feed", still.map_or(report.map_or(Feed::Ws, |report| report.rung.feed()), |_| Feed::Http).as_str());
    if let Some(time) = still {
        set("data-rung", "still");
        set("data-age-ms", &browser::wall().since(time).as_millis().to_string());
    }
    let Some(report) = report else { return };
    if still.is_none() {
        set("data-rung", report.rung.as_str());
    }
    set("data-mode", if report.mode == Mode::All { "all" } else { "keyframes" });
    set("data-fps", &format!("{}.{}", report.fps_tenths / 10, report.fps_tenths % 10));
    if let Some(profile) = report.profile {
        set("data-profile", profile.as_str());
    }
    if let Some(age_ms) = report.age_ms {
        set("data-age-ms", &age_ms.to_string());
    }
}
