//! One camera's tile: its canvas, its name, and how it is.

use crate::{
    browser,
    lang::lang,
    player::{TileHandle, player},
    words::TileWords,
};
use leptos::{html, prelude::*};
use shared::{api::CameraInfo, routes, wire::Mode};
use web_sys::HtmlElement;
use worker::protocol::{TileReport, TileState, Why};

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
    let CameraInfo { id, name, .. } = camera;
    let canvas = NodeRef::<html::Canvas>::new();
    let report = RwSignal::new(None::<TileReport>);
    let failed = RwSignal::new(false);
    // Its drop, when the tile goes, gives the tile back.
    let handle = StoredValue::new_local(None::<TileHandle>);
    let opened = id.clone();
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        match TileHandle::open(player, &opened, &canvas, may_main, report) {
            Ok(new) => handle.set_value(Some(new)),
            Err(error) => {
                browser::warn("no canvas for the worker:", &error);
                failed.set(true);
            }
        }
    });

    let words = Memo::new(move |_| {
        report.with(|report| {
            let state = state(report.as_ref(), failed.get());
            TileWords::new(state, report.as_ref(), lang.get(), may_main, browser::time_of_day)
        })
    });
    let tile = NodeRef::<html::Article>::new();
    Effect::new(move || {
        if let Some(tile) = tile.get() {
            report.with(|report| describe(&tile, state(report.as_ref(), failed.get()).0, report.as_ref()));
        }
    });
    let say = move |read: fn(&TileWords) -> &str| Signal::derive(move || words.with(|words| read(words).to_owned()));
    let label = name.clone();
    let inside = view! {
        <canvas class="picture" node_ref=canvas></canvas>
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
                <span class="figures">{say(|words| &words.figures)}</span>
                <span class="badge"><i class="shape" aria-hidden="true"></i>{say(|words| words.state)}</span>
            </span>
        </span>
    };
    let body = if is_link {
        let href = routes::camera_page(&id);
        let label = Signal::derive(move || format!("{label}: {}", words.with(|words| words.state)));
        view! { <a class="tile-link" href=href aria-label=label>{inside}</a> }.into_any()
    } else {
        inside.into_any()
    };
    view! {
        <article class="tile" node_ref=tile data-camera=id.as_str().to_owned() data-state="starting" data-feed="ws">
            {body}
        </article>
    }
}

/// What the worker says, unless the browser let us give it no canvas.
fn state(report: Option<&TileReport>, failed: bool) -> (TileState, Option<Why>) {
    let refused = failed.then_some((TileState::Refused, Some(Why::NoDecoder)));
    refused.or(report.map(|report| (report.state, report.why))).unwrap_or((TileState::Starting, None))
}

/// Writes the attributes that tests and scripts read, and that the style goes by. What is not known has no attribute.
fn describe(tile: &HtmlElement, state: TileState, report: Option<&TileReport>) {
    let set = |name: &str, value: &str| {
        // The names are ours: it cannot fail.
        let _ = tile.set_attribute(name, value);
    };
    set("data-state", state.as_str());
    let Some(report) = report else { return };
    set("data-rung", report.rung.as_str());
    set("data-mode", if report.mode == Mode::All { "all" } else { "keyframes" });
    set("data-fps", &format!("{}.{}", report.fps_tenths / 10, report.fps_tenths % 10));
    if let Some(profile) = report.profile {
        set("data-profile", profile.as_str());
    }
    if let Some(age_ms) = report.age_ms {
        set("data-age-ms", &age_ms.to_string());
    }
}
