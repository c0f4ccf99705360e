//! The frame counter that drawn cameras show in a strip at the bottom of the picture: 20 cells over the full width.
//! Belongs here: drawing and reading it. Does not: what is counted.
//!
//! Cells from the left: white, black (what is light here?), 16 bits of the Gray-coded number, highest first, then the
//! parity of the bits at even and at odd places. Neighbouring numbers differ in one cell, so that a picture blended
//! from two frames still reads as one of them, or as none.

/// Cells over the width of the picture.
const CELLS: usize = 20;

/// The strip's height is this part of the picture's.
const HEIGHT_PART: usize = 24;

/// White and black must differ by this much, of 255, to be told apart.
const MIN_CONTRAST: u32 = 60;

/// Luma of a white and of a black cell, the ends of video range.
const LIGHT: u8 = 235;
const DARK: u8 = 16;

/// The first row of the strip in a picture of a height.
pub fn top(height: usize) -> usize {
    height - height / HEIGHT_PART
}

/// Draws the strip into a luma plane.
pub fn draw(width: usize, height: usize, stride: usize, luma: &mut [u8], count: u16) {
    let cells = cells(count);
    for row in luma.chunks_mut(stride).take(height).skip(top(height)) {
        for (x, pixel) in row[..width].iter_mut().enumerate() {
            *pixel = if cells[x * CELLS / width] { LIGHT } else { DARK };
        }
    }
}

/// Reads the strip from a luma plane; `None` where there is none or it is damaged. Works from 80 pixels of width on.
pub fn read_luma(width: usize, height: usize, stride: usize, luma: &[u8]) -> Option<u16> {
    read(width, height, |x, y| luma.get(y * stride + x).copied().map(u32::from))
}

/// Reads the strip from RGBA pixels, as a canvas gives them.
pub fn read_rgba(width: usize, height: usize, rgba: &[u8]) -> Option<u16> {
    read(width, height, |x, y| {
        let at = (y * width + x) * 4;
        let pixel = rgba.get(at..at + 3)?;
        Some((u32::from(pixel[0]) + u32::from(pixel[1]) + u32::from(pixel[2])) / 3)
    })
}

fn cells(count: u16) -> [bool; CELLS] {
    let gray = count ^ (count >> 1);
    let mut cells = [false; CELLS];
    cells[0] = true;
    for (bit, cell) in cells[2..18].iter_mut().enumerate() {
        *cell = gray >> (15 - bit) & 1 == 1;
    }
    cells[18] = (gray & 0xaaaa).count_ones() % 2 == 1;
    cells[19] = (gray & 0x5555).count_ones().is_multiple_of(2);
    cells
}

fn read(width: usize, height: usize, pixel: impl Fn(usize, usize) -> Option<u32>) -> Option<u16> {
    let strip = height / HEIGHT_PART;
    if width < 4 * CELLS || strip < 1 {
        return None;
    }
    // Only the middle of a cell counts: its edges are smeared by scaling and by the codec's deblocking.
    let rows = height - strip + strip / 4..(height - strip / 4).max(height - strip + strip / 4 + 1);
    let mut means = [0; CELLS];
    for (cell, mean) in means.iter_mut().enumerate() {
        let (left, right) = (cell * width / CELLS, (cell + 1) * width / CELLS);
        let quarter = (right - left) / 4;
        let (mut sum, mut pixels) = (0, 0);
        for y in rows.clone() {
            for x in left + quarter..right - quarter {
                sum += pixel(x, y)?;
                pixels += 1;
            }
        }
        *mean = sum / pixels;
    }
    let (light, dark) = (means[0], means[1]);
    if light < dark + MIN_CONTRAST {
        return None;
    }
    // A cell in the middle between both is neither: half of a blend, or no strip at all.
    let unsure = (light - dark) / 8;
    let middle = (light + dark) / 2;
    if means.iter().any(|mean| mean.abs_diff(middle) < unsure) {
        return None;
    }
    let seen = means.map(|mean| mean > middle);
    let gray = seen[2..18].iter().fold(0u16, |bits, cell| bits << 1 | u16::from(*cell));
    let count = (1..16).fold(gray, |count, shift| count ^ gray >> shift);
    (cells(count) == seen).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(width: usize, height: usize, count: u16) -> Vec<u8> {
        let mut luma = vec![90; width * height];
        draw(width, height, width, &mut luma, count);
        luma
    }

    /// Any factor, mean of the source pixels that fall into each target pixel.
    fn scaled(luma: &[u8], (w, h): (usize, usize), (to_w, to_h): (usize, usize)) -> Vec<u8> {
        let span = |i: usize, from: usize, to: usize| i * from / to..((i + 1) * from / to).max(i * from / to + 1);
        let mut out = Vec::new();
        for y in 0..to_h {
            for x in 0..to_w {
                let (ys, xs) = (span(y, h, to_h), span(x, w, to_w));
                let n = (ys.len() * xs.len()) as u32;
                let sum: u32 = ys.flat_map(|y| xs.clone().map(move |x| u32::from(luma[y * w + x]))).sum();
                out.push((sum / n) as u8);
            }
        }
        out
    }

    #[test]
    fn a_picture_without_a_strip_reads_as_none() {
        assert_eq!(read_luma(1280, 720, 1280, &vec![90; 1280 * 720]), None);
        assert_eq!(read_luma(1280, 720, 1280, &vec![0; 1280 * 720]), None);
        assert_eq!(read_luma(1280, 720, 1280, &[]), None);
        assert_eq!(read_rgba(10, 10, &[255; 400]), None);
    }

    #[test]
    fn a_damaged_cell_is_noticed() {
        for cell in 0..CELLS {
            let mut luma = drawn(1280, 720, 0x1234);
            for row in luma.chunks_mut(1280).skip(top(720)) {
                row[cell * 64..(cell + 1) * 64].iter_mut().for_each(|pixel| *pixel = 251 - *pixel);
            }
            assert_eq!(read_luma(1280, 720, 1280, &luma), None, "cell {cell}");
        }
    }

    proptest! {
        #[test]
        fn survives_scaling_noise_and_a_flatter_picture(
            count: u16,
            to in prop::sample::select(vec![(1280, 720), (960, 540), (640, 360), (533, 300), (426, 240), (320, 180), (200, 112)]),
            noise in prop::collection::vec(-40i16..=40, 97),
            flat in 1i16..=2,
        ) {
            let luma = scaled(&drawn(1280, 720, count), (1280, 720), to);
            let noisy: Vec<u8> = luma
                .iter()
                .enumerate()
                .map(|(i, pixel)| (i16::from(*pixel) / flat + noise[i % noise.len()]).clamp(0, 255) as u8)
                .collect();
            prop_assert_eq!(read_luma(to.0, to.1, to.0, &noisy), Some(count));
            let rgba: Vec<u8> = noisy.iter().flat_map(|pixel| [*pixel, *pixel, *pixel, 255]).collect();
            prop_assert_eq!(read_rgba(to.0, to.1, &rgba), Some(count));
        }

        #[test]
        fn a_blend_of_neighbours_is_one_of_them_or_none(count in 0u16..u16::MAX, weight in 0u16..=256) {
            let (a, b) = (drawn(640, 360, count), drawn(640, 360, count + 1));
            let mix = |(a, b): (&u8, &u8)| ((u16::from(*a) * (256 - weight) + u16::from(*b) * weight) / 256) as u8;
            let blend: Vec<u8> = a.iter().zip(&b).map(mix).collect();
            let read = read_luma(640, 360, 640, &blend);
            prop_assert!(read.is_none_or(|read| read == count || read == count + 1), "{:?}", read);
        }
    }
}
