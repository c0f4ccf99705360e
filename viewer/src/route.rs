//! Which page a URL names, and going from one to the next without loading anything. Belongs here: parsing URLs (pure),
//! and the browser's history. Does not: the pages. `leptos_router` would do it, for 36 KB of a phone's first load.

use crate::browser;
use leptos::{ev, prelude::*};
use shared::{
    CameraId,
    wall::{TILES, View},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// What a URL names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Page {
    /// A wall.
    Wall(View),
    /// One camera.
    Camera(CameraId),
    /// Nothing of ours.
    Nowhere,
}

impl Page {
    /// From a path and what stands behind it: empty, or `?` and pairs.
    fn of(path: &str, query: &str) -> Self {
        let mut parts = path.split('/').skip(1);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(""), None, ..) => Self::Wall(View::of_query(query)),
            (Some("camera"), Some(site), Some(camera), None) => {
                format!("{site}/{camera}").parse().map_or(Self::Nowhere, Self::Camera)
            }
            _ => Self::Nowhere,
        }
    }

    fn here() -> Self {
        let location = window().location();
        // Only a document without a window has neither.
        Self::of(&location.pathname().unwrap_or_default(), &location.search().unwrap_or_default())
    }
}

/// The page on screen; a handle to share.
#[derive(Clone, Copy)]
pub(crate) struct Route {
    page: RwSignal<Page>,
    /// The wall that was shown last.
    wall: StoredValue<Option<View>>,
}

/// Makes the page known to all components, and follows links and the browser's buttons.
pub(crate) fn provide() {
    let route = Route { page: RwSignal::new(Page::here()), wall: StoredValue::new(None) };
    provide_context(route);
    // Both live as long as the page.
    let _ = window_event_listener(ev::popstate, move |_| route.read());
    let _ = window_event_listener(ev::click, move |event| {
        if let Some(link) = followed(&event) {
            event.prevent_default();
            route.go(&link);
        }
    });
}

/// The page.
pub(crate) fn route() -> Route {
    expect_context()
}

impl Route {
    /// The page, to be followed.
    pub(crate) fn page(self) -> Page {
        self.page.get()
    }

    /// The page as it is now.
    pub(crate) fn page_untracked(self) -> Page {
        self.page.get_untracked()
    }

    /// Opens one of our pages; the browser's way back leads here.
    pub(crate) fn go(self, url: &str) {
        let Ok(history) = window().history() else { return };
        match history.push_state_with_url(&JsValue::NULL, "", Some(url)) {
            Ok(()) => {
                self.read();
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
            Err(error) => browser::warn("the page's address cannot be changed:", &error),
        }
    }

    /// Where the wall is that was shown last; before any was, all cameras, on the page with the one of this index.
    pub(crate) fn wall(self, index: usize) -> String {
        let view = self.wall.get_value();
        view.unwrap_or_else(|| View { page: index / TILES + 1, ..View::default() }).url()
    }

    fn read(self) {
        let page = Page::here();
        if let Page::Wall(view) = self.page_untracked() {
            self.wall.set_value(Some(view));
        }
        if self.page.with_untracked(|old| *old != page) {
            self.page.set(page);
        }
    }
}

/// Where a click leads, if it is a plain one on a link to one of our pages: the rest is the browser's.
fn followed(event: &MouseEvent) -> Option<String> {
    let modified = event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let elsewhere = !link.target().is_empty() || link.has_attribute("download");
    if elsewhere || window().location().origin().ok()? != link.origin() {
        return None;
    }
    (Page::of(&link.pathname(), &link.search()) != Page::Nowhere).then(|| link.href())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_pages() {
        let camera = |id: &str| Page::Camera(id.parse().unwrap());
        let wall = |page| Page::Wall(View { page, ..View::default() });
        for (path, query, page) in [
            ("/", "", wall(1)),
            ("/", "?page=3", wall(3)),
            ("/", "?lang=en&page=2", wall(2)),
            ("/", "?page=-1&page=x", wall(1)),
            ("/camera/phuong/ngo-12", "", camera("phuong/ngo-12")),
            ("/camera/phuong/Ngo%2012", "", Page::Nowhere),
            ("/camera/phuong/ngo-12/", "", Page::Nowhere),
            ("/camera/phuong", "", Page::Nowhere),
            ("/admin", "", Page::Nowhere),
            ("//", "", Page::Nowhere),
            ("", "", Page::Nowhere),
        ] {
            assert_eq!(Page::of(path, query), page, "{path}{query}");
        }
    }
}
