//! Asking the relay's API. Belongs here: one request with a time limit, and the way to the login where it is needed.
//! Does not: what is asked for, trying again.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use shared::routes;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestInit, Response};

/// How long the relay may take for an answer.
const LIMIT: Duration = Duration::from_secs(8);
/// Nobody is logged in (RFC 9110 §15.5.2).
const UNAUTHORIZED: u16 = 401;

/// Asks with GET for something in JSON.
pub(crate) async fn ask<T: DeserializeOwned>(url: &str) -> Result<T, JsValue> {
    let controller = AbortController::new()?;
    let init = RequestInit::new();
    init.set_signal(Some(&controller.signal()));
    init.set_cache(RequestCache::NoStore);
    let limit = set_timeout_with_handle(move || controller.abort(), LIMIT)?;
    let answer = text(url, &init).await;
    limit.clear();
    serde_json::from_str(&answer?).map_err(|error| JsValue::from_str(&error.to_string()))
}

async fn text(url: &str, init: &RequestInit) -> Result<String, JsValue> {
    let answer = JsFuture::from(window().fetch_with_str_and_init(url, init)).await?;
    let answer: Response = answer.dyn_into()?;
    if answer.status() == UNAUTHORIZED {
        to_login();
    }
    if !answer.ok() {
        return Err(JsValue::from_f64(f64::from(answer.status())));
    }
    JsFuture::from(answer.text()?).await?.as_string().ok_or(JsValue::NULL)
}

/// Leaves for the login page, which leads back here.
fn to_login() {
    let location = window().location();
    let here = [location.pathname(), location.search()].map(Result::unwrap_or_default).concat();
    // A browser that refuses stays on the page, which goes on saying that the list cannot be had.
    let _ = location.assign(&routes::login(&here));
}
