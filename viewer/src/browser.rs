//! What the page's browser gives: sizes, clocks, storage, observers. Belongs here: thin wrappers. Does not: decisions.

use js_sys::Date;
use leptos::{html, prelude::*};
use shared::{UnixMicros, routes::HTTPS_META};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlDocument, ResizeObserver, ResizeObserverEntry};

/// Tells whoever has the console open.
pub(crate) fn warn(message: &str, error: &JsValue) {
    web_sys::console::warn_2(&JsValue::from_str(message), error);
}

/// A text inside of what JavaScript gave, such as an error's `message`.
pub(crate) fn member(of: &JsValue, name: &str) -> Option<String> {
    js_sys::Reflect::get(of, &JsValue::from_str(name)).ok()?.as_string()
}

/// Safari, or any other browser on an iPhone.
pub(crate) fn is_apple() -> bool {
    member(&window().navigator(), "vendor").is_some_and(|vendor| vendor.starts_with("Apple"))
}

/// Device pixels to a CSS pixel.
pub(crate) fn pixel_ratio() -> f64 {
    window().device_pixel_ratio()
}

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> f64 {
    Date::now()
}

/// This machine's clock.
pub(crate) fn wall() -> UnixMicros {
    UnixMicros((now_ms() * 1000.0) as u64)
}

/// Whether the browser gives this address all that it has: HTTPS, or this machine.
pub(crate) fn is_secure() -> bool {
    window().is_secure_context()
}

/// Where the relay is had over HTTPS, if it has told: `https://camera.example.vn`.
pub(crate) fn secure_origin() -> Option<String> {
    let meta = document().query_selector(&format!("meta[name={HTTPS_META}]")).ok()??;
    meta.get_attribute("content").filter(|origin| origin.starts_with("https://"))
}

/// Path and query of the page as they stand in the address bar.
pub(crate) fn path() -> String {
    let location = window().location();
    [location.pathname(), location.search()].into_iter().filter_map(Result::ok).collect()
}

/// A value kept in this browser that the relay's own pages read as well. Where cookies are forbidden there is none.
pub(crate) fn stored(key: &str) -> Option<String> {
    let all = document().unchecked_into::<HtmlDocument>().cookie().ok()?;
    let mut pairs = all.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == key).map(|(_, value)| value.to_owned())
}

/// Keeps a value for a year, where that is allowed; key and value are words of ours.
pub(crate) fn store(key: &str, value: &str) {
    let cookie = format!("{key}={value}; path=/; max-age=31536000; samesite=lax");
    // A forbidden cookie costs no more than asking again next time.
    let _ = document().unchecked_into::<HtmlDocument>().set_cookie(&cookie);
}

/// `14:03:22` on this machine's clock; with the date in front where it is not of today.
pub(crate) fn time_of_day(time: UnixMicros) -> String {
    let at = Date::new(&JsValue::from_f64(time.0 as f64 / 1000.0));
    let text = format!("{:02}:{:02}:{:02}", at.get_hours(), at.get_minutes(), at.get_seconds());
    let today = Date::new_0();
    if at.to_date_string() == today.to_date_string() {
        text
    } else {
        format!("{:02}/{:02} {text}", at.get_date(), at.get_month() + 1)
    }
}

/// Tells an element's size, now and when it changes, until it is dropped.
pub(crate) struct SizeWatch {
    observer: ResizeObserver,
    _on_size: Closure<dyn FnMut(js_sys::Array)>,
}

impl SizeWatch {
    /// `on_size` gets width and height of the content in CSS pixels.
    pub(crate) fn new(element: &Element, mut on_size: impl FnMut(f64, f64) + 'static) -> Result<Self, JsValue> {
        let on_size = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let entry: ResizeObserverEntry = entries.get(entries.length().saturating_sub(1)).unchecked_into();
            let rect = entry.content_rect();
            on_size(rect.width(), rect.height());
        });
        let observer = ResizeObserver::new(on_size.as_ref().unchecked_ref())?;
        observer.observe(element);
        Ok(Self { observer, _on_size: on_size })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Width and height of what is inside an element, in CSS pixels, for as long as the calling component lives.
pub(crate) fn size_of(place: NodeRef<html::Div>) -> RwSignal<(f64, f64)> {
    let size = RwSignal::new((0.0, 0.0));
    let watch = StoredValue::new_local(None::<SizeWatch>);
    Effect::new(move || {
        let Some(place) = place.get() else { return };
        match SizeWatch::new(&place, move |width, height| size.set((width, height))) {
            Ok(new) => watch.set_value(Some(new)),
            Err(error) => warn("the size of the place for pictures is not to be had:", &error),
        }
    });
    size
}

/// Tells the page's scripts that something is so.
pub(crate) fn dispatch(name: &str) {
    if let Ok(event) = web_sys::Event::new(name) {
        // Nobody cancels it.
        let _ = window().dispatch_event(&event);
    }
}
