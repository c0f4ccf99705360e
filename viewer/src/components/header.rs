//! The bar on top of every page.

use super::{account::Account, language::LanguageSwitch, theme::ThemeSwitch};
use crate::{
    browser,
    fleet::fleet,
    lang::{lang, t},
    player::player,
};
use leptos::prelude::*;
use shared::{
    UnixMicros,
    routes::{self, door},
    text::ui,
};
use std::time::Duration;

/// Product name, how many cameras are live, the time, the language.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let (lang, fleet, player) = (lang(), fleet(), player());
    let all = Memo::new(move |_| fleet.count());
    let live = Memo::new(move |_| fleet.live(player));
    let count = Signal::derive(move || match all.get() {
        0 => String::new(),
        all => ui::LIVE_COUNT.fill(lang.get(), &[("live", &live.get().to_string()), ("all", &all.to_string())]),
    });
    let health = Signal::derive(move || if fleet.has_trouble(player) { "trouble" } else { "good" });
    let clock = RwSignal::new(time());
    let _ = set_interval_with_handle(move || clock.set(time()), Duration::from_secs(1));
    view! {
        <header class="top">
            <a class="brand" href=routes::WALL><span class="brand-eye" aria-hidden="true"></span>{t(ui::APP_NAME)}</a>
            <p class="count" data-health=health role="status"><a href=door::HEALTH hidden=move || all.get() == 0>{count}</a></p>
            <time class="clock">{Signal::derive(move || clock.get())}</time>
            <Account/>
            <ThemeSwitch/>
            <LanguageSwitch/>
        </header>
    }
}

fn time() -> String {
    browser::time_of_day(UnixMicros((browser::now_ms() * 1000.0) as u64))
}
