//! Putting a picture together from parts painted before. Belongs here: copying only where something moves.
//! Does not: painting.

use super::sheet;
use tiny_skia::{IntRect, Pixmap, PixmapPaint, Transform};

/// Pixels of a tile's side.
const TILE: usize = 32;

/// A part of the picture that was painted before.
pub(super) struct Layer {
    /// Who is farther away than this, in metres ahead, passes behind.
    pub(super) ahead: f32,
    left: usize,
    top: usize,
    pixels: Pixmap,
}

impl Layer {
    /// Cuts out the part of a sheet that was painted on.
    pub(super) fn cut(sheet: &Pixmap, ahead: f32) -> Option<Self> {
        let (w, h) = (sheet.width() as usize, sheet.height() as usize);
        let painted = |x: usize, y: usize| sheet.data()[(y * w + x) * 4 + 3] > 0;
        let rows: Vec<usize> = (0..h).filter(|y| (0..w).any(|x| painted(x, *y))).collect();
        let (top, bottom) = (*rows.first()?, *rows.last()?);
        let left = (0..w).find(|x| rows.iter().any(|y| painted(*x, *y)))?;
        let right = (0..w).rfind(|x| rows.iter().any(|y| painted(*x, *y)))?;
        let rect = IntRect::from_xywh(left as i32, top as i32, (right - left + 1) as u32, (bottom - top + 1) as u32)?;
        Some(Self { ahead, left, top, pixels: sheet.clone_rect(rect)? })
    }

    /// Lays the whole layer onto a picture.
    pub(super) fn lay(&self, onto: &mut Pixmap) {
        let (left, top) = (self.left as i32, self.top as i32);
        onto.draw_pixmap(left, top, self.pixels.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    }

    /// Lays the dirty part of the layer onto a picture.
    pub(super) fn lay_dirty(&self, onto: &mut Pixmap, dirty: &Dirty) {
        let (width, own) = (onto.width() as usize, self.pixels.width() as usize);
        let bottom = self.top + self.pixels.height() as usize;
        dirty.spans(|y, x0, x1| {
            let (x0, x1) = (x0.max(self.left), x1.min(self.left + own));
            if x0 >= x1 || y < self.top || y >= bottom {
                return;
            }
            let from = ((y - self.top) * own + x0 - self.left) * 4;
            let source = &self.pixels.data()[from..from + (x1 - x0) * 4];
            let target = &mut onto.data_mut()[(y * width + x0) * 4..(y * width + x1) * 4];
            over(source, target);
        });
    }
}

/// Premultiplied source over target.
fn over(source: &[u8], target: &mut [u8]) {
    for (source, target) in source.chunks_exact(4).zip(target.chunks_exact_mut(4)) {
        match source[3] {
            0 => {}
            255 => target.copy_from_slice(source),
            alpha => {
                let rest = 255 - u32::from(alpha);
                for (source, target) in source.iter().zip(target) {
                    *target = (u32::from(*source) + (u32::from(*target) * rest + 127) / 255).min(255) as u8;
                }
            }
        }
    }
}

/// Which tiles of a picture have something moving in them.
pub(super) struct Dirty {
    across: usize,
    width: usize,
    height: usize,
    tiles: Vec<bool>,
}

impl Dirty {
    pub(super) fn none(like: &Pixmap) -> Self {
        let (width, height) = (like.width() as usize, like.height() as usize);
        let across = width.div_ceil(TILE);
        Self { across, width, height, tiles: vec![false; across * height.div_ceil(TILE)] }
    }

    /// Adds a rectangle in pixels, from its upper left to its lower right corner.
    pub(super) fn add(&mut self, low: (f32, f32), high: (f32, f32)) {
        let span = |low: f32, high: f32, size: usize| {
            let to = (high.clamp(0.0, size as f32).ceil() as usize).min(size);
            low.clamp(0.0, size as f32) as usize / TILE..to.div_ceil(TILE)
        };
        let columns = span(low.0, high.0, self.width);
        for row in span(low.1, high.1, self.height) {
            self.tiles[row * self.across..][columns.clone()].fill(true);
        }
    }

    /// Calls back with each row of pixels of each run of dirty tiles: row, first column, column behind the last.
    fn spans(&self, mut each: impl FnMut(usize, usize, usize)) {
        for (row, tiles) in self.tiles.chunks(self.across).enumerate() {
            let mut from = 0;
            while let Some(start) = tiles[from..].iter().position(|dirty| *dirty).map(|at| at + from) {
                let end = tiles[start..].iter().position(|dirty| !dirty).map_or(tiles.len(), |at| at + start);
                for y in row * TILE..((row + 1) * TILE).min(self.height) {
                    each(y, start * TILE, (end * TILE).min(self.width));
                }
                from = end;
            }
        }
    }

    /// Copies the dirty part of a picture.
    pub(super) fn copy(&self, from: &Pixmap, onto: &mut Pixmap) {
        let width = self.width;
        self.spans(|y, x0, x1| {
            let bytes = (y * width + x0) * 4..(y * width + x1) * 4;
            onto.data_mut()[bytes.clone()].copy_from_slice(&from.data()[bytes]);
        });
    }
}

/// The picture with nothing that moves.
pub(super) fn still(background: &Pixmap, layers: &[Layer]) -> Pixmap {
    let mut still = sheet();
    still.data_mut().copy_from_slice(background.data());
    layers.iter().for_each(|layer| layer.lay(&mut still));
    still
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_cover_what_was_added_and_end_with_the_picture() {
        let mut dirty = Dirty::none(&Pixmap::new(100, 70).unwrap());
        dirty.add((-50.0, 60.0), (10.0, 900.0));
        dirty.add((97.0, -5.0), (98.0, 3.0));
        dirty.add((200.0, 10.0), (300.0, 20.0));
        let mut seen = vec![false; 7000];
        dirty.spans(|y, x0, x1| seen[y * 100 + x0..y * 100 + x1].fill(true));
        assert!(seen[60 * 100] && seen[69 * 100 + 10] && seen[97] && seen[3 * 100 + 98]);
        assert!(!seen[60 * 100 + 50] && !seen[40 * 100 + 97]);
    }
}
