//! What the relay last saw, on a tile that has no live picture yet. Belongs here: having the still, its time, letting it go.
//! Does not: what is said of it.

use crate::browser;
use leptos::prelude::*;
use shared::{
    CameraId, UnixMicros, routes,
    still::{PICTURE_TIME, StillWidth},
};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal, Blob, RequestInit, Response, Url};

/// What is older by more than this was made before a clock was set.
const LONGEST_GOP: Duration = Duration::from_secs(30);

/// A tile's still; a handle to share.
#[derive(Clone, Copy)]
pub(crate) struct Poster {
    picture: RwSignal<Option<Picture>>,
    state: StoredValue<State, LocalStorage>,
}

#[derive(Clone)]
struct Picture {
    url: String,
    time: UnixMicros,
}

enum State {
    /// Nothing was asked for yet.
    Wanted,
    /// Asked for, and perhaps here.
    Asked(AbortController),
    /// There is none, or there is something better.
    Done,
}

impl Poster {
    /// A tile's poster. Where the relay has no picture, it is not asked for one.
    pub(crate) fn new(is_there: bool) -> Self {
        let state = if is_there { State::Wanted } else { State::Done };
        let poster = Self { picture: RwSignal::new(None), state: StoredValue::new_local(state) };
        on_cleanup(move || poster.let_go());
        poster
    }

    /// When the relay had the picture that is shown.
    pub(crate) fn time(self) -> Option<UnixMicros> {
        self.picture.with(|picture| picture.as_ref().map(|picture| picture.time))
    }

    /// A first picture that was made of an earlier keyframe does not take its place: time does not run backwards on screen,
    /// unless the relay's clock was set.
    pub(crate) fn is_newer(self, than: UnixMicros) -> bool {
        let ahead = self.time().map(|time| time.since(than)).unwrap_or_default();
        !ahead.is_zero() && ahead < LONGEST_GOP
    }

    /// Where the picture is.
    pub(crate) fn url(self) -> Option<String> {
        self.picture.with(|picture| picture.as_ref().map(|picture| picture.url.clone()))
    }

    /// Asks for the still, the first time. `width` is the tile's in device pixels.
    pub(crate) fn ask(self, camera: &CameraId, width: u32) {
        if !self.state.with_value(|state| matches!(state, State::Wanted)) {
            return;
        }
        let Ok(controller) = AbortController::new() else { return };
        let signal = controller.signal();
        self.state.set_value(State::Asked(controller));
        // It is seen for a moment, dimmed: enlarging it a little is not noticed, and the line is wanted for what is live.
        let url = routes::still(camera, StillWidth::at_least(width * 3 / 5));
        spawn_local(async move {
            match get(&url, &signal).await {
                Ok(picture) if !signal.aborted() => self.picture.set(Some(picture)),
                Ok(picture) => revoke(&picture),
                // Without it the tile is as it always was.
                Err(error) if !signal.aborted() => browser::warn("no still:", &error),
                Err(_) => {}
            }
        });
    }

    /// A live picture is there, or the tile goes.
    pub(crate) fn let_go(self) {
        // On the tile's end either may be gone before the other.
        if let Some(State::Asked(controller)) =
            self.state.try_update_value(|state| std::mem::replace(state, State::Done))
        {
            controller.abort();
        }
        if let Some(picture) = self.picture.try_update_untracked(Option::take).flatten() {
            revoke(&picture);
            self.picture.notify();
        }
    }
}

async fn get(url: &str, signal: &AbortSignal) -> Result<Picture, JsValue> {
    let init = RequestInit::new();
    init.set_signal(Some(signal));
    js_sys::Reflect::set(&init, &"priority".into(), &"low".into())?;
    let answer: Response = JsFuture::from(window().fetch_with_str_and_init(url, &init)).await?.dyn_into()?;
    let time = answer.headers().get(PICTURE_TIME)?.and_then(|time| time.parse().ok());
    // A refusal has no picture, and so no time.
    let time = UnixMicros(time.ok_or_else(|| JsValue::from(answer.status()))?);
    let blob: Blob = JsFuture::from(answer.blob()?).await?.dyn_into()?;
    Ok(Picture { url: Url::create_object_url_with_blob(&blob)?, time })
}

/// The browser keeps the file until it is told.
fn revoke(picture: &Picture) {
    // The address is one of ours: it cannot fail.
    let _ = Url::revoke_object_url(&picture.url);
}
