//! What the worker's browser gives: clocks, timers, chance, the console. Belongs here: thin wrappers. Does not: decisions.

use js_sys::{Array, Date, Function, Math, Promise, Reflect};
use shared::UnixMicros;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::DedicatedWorkerGlobalScope;

/// The worker's own global object.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds that never go back.
pub(crate) fn now_ms() -> f64 {
    scope().performance().map_or_else(Date::now, |performance| performance.now())
}

/// This machine's wall clock, which is set at times, and goes on while the machine sleeps.
pub(crate) fn wall() -> UnixMicros {
    UnixMicros((Date::now() * 1000.0) as u64)
}

/// A number in 0..1.
pub(crate) fn random() -> f64 {
    Math::random()
}

/// The global object has this member.
pub(crate) fn has(name: &str) -> bool {
    Reflect::has(&scope(), &JsValue::from_str(name)).unwrap_or(false)
}

/// Calls back for as long as the worker runs.
pub(crate) fn every(interval_ms: i32, call: impl FnMut() + 'static) -> Result<(), JsValue> {
    let callback = Closure::<dyn FnMut()>::new(call).into_js_value();
    scope().set_interval_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), interval_ms).map(drop)
}

/// Calls back once.
pub(crate) fn after(call: &Function, wait_ms: i32) -> Result<(), JsValue> {
    scope().set_timeout_with_callback_and_timeout_and_arguments_0(call, wait_ms).map(drop)
}

/// Waits.
pub(crate) async fn sleep(wait_ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        // It throws only without a global object.
        let _ = after(&resolve, wait_ms);
    });
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// What a promise gives, if it does within this time. Whatever it was about may go on.
pub(crate) async fn within(promise: Promise, limit_ms: i32) -> Result<JsValue, JsValue> {
    let late = Promise::new(&mut |_, reject| {
        let too_late = Closure::once_into_js(move || {
            // A promise's own function throws nothing.
            let _ = reject.call1(&JsValue::NULL, &"no answer in time".into());
        });
        // It throws only without a global object.
        let _ = after(too_late.unchecked_ref(), limit_ms);
    });
    JsFuture::from(Promise::race(&Array::of2(&promise, &late))).await
}

/// Calls back before the next picture of the screen, or soon where the browser has no such call in workers.
pub(crate) fn before_paint(callback: &Function) -> Result<(), JsValue> {
    if has("requestAnimationFrame") { scope().request_animation_frame(callback).map(drop) } else { after(callback, 8) }
}

/// Tells whoever has the console open.
pub(crate) fn warn(message: &str, error: &JsValue) {
    web_sys::console::warn_2(&JsValue::from_str(message), error);
}

thread_local! {
    static CAME: Cell<u64> = const { Cell::new(0) };
}

/// So many bytes of pictures have come.
pub(crate) fn came(bytes: u32) {
    CAME.set(CAME.get() + u64::from(bytes));
}

/// How many have in all, in kilobytes.
pub(crate) fn kilobytes() -> u32 {
    (CAME.get() / 1000) as u32
}
