//! What concerns the whole page: the connection, the list, a new version.

use crate::{
    fleet::fleet,
    lang::t,
    player::{Way, player},
};
use leptos::prelude::*;
use shared::text::ui;
use worker::protocol::Link;

/// A strip below the header; empty while all is well.
#[component]
pub(crate) fn Banner() -> impl IntoView {
    let (fleet, player) = (fleet(), player());
    let text = move || match player.way.get() {
        Way::NoWorker => Some((ui::WORKER_FAILED, true)),
        Way::Link(Link::Outdated) => Some((ui::NEW_BUILD, true)),
        Way::Link(Link::Reconnecting) => Some((ui::RECONNECTING, false)),
        Way::Link(_) if player.is_old.get() => Some((ui::NEW_BUILD, true)),
        // Before the first list, the page itself says so.
        Way::Link(_) if fleet.failing.get() && fleet.list.with(Option::is_some) => Some((ui::LIST_FAILED, false)),
        Way::Link(_) => None,
    };
    let text = Memo::new(move |_| text());
    let reload = |_| {
        // Where the browser refuses, the button stays.
        let _ = window().location().reload();
    };
    let strip = move || {
        text.get().map(|(text, can_reload)| {
            view! {
                <div class="banner">
                    <span>{t(text)}</span>
                    {can_reload.then(|| view! { <button type="button" on:click=reload>{t(ui::RELOAD)}</button> })}
                </div>
            }
        })
    };
    view! { <div class="banner-place" role="status">{strip}</div> }
}
