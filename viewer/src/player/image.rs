//! A rung of the page: JPEGs, for browsers that give workers no canvas. Belongs here: the `<img>`. Does not: fetching.

use js_sys::{Array, ArrayBuffer};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, Element, HtmlImageElement, Url};

pub(super) struct Image {
    element: HtmlImageElement,
    /// The browser keeps the file until it is told.
    url: RefCell<Option<String>>,
    _on_load: Closure<dyn FnMut()>,
}

impl Image {
    pub(super) fn open(place: Option<&Element>, on_presented: impl Fn() + 'static) -> Result<Self, JsValue> {
        let element: HtmlImageElement = document().create_element("img")?.unchecked_into();
        element.set_attribute("class", "picture")?;
        // The tile's own words say what it shows.
        element.set_attribute("alt", "")?;
        let on_load = Closure::<dyn FnMut()>::new(on_presented);
        element.set_onload(Some(on_load.as_ref().unchecked_ref()));
        if let Some(place) = place {
            place.append_child(&element)?;
        }
        Ok(Self { element, url: RefCell::default(), _on_load: on_load })
    }

    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    pub(super) fn push(&self, jpeg: &ArrayBuffer) {
        let url = Blob::new_with_buffer_source_sequence(&Array::of1(jpeg))
            .and_then(|jpeg| Url::create_object_url_with_blob(&jpeg));
        let Ok(url) = url else { return };
        self.element.set_src(&url);
        self.forget(Some(url));
    }

    fn forget(&self, next: Option<String>) {
        if let Some(old) = self.url.replace(next) {
            // The address is one of ours: it cannot fail.
            let _ = Url::revoke_object_url(&old);
        }
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        self.element.set_onload(None);
        self.element.remove();
        self.forget(None);
    }
}
