//! Planes of 4:2:0 to the pixels of a canvas, made smaller on the way where the tile is. Belongs here: arithmetic. Does not:
//! canvases.

/// A picture of 4:2:0, 8 bits a sample.
#[derive(Debug, Clone, Copy)]
pub struct Planes<'a> {
    /// Y, Cb, Cr; each from its first sample to its last.
    pub planes: [&'a [u8]; 3],
    /// Bytes from one row to the next, of luma and of chroma.
    pub rows: [usize; 2],
    /// Width and height in pixels.
    pub size: (usize, usize),
    /// What its numbers mean.
    pub colour: Colour,
}

/// How planes become red, green and blue (ITU-T H.264 §E.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// By the matrix of BT.709, else by that of BT.601.
    pub bt709: bool,
    /// Luma runs from 0 to 255, else from 16 to 235.
    pub full_range: bool,
}

/// Fixed-point factors, `1 << SHIFT` being 1.
#[derive(Clone, Copy)]
struct Matrix {
    black: i32,
    luma: i32,
    red_cr: i32,
    green_cb: i32,
    green_cr: i32,
    blue_cb: i32,
}

const SHIFT: i32 = 14;

impl Matrix {
    fn of(colour: Colour) -> Self {
        let (red, blue) = if colour.bt709 { (0.2126, 0.0722) } else { (0.299, 0.114) };
        let green: f64 = 1.0 - red - blue;
        // 8-bit limited range: luma has 219 steps, chroma 224.
        let (black, luma, chroma) = if colour.full_range { (0, 1.0, 1.0) } else { (16, 255.0 / 219.0, 255.0 / 224.0) };
        let fixed = |factor: f64| (factor * f64::from(1 << SHIFT)).round() as i32;
        Self {
            black,
            luma: fixed(luma),
            red_cr: fixed(2.0 * (1.0 - red) * chroma),
            green_cb: fixed(-2.0 * blue * (1.0 - blue) / green * chroma),
            green_cr: fixed(-2.0 * red * (1.0 - red) / green * chroma),
            blue_cb: fixed(2.0 * (1.0 - blue) * chroma),
        }
    }

    /// What chroma adds to red, green and blue.
    fn tint(&self, cb: u8, cr: u8) -> [i32; 3] {
        let (cb, cr) = (i32::from(cb) - 128, i32::from(cr) - 128);
        let half = 1 << (SHIFT - 1);
        [self.red_cr * cr + half, self.green_cb * cb + self.green_cr * cr + half, self.blue_cb * cb + half]
    }

    fn pixel(&self, y: u8, tint: [i32; 3]) -> [u8; 4] {
        let luma = (i32::from(y) - self.black) * self.luma;
        let [red, green, blue] = tint.map(|tint| ((luma + tint) >> SHIFT).clamp(0, 255) as u8);
        [red, green, blue, 255]
    }
}

/// Fills `rgba` with the picture at `size`, which is at most its own: as it is, or the mean of the samples under each pixel.
/// What does not fit together, as no decoder gives it, leaves `rgba` empty.
pub fn to_rgba(picture: &Planes<'_>, size: (usize, usize), rgba: &mut Vec<u8>) {
    rgba.clear();
    if !fits(picture) || size.0 == 0 || size.1 == 0 || size.0 > picture.size.0 || size.1 > picture.size.1 {
        return;
    }
    rgba.resize(size.0 * size.1 * 4, 0);
    let matrix = Matrix::of(picture.colour);
    if size == picture.size { whole(picture, matrix, rgba) } else { smaller(picture, matrix, size, rgba) }
}

fn fits(picture: &Planes<'_>) -> bool {
    let holds = |plane: &[u8], row: usize, (width, height): (usize, usize)| {
        width > 0 && height > 0 && row >= width && plane.len() >= row * (height - 1) + width
    };
    let [y, cb, cr] = picture.planes;
    let half = (picture.size.0.div_ceil(2), picture.size.1.div_ceil(2));
    holds(y, picture.rows[0], picture.size) && holds(cb, picture.rows[1], half) && holds(cr, picture.rows[1], half)
}

fn whole(picture: &Planes<'_>, matrix: Matrix, rgba: &mut [u8]) {
    let [y, cb, cr] = picture.planes;
    let width = picture.size.0;
    for (n, out) in rgba.chunks_exact_mut(width * 4).enumerate() {
        let y = &y[n * picture.rows[0]..][..width];
        let chroma = n / 2 * picture.rows[1];
        let half = width.div_ceil(2);
        let chroma = cb[chroma..][..half].iter().zip(&cr[chroma..][..half]);
        for ((out, y), (cb, cr)) in out.chunks_mut(8).zip(y.chunks(2)).zip(chroma) {
            let tint = matrix.tint(*cb, *cr);
            for (out, y) in out.chunks_exact_mut(4).zip(y) {
                out.copy_from_slice(&matrix.pixel(*y, tint));
            }
        }
    }
}

fn smaller(picture: &Planes<'_>, matrix: Matrix, size: (usize, usize), rgba: &mut [u8]) {
    let [y, cb, cr] = picture.planes;
    // Where each column begins, and where the last one ends.
    let columns: Vec<usize> = (0..=size.0).map(|n| n * picture.size.0 / size.0).collect();
    let mut sums = vec![0u32; size.0];
    for (n, out) in rgba.chunks_exact_mut(size.0 * 4).enumerate() {
        let (top, bottom) = (n * picture.size.1 / size.1, (n + 1) * picture.size.1 / size.1);
        sums.fill(0);
        for line in top..bottom {
            let y = &y[line * picture.rows[0]..][..picture.size.0];
            for (sum, ends) in sums.iter_mut().zip(columns.windows(2)) {
                *sum += y[ends[0]..ends[1]].iter().map(|y| u32::from(*y)).sum::<u32>();
            }
        }
        // Chroma has a quarter of the samples: the one in the middle will do.
        let middle = (top + bottom) / 4 * picture.rows[1];
        let half = picture.size.0.div_ceil(2);
        let (cb, cr) = (&cb[middle..][..half], &cr[middle..][..half]);
        for ((out, sum), ends) in out.chunks_exact_mut(4).zip(&sums).zip(columns.windows(2)) {
            let samples = ((bottom - top) * (ends[1] - ends[0])) as u32;
            let at = (ends[0] + ends[1]) / 4;
            let luma = (sum + samples / 2) / samples;
            out.copy_from_slice(&matrix.pixel(luma as u8, matrix.tint(cb[at], cr[at])));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SD: Colour = Colour { bt709: false, full_range: false };

    fn flat(size: (usize, usize), [y, cb, cr]: [u8; 3], colour: Colour, out: (usize, usize)) -> Vec<u8> {
        let half = (size.0.div_ceil(2), size.1.div_ceil(2));
        // Rows longer than the picture, with rubbish behind it, and a last row that ends with the picture.
        let plane = |value: u8, width: usize, height: usize, row: usize| {
            let mut plane: Vec<u8> = (0..row * height).map(|n| if n % row < width { value } else { 77 }).collect();
            plane.truncate(row * (height - 1) + width);
            plane
        };
        let planes = [plane(y, size.0, size.1, 40), plane(cb, half.0, half.1, 30), plane(cr, half.0, half.1, 30)];
        let [y, cb, cr] = &planes;
        let mut rgba = vec![1, 2, 3];
        to_rgba(&Planes { planes: [y, cb, cr], rows: [40, 30], size, colour }, out, &mut rgba);
        rgba
    }

    #[test]
    fn known_colours_in_both_matrices_and_ranges() {
        let hd = Colour { bt709: true, full_range: false };
        let full = Colour { bt709: false, full_range: true };
        // ITU-R BT.601 and BT.709: the numbers of the colour bars.
        let cases = [
            ([16, 128, 128], SD, [0, 0, 0]),
            ([235, 128, 128], SD, [255, 255, 255]),
            ([81, 90, 240], SD, [255, 0, 0]),
            ([145, 54, 34], SD, [0, 255, 0]),
            ([41, 240, 110], SD, [0, 0, 255]),
            ([63, 102, 240], hd, [255, 0, 0]),
            ([173, 42, 26], hd, [0, 255, 0]),
            ([32, 240, 118], hd, [0, 0, 255]),
            ([0, 128, 128], full, [0, 0, 0]),
            ([76, 85, 255], full, [255, 0, 0]),
            ([255, 128, 128], SD, [255, 255, 255]),
            ([0, 128, 128], SD, [0, 0, 0]),
        ];
        for (yuv, colour, rgb) in cases {
            for size in [(33, 19), (32, 18), (16, 9), (13, 7), (1, 1)] {
                let rgba = flat((33, 19), yuv, colour, size);
                assert_eq!(rgba.len(), size.0 * size.1 * 4);
                for pixel in rgba.chunks_exact(4) {
                    let off = pixel.iter().zip(rgb).map(|(is, should)| is.abs_diff(should)).max();
                    assert!(off <= Some(2) && pixel[3] == 255, "{yuv:?} gives {pixel:?} at {size:?}, not {rgb:?}");
                }
            }
        }
    }

    #[test]
    fn smaller_is_the_mean() {
        // Grey, so that each channel is the luma.
        let y: Vec<u8> = (0..8 * 4).map(|n| if n % 2 == 0 { 60 } else { 180 }).collect();
        let grey = [128; 8];
        let picture = Planes {
            planes: [&y, &grey, &grey],
            rows: [8, 4],
            size: (8, 4),
            colour: Colour { bt709: false, full_range: true },
        };
        let mut rgba = Vec::new();
        to_rgba(&picture, (4, 2), &mut rgba);
        assert_eq!(rgba, [120, 120, 120, 255].repeat(8));
        to_rgba(&picture, (8, 4), &mut rgba);
        assert_eq!(rgba[..8], [60, 60, 60, 255, 180, 180, 180, 255]);
    }

    #[test]
    fn what_does_not_fit_gives_nothing() {
        assert!(flat((16, 16), [16, 128, 128], SD, (17, 16)).is_empty());
        assert!(flat((16, 16), [16, 128, 128], SD, (0, 16)).is_empty());
        let short = Planes { planes: [&[0; 99], &[0; 25], &[0; 25]], rows: [10, 5], size: (10, 10), colour: SD };
        let mut rgba = Vec::new();
        to_rgba(&short, (10, 10), &mut rgba);
        assert!(rgba.is_empty());
    }
}
