//! The switch to the other language.

use crate::lang::{lang, switch, t};
use leptos::prelude::*;
use shared::text::{Lang, ui};

/// Names the other language in that language; on a narrow screen by its code.
#[component]
pub(crate) fn LanguageSwitch() -> impl IntoView {
    let lang = lang();
    let other = move || match lang.get() {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    };
    view! {
        <button class="language" type="button" lang=move || other().as_str() title=t(ui::OTHER_LANGUAGE) on:click=move |_| switch(lang)>
            <span class="wide">{t(ui::OTHER_LANGUAGE)}</span>
            <span class="narrow">{move || other().as_str().to_uppercase()}</span>
        </button>
    }
}
