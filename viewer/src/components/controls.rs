//! What stands below a wall: how its tiles lie, which page is shown, whether pages change by themselves, other walls.

use crate::{
    lang::{lang, t},
    plan::Plan,
    route::route,
};
use leptos::{ev, prelude::*};
use shared::{
    routes::door,
    text::{door::map, ui},
    wall::{Layout, View},
};

/// PageUp and PageDown turn pages, too; Escape leaves a television's view.
#[component]
pub(crate) fn Controls(view: Memo<View>, plan: Memo<Plan>) -> impl IntoView {
    let (lang, route) = (lang(), route());
    let step = move |to: usize, text, class| {
        let url = (1..=plan.get().pages).contains(&to).then(|| view.get().on_page(to).url());
        url.map(|url| view! { <a class=class href=url>{t(text)}</a> })
    };
    let place = Signal::derive(move || match plan.get() {
        plan if plan.pages < 2 => String::new(),
        plan => {
            let (n, all) = (plan.page.to_string(), plan.pages.to_string());
            ui::PAGE_OF.fill(lang.get(), &[("n", &n), ("all", &all)])
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        let (view, plan) = (view.get_untracked(), plan.get_untracked());
        let there = match event.key().as_str() {
            "PageUp" if plan.page > 1 => view.on_page(plan.page - 1),
            "PageDown" if plan.page < plan.pages => view.on_page(plan.page + 1),
            "Escape" if view.tv => View { tv: false, ..view },
            _ => return,
        };
        event.prevent_default();
        route.go(&there.url());
    });
    on_cleanup(move || keys.remove());

    let options = move || {
        let chosen = plan.get().layout;
        let mut html = option("", ui::LAYOUT_AUTO.raw(lang.get()), chosen.is_none());
        for layout in Layout::ALL {
            html += &option(layout.as_str(), &layout.as_str().replace('-', "+"), chosen == Some(layout));
        }
        html
    };
    let choose = move |event| {
        let layout = Layout::from_name(&event_target_value(&event));
        route.go(&View { layout, page: 1, ..view.get_untracked() }.url());
    };
    // What was saved with the wall is taken up again where the address says nothing.
    let tour = move || {
        let (view, plan) = (view.get(), plan.get());
        let (tour_secs, text) = match (plan.tour_secs, view.tour_secs) {
            _ if plan.pages < 2 => return None,
            (0, None) => return None,
            (0, Some(_)) => (None, ui::TOUR_START),
            _ => (Some(0), ui::TOUR_STOP),
        };
        let url = View { tour_secs, ..view.on_page(plan.page) }.url();
        Some(view! { <a class="button" href=url>{t(text)}</a> })
    };
    view! {
        <nav class="pager">
            <select aria-label=t(ui::LAYOUT) on:change=choose inner_html=options></select>
            {tour}
            <span class="turn">
                {move || step(plan.get().page - 1, ui::PREVIOUS, "button previous")}
                <span>{place}</span>
                {move || step(plan.get().page + 1, ui::NEXT, "button next")}
            </span>
            <a class="button" href=door::NEAR>{t(map::NEAR_TITLE)}</a>
            <a class="button" href=door::WALLS>{t(ui::OTHER_WALLS)}</a>
        </nav>
    }
}

/// Both are words of ours, which need no escape.
fn option(value: &str, words: &str, is_chosen: bool) -> String {
    let selected = if is_chosen { " selected" } else { "" };
    format!("<option value=\"{value}\"{selected}>{words}</option>")
}
