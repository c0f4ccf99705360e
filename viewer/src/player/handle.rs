//! One tile's canvas in the worker's hands. Belongs here: handing it over, telling how it is drawn, the end. Does not: what is
//! said of the tile.

use super::{Player, TileId, TileReport, ToWorker};
use crate::browser::{SizeWatch, pixel_ratio};
use leptos::prelude::RwSignal;
use shared::CameraId;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlCanvasElement, IntersectionObserver, IntersectionObserverEntry};

/// A tile that the worker paints, until this is dropped.
pub(crate) struct TileHandle {
    player: Player,
    tile: TileId,
    on_screen: IntersectionObserver,
    _on_screen: Closure<dyn FnMut(js_sys::Array)>,
    _size: SizeWatch,
}

/// How a tile is drawn: size in CSS pixels, and whether any of it is on screen.
#[derive(Clone, Copy, Default, PartialEq)]
struct Drawn {
    width: f64,
    height: f64,
    on_screen: bool,
}

impl TileHandle {
    /// Hands the canvas over, where this browser lets workers paint; `place` is the element around it, for what is painted
    /// otherwise. What the worker says of the tile comes to `report`, and the tile's width in device pixels to `on_seen`
    /// whenever some of it is on screen.
    pub(crate) fn open(
        player: Player,
        camera: &CameraId,
        (place, canvas): (&Element, &HtmlCanvasElement),
        may_main: bool,
        report: RwSignal<Option<TileReport>>,
        on_seen: impl Fn(u32) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        // It is no member where there is no `OffscreenCanvas`.
        let has_offscreen = js_sys::Reflect::has(canvas, &"transferControlToOffscreen".into())?;
        let canvas = has_offscreen.then(|| canvas.transfer_control_to_offscreen()).transpose()?;
        let tile = player.open(camera, place, canvas.as_ref(), may_main, report);
        let drawn = Rc::new(Cell::new(Drawn::default()));
        let change = move |change: &dyn Fn(&mut Drawn)| {
            let mut new = drawn.get();
            change(&mut new);
            if drawn.replace(new) != new {
                let device = |css: f64| (css * pixel_ratio()).round() as u32;
                let (width, height) = (device(new.width), device(new.height));
                player.post(&ToWorker::Layout { tile, width, height, on_screen: new.on_screen }, None);
                if new.on_screen && width > 0 {
                    on_seen(width);
                }
            }
        };
        let change_seen = change.clone();
        let on_entries = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last: IntersectionObserverEntry = entries.get(entries.length().saturating_sub(1)).unchecked_into();
            change_seen(&|drawn| drawn.on_screen = last.is_intersecting());
        });
        let on_screen = IntersectionObserver::new(on_entries.as_ref().unchecked_ref())?;
        on_screen.observe(place);
        let size = SizeWatch::new(place, move |width, height| {
            change(&|drawn| (drawn.width, drawn.height) = (width, height));
        })?;
        Ok(Self { player, tile, on_screen, _on_screen: on_entries, _size: size })
    }
}

impl Drop for TileHandle {
    fn drop(&mut self) {
        self.on_screen.disconnect();
        self.player.close(self.tile);
    }
}
