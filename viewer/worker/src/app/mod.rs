//! Everything together. Belongs here: the one state of the worker, its start, and what time asks for. Does not: what single
//! messages mean (see `page` and `relay`), the way of pictures (see `pictures`).

mod page;
mod pictures;
mod relay;

use crate::{
    browser, decoder,
    feed::{Feed, FeedId},
    health::{self, Facts},
    link::{clock::RelayClock, pulse::Due, slots::Slots, socket::Socket},
    protocol::{Rung, TileId, Why},
    tile::Tile,
    visibility::Visibility,
};
use shared::{
    CameraId, Profile, StreamId, UnixMicros,
    wire::{CameraState, ClientMessage, Reason},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::MessageEvent;

/// From one look at the time to the next; also from one report to the next.
const TICK_MS: i32 = 250;
/// `seen` goes out with every second tick.
const SEEN_TICKS: u32 = 2;
/// A tick that comes so late, or clocks that part by as much, mean that the machine slept or a clock was set.
const SLEPT_MS: f64 = 1_500.0;
/// When a browser that could not decode a stream is asked again.
const DECODER_RETRY_MS: f64 = 30_000.0;

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Runs `f` on the worker's state. Browsers call back from their own loop, never out of a call of ours.
fn with(f: impl FnOnce(&mut App)) {
    APP.with_borrow_mut(|app| {
        if let Some(app) = app {
            f(app);
        }
    });
}

/// What the relay says of a camera.
#[derive(Default)]
struct Camera {
    state: Option<(CameraState, Option<Reason>)>,
    heard: Option<UnixMicros>,
}

struct App {
    tiles: BTreeMap<TileId, Tile>,
    cameras: BTreeMap<CameraId, Camera>,
    socket: Socket,
    slots: Slots,
    /// When the pings were sent that are not answered yet.
    pings: VecDeque<UnixMicros>,
    clock: RelayClock,
    link_lost: Option<UnixMicros>,
    /// Whose frames carry a number.
    streams: BTreeMap<StreamId, (TileId, FeedId)>,
    next_feed: u32,
    visibility: Visibility,
    rung: Result<Rung, Why>,
    build: Option<String>,
    revision: Option<u64>,
    before_paint: js_sys::Function,
    paint_is_asked: bool,
    ticks: u32,
    last_tick: (f64, UnixMicros),
}

/// Starts the worker: from here on it answers the page.
pub fn start() {
    console_error_panic_hook::set_once();
    let before_paint = Closure::<dyn FnMut()>::new(|| with(App::paint)).into_js_value().unchecked_into();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| with(|app| app.page(&event)));
    let now = (browser::now_ms(), browser::wall());
    let mut app = App {
        tiles: BTreeMap::new(),
        cameras: BTreeMap::new(),
        socket: Socket::new(|number, event| with(|app| app.link(number, event))),
        slots: Slots::new(),
        pings: VecDeque::new(),
        clock: RelayClock::default(),
        link_lost: None,
        streams: BTreeMap::new(),
        next_feed: 0,
        visibility: Visibility::default(),
        rung: decoder::choose(),
        build: None,
        revision: None,
        before_paint,
        paint_is_asked: false,
        ticks: 0,
        last_tick: now,
    };
    app.tick();
    APP.set(Some(app));

    browser::scope().set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    let online = Closure::<dyn FnMut()>::new(|| with(App::wake)).into_js_value();
    // Neither can fail: the names and the callbacks are ours.
    let _ = browser::scope().add_event_listener_with_callback("online", online.unchecked_ref());
    let _ = browser::every(TICK_MS, || with(App::tick));
    wasm_bindgen_futures::spawn_local(confirm_decoder());
}

async fn confirm_decoder() {
    let Ok(rung) = decoder::choose() else { return };
    if let Err(why) = decoder::confirm(rung).await {
        with(|app| {
            app.rung = Err(why);
            app.sync();
        });
    }
}

impl App {
    fn now(&self) -> UnixMicros {
        self.clock.now(browser::wall())
    }

    /// What time asks for.
    fn tick(&mut self) {
        let (now_ms, wall) = (browser::now_ms(), browser::wall());
        let passed_ms = now_ms - self.last_tick.0;
        let wall_ms = (wall.0 as f64 - self.last_tick.1.0 as f64) / 1000.0;
        self.last_tick = (now_ms, wall);
        if passed_ms > SLEPT_MS || (wall_ms - passed_ms).abs() > SLEPT_MS {
            self.clock.doubt();
            self.socket.wake(now_ms);
        }
        match self.socket.tick(now_ms) {
            Due::Nothing => {}
            Due::Ping => self.ping(wall),
            Due::Close => self.lose_link(now_ms),
        }
        for tile in self.tiles.values_mut() {
            if tile.feeds().any(|feed| !feed.check(now_ms)) {
                tile.refused = Some((Why::NoDecoder, Some(now_ms + DECODER_RETRY_MS)));
            }
        }
        self.sync();
        self.change_streams(now_ms);
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(SEEN_TICKS) {
            self.tell_seen();
        }
        self.judge();
        self.report();
    }

    /// The page or the network is back.
    fn wake(&mut self) {
        self.socket.wake(browser::now_ms());
        self.tick();
    }

    fn ping(&mut self, wall: UnixMicros) {
        self.pings.push_back(wall);
        self.slots.ping();
        self.socket.send(&ClientMessage::Ping);
    }

    fn lose_link(&mut self, now_ms: f64) {
        self.link_lost.get_or_insert(self.clock.now(browser::wall()));
        self.socket.close(now_ms);
        self.forget_watches();
    }

    /// A socket's slots end with it.
    fn forget_watches(&mut self) {
        self.slots = Slots::new();
        self.pings.clear();
        self.streams.clear();
        for tile in self.tiles.values_mut() {
            let watched = tile.watched;
            tile.end().for_each(drop);
            tile.watched = watched;
            if matches!(tile.refused, Some((Why::Relay(_), _))) {
                tile.refused = None;
            }
        }
    }

    /// Lets every tile that is seen be watched, and no other.
    fn sync(&mut self) {
        let now_ms = browser::now_ms();
        let (pulls, now) = (self.visibility.pulls(now_ms), self.now());
        for tile in self.tiles.values_mut() {
            if let Err(why) = self.rung {
                tile.refused = Some((why, None));
            }
            let wants = tile.wants(now_ms) && pulls;
            if !wants {
                for feed in tile.end() {
                    give_up(&self.socket, &mut self.slots, &mut self.streams, &feed);
                }
            } else if tile.front.is_none() && self.socket.is_open() {
                let feed = watch(&self.socket, &mut self.slots, &mut self.next_feed, &tile.camera, Profile::Sub);
                if let Some(feed) = feed {
                    tile.begin(feed, now);
                }
            } else if tile.watched.is_none() {
                // Waiting for the socket counts, too.
                tile.watched = Some(now);
            }
        }
    }

    /// Changes between sub and main: the old picture stays until the new stream's first.
    fn change_streams(&mut self, now_ms: f64) {
        for tile in self.tiles.values_mut() {
            if tile.quality.overdue(now_ms) {
                tile.quality.failed(now_ms);
                if let Some(feed) = tile.next.take() {
                    give_up(&self.socket, &mut self.slots, &mut self.streams, &feed);
                }
            }
            if let Some(profile) = tile.wish(now_ms).filter(|_| self.socket.is_open()) {
                tile.quality.begin(now_ms);
                tile.next = watch(&self.socket, &mut self.slots, &mut self.next_feed, &tile.camera, profile);
            }
        }
    }

    fn tell_seen(&mut self) {
        for tile in self.tiles.values() {
            if let (Some(feed), Some(shown)) = (&tile.front, tile.shown()) {
                self.socket.send(&ClientMessage::Seen { slot: feed.slot, pts: shown.pts });
            }
        }
    }

    /// Judges every tile; `true` where one has changed its state.
    fn judge(&mut self) -> bool {
        let (now, unknown) = (self.now(), Camera::default());
        let mut changed = false;
        for tile in self.tiles.values_mut() {
            let camera = self.cameras.get(&tile.camera).unwrap_or(&unknown);
            let facts = tile.facts(Facts {
                camera: camera.state,
                heard: camera.heard,
                link_lost: self.link_lost,
                ..Facts::new(Tile::MODE)
            });
            if health::is_stuck(&facts, now) {
                // The next tick watches it again.
                for feed in tile.end() {
                    give_up(&self.socket, &mut self.slots, &mut self.streams, &feed);
                }
            }
            changed |= tile.since.note(facts.judge(now), now);
        }
        changed
    }

    /// Tells the page at once where a state has changed.
    fn report_changes(&mut self) {
        if self.judge() {
            self.report();
        }
    }
}

/// Asks for a camera in a slot; `None` where no slot is free.
fn watch(socket: &Socket, slots: &mut Slots, next_feed: &mut u32, camera: &CameraId, profile: Profile) -> Option<Feed> {
    let slot = slots.take()?;
    *next_feed = next_feed.wrapping_add(1);
    socket.send(&ClientMessage::Watch { slot, camera: camera.clone(), profile, mode: Tile::MODE, rtp: None });
    Some(Feed::new(FeedId(*next_feed), slot, Tile::MODE, Rung::Webcodecs))
}

/// Gives a feed's slot back. Frames that are still under way find no stream any more.
fn give_up(socket: &Socket, slots: &mut Slots, streams: &mut BTreeMap<StreamId, (TileId, FeedId)>, feed: &Feed) {
    socket.send(&ClientMessage::Unwatch { slot: feed.slot });
    slots.give_back(feed.slot);
    streams.retain(|_, (_, id)| *id != feed.id);
}
