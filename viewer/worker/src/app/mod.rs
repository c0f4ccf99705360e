//! Everything together. Belongs here: the one state of the worker, its start, and what time asks for. Does not: what single
//! messages mean (see `page` and `relay`), the way of pictures (see `pictures`).

mod climb;
mod page;
mod pictures;
mod proving;
mod ration;
mod relay;

use crate::{
    browser, decoder,
    decoder::surface,
    device::Device,
    feed::{Feed, FeedId},
    feed_choice::FeedChoice,
    few::Few,
    health::{self, Facts},
    link::{clock::RelayClock, pulse::Due, slots::Slots, socket::Socket},
    policy::Policy,
    protocol::{PageCan, TileId, Why},
    tile::Tile,
    tracks::Tracks,
    visibility::Visibility,
};
use pictures::Came;
use proving::Proving;
use shared::{
    CameraId, StreamId, UnixMicros,
    wire::{CameraState, ClientMessage, Mode, Reason},
};
use std::{cell::RefCell, collections::VecDeque};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::MessageEvent;

pub(crate) use page::{tell, tell_with};

/// From one look at the time to the next; also from one report to the next.
const TICK_MS: i32 = 250;
/// `seen` goes out with every second tick.
const SEEN_TICKS: u32 = 2;
/// A tick that comes so late, or clocks that part by as much, mean that the machine slept or a clock was set.
const SLEPT_MS: f64 = 1_500.0;
/// No load holds a tick up for so long: what was measured before it is of another time.
const NO_LOAD_MS: f64 = 5_000.0;

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
    /// What decoders gave while the state was in use: some do so out of our own calls.
    static CAME: RefCell<VecDeque<Came>> = const { RefCell::new(VecDeque::new()) };
}

/// Runs `f` on the worker's state, and then what has come from decoders meanwhile.
fn with(f: impl FnOnce(&mut App)) {
    APP.with_borrow_mut(|app| {
        let Some(app) = app else { return };
        f(app);
        while let Some(came) = CAME.with_borrow_mut(VecDeque::pop_front) {
            app.decoded(came);
        }
    });
}

/// Takes what a decoder gives, now or as soon as the state is free.
fn take(came: Came) {
    CAME.with_borrow_mut(|all| all.push_back(came));
    let is_free = APP.with(|app| app.try_borrow_mut().is_ok());
    if is_free {
        with(|_| {});
    }
}

/// What the relay says of a camera.
#[derive(Default)]
struct Camera {
    state: Option<(CameraState, Option<Reason>)>,
    heard: Option<UnixMicros>,
}

struct App {
    tiles: Few<TileId, Tile>,
    cameras: Few<CameraId, Camera>,
    socket: Socket,
    slots: Slots,
    /// When the pings were sent that are not answered yet.
    pings: VecDeque<UnixMicros>,
    clock: RelayClock,
    link_lost: Option<UnixMicros>,
    /// The visitor wants little data to be spent.
    saves: bool,
    /// Whose frames carry a number.
    streams: Few<StreamId, (TileId, FeedId)>,
    next_feed: u32,
    visibility: Visibility,
    device: Device,
    proving: Proving,
    choice: FeedChoice,
    policy: Policy,
    tracks: Tracks,
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
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| page::heard(&event));
    let now = (browser::now_ms(), browser::wall());
    let mut app = App {
        tiles: Few::new(),
        cameras: Few::new(),
        socket: Socket::new(|number, event| with(|app| app.link(number, event))),
        slots: Slots::new(),
        pings: VecDeque::new(),
        clock: RelayClock::default(),
        link_lost: None,
        saves: false,
        streams: Few::new(),
        next_feed: 0,
        visibility: Visibility::default(),
        device: Device::default(),
        proving: Proving::default(),
        choice: FeedChoice::default(),
        policy: Policy::default(),
        tracks: Tracks::default(),
        build: None,
        revision: None,
        before_paint,
        paint_is_asked: false,
        ticks: 0,
        last_tick: now,
    };
    decoder::look(&mut app.device, PageCan::default());
    app.tick();
    APP.set(Some(app));

    browser::scope().set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    let online = Closure::<dyn FnMut()>::new(|| with(App::wake)).into_js_value();
    // Neither can fail: the names and the callbacks are ours.
    let _ = browser::scope().add_event_listener_with_callback("online", online.unchecked_ref());
    let _ = browser::every(TICK_MS, || with(App::tick));
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
        let slept_ms = passed_ms.max((wall_ms - passed_ms).abs());
        if slept_ms > SLEPT_MS {
            self.slept(slept_ms, now_ms);
        }
        match self.socket.tick(now_ms) {
            Due::Nothing => {}
            Due::Ping => self.ping(wall),
            Due::Close => self.lose_link(now_ms),
        }
        self.look_after_tracks(now_ms);
        self.choose_feed(now_ms);
        self.sync();
        self.ration(passed_ms, now_ms);
        self.change_streams(now_ms);
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(SEEN_TICKS) {
            self.tell_seen();
        }
        self.judge();
        self.report();
    }

    /// Nothing that was waited for meanwhile is late.
    fn slept(&mut self, slept_ms: f64, now_ms: f64) {
        self.clock.doubt();
        self.socket.wake(now_ms);
        if slept_ms > NO_LOAD_MS {
            self.choice.pause(now_ms);
            self.policy.pause(now_ms);
        }
        self.tiles.values_mut().flat_map(Tile::feeds).for_each(|feed| feed.slept(now_ms));
    }

    /// The page or the network is back.
    fn wake(&mut self) {
        self.socket.wake(browser::now_ms());
        self.tick();
    }

    fn ping(&mut self, wall: UnixMicros) {
        self.pings.push_back(wall);
        self.slots.ping();
        self.tracks.ping();
        self.socket.send(&ClientMessage::Ping);
    }

    fn lose_link(&mut self, now_ms: f64) {
        self.link_lost.get_or_insert(self.clock.now(browser::wall()));
        self.socket.close(now_ms);
        self.forget_watches();
    }

    /// A socket's slots end with it, and with them what the relay sends on tracks.
    fn forget_watches(&mut self) {
        self.slots = Slots::new();
        self.pings.clear();
        self.streams.clear();
        self.choice.pause(browser::now_ms());
        self.close_sessions();
        for tile in self.tiles.values_mut() {
            let watched = tile.watched;
            tile.end().for_each(drop);
            tile.watched = watched;
            if matches!(tile.refused, Some((Why::Relay(_), _))) {
                tile.refused = None;
            }
        }
    }

    /// Lets every tile that is seen be watched, and no other; each on the rung that is its.
    fn sync(&mut self) {
        let now_ms = browser::now_ms();
        let (pulls, now) = (self.visibility.pulls(now_ms), self.now());
        // Whether there are tracks is in the relay's first word: who needs none does not wait for it.
        let is_ready = self.socket.is_open() && (!self.choice.is_rtp() || self.tracks.is_told());
        let ids: Vec<TileId> = self.tiles.keys().copied().collect();
        for id in ids {
            let Some(tile) = self.tiles.get_mut(&id) else { continue };
            let wants = tile.wants(now_ms) && pulls;
            if !wants {
                let ended: Vec<Feed> = tile.end().collect();
                self.give_up(ended, now_ms);
            } else if is_ready {
                self.climb(id, now_ms);
            } else if tile.watched.is_none() {
                // Waiting for the socket counts, too.
                tile.watched = Some(now);
            }
        }
    }

    /// Changes between sub and main: the old picture stays until the new stream's first.
    fn change_streams(&mut self, now_ms: f64) {
        let ids: Vec<TileId> = self.tiles.keys().copied().collect();
        for id in ids {
            let Some(tile) = self.tiles.get_mut(&id) else { continue };
            if tile.quality.overdue(now_ms) {
                tile.quality.failed(now_ms);
                let late = tile.next.take();
                self.give_up(late, now_ms);
            }
            let Some(tile) = self.tiles.get_mut(&id) else { continue };
            let Some(rung) = tile.front.as_ref().map(|front| front.rung) else { continue };
            if let Some(profile) = tile.wish(now_ms).filter(|_| self.socket.is_open()) {
                tile.quality.begin(now_ms);
                let next = self.watch(id, rung, profile, now_ms);
                if let Some(tile) = self.tiles.get_mut(&id) {
                    tile.next = next;
                }
            }
        }
    }

    fn tell_seen(&mut self) {
        for tile in self.tiles.values() {
            // Of a track's pictures only the relay's time is known, which tells it nothing.
            let front = tile.front.as_ref().filter(|front| front.track.is_none());
            if let (Some(slot), Some(shown)) = (front.and_then(|front| front.slot), tile.shown()) {
                self.socket.send(&ClientMessage::Seen { slot, pts: shown.pts });
            }
        }
    }

    /// Judges every tile; `true` where one has changed its state.
    fn judge(&mut self) -> bool {
        let (now, now_ms, unknown) = (self.now(), browser::now_ms(), Camera::default());
        let (mut changed, mut stuck) = (false, Vec::new());
        for tile in self.tiles.values_mut() {
            let camera = self.cameras.get(&tile.camera).unwrap_or(&unknown);
            let facts = tile.facts(Facts {
                camera: camera.state,
                heard: camera.heard,
                link_lost: self.link_lost,
                ..Facts::new(Mode::All)
            });
            if health::is_stuck(&facts, now) {
                // The next tick watches it again.
                stuck.extend(tile.end());
            }
            changed |= tile.since.note(facts.judge(now), now);
        }
        self.give_up(stuck, now_ms);
        changed
    }

    /// Tells the page at once where a state has changed.
    fn report_changes(&mut self) {
        if self.judge() {
            self.report();
        }
    }
}
