//! Text as outlines. Belongs here: Vietnamese letters from the DejaVu fonts. Does not: where they are painted.

use ab_glyph::{Font, FontRef, OutlineCurve, PxScale, ScaleFont};
use tiny_skia::{Path, PathBuilder};

/// A typeface.
pub(super) struct Letters(FontRef<'static>);

impl Letters {
    /// For signs: narrow and bold.
    pub(super) fn signs() -> Self {
        Self::load(dejavu::sans_condensed::bold())
    }

    /// For what the camera itself writes: all figures of one width.
    pub(super) fn camera() -> Self {
        Self::load(dejavu::sans::bold())
    }

    fn load(file: &'static [u8]) -> Self {
        Self(FontRef::try_from_slice(file).expect("the font is part of the program"))
    }

    /// Width of a text one high.
    pub(super) fn width(&self, text: &str) -> f32 {
        let font = self.0.as_scaled(PxScale::from(self.unit()));
        text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum::<f32>() / self.unit()
    }

    fn unit(&self) -> f32 {
        self.0.height_unscaled()
    }

    /// The outline of a text one high, from its top left corner; each point goes through `place`.
    pub(super) fn outline(&self, text: &str, mut place: impl FnMut(f32, f32) -> Option<(f32, f32)>) -> Option<Path> {
        let unit = self.unit();
        let ascent = self.0.ascent_unscaled();
        let mut path = PathBuilder::new();
        let mut left = 0.0;
        for c in text.chars() {
            let glyph = self.0.glyph_id(c);
            let mut end = None;
            let mut put = |p: ab_glyph::Point| place((left + p.x) / unit, (ascent - p.y) / unit);
            for curve in self.0.outline(glyph).map(|outline| outline.curves).unwrap_or_default() {
                let (from, to) = match &curve {
                    OutlineCurve::Line(a, b) | OutlineCurve::Quad(a, _, b) | OutlineCurve::Cubic(a, _, _, b) => {
                        (*a, *b)
                    }
                };
                if end != Some(from) {
                    let (x, y) = put(from)?;
                    path.move_to(x, y);
                }
                let (x, y) = put(to)?;
                match curve {
                    OutlineCurve::Line(..) => path.line_to(x, y),
                    OutlineCurve::Quad(_, m, _) => {
                        let (mx, my) = put(m)?;
                        path.quad_to(mx, my, x, y);
                    }
                    OutlineCurve::Cubic(_, m, n, _) => {
                        let ((mx, my), (nx, ny)) = (put(m)?, put(n)?);
                        path.cubic_to(mx, my, nx, ny, x, y);
                    }
                }
                end = Some(to);
            }
            left += self.0.h_advance_unscaled(glyph);
        }
        path.finish()
    }

    /// The outline of a text that fills the unit square, from its lower left corner.
    pub(super) fn fit(&self, text: &str, mut place: impl FnMut(f32, f32) -> Option<(f32, f32)>) -> Option<Path> {
        let width = self.width(text);
        self.outline(text, |x, y| place(x / width, 1.0 - y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_is_there() {
        let all = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ–";
        for letters in [Letters::signs(), Letters::camera()] {
            for c in all.chars().flat_map(|c| [c, c.to_uppercase().next().unwrap()]) {
                assert_ne!(letters.0.glyph_id(c).0, 0, "{c}");
            }
        }
    }
}
