//! A picture as the encoder wants it: planes of 4:2:0. Belongs here: colours to BT.709, scaling down, the counter.
//! Does not: what is drawn.

use crate::counter;
use openh264::formats::YUVSource;

/// Three planes in video range.
pub(super) struct Picture {
    width: usize,
    height: usize,
    y: Vec<u8>,
    u: Vec<u8>,
    v: Vec<u8>,
}

impl Picture {
    pub(super) fn new((width, height): (usize, usize)) -> Self {
        let chroma = vec![128; width / 2 * (height / 2)];
        Self { width, height, y: vec![16; width * height], u: chroma.clone(), v: chroma }
    }

    /// Takes RGBA pixels of the same size (ITU-R BT.709, in fixed point with 16 bits).
    pub(super) fn paint(&mut self, rgba: &[u8]) {
        let (w, half) = (self.width, self.width / 2);
        for (row, pair) in rgba.chunks_exact(w * 8).enumerate() {
            let (upper, lower) = pair.split_at(w * 4);
            for (line, out) in [upper, lower].iter().zip(self.y[row * 2 * w..].chunks_exact_mut(w)) {
                for (pixel, y) in line.chunks_exact(4).zip(out) {
                    let [r, g, b] = [0, 1, 2].map(|i| i32::from(pixel[i]));
                    *y = ((11_966 * r + 40_254 * g + 4_064 * b + (16 << 16) + 32_768) >> 16) as u8;
                }
            }
            let chroma = row * half..(row + 1) * half;
            let blocks = upper.chunks_exact(8).zip(lower.chunks_exact(8));
            let planes = self.u[chroma.clone()].iter_mut().zip(&mut self.v[chroma]);
            for ((a, b), (u, v)) in blocks.zip(planes) {
                let [r, g, b] = [0, 1, 2].map(|i| [a[i], a[i + 4], b[i], b[i + 4]].map(i32::from).iter().sum::<i32>());
                *u = ((-6_596 * r - 22_189 * g + 28_784 * b + (128 << 18) + (1 << 17)) >> 18) as u8;
                *v = ((28_784 * r - 26_145 * g - 2_639 * b + (128 << 18) + (1 << 17)) >> 18) as u8;
            }
        }
    }

    /// Takes a picture of twice the size.
    pub(super) fn halve(&mut self, large: &Self) {
        halve(&large.y, large.width, &mut self.y);
        halve(&large.u, large.width / 2, &mut self.u);
        halve(&large.v, large.width / 2, &mut self.v);
    }

    /// Draws the counter's strip, without colour.
    pub(super) fn stamp(&mut self, count: u16) {
        counter::draw(self.width, self.height, self.width, &mut self.y, count);
        let from = counter::top(self.height) / 2 * (self.width / 2);
        self.u[from..].fill(128);
        self.v[from..].fill(128);
    }
}

fn halve(large: &[u8], width: usize, small: &mut [u8]) {
    for (pair, out) in large.chunks_exact(width * 2).zip(small.chunks_exact_mut(width / 2)) {
        let (upper, lower) = pair.split_at(width);
        for ((a, b), out) in upper.chunks_exact(2).zip(lower.chunks_exact(2)).zip(out) {
            let sum: u16 = [a[0], a[1], b[0], b[1]].map(u16::from).iter().sum();
            *out = ((sum + 2) / 4) as u8;
        }
    }
}

impl YUVSource for Picture {
    fn dimensions(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    fn strides(&self) -> (usize, usize, usize) {
        (self.width, self.width / 2, self.width / 2)
    }

    fn y(&self) -> &[u8] {
        &self.y
    }

    fn u(&self) -> &[u8] {
        &self.u
    }

    fn v(&self) -> &[u8] {
        &self.v
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_black_and_red_are_where_bt709_puts_them() {
        let at = |rgb: [u8; 3]| {
            let mut picture = Picture::new((2, 2));
            picture.paint(&[rgb[0], rgb[1], rgb[2], 255].repeat(4));
            (picture.y[0], picture.u[0], picture.v[0])
        };
        assert_eq!(at([255, 255, 255]), (235, 128, 128));
        assert_eq!(at([0, 0, 0]), (16, 128, 128));
        assert_eq!(at([255, 0, 0]), (63, 102, 240));
    }
}
