//! Making a picture smaller, never larger. Belongs here: the size, and the call of the filter. Does not: colours.

use super::planes::{Plane, Planes};
use fast_image_resize::{
    FilterType, ResizeAlg, ResizeError, ResizeOptions, Resizer,
    images::{TypedImage, TypedImageRef},
    pixels::U8,
};
use shared::still::StillWidth;

/// Why a picture was not scaled.
#[derive(Debug, thiserror::Error)]
pub(super) enum ScaleError {
    #[error("a plane is smaller than its picture")]
    Plane,
    #[error(transparent)]
    Resize(#[from] ResizeError),
}

/// The size of a still: the aspect is kept, both sides stay even.
pub(super) fn size(width: StillWidth, source: (usize, usize)) -> (usize, usize) {
    let Some(wanted) = width.pixels().map(|w| w as usize).filter(|w| *w < source.0) else { return source };
    let pairs = (source.1 * wanted + source.0) / (2 * source.0);
    (wanted, (2 * pairs).max(2))
}

/// The picture in a smaller size.
pub(super) fn down(source: &Planes<'_>, (width, height): (usize, usize)) -> Result<Planes<'static>, ScaleError> {
    let half = |(w, h): (usize, usize)| (w / 2, h / 2);
    let (from, to) = ((source.width, source.height), (width, height));
    Ok(Planes {
        width,
        height,
        y: plane(&source.y, from, to)?,
        cb: plane(&source.cb, half(from), half(to))?,
        cr: plane(&source.cr, half(from), half(to))?,
    })
}

fn plane(source: &Plane<'_>, from: (usize, usize), to: (usize, usize)) -> Result<Plane<'static>, ScaleError> {
    let dims = |size: (usize, usize)| (size.0 as u32, size.1 as u32);
    // Without what lies behind the rows: at the edge the filter looks past any crop.
    let rows = source.bytes.chunks(source.stride).take(from.1).map(|row| row.get(..from.0));
    let packed = rows.collect::<Option<Vec<_>>>().ok_or(ScaleError::Plane)?.concat();
    let (columns, rows) = dims(from);
    let image = TypedImageRef::<U8>::from_buffer(columns, rows, &packed).map_err(|_| ScaleError::Plane)?;
    let mut bytes = vec![0; to.0 * to.1];
    let (width, height) = dims(to);
    let mut out = TypedImage::<U8>::from_buffer(width, height, &mut bytes).map_err(|_| ScaleError::Plane)?;
    // As wide as the ratio, so that every source sample counts and nothing flickers: an average weighted to the middle.
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Hamming));
    Resizer::new().resize_typed(&image, &mut out, &options)?;
    Ok(Plane { bytes: bytes.into(), stride: to.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_keep_the_aspect_stay_even_and_never_grow() {
        for (source, width, wanted) in [
            ((640, 360), StillWidth::W320, (320, 180)),
            ((640, 354), StillWidth::W320, (320, 178)),
            ((640, 360), StillWidth::W640, (640, 360)),
            ((640, 360), StillWidth::W1280, (640, 360)),
            ((704, 576), StillWidth::W160, (160, 130)),
            ((1920, 1080), StillWidth::Full, (1920, 1080)),
            ((8192, 2), StillWidth::W160, (160, 2)),
            ((2, 2), StillWidth::W160, (2, 2)),
        ] {
            assert_eq!(size(width, source), wanted, "{source:?} {width:?}");
        }
    }

    /// A plane with 5 bytes of rubbish behind each row.
    fn with_rubbish(width: usize, height: usize, at: impl Fn(usize, usize) -> u8) -> Plane<'static> {
        let stride = width + 5;
        let byte = |i: usize| if i % stride < width { at(i % stride, i / stride) } else { 99 };
        Plane { bytes: (0..stride * height).map(byte).collect::<Vec<_>>().into(), stride }
    }

    #[test]
    fn halves_are_averages_and_rubbish_behind_the_rows_does_not_count() {
        let grey = with_rubbish(64, 32, |_, _| 200);
        assert!(plane(&grey, (64, 32), (24, 12)).unwrap().bytes.iter().all(|b| b.abs_diff(200) <= 1));
        // Single bright columns vanish into their mean, wherever they lie; at an edge fewer columns count.
        let stripes = with_rubbish(64, 32, |x, _| if x % 4 == 0 { 240 } else { 0 });
        let small = plane(&stripes, (64, 32), (16, 8)).unwrap();
        assert!(small.bytes.iter().all(|b| b.abs_diff(60) <= 20), "{:?}", small.row(3, 16));
        // What is left stays left.
        let split = with_rubbish(64, 32, |x, _| if x < 32 { 10 } else { 210 });
        let small = plane(&split, (64, 32), (32, 16)).unwrap();
        assert_eq!((small.row(8, 32)[4], small.row(8, 32)[27]), (10, 210));
    }

    #[test]
    fn a_plane_that_is_too_short_is_refused() {
        let short = Plane { bytes: vec![0; 10].into(), stride: 8 };
        assert!(matches!(plane(&short, (8, 8), (4, 4)), Err(ScaleError::Plane)));
    }
}
