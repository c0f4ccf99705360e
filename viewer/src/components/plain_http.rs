//! What a plain-HTTP address costs its reader, and the way to the secure one. Belongs here: that strip. Does not: what the
//! page has to say of the moment (`banner`).

use crate::{browser, lang::t, route};
use leptos::prelude::*;
use shared::text::line;

/// Empty where the browser takes the address for secure, as it does this machine's own.
#[component]
pub(crate) fn PlainHttp() -> impl IntoView {
    let route = route::route();
    (!browser::is_secure()).then(|| {
        let origin = browser::secure_origin();
        // The same page there, whichever it is by now.
        let there = move |origin: &str| {
            route.page();
            format!("{origin}{}", browser::path())
        };
        let way = match origin {
            Some(origin) => {
                let href = move || there(&origin);
                view! { <a href=href rel="external">{t(line::OPEN_HTTPS)}</a> }.into_any()
            }
            None => view! { <span>{t(line::ASK_HTTPS)}</span> }.into_any(),
        };
        view! {
            <div class="plain-http">
                <span>{t(line::PLAIN_PAGE)}</span>
                {way}
            </div>
        }
    })
}
