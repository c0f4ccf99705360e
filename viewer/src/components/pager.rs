//! From one page of the wall to the next.

use crate::lang::{lang, t};
use leptos::prelude::*;
use shared::text::ui;

/// Previous, where we are, next. Pages count from 1; with one page there is nothing.
#[component]
pub(crate) fn Pager(page: Signal<usize>, pages: Signal<usize>) -> impl IntoView {
    let lang = lang();
    let step = move |to: usize, text, class| {
        let there = (1..=pages.get()).contains(&to);
        there.then(|| view! { <a class=class href=format!("/?page={to}")>{t(text)}</a> })
    };
    let place = Signal::derive(move || {
        let (n, all) = (page.get().to_string(), pages.get().to_string());
        ui::PAGE_OF.fill(lang.get(), &[("n", &n), ("all", &all)])
    });
    view! {
        <nav class="pager" hidden=Signal::derive(move || pages.get() < 2)>
            {move || step(page.get().wrapping_sub(1), ui::PREVIOUS, "button previous")}
            <span>{place}</span>
            {move || step(page.get() + 1, ui::NEXT, "button next")}
        </nav>
    }
}
