//! A page that has nothing else to show.

use crate::lang::t;
use leptos::prelude::*;
use shared::text::Text;

/// A sentence in the middle of the page, and what to do about it.
#[component]
pub(crate) fn Notice(
    /// What is the case.
    title: Text,
    /// What to do about it.
    #[prop(optional_no_strip)]
    hint: Option<Text>,
    /// A way out.
    #[prop(optional_no_strip)]
    link: Option<(&'static str, Text)>,
) -> impl IntoView {
    view! {
        <main class="notice">
            <h1>{t(title)}</h1>
            {hint.map(|hint| view! { <p>{t(hint)}</p> })}
            {link.map(|(href, text)| view! { <a class="button" href=href>{t(text)}</a> })}
        </main>
    }
}
