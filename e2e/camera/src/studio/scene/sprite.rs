//! Flat figures that always face the camera. Belongs here: drawing in a figure's own metres. Does not: which figures.

use super::{
    brush::Brush,
    mood::{Face, Rgb},
    view::Point,
};
use tiny_skia::{PathBuilder, Rect};

/// A figure's place on the picture: `u` to the right, `v` up, in metres from where it touches the ground.
pub(super) struct Sprite<'b, 'a> {
    pub(super) brush: &'b mut Brush<'a>,
    x: f32,
    y: f32,
    scale_px: f32,
    depth: f32,
    /// -1 mirrors the figure.
    facing: f32,
}

impl<'b, 'a> Sprite<'b, 'a> {
    /// `None` where the place is not seen.
    pub(super) fn new(brush: &'b mut Brush<'a>, at: Point, facing: f32) -> Option<Self> {
        let (x, y, scale_px) = brush.view.at(at)?;
        let depth = brush.view.depth(at);
        Some(Self { brush, x, y, scale_px, depth, facing })
    }

    fn px(&self, u: f32, v: f32) -> (f32, f32) {
        (self.x + u * self.facing * self.scale_px, self.y - v * self.scale_px)
    }

    fn lit(&self, rgb: Rgb) -> Rgb {
        self.brush.mood.through_air(self.brush.mood.lit(rgb, Face::Front), self.depth)
    }

    /// A line with round ends.
    pub(super) fn limb(&mut self, points: &[(f32, f32)], width: f32, rgb: Rgb) {
        let mut path = PathBuilder::new();
        for (i, (u, v)) in points.iter().enumerate() {
            let (x, y) = self.px(*u, *v);
            if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        let rgb = self.lit(rgb);
        if let Some(path) = path.finish() {
            self.brush.stroke(&path, (width * self.scale_px).max(0.5), rgb, 1.0);
        }
    }

    /// A filled shape.
    pub(super) fn shape(&mut self, points: &[(f32, f32)], rgb: Rgb) {
        let mut path = PathBuilder::new();
        for (i, (u, v)) in points.iter().enumerate() {
            let (x, y) = self.px(*u, *v);
            if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        path.close();
        let rgb = self.lit(rgb);
        if let Some(path) = path.finish() {
            self.brush.fill_path(&path, rgb, 1.0);
        }
    }

    /// A filled oval.
    pub(super) fn oval(&mut self, (u, v): (f32, f32), half_u: f32, half_v: f32, rgb: Rgb) {
        let (x, y) = self.px(u, v);
        let (w, h) = (half_u * self.scale_px, half_v * self.scale_px);
        let rgb = self.lit(rgb);
        if let Some(path) = Rect::from_xywh(x - w, y - h, 2.0 * w, 2.0 * h).and_then(PathBuilder::from_oval) {
            self.brush.fill_path(&path, rgb, 1.0);
        }
    }

    /// A light of its own, with a glow where lamps are on.
    pub(super) fn light(&mut self, (u, v): (f32, f32), radius: f32, rgb: Rgb) {
        let at = self.px(u, v);
        let lamps = self.brush.mood.lamps;
        self.brush.disc(at, radius * self.scale_px, rgb, 1.0);
        if lamps > 0.2 {
            self.brush.glow(at, radius * 9.0 * self.scale_px, rgb, 0.75 * lamps);
        }
    }
}
