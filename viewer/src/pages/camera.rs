//! One camera, as large as the window lets it be. What hands do with its picture is in `lens.js`.

use super::set_title;
use crate::{
    browser,
    components::{Notice, Tile},
    fleet::fleet,
    grid::Grid,
    lang::{lang, t},
    route::route,
};
use leptos::{ev, html, prelude::*};
use shared::{
    CameraId, routes,
    text::{Text, reasons, ui},
};

/// What `boot.js` loads `lens.js` at.
const OPENED: &str = "ward-camera";
const SHARE: &str =
    r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3v12M7 8l5-5 5 5M5 13v7h14v-7"/></svg>"#;
const FULL: &str =
    r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/></svg>"#;

/// `/camera/<site>/<camera>`
#[component]
pub(crate) fn CameraPage(
    /// Which camera.
    id: Signal<Option<CameraId>>,
) -> impl IntoView {
    let fleet = fleet();
    let known = Memo::new(move |_| fleet.is_known());
    let camera = Memo::new(move |_| fleet.camera(&id.get()?));
    // A camera's state changes in the list must not make its tile anew.
    let named = Memo::new(move |_| camera.get().map(|camera| (camera.id, camera.name)));
    let otherwise = move || match named.get() {
        Some(_) => None,
        None if id.get().is_some() && !known.get() => Some(view! { <Waiting/> }.into_any()),
        None => {
            let link = Some((routes::WALL, ui::BACK));
            Some(view! { <Notice title=reasons::UNKNOWN_CAMERA hint=None link=link/> }.into_any())
        }
    };
    // By key, so that another camera has another canvas: one that a worker has is never given back.
    let one = move || named.get().and_then(|_| camera.get_untracked());
    view! {
        <For each=one key=|camera| (camera.id.clone(), camera.name.clone()) children=|camera| view! { <One camera=camera/> }/>
        {otherwise}
    }
}

/// Before the list is there.
#[component]
fn Waiting() -> impl IntoView {
    let fleet = fleet();
    let text = move || if fleet.failing.get() { t(ui::LIST_FAILED)() } else { t(ui::OPENING)() };
    view! {
        <main class="opening">
            <div class="ghosts one" aria-hidden="true"><div class="ghost"></div></div>
            <p class="opening-word" role="status">{text}</p>
        </main>
    }
}

/// To another camera of the list; nothing where there is none.
fn way(rel: &'static str, sign: &'static str, name: Text, to: Memo<Option<String>>) -> impl IntoView {
    move || {
        let name = t(name);
        to.get().map(|href| view! { <a class="button" rel=rel href=href title=name aria-label=name>{sign}</a> })
    }
}

#[component]
fn One(camera: shared::api::CameraInfo) -> impl IntoView {
    let (lang, fleet) = (lang(), fleet());
    let name = camera.name.clone();
    let title = name.clone();
    Effect::new(move || set_title(lang.get(), &title));
    let id = camera.id.clone();
    let route = route();
    let index =
        Memo::new(move |_| fleet.list.with(|list| list.as_ref()?.cameras.iter().position(|camera| camera.id == id)));
    let back = Memo::new(move |_| route.wall(index.get().unwrap_or(0)));
    // Its neighbours in the list, around the end.
    let neighbour = move |is_next: bool| {
        Memo::new(move |_| {
            fleet.list.with(|list| {
                let cameras = &list.as_ref()?.cameras;
                let step = if is_next { 1 } else { cameras.len().saturating_sub(1) };
                let other = cameras.get((index.get()? + step) % cameras.len())?;
                (cameras.len() > 1).then(|| routes::camera_page(&other.id))
            })
        })
    };
    let (previous, next) = (neighbour(false), neighbour(true));
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            route.go(&back.get_untracked());
        }
    });
    on_cleanup(move || keys.remove());

    let place = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if place.get().is_some() {
            browser::dispatch(OPENED);
        }
    });
    let size = browser::size_of(place);
    let width = Signal::derive(move || {
        let (width, height) = size.get();
        format!("{}px", Grid::fit(1, width, height, 0.0).tile_width)
    });
    view! {
        <main class="camera">
            <div class="camera-head">
                <a class="button back" href=back><span aria-hidden="true">"←"</span><span class="wide">{t(ui::BACK)}</span></a>
                <h1>{name}</h1>
                <nav class="ways" aria-label=t(ui::OTHER_CAMERAS)>
                    {way("prev", "‹", ui::PREVIOUS_CAMERA, previous)}
                    {way("next", "›", ui::NEXT_CAMERA, next)}
                </nav>
                <button type="button" data-lens="share" title=t(ui::SHARE_STILL) aria-label=t(ui::SHARE_STILL) inner_html=SHARE></button>
                <button type="button" data-lens="full" title=t(ui::FULL_SCREEN) aria-label=t(ui::FULL_SCREEN) inner_html=FULL></button>
            </div>
            <div class="place" node_ref=place>
                <div class="grid" data-size="large" style:--columns="1" style:--tile=width>
                    <Tile camera=camera may_main=true/>
                </div>
            </div>
        </main>
    }
}
