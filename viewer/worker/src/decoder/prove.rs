//! Proves a rung by the canary. Belongs here: decoding it as any stream is decoded, and looking at the picture. Does not: what is
//! made of the answer.

use super::{Config, Output, Picture, Unit, open, openh264, still};
use crate::{
    browser,
    canary::{self, Canary},
    protocol::{H264Profile, Rung, TileId},
};
use js_sys::{Function, Promise, Uint8Array};
use shared::Pts90k;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{OffscreenCanvas, OffscreenCanvasRenderingContext2d, Response};

/// Decodes a profile's canary; `Err` says why it is not to be seen. WebRTC has none: only a relay can send on a track.
pub(crate) async fn prove(rung: Rung, profile: H264Profile) -> Result<(), String> {
    if rung == Rung::Still {
        let jpeg = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(canary::STILL)));
        let jpeg = jpeg.map_err(|_| "no answer can be made".to_owned())?;
        let bitmap = still::bitmap(&jpeg).await.map_err(|_| "a JPEG cannot be read".to_owned())?;
        return look(&Picture::Bitmap(bitmap));
    }
    if rung == Rung::Openh264 {
        // Its way here counts for the network, not for the device.
        openh264::load().await?;
    }
    let (canary, patience_ms) = (Canary::of(profile), canary::patience_ms(rung));
    let out = Rc::new(RefCell::new(None::<Output>));
    let done: Rc<Cell<Option<Function>>> = Rc::default();
    let promise = Promise::new(&mut |resolve, _| {
        // It throws only without a global object.
        let _ = browser::after(&resolve, patience_ms);
        done.set(Some(resolve));
    });
    let sink = {
        let out = Rc::clone(&out);
        Box::new(move |output| {
            out.borrow_mut().get_or_insert(output);
            if let Some(done) = done.take() {
                // A promise's own function throws nothing.
                let _ = done.call0(&JsValue::NULL);
            }
        })
    };
    let codec = canary.codec();
    let config = Config { tile: TileId(0), codec: &codec, avcc: canary.avcc, size: canary::SIZE };
    // Kept until there is an answer: its drop is its end.
    let mut decoder = open(rung, &config, sink)?;
    for n in 0..canary::repeats(rung) {
        let (bytes, stamp_us) = (Uint8Array::from(canary.unit), i64::from(n) * 66_667);
        decoder.decode(&Unit { bytes, key: true, past: false, pts: Pts90k(i64::from(n) * 6_000), stamp_us })?;
    }
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
    match out.take() {
        Some(Output::Picture { picture, .. }) => look(&picture),
        Some(Output::Failed(why)) => Err(why),
        Some(Output::Reclaimed) => Err("the decoder was taken away".to_owned()),
        Some(_) => Err("something else came out".to_owned()),
        None => Err(format!("no picture within {patience_ms} ms")),
    }
}

/// What the page has painted is not to be had from here: that it is there must do.
fn look(picture: &Picture) -> Result<(), String> {
    if matches!(picture, Picture::OnPage(_)) {
        return Ok(());
    }
    let pixels = || -> Result<Vec<u8>, JsValue> {
        let canvas = OffscreenCanvas::new(2, 1)?;
        let context = canvas.get_context("2d")?.ok_or("no context")?;
        let context: OffscreenCanvasRenderingContext2d = context.unchecked_into();
        // Two pixels of one half each; nothing between them is drawn.
        picture.draw(&context, (2, 1))?;
        Ok(context.get_image_data(0, 0, 2, 1)?.data().0)
    };
    match pixels() {
        Ok(pixels) if canary::is_seen(&pixels) => Ok(()),
        Ok(pixels) => Err(format!("it decodes another picture: {pixels:?}")),
        Err(_) => Err("the picture cannot be painted".to_owned()),
    }
}
