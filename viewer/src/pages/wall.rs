//! The wall: a page of cameras at a time, as large as the window lets them be.

use super::set_title;
use crate::{
    browser,
    components::{Controls, Notice, Tile, Tv},
    fleet::fleet,
    grid::Grid,
    lang::{lang, t},
    plan::Plan,
    tour::{self, Step},
};
use leptos::{html, prelude::*};
use shared::{
    api::CameraInfo,
    routes::door,
    text::ui,
    wall::{Layout, View},
};

/// The page that opens first.
#[component]
pub(crate) fn Wall(
    /// Which wall, and how.
    view: Memo<View>,
) -> impl IntoView {
    let (lang, fleet) = (lang(), fleet());
    Effect::new(move || {
        let lang = lang.get();
        fleet.list.with(|list| {
            let name = list.as_ref().and_then(|list| list.wall.as_ref()).map(|wall| wall.name.as_str());
            set_title(lang, name.filter(|name| !name.is_empty()).unwrap_or(ui::WALL.raw(lang)));
        });
    });
    let (known, empty) = (Memo::new(move |_| fleet.is_known()), Memo::new(move |_| fleet.count() == 0));
    let is_tv = Memo::new(move |_| view.get().tv);
    let wall = move || match (known.get(), empty.get()) {
        (false, _) => view! { <Loading/> }.into_any(),
        (true, true) => {
            let (title, hint, link) = if view.get_untracked().of.is_empty() {
                (ui::NO_CAMERAS, Some(ui::NO_CAMERAS_HINT), None)
            } else {
                (ui::NO_CAMERAS_HERE, None, Some((door::WALLS, ui::OTHER_WALLS)))
            };
            view! { <Notice title=title hint=hint link=link/> }.into_any()
        }
        (true, false) => view! { <Pages view=view/> }.into_any(),
    };
    view! {
        {move || is_tv.get().then(|| view! { <Tv view=view/> })}
        {wall}
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

/// Two places for a page of tiles: one is shown; in the other, on a tour, the next page gets its pictures before they are seen.
#[component]
fn Pages(view: Memo<View>) -> impl IntoView {
    let (lang, fleet) = (lang(), fleet());
    let turned = RwSignal::new(view.get_untracked().page);
    Effect::new(move || turned.set(view.get().page));
    let plan = Memo::new(move |_| {
        let turned = turned.get();
        fleet.list.with(|list| {
            let (saved, cameras) = list.as_ref().map_or((None, 0), |list| (list.wall.as_ref(), list.cameras.len()));
            Plan::new(&view.get(), saved, cameras, turned)
        })
    });
    let (first_shown, warm) = (RwSignal::new(true), RwSignal::new(false));
    tour::run(fleet, plan, move |step| {
        warm.set(step == Step::Warm);
        if step == Step::Turn {
            first_shown.update(|first| *first = !*first);
            turned.set(plan.get_untracked().next());
        }
    });
    // 0: no page.
    let page = move |first: bool| {
        Memo::new(move |_| match (first == first_shown.get(), warm.get()) {
            (true, _) => plan.get().page,
            (false, true) => plan.get().next(),
            (false, false) => 0,
        })
    };
    let place = NodeRef::<html::Div>::new();
    let size = browser::size_of(place);
    let label = Signal::derive(move || ui::WALL.raw(lang.get()));
    let layers = [true, false].map(|first| {
        let shown = Signal::derive(move || first == first_shown.get());
        view! { <Layer page=page(first) shown=shown plan=plan size=size/> }
    });
    view! {
        <main class="wall" aria-label=label>
            <div class="place layers" node_ref=place>
                {layers.into_iter().collect_view()}
            </div>
            <Controls view=view plan=plan/>
        </main>
    }
}

/// One page's tiles. Nobody can see or reach those of a page that is not shown yet.
#[component]
fn Layer(page: Memo<usize>, shown: Signal<bool>, plan: Memo<Plan>, size: RwSignal<(f64, f64)>) -> impl IntoView {
    let fleet = fleet();
    let cameras = Memo::new(move |_| fleet.page(page.get(), plan.get().tiles));
    let grid = Memo::new(move |_| {
        let (width, height) = size.get();
        let gap = if width < 600.0 { 4.0 } else { 6.0 };
        match plan.get().layout {
            Some(layout) => Grid::laid(layout, width, height, gap),
            None => Grid::fit(cameras.with(Vec::len), width, height, gap),
        }
    });
    let tile_size = Signal::derive(move || match grid.get().tile_width {
        width if width < 260 => "small",
        width if width < 720 => "medium",
        _ => "large",
    });
    let scrolls = Signal::derive(move || if grid.get().scrolls { "true" } else { "false" });
    let columns = Signal::derive(move || grid.get().columns.to_string());
    let tile = Signal::derive(move || format!("{}px", grid.get().tile_width));
    let first = Signal::derive(move || match plan.get().layout.map_or(1, Layout::first).min(grid.get().columns) {
        1 => "1",
        2 => "2",
        _ => "3",
    });
    let key = |camera: &CameraInfo| (camera.id.clone(), camera.name.clone());
    view! {
        <div class="layer" data-scrolls=scrolls inert=Signal::derive(move || !shown.get())>
            <div class="grid" data-size=tile_size data-first=first style:--columns=columns style:--tile=tile>
                <For each=move || cameras.get() key=key let:camera>
                    <Tile camera=camera is_link=true/>
                </For>
            </div>
        </div>
    }
}
