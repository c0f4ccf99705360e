//! Who has logged in, as a link to the account, and the way to the admin's pages for whoever has some.

use crate::{ask::ask, browser, lang::t};
use leptos::prelude::*;
use shared::{api::me::Me, routes, text::ui};
use wasm_bindgen_futures::spawn_local;

/// Both links; nothing before it is known who this is.
#[component]
pub(crate) fn Account() -> impl IntoView {
    let me = RwSignal::new(None::<Me>);
    spawn_local(async move {
        match ask(routes::ME).await {
            Ok(known) => me.set(Some(known)),
            // The links are missing until the next load; everything else works.
            Err(error) => browser::warn("who has logged in is not to be had:", &error),
        }
    });
    move || {
        let me = me.get()?;
        let admin = me.administers().then(|| view! { <a class="to-admin" href=routes::ADMIN>{t(ui::ADMIN)}</a> });
        let label = t(ui::ACCOUNT);
        Some(view! {
            <nav class="who">
                {admin}
                <a class="to-account" href=routes::ACCOUNT title=label>{me.name}</a>
            </nav>
        })
    }
}
