//! The switch to the other theme. The page has it from its first paint on: `boot.js` reads the cookie.

use crate::{browser, lang::t};
use leptos::prelude::*;
use shared::text::ui;

const NAME: &str = "theme";
const LIGHT: &str = "light";
const DARK: &str = "dark";

/// Changes the page at once, and keeps the choice.
#[component]
pub(crate) fn ThemeSwitch() -> impl IntoView {
    let is_light = RwSignal::new(browser::stored(NAME).as_deref() == Some(LIGHT));
    let other = [t(ui::LIGHT_THEME), t(ui::DARK_THEME)];
    let name = move || other[usize::from(is_light.get())]();
    let turn = move |_| {
        let light = !is_light.get_untracked();
        is_light.set(light);
        let theme = if light { LIGHT } else { DARK };
        browser::store(NAME, theme);
        if let Some(html) = document().document_element() {
            // The name and the value are ours: it cannot fail.
            let _ = html.set_attribute("data-theme", theme);
        }
    };
    view! { <button class="theme" type="button" title=name aria-label=name on:click=turn></button> }
}
