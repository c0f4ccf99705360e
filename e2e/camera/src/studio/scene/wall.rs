//! An upright plane. Belongs here: drawing on a house front in its own metres. Does not: what houses look like.

use super::{
    brush::Brush,
    letters::Letters,
    mood::{Face, Rgb},
    view::Point,
};

/// The front of a house, seen from the street: `u` to the right along it, `v` up, `out` towards the viewer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wall {
    pub(super) at: Point,
    pub(super) face: Face,
}

impl Wall {
    /// A place on the wall, or in front of it.
    pub(super) fn point(&self, u: f32, v: f32, out: f32) -> Point {
        let [x, y, z] = self.at;
        match self.face {
            // On the left of the street one reads away from the camera, on the right towards it.
            Face::Right => [x + out, y + u, z + v],
            Face::Left => [x - out, y - u, z + v],
            Face::Front | Face::Up => [x + u, y - out, z + v],
        }
    }

    /// A rectangle parallel to the wall, `(u, v)` to `(u, v)`.
    pub(super) fn rect(&self, brush: &mut Brush<'_>, (u0, v0): (f32, f32), (u1, v1): (f32, f32), out: f32, rgb: Rgb) {
        let lit = brush.mood.lit(rgb, self.face);
        self.raw(brush, (u0, v0), (u1, v1), out, lit);
    }

    /// The same in a colour of its own light.
    pub(super) fn raw(&self, brush: &mut Brush<'_>, (u0, v0): (f32, f32), (u1, v1): (f32, f32), out: f32, rgb: Rgb) {
        let corners = [(u0, v0), (u1, v0), (u1, v1), (u0, v1)];
        brush.fill(&corners.map(|(u, v)| self.point(u, v, out)), rgb);
    }

    /// A plate that stands out from the wall: seen from above, from its end nearer to the camera, and from the front.
    pub(super) fn plate(&self, brush: &mut Brush<'_>, (u0, v0): (f32, f32), (u1, v1): (f32, f32), out: f32, rgb: Rgb) {
        let under =
            [self.point(u0, v0, 0.0), self.point(u1, v0, 0.0), self.point(u1, v0, out), self.point(u0, v0, out)];
        let shadow = super::mood::scale(brush.mood.lit(rgb, self.face), 0.6);
        brush.fill(&under, shadow);
        if self.face != Face::Front {
            let u = if self.face == Face::Right { u0 } else { u1 };
            let end = [self.point(u, v0, 0.0), self.point(u, v1, 0.0), self.point(u, v1, out), self.point(u, v0, out)];
            let lit = brush.mood.lit(rgb, Face::Front);
            brush.fill(&end, lit);
        }
        self.rect(brush, (u0, v0), (u1, v1), out, rgb);
    }

    /// Text that fills a rectangle but for a rim.
    pub(super) fn text(
        &self,
        brush: &mut Brush<'_>,
        letters: &Letters,
        text: &str,
        [(u0, v0), (u1, v1)]: [(f32, f32); 2],
        out: f32,
        rgb: Rgb,
    ) {
        let (w, h) = (u1 - u0, v1 - v0);
        // A short text keeps its shape, a long one is narrowed.
        let wide = (letters.width(text) * h * 0.95).min(w * 0.9);
        let left = u0 + (w - wide) / 2.0;
        let at = self.point(left, v0, out);
        let side = |p: Point| std::array::from_fn(|i| p[i] - at[i]);
        let (along, up) = (side(self.point(left + wide, v0, out)), side(self.point(left, v1, out)));
        brush.text(letters, text, at, along, up, rgb);
    }
}
