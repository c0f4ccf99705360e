//! From a camera's colours to a JPEG's, which are always BT.601 in full range (JFIF 1.02). Belongs here: the matrix, and one
//! row of it. Does not: which pixels.
//!
//! Both are YCbCr, so that three sums a pixel do it and no red, green or blue is made on the way.

use shared::h264::{Sps, sps::Vui};

/// Bits behind the point in the sums below.
const POINT: u32 = 16;
const HALF: i32 = 1 << (POINT - 1);

/// The sums for one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ToJfif {
    black: i32,
    /// Weights of luma and both colours in luma.
    luma: [i32; 3],
    /// Weights of both colours in the first.
    cb: [i32; 2],
    /// Weights of both colours in the second.
    cr: [i32; 2],
}

impl ToJfif {
    /// By what the stream says of its colours. Where it says nothing it is BT.709 in video range, as Chromium paints it.
    pub(super) fn of(sps: &Sps) -> Self {
        let vui = sps.vui.unwrap_or_default();
        Self::new(weights(&vui), vui.full_range)
    }

    /// `red` and `blue` are the weights of those in the source's luma.
    fn new((red, blue): (f64, f64), full_range: bool) -> Self {
        let green = 1.0 - red - blue;
        let (black, luma, colour) = if full_range { (0, 1.0, 1.0) } else { (16, 255.0 / 219.0, 255.0 / 224.0) };
        // What one step of each colour adds to red, green and blue (BT.601 §3.5, BT.709 §3).
        let (r_cr, b_cb) = (2.0 * (1.0 - red) * colour, 2.0 * (1.0 - blue) * colour);
        let (g_cb, g_cr) = (-b_cb * blue / green, -r_cr * red / green);
        let (y_cb, y_cr) = (0.587 * g_cb + 0.114 * b_cb, 0.299 * r_cr + 0.587 * g_cr);
        let fixed = |weight: f64| (weight * f64::from(1 << POINT)).round() as i32;
        Self {
            black,
            luma: [luma, y_cb, y_cr].map(fixed),
            cb: [(b_cb - y_cb) / 1.772, -y_cr / 1.772].map(fixed),
            cr: [-y_cb / 1.402, (r_cr - y_cr) / 1.402].map(fixed),
        }
    }

    /// One row: `y` with a sample a pixel, `cb` and `cr` with one for two; all three come out with one a pixel.
    pub(super) fn row(&self, y: &[u8], cb: &[u8], cr: &[u8], out: &mut [Vec<u8>; 4]) {
        let [to_y, to_cb, to_cr, _] = out;
        for ((pair, cb), cr) in y.chunks(2).zip(cb).zip(cr) {
            let (cb, cr) = (i32::from(*cb) - 128, i32::from(*cr) - 128);
            let tint = self.luma[1] * cb + self.luma[2] * cr;
            to_y.extend(pair.iter().map(|y| clamp(self.luma[0] * (i32::from(*y) - self.black) + tint)));
            let first = clamp(self.cb[0] * cb + self.cb[1] * cr + (128 << POINT));
            let second = clamp(self.cr[0] * cb + self.cr[1] * cr + (128 << POINT));
            to_cb.extend(pair.iter().map(|_| first));
            to_cr.extend(pair.iter().map(|_| second));
        }
    }
}

fn clamp(sum: i32) -> u8 {
    ((sum + HALF) >> POINT).clamp(0, 255) as u8
}

/// The weights of red and blue in luma, by `matrix_coefficients` (H.264 table E-5).
fn weights(vui: &Vui) -> (f64, f64) {
    match vui.matrix_coefficients {
        Some(4) => (0.30, 0.11),
        Some(5 | 6) => (0.299, 0.114),
        Some(7) => (0.212, 0.087),
        Some(9 | 10) => (0.2627, 0.0593),
        _ => (0.2126, 0.0722),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(matrix: Option<u8>, full_range: bool, (y, cb, cr): (u8, u8, u8)) -> (u8, u8, u8) {
        let vui = Vui { matrix_coefficients: matrix, full_range, ..Vui::default() };
        let mut out = Default::default();
        ToJfif::new(weights(&vui), full_range).row(&[y, y], &[cb], &[cr], &mut out);
        assert!(out[..3].iter().all(|plane| plane.len() == 2 && plane[0] == plane[1]));
        (out[0][0], out[1][0], out[2][0])
    }

    #[test]
    fn what_is_a_jpegs_already_stays_as_it_is() {
        for y in (0..=255).step_by(5) {
            for colours in [(0, 255), (128, 128), (17, 200)] {
                let seen = (y, colours.0, colours.1);
                assert_eq!(convert(Some(5), true, seen), seen);
            }
        }
    }

    #[test]
    fn greys_are_stretched_from_video_range() {
        for matrix in [None, Some(1), Some(6), Some(9)] {
            for (from, to) in [(16, 0), (235, 255), (0, 0), (255, 255), (126, 128)] {
                assert_eq!(convert(matrix, false, (from, 128, 128)), (to, 128, 128), "{matrix:?}");
            }
        }
    }

    #[test]
    fn pure_colours_are_where_jfif_puts_them() {
        // Red, green and blue in video range, as BT.709 and BT.601 write them.
        for (matrix, from, to) in [
            (Some(1), (63, 102, 240), (76, 85, 255)),
            (Some(1), (173, 42, 26), (150, 44, 21)),
            (Some(1), (32, 240, 118), (29, 255, 107)),
            (Some(6), (81, 90, 240), (76, 85, 255)),
            (None, (32, 240, 118), (29, 255, 107)),
        ] {
            let (y, cb, cr) = convert(matrix, false, from);
            let off = [y.abs_diff(to.0), cb.abs_diff(to.1), cr.abs_diff(to.2)];
            assert!(off.iter().all(|o| *o <= 1), "{matrix:?} {from:?}: {:?} for {to:?}", (y, cb, cr));
        }
    }

    #[test]
    fn an_odd_pixel_at_the_end_is_kept() {
        let mut out = Default::default();
        ToJfif::new((0.299, 0.114), true).row(&[1, 2, 3], &[128, 128], &[128, 128], &mut out);
        assert_eq!(out[0], [1, 2, 3]);
        assert_eq!((out[1].len(), out[2].len()), (3, 3));
    }
}
