//! The list of cameras. Belongs here: fetching it, trying again, and how many are live. Does not: single tiles.

use crate::{
    alarm::Health,
    ask::ask,
    browser,
    player::{self, Player},
    route::{self, Page},
};
use leptos::prelude::*;
use shared::{
    CameraId,
    api::{CameraInfo, CameraList},
    routes,
    wire::CameraState,
};
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use worker::{few::Few, link::backoff::Backoff, protocol::TileState};

/// The list and how it is had; a handle to share.
#[derive(Clone, Copy)]
pub(crate) struct Fleet {
    /// `None` until it was had once.
    pub(crate) list: RwSignal<Option<CameraList>>,
    /// The last try failed, the next is on its way.
    pub(crate) failing: RwSignal<bool>,
    /// Whose cameras are wanted, as the wall's address says it; a camera's own page wants all.
    of: Memo<String>,
    busy: StoredValue<bool>,
    /// Asked for while a fetch was under way, whose answer may be older.
    again: StoredValue<bool>,
}

/// Makes the list known to all components, and keeps it new.
pub(crate) fn provide() {
    let (player, route) = (player::player(), route::route());
    let of = Memo::new(move |before: Option<&String>| match route.page() {
        Page::Wall(view) => view.of,
        Page::Camera(_) => String::new(),
        Page::Nowhere => before.cloned().unwrap_or_default(),
    });
    let fleet = Fleet {
        list: RwSignal::new(None),
        failing: RwSignal::new(false),
        of,
        busy: StoredValue::new(false),
        again: StoredValue::new(false),
    };
    provide_context(fleet);
    Effect::new(move |before: Option<String>| {
        let of = of.get();
        if before.is_some_and(|before| before != of) {
            fleet.list.set(None);
            fleet.fetch();
        }
        of
    });
    let connected = Memo::new(move |_| player.is_connected());
    let was_connected = std::cell::Cell::new(false);
    Effect::new(move || {
        let known = fleet.list.with_untracked(|list| list.as_ref().map(|list| list.revision));
        // Both are read each time: what is not read is not followed. When the connection comes, since what was said
        // meanwhile was not heard; when it goes, since the session may have ended, which only this answer tells.
        let (connected, revision) = (connected.get(), player.revision.get());
        if was_connected.replace(connected) != connected || revision > known || known.is_none() {
            fleet.fetch();
        }
    });
}

/// The list.
pub(crate) fn fleet() -> Fleet {
    expect_context()
}

impl Fleet {
    /// How many cameras there are; 0 before the list is known.
    pub(crate) fn count(self) -> usize {
        self.list.with(|list| list.as_ref().map_or(0, |list| list.cameras.len()))
    }

    /// The cameras of a page, which count from 1; none on page 0.
    pub(crate) fn page(self, page: usize, tiles: usize) -> Vec<CameraInfo> {
        let Some(before) = page.checked_sub(1) else { return Vec::new() };
        self.list.with(|list| {
            let cameras = list.iter().flat_map(|list| &list.cameras);
            cameras.skip(before * tiles).take(tiles).cloned().collect()
        })
    }

    /// The list was had at least once.
    pub(crate) fn is_known(self) -> bool {
        self.list.with(Option::is_some)
    }

    /// A camera of the list.
    pub(crate) fn camera(self, id: &CameraId) -> Option<CameraInfo> {
        self.list.with(|list| list.as_ref()?.cameras.iter().find(|camera| camera.id == *id).cloned())
    }

    /// How many cameras are live: those with a tile by what the tile shows, the others by what the relay says.
    pub(crate) fn live(self, player: Player) -> usize {
        if !player.is_connected() {
            return 0;
        }
        self.health(player).iter().filter(|(_, health)| *health == Health::Live).count()
    }

    /// How each camera of the list is.
    pub(crate) fn health(self, player: Player) -> Vec<(CameraId, Health)> {
        let (tiles, told) = (player.states(), player.cameras.get());
        self.list.with(|list| {
            let cameras = list.iter().flat_map(|list| &list.cameras);
            cameras.map(|camera| (camera.id.clone(), health(camera, &tiles, &told))).collect()
        })
    }

    /// A camera is away that should not be: none that is only starting, nor one switched off on purpose.
    pub(crate) fn has_trouble(self, player: Player) -> bool {
        let bad = |state: &TileState| matches!(state, TileState::Stale | TileState::Offline | TileState::Refused);
        player.states().values().any(bad)
    }

    fn fetch(self) {
        if self.busy.get_value() {
            self.again.set_value(true);
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            let mut backoff = Backoff::default();
            loop {
                let of = self.of.get_untracked();
                let query = if of.is_empty() { String::new() } else { format!("?of={of}") };
                match ask::<CameraList>(&format!("{}{query}", routes::CAMERAS)).await {
                    // Another wall was opened meanwhile: that is asked for next.
                    Ok(_) if of != self.of.get_untracked() => break,
                    Ok(list) => {
                        if self.list.with_untracked(|old| old.as_ref() != Some(&list)) {
                            self.list.set(Some(list));
                        }
                        self.failing.set(false);
                        break;
                    }
                    Err(error) => {
                        browser::warn("no list of cameras:", &error);
                        self.failing.set(true);
                    }
                }
                sleep(backoff.next_ms(js_sys::Math::random())).await;
            }
            self.busy.set_value(false);
            if self.again.try_update_value(std::mem::take).unwrap_or(false) {
                self.fetch();
            }
        });
    }
}

/// By what its tile shows; a tile that shows nothing on purpose, or none, leaves it to what the relay says.
fn health(camera: &CameraInfo, tiles: &Few<CameraId, TileState>, told: &Few<CameraId, CameraState>) -> Health {
    match tiles.get(&camera.id) {
        Some(TileState::Live) => Health::Live,
        Some(TileState::Starting) => Health::Unsure,
        Some(TileState::Stale | TileState::Offline | TileState::Refused) => Health::Dead,
        Some(TileState::Paused) | None => match *told.get(&camera.id).unwrap_or(&camera.state) {
            CameraState::Live => Health::Live,
            CameraState::Stale | CameraState::Offline => Health::Dead,
            CameraState::Paused => Health::Off,
            CameraState::Starting | CameraState::Unknown => Health::Unsure,
        },
    }
}

async fn sleep(ms: f64) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let duration = Duration::from_millis(ms as u64);
        set_timeout(move || drop(done.call0(&JsValue::NULL)), duration);
    });
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
}
