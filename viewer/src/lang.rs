//! The language of the page. Belongs here: its choice, kept in the browser, and `t`. Does not: the words (`shared::text`).

use crate::browser;
use leptos::prelude::*;
use shared::text::{Lang, Text};

const KEY: &str = "lang";

/// Makes the language known to all components: what was chosen before, else Vietnamese.
pub(crate) fn provide() {
    let lang = RwSignal::new(browser::stored(KEY).and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default());
    provide_context(lang);
    Effect::new(move || {
        if let Some(html) = document().document_element() {
            // The name and the value are ours: it cannot fail.
            let _ = html.set_attribute("lang", lang.get().as_str());
        }
    });
}

/// The language, to be read inside a closure so that a switch shows at once.
pub(crate) fn lang() -> RwSignal<Lang> {
    expect_context()
}

/// Changes to the other language and keeps the choice.
pub(crate) fn switch(lang: RwSignal<Lang>) {
    let other = match lang.get_untracked() {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    };
    browser::store(KEY, other.as_str());
    lang.set(other);
}

/// A text in the page's language.
pub(crate) fn t(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync {
    let lang = lang();
    move || text.raw(lang.get())
}
