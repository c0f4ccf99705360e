//! One tile's canvas. Belongs here: its size and the drawing. Does not: when to draw.

use crate::decoder::Picture;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// A canvas that the page has handed over for good.
pub(crate) struct Painter {
    canvas: OffscreenCanvas,
    context: OffscreenCanvasRenderingContext2d,
    drawn: (u32, u32),
}

impl Painter {
    pub(crate) fn new(canvas: OffscreenCanvas) -> Result<Self, JsValue> {
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"alpha".into(), &JsValue::FALSE)?;
        let context = canvas.get_context_with_context_options("2d", &options)?;
        let context = context.ok_or("the canvas has no 2d context")?.unchecked_into();
        Ok(Self { canvas, context, drawn: (0, 0) })
    }

    /// The tile's size in device pixels. It counts from the next picture on: resizing now would wipe out the one shown.
    pub(crate) fn set_drawn(&mut self, drawn: (u32, u32)) {
        self.drawn = drawn;
    }

    pub(crate) fn paint(&self, picture: &Picture) -> Result<(), JsValue> {
        let size = backing(picture.size(), self.drawn);
        if (self.canvas.width(), self.canvas.height()) != size {
            self.canvas.set_width(size.0);
            self.canvas.set_height(size.1);
        }
        picture.draw(&self.context, size)
    }
}

/// The canvas' own size: the picture's, or as much of it as is seen, with the picture's aspect.
fn backing((width, height): (u32, u32), drawn: (u32, u32)) -> (u32, u32) {
    let scale = |drawn: u32, full: u32| if drawn == 0 { 1.0 } else { f64::from(drawn) / f64::from(full.max(1)) };
    let scale = scale(drawn.0, width).min(scale(drawn.1, height));
    if scale >= 1.0 {
        return (width, height);
    }
    let part = |full: u32| ((f64::from(full) * scale).round() as u32).max(1);
    (part(width), part(height))
}
