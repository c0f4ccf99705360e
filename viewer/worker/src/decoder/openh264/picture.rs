//! OpenH264's pictures. Belongs here: reading and drawing them. Does not: colours (see `yuv`).

use crate::yuv::{self, Colour, Planes};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{ImageData, OffscreenCanvasRenderingContext2d};

/// A picture as it comes out: planes one behind the other in a buffer of its own.
pub(crate) struct I420 {
    planes: ArrayBuffer,
    size: (u32, u32),
    rows: [u32; 2],
    colour: Colour,
}

impl I420 {
    /// Reads a message of `decoder.js`; `None` where it brings no picture.
    pub(super) fn read(message: &Array) -> Option<(i64, Self)> {
        let number = |at: u32| message.get(at).as_f64();
        let stamp_us = number(0)? as i64;
        let planes = message.get(1).dyn_into().ok()?;
        let whole = |at: u32| number(at).map(|number| number as u32);
        let picture = Self {
            planes,
            size: (whole(2)?, whole(3)?),
            rows: [whole(4)?, whole(5)?],
            colour: Colour { bt709: whole(6)? == 1, full_range: whole(7)? == 1 },
        };
        Some((stamp_us, picture))
    }

    pub(in crate::decoder) fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Draws it over the whole of a canvas of this size, which is at most its own.
    pub(in crate::decoder) fn draw(
        &self,
        context: &OffscreenCanvasRenderingContext2d,
        (width, height): (u32, u32),
    ) -> Result<(), JsValue> {
        thread_local! {
            /// Planes and pixels of the picture being drawn, kept for the next one.
            static SCRATCH: RefCell<(Vec<u8>, Vec<u8>)> = const { RefCell::new((Vec::new(), Vec::new())) };
        }
        SCRATCH.with_borrow_mut(|(bytes, rgba)| {
            let planes = Uint8Array::new(&self.planes);
            bytes.resize(planes.length() as usize, 0);
            planes.copy_to(bytes);
            let luma = self.rows[0] as usize * self.size.1 as usize;
            let chroma = self.rows[1] as usize * (self.size.1 as usize).div_ceil(2);
            let split = bytes.split_at_checked(luma).and_then(|(y, rest)| Some((y, rest.split_at_checked(chroma)?)));
            let Some((y, (cb, cr))) = split else { return Err("a picture is shorter than it says".into()) };
            let picture = Planes {
                planes: [y, cb, cr],
                rows: self.rows.map(|row| row as usize),
                size: (self.size.0 as usize, self.size.1 as usize),
                colour: self.colour,
            };
            yuv::to_rgba(&picture, (width as usize, height as usize), rgba);
            let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), width, height)?;
            context.put_image_data(&image, 0, 0)
        })
    }
}
