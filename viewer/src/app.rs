//! The app's frame. Belongs here: what all pages share, and which page a URL names. Does not: the pages.

use crate::{
    browser,
    components::{Banner, Header},
    fleet, lang,
    pages::{CameraPage, NotFound, Wall},
    player,
};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};
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
    fleet::provide();
    view! {
        <Router>
            <Header/>
            <Banner/>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=Wall/>
                <Route path=path!("/camera/:site/:camera") view=CameraPage/>
            </Routes>
        </Router>
    }
}
