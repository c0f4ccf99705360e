//! Painting onto the picture. Belongs here: shapes in metres and pixels, with light and air. Does not: what they mean.

use super::{
    letters::Letters,
    mood::{Mood, Rgb},
    view::{Point, View},
};
use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, RadialGradient, Rect, Shader,
    SpreadMode, Stroke, Transform,
};

/// Paints one layer.
pub(super) struct Brush<'a> {
    pub(super) canvas: &'a mut Pixmap,
    pub(super) view: &'a View,
    pub(super) mood: &'a Mood,
    /// Paints the mirror image in the ground.
    pub(super) mirror: bool,
    /// How much of all that follows covers what is there.
    pub(super) alpha: f32,
}

pub(super) fn colour(rgb: Rgb, alpha: f32) -> Color {
    let [r, g, b] = rgb.map(|c| c.clamp(0.0, 1.0));
    Color::from_rgba(r, g, b, alpha.clamp(0.0, 1.0)).unwrap_or(Color::BLACK)
}

pub(super) fn paint(rgb: Rgb, alpha: f32) -> Paint<'static> {
    Paint { shader: Shader::SolidColor(colour(rgb, alpha)), anti_alias: true, ..Paint::default() }
}

impl<'a> Brush<'a> {
    pub(super) fn new(canvas: &'a mut Pixmap, view: &'a View, mood: &'a Mood) -> Self {
        Self { canvas, view, mood, mirror: false, alpha: 1.0 }
    }

    fn place(&self, p: Point) -> Point {
        if self.mirror { [p[0], p[1], -p[2]] } else { p }
    }

    /// Fills a flat shape; the colour is already lit.
    pub(super) fn fill(&mut self, points: &[Point], rgb: Rgb) {
        self.fill_alpha(points, rgb, 1.0);
    }

    /// Fills a flat shape that lets through what is behind.
    pub(super) fn fill_alpha(&mut self, points: &[Point], rgb: Rgb, alpha: f32) {
        let placed: Vec<Point> = points.iter().map(|p| self.place(*p)).collect();
        let Some(path) = self.view.path(&placed) else { return };
        let depth = placed.iter().map(|p| self.view.depth(*p).max(0.0)).sum::<f32>() / placed.len() as f32;
        self.fill_path(&path, self.mood.through_air(rgb, depth), alpha);
    }

    /// Fills a path in pixels.
    pub(super) fn fill_path(&mut self, path: &Path, rgb: Rgb, alpha: f32) {
        let paint = paint(rgb, alpha * self.alpha);
        self.canvas.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
    }

    /// Draws a line of a width in metres; it gets no thinner than 0.7 pixels, but paler.
    pub(super) fn line(&mut self, points: &[Point], width_m: f32, rgb: Rgb) {
        let mut path = PathBuilder::new();
        let (mut near, mut depth) = (0.0f32, 0.0f32);
        for (i, p) in points.iter().enumerate() {
            let p = self.place(*p);
            let Some((x, y, scale)) = self.view.at(p) else { return };
            if i == 0 {
                path.move_to(x, y);
            } else {
                path.line_to(x, y);
            }
            near = near.max(scale);
            depth += self.view.depth(p) / points.len() as f32;
        }
        let Some(path) = path.finish() else { return };
        let width = width_m * near;
        self.stroke(&path, width.max(0.7), self.mood.through_air(rgb, depth), (width / 0.7).min(1.0));
    }

    /// Strokes a path in pixels, with round ends.
    pub(super) fn stroke(&mut self, path: &Path, width_px: f32, rgb: Rgb, alpha: f32) {
        let stroke =
            Stroke { width: width_px, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        let paint = paint(rgb, alpha * self.alpha);
        self.canvas.stroke_path(path, &paint, &stroke, Transform::identity(), None);
    }

    /// Writes into the rectangle of a plane: `at` its lower left corner, `along` and `up` its sides.
    pub(super) fn text(&mut self, letters: &Letters, text: &str, at: Point, along: Point, up: Point, rgb: Rgb) {
        let point = |u: f32, v: f32| std::array::from_fn(|i| at[i] + along[i] * u + up[i] * v);
        let Some(path) = letters.fit(text, |u, v| {
            let (x, y, _) = self.view.at(self.place(point(u, v)))?;
            Some((x, y))
        }) else {
            return;
        };
        let depth = self.view.depth(self.place(point(0.5, 0.5)));
        self.fill_path(&path, self.mood.through_air(rgb, depth), 1.0);
    }

    /// A disc in pixels.
    pub(super) fn disc(&mut self, (x, y): (f32, f32), radius: f32, rgb: Rgb, alpha: f32) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius.max(0.3)) {
            self.fill_path(&path, rgb, alpha);
        }
    }

    /// A soft light in pixels.
    pub(super) fn glow(&mut self, (x, y): (f32, f32), radius: f32, rgb: Rgb, alpha: f32) {
        let stops = [(0.0, alpha), (0.25, alpha * 0.42), (0.6, alpha * 0.1), (1.0, 0.0)];
        let stops = stops.map(|(at, alpha)| GradientStop::new(at, colour(rgb, alpha * self.alpha))).to_vec();
        let centre = tiny_skia::Point::from_xy(x, y);
        let Some(shader) =
            RadialGradient::new(centre, 0.0, centre, radius, stops, SpreadMode::Pad, Transform::identity())
        else {
            return;
        };
        let Some(rect) = Rect::from_xywh(x - radius, y - radius, 2.0 * radius, 2.0 * radius) else { return };
        let blend_mode = tiny_skia::BlendMode::Plus;
        let paint = Paint { shader, blend_mode, anti_alias: false, ..Paint::default() };
        self.canvas.fill_rect(rect, &paint, Transform::identity(), None);
    }

    /// A soft light at a place, of a radius in metres.
    pub(super) fn lamp(&mut self, at: Point, radius_m: f32, rgb: Rgb, alpha: f32) {
        if let Some((x, y, scale)) = self.view.at(self.place(at)) {
            self.glow((x, y), radius_m * scale, rgb, alpha);
        }
    }
}
