//! The app's frame. Belongs here: what all pages share, and which page a URL names. Does not: the pages.

use crate::{
    browser,
    components::{Banner, Header, PlainHttp},
    fleet, lang,
    pages::{CameraPage, NotFound, Wall},
    player,
    route::{self, Page},
};
use leptos::prelude::*;
use shared::wall::View;
use wasm_bindgen::{JsCast, JsValue};

/// Puts the app in the place of the shell that the HTML has painted.
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(root) = document().get_element_by_id("app") else {
        return browser::warn("the page has no #app to stand in", &JsValue::NULL);
    };
    root.set_inner_html("");
    // The app lives as long as the page.
    mount_to(root.unchecked_into(), App).forget();
}

#[component]
fn App() -> impl IntoView {
    lang::provide();
    player::provide();
    route::provide();
    fleet::provide();
    view! {
        <Header/>
        <Banner/>
        <PlainHttp/>
        <Shown/>
    }
}

/// The page that the URL names. Another URL of the same page does not make it anew, and a page that is being left keeps
/// what it had.
#[component]
fn Shown() -> impl IntoView {
    let route = route::route();
    let wall = Memo::new(move |before: Option<&View>| match route.page() {
        Page::Wall(view) => view,
        _ => before.cloned().unwrap_or_default(),
    });
    let camera = Memo::new(move |before: Option<&Option<_>>| match route.page() {
        Page::Camera(id) => Some(id),
        _ => before.cloned().flatten(),
    });
    let kind = Memo::new(move |_| std::mem::discriminant(&route.page()));
    move || {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        kind.get();
        match route.page_untracked() {
            Page::Wall(_) => view! { <Wall view=wall/> }.into_any(),
            Page::Camera(_) => view! { <CameraPage id=camera.into()/> }.into_any(),
            Page::Nowhere => view! { <NotFound/> }.into_any(),
        }
    }
}
