//! The page's side of the worker. Belongs here: messages to it, and its reports as signals. Does not: layout, and the rungs that
//! paint in the page (`mse`, `track`, `image`), each of which is a file.
//!
//! All of this is there from Safari 11, Chrome 57, Firefox 52 on, as wasm is, and needs `Worker`. Where there is no
//! `OffscreenCanvas` (Safari before 16.4), tiles go by MSE, WebRTC or `<img>`.

mod edge;
mod handle;
mod helpers;
mod image;
mod memory;
mod mse;
mod poster;
mod rtc;
mod surfaces;
mod track;
mod video;

pub(crate) use handle::TileHandle;
pub(crate) use poster::Poster;
pub(crate) use surfaces::SHOWN;

use crate::browser;
use helpers::Helpers;
use leptos::prelude::*;
use rtc::Rtc;
use shared::{CameraId, UnixMicros, wire::CameraState};
use std::time::Duration;
use surfaces::Surfaces;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, MessageEvent, OffscreenCanvas, VisibilityState, Worker};
use worker::{
    few::Few,
    protocol::{Link, PageCan, Report, TileId, TileReport, TileState, ToPage, ToWorker, Why},
};

/// A worker that says nothing for this long has died, or is starved.
const SILENCE_MS: f64 = 3_000.0;

/// The way to the relay, as the page sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// As the worker says.
    Link(Link),
    /// The worker does not run, or has stopped.
    NoWorker,
}

/// A tile's camera, and where its reports go.
type OpenTile = (CameraId, RwSignal<Option<TileReport>>);

/// The worker; a handle to share.
#[derive(Clone, Copy)]
pub(crate) struct Player {
    /// The way to the relay.
    pub(crate) way: RwSignal<Way>,
    /// The newest revision of the list that the relay has spoken of.
    pub(crate) revision: RwSignal<Option<u64>>,
    /// What the relay has said of cameras since the page opened.
    pub(crate) cameras: RwSignal<Few<CameraId, CameraState>>,
    /// The relay is of another build than when the page opened.
    pub(crate) is_old: RwSignal<bool>,
    tiles: RwSignal<Few<TileId, OpenTile>>,
    /// Counts the changes of states, so that sums are made anew then only.
    changes: RwSignal<u32>,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    worker: Option<Worker>,
    next_tile: u32,
    build: Option<String>,
    heard_ms: f64,
    was_silent: bool,
    /// Where each tile's pictures are.
    places: Few<TileId, Element>,
    surfaces: Surfaces,
    helpers: Helpers,
    rtc: Rtc,
}

/// Makes the player known to all components. `boot.js` has started the worker while this program was on its way.
pub(crate) fn provide() {
    let worker = js_sys::Reflect::get(&window(), &JsValue::from_str("wardWorker")).ok();
    let worker = worker.and_then(|worker| worker.dyn_into::<Worker>().ok());
    let way = if worker.is_some() { Way::Link(Link::Connecting) } else { Way::NoWorker };
    let inner = Inner {
        worker,
        next_tile: 0,
        build: None,
        heard_ms: browser::now_ms(),
        was_silent: false,
        places: Few::new(),
        surfaces: Surfaces::default(),
        helpers: Helpers::default(),
        rtc: Rtc::default(),
    };
    let player = Player {
        way: RwSignal::new(way),
        revision: RwSignal::new(None),
        cameras: RwSignal::new(Few::new()),
        is_old: RwSignal::new(false),
        tiles: RwSignal::new(Few::new()),
        changes: RwSignal::new(0),
        inner: StoredValue::new_local(inner),
    };
    provide_context(player);
    player.listen();
}

/// The player.
pub(crate) fn player() -> Player {
    expect_context()
}

impl Player {
    /// The live socket is open.
    pub(crate) fn is_connected(self) -> bool {
        self.way.get() == Way::Link(Link::Connected)
    }

    /// What each camera's tile shows.
    pub(crate) fn states(self) -> Few<CameraId, TileState> {
        self.changes.track();
        let state = |report: &Option<TileReport>| report.as_ref().map(|report| report.state);
        self.tiles.with(|tiles| {
            let known =
                tiles.values().map(|(camera, report)| (camera.clone(), report.try_with_untracked(state).flatten()));
            known.filter_map(|(camera, state)| Some((camera, state?))).collect()
        })
    }

    /// Opens a tile on a canvas that is handed over for good, where there is one. `place` is where its pictures are.
    fn open(
        self,
        camera: &CameraId,
        place: &Element,
        canvas: Option<&OffscreenCanvas>,
        may_main: bool,
        report: RwSignal<Option<TileReport>>,
    ) -> TileId {
        let tile = self.inner.try_update_value(|inner| {
            inner.next_tile += 1;
            let tile = TileId(inner.next_tile);
            inner.places.insert(tile, place.clone());
            tile
        });
        let tile = tile.unwrap_or(TileId(0));
        self.tiles.update(|tiles| {
            tiles.insert(tile, (camera.clone(), report));
        });
        self.post(&ToWorker::Open { tile, camera: camera.clone(), may_main }, canvas);
        tile
    }

    fn close(self, tile: TileId) {
        self.tiles.try_update(|tiles| tiles.remove(&tile));
        self.inner.try_update_value(|inner| {
            inner.places.remove(&tile);
            inner.surfaces.close_tile(tile);
        });
        self.post(&ToWorker::Close { tile }, None);
    }

    fn post(self, message: &ToWorker, canvas: Option<&OffscreenCanvas>) {
        let Ok(text) = serde_json::to_string(message) else { return };
        let (parts, transfer) = (js_sys::Array::of1(&JsValue::from_str(&text)), js_sys::Array::new());
        if let Some(canvas) = canvas {
            parts.push(canvas);
            transfer.push(canvas);
        }
        self.inner.try_with_value(|inner| {
            let worker = inner.worker.as_ref()?;
            let sent = worker.post_message_with_transfer(&parts, &transfer);
            sent.map_err(|error| browser::warn("the worker cannot be told:", &error)).ok()
        });
    }

    fn listen(self) {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            let parts = data.dyn_ref::<js_sys::Array>();
            let text = parts.map_or_else(|| data.as_string(), |parts| parts.get(0).as_string());
            // A message of another version of the worker is none of ours.
            if let Some(message) = text.and_then(|text| serde_json::from_str(&text).ok()) {
                self.take(message, parts.map_or(JsValue::UNDEFINED, |parts| parts.get(1)));
            }
        });
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |error: JsValue| {
            browser::warn("the worker has failed:", &error);
            self.inner.update_value(|inner| inner.worker = None);
            self.lose_worker();
        });
        self.inner.with_value(|inner| {
            if let Some(worker) = &inner.worker {
                worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
            }
        });
        // Both live as long as the page.
        on_message.forget();
        on_error.forget();
        let page = PageCan { mse: mse::is_there(), webrtc: rtc::is_there(), workers: true };
        self.post(&ToWorker::Start { page, proofs: memory::proofs(), feed: memory::feed() }, None);
        let tell_visible = move || {
            let visible = document().visibility_state() == VisibilityState::Visible;
            self.inner.update_value(|inner| inner.heard_ms = browser::now_ms());
            self.post(&ToWorker::Visible { visible }, None);
        };
        tell_visible();
        let on_visible = Closure::<dyn FnMut()>::new(tell_visible).into_js_value();
        // Neither can fail: the names and the callbacks are ours.
        let _ = document().add_event_listener_with_callback("visibilitychange", on_visible.unchecked_ref());
        let _ = set_interval_with_handle(move || self.check(), Duration::from_secs(1));
    }

    fn take(self, message: ToPage, beside: JsValue) {
        match message {
            ToPage::Report(report) => self.report(report),
            ToPage::Camera { id, state, .. } => self.cameras.update(|cameras| {
                cameras.insert(id, state);
            }),
            ToPage::Surface { tile, surface, source } => self.inner.update_value(|inner| {
                let place = inner.places.get(&tile);
                inner.surfaces.open(self, &inner.rtc, (tile, surface), place, source);
            }),
            ToPage::Bytes { surface } => self.inner.with_value(|inner| {
                if let Ok(bytes) = beside.dyn_into() {
                    inner.surfaces.push(surface, bytes);
                }
            }),
            ToPage::Gone { surface } => self.inner.update_value(|inner| inner.surfaces.close(surface)),
            ToPage::Helper { helper, script } => {
                self.inner.update_value(|inner| inner.helpers.open(helper, &script, &beside));
            }
            ToPage::HelperGone { helper } => self.inner.update_value(|inner| inner.helpers.close(helper)),
            ToPage::Rtp { tracks } => self.inner.with_value(|inner| inner.rtc.open(self, tracks)),
            ToPage::RtpEnd { session } => self.inner.with_value(|inner| inner.rtc.close(&session)),
            ToPage::Proofs(proofs) => memory::keep_proofs(proofs),
            ToPage::Feed(feed) => memory::keep_feed(feed),
            // This page is no embed, and asks for no check.
            ToPage::NoTicket { .. } | ToPage::Checked { .. } => {}
        }
    }

    fn report(self, report: Report) {
        self.inner.update_value(|inner| {
            inner.heard_ms = browser::now_ms();
            inner.was_silent = false;
        });
        // For `meter.js`; the window takes any property.
        let _ = js_sys::Reflect::set(&window(), &"wardKilobytes".into(), &report.kilobytes.into());
        set_if_new(self.way, Way::Link(report.link));
        set_if_new(self.revision, report.revision);
        if let Some(build) = report.build {
            let first = self.inner.try_update_value(|inner| inner.build.get_or_insert(build.clone()).clone());
            set_if_new(self.is_old, first.is_some_and(|first| first != build));
        }
        let mut changed = false;
        self.inner.with_value(|inner| {
            for tile in &report.tiles {
                inner.surfaces.show(tile.tile, tile.surface);
            }
        });
        self.tiles.with_untracked(|tiles| {
            for new in report.tiles {
                let Some((_, signal)) = tiles.get(&new.tile) else { continue };
                // The tile may be going away just now: then nobody minds.
                let old = signal.try_with_untracked(|old| old.as_ref().map(|old| old.state)).flatten();
                changed |= old != Some(new.state);
                signal.try_set(Some(new));
            }
        });
        if changed {
            self.changes.update(|n| *n = n.wrapping_add(1));
        }
    }

    /// Nothing stale ever looks live, not even when the worker itself is gone.
    fn check(self) {
        let silent = self.inner.try_update_value(|inner| {
            let silent = browser::now_ms() - inner.heard_ms > SILENCE_MS;
            // Once may be a page that has just woken up, with the reports still in its queue.
            std::mem::replace(&mut inner.was_silent, silent) && silent
        });
        if silent == Some(true) {
            self.lose_worker();
        }
    }

    fn lose_worker(self) {
        set_if_new(self.way, Way::NoWorker);
        let now = UnixMicros((browser::now_ms() * 1000.0) as u64);
        self.tiles.with_untracked(|tiles| {
            for (_, signal) in tiles.values() {
                signal.try_update(|report| {
                    if let Some(report) = report.as_mut().filter(|report| report.state == TileState::Live) {
                        report.state = TileState::Stale;
                        report.why = Some(Why::LinkLost);
                        report.since = now;
                    }
                });
            }
        });
        self.changes.update(|n| *n = n.wrapping_add(1));
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
