//! One camera, as large as the window lets it be.

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
use shared::{CameraId, routes, text::reasons, text::ui};

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
    move || match named.get() {
        Some(_) => camera.get_untracked().map(|camera| view! { <One camera=camera/> }.into_any()),
        None if id.get().is_some() && !known.get() => Some(view! { <Waiting/> }.into_any()),
        None => {
            let link = Some((routes::WALL, ui::BACK));
            Some(view! { <Notice title=reasons::UNKNOWN_CAMERA hint=None link=link/> }.into_any())
        }
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

#[component]
fn One(camera: shared::api::CameraInfo) -> impl IntoView {
    let (lang, fleet) = (lang(), fleet());
    let name = camera.name.clone();
    let title = name.clone();
    Effect::new(move || set_title(lang.get(), &title));
    let id = camera.id.clone();
    let route = route();
    let back = Memo::new(move |_| {
        let index = fleet.list.with(|list| list.as_ref()?.cameras.iter().position(|camera| camera.id == id));
        route.wall(index.unwrap_or(0))
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            route.go(&back.get_untracked());
        }
    });
    on_cleanup(move || keys.remove());

    let place = NodeRef::<html::Div>::new();
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
            </div>
            <div class="place" node_ref=place>
                <div class="grid" data-size="large" style:--columns="1" style:--tile=width>
                    <Tile camera=camera may_main=true/>
                </div>
            </div>
        </main>
    }
}
