//! The wall: up to 16 cameras at a time, as large as the window lets them be.

use super::{PER_PAGE, set_title};
use crate::{
    browser,
    components::{Notice, Pager, Tile},
    fleet::fleet,
    grid::Grid,
    lang::{lang, t},
};
use leptos::{html, prelude::*};
use shared::{api::CameraInfo, text::ui};

/// The page that opens first.
#[component]
pub(crate) fn Wall(
    /// Which of the wall's pages, if there are as many.
    page: Signal<usize>,
) -> impl IntoView {
    let (lang, fleet) = (lang(), fleet());
    Effect::new(move || set_title(lang.get(), ui::WALL.raw(lang.get())));
    let (known, empty) = (Memo::new(move |_| fleet.is_known()), Memo::new(move |_| fleet.count() == 0));
    move || match (known.get(), empty.get()) {
        (false, _) => view! { <Loading/> }.into_any(),
        (true, true) => view! { <Notice title=ui::NO_CAMERAS hint=Some(ui::NO_CAMERAS_HINT) link=None/> }.into_any(),
        (true, false) => view! { <Tiles asked=page/> }.into_any(),
    }
}

/// Before the list is there.
#[component]
fn Loading() -> impl IntoView {
    let fleet = fleet();
    let text = move || if fleet.failing.get() { t(ui::LIST_FAILED)() } else { t(ui::OPENING)() };
    let tiles = (0..9).map(|_| view! { <div class="ghost"></div> }).collect_view();
    view! {
        <main class="opening">
            <div class="ghosts" aria-hidden="true">{tiles}</div>
            <p class="opening-word" role="status">{text}</p>
        </main>
    }
}

#[component]
fn Tiles(asked: Signal<usize>) -> impl IntoView {
    let (lang, fleet) = (lang(), fleet());
    let pages = Memo::new(move |_| fleet.count().div_ceil(PER_PAGE).max(1));
    let page = Memo::new(move |_| asked.get().clamp(1, pages.get()));
    let cameras = Memo::new(move |_| {
        let first = (page.get() - 1) * PER_PAGE;
        fleet.list.with(|list| {
            let cameras = list.iter().flat_map(|list| &list.cameras);
            cameras.skip(first).take(PER_PAGE).cloned().collect::<Vec<_>>()
        })
    });

    let place = NodeRef::<html::Div>::new();
    let size = browser::size_of(place);
    let grid = Memo::new(move |_| {
        let (width, height) = size.get();
        let gap = if width < 600.0 { 4.0 } else { 6.0 };
        Grid::fit(cameras.with(Vec::len), width, height, gap)
    });
    let tile_size = Signal::derive(move || match grid.get().tile_width {
        width if width < 260 => "small",
        width if width < 720 => "medium",
        _ => "large",
    });
    let label = Signal::derive(move || ui::WALL.raw(lang.get()));
    let scrolls = Signal::derive(move || if grid.get().scrolls { "true" } else { "false" });
    let columns = Signal::derive(move || grid.get().columns.to_string());
    let tile = Signal::derive(move || format!("{}px", grid.get().tile_width));
    let key = |camera: &CameraInfo| (camera.id.clone(), camera.name.clone());
    view! {
        <main class="wall" aria-label=label>
            <div class="place" node_ref=place data-scrolls=scrolls>
                <div class="grid" data-size=tile_size style:--columns=columns style:--tile=tile>
                    <For each=move || cameras.get() key=key let:camera>
                        <Tile camera=camera is_link=true/>
                    </For>
                </div>
            </div>
            <Pager page=page.into() pages=pages.into()/>
        </main>
    }
}
