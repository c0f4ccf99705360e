//! The camera on its pole. Belongs here: how points of the street come onto the picture. Does not: colours.

use tiny_skia::{Path, PathBuilder};

/// A place in metres: to the right, ahead, up; the camera's pole stands at the origin.
pub(super) type Point = [f32; 3];

/// Nothing nearer than this is seen, in metres.
const NEAR: f32 = 0.4;

/// Where the camera hangs and looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    eye: Point,
    yaw: (f32, f32),
    pitch: (f32, f32),
    focal_px: f32,
    centre_px: (f32, f32),
}

impl View {
    /// Angles in degrees: `yaw` to the right, `pitch` downwards, `width` over the whole picture.
    pub(super) fn new(eye: Point, yaw: f32, pitch: f32, width: f32, size: (usize, usize)) -> Self {
        let centre_px = (size.0 as f32 / 2.0, size.1 as f32 / 2.0);
        Self {
            eye,
            yaw: yaw.to_radians().sin_cos(),
            pitch: pitch.to_radians().sin_cos(),
            focal_px: centre_px.0 / (width / 2.0).to_radians().tan(),
            centre_px,
        }
    }

    /// Seen from the camera: to the right, away, up.
    fn turned(&self, p: Point) -> Point {
        let [x, y, z] = [p[0] - self.eye[0], p[1] - self.eye[1], p[2] - self.eye[2]];
        let (sin, cos) = self.yaw;
        let (x, y) = (x * cos - y * sin, x * sin + y * cos);
        let (sin, cos) = self.pitch;
        [x, y * cos - z * sin, y * sin + z * cos]
    }

    fn screen(&self, p: Point) -> (f32, f32) {
        let scale = self.focal_px / p[1];
        (self.centre_px.0 + p[0] * scale, self.centre_px.1 - p[2] * scale)
    }

    /// Distance along the line of sight, in metres.
    pub(super) fn depth(&self, p: Point) -> f32 {
        self.turned(p)[1]
    }

    /// Pixel position and pixels a metre; `None` behind the camera.
    pub(super) fn at(&self, p: Point) -> Option<(f32, f32, f32)> {
        let p = self.turned(p);
        let (x, y) = self.screen(p);
        (p[1] > NEAR).then_some((x, y, self.focal_px / p[1]))
    }

    /// The row of the horizon.
    pub(super) fn horizon_px(&self) -> f32 {
        self.centre_px.1 - self.focal_px * self.pitch.0 / self.pitch.1
    }

    /// Adds a polygon, cut where it comes too near (Sutherland and Hodgman).
    pub(super) fn polygon(&self, points: &[Point], path: &mut PathBuilder) {
        let turned: Vec<Point> = points.iter().map(|p| self.turned(*p)).collect();
        let mut first = true;
        let mut add = |p: Point| {
            let (x, y) = self.screen(p);
            if std::mem::take(&mut first) { path.move_to(x, y) } else { path.line_to(x, y) }
        };
        for (i, &b) in turned.iter().enumerate() {
            let a = turned[(i + turned.len() - 1) % turned.len()];
            if (a[1] > NEAR) != (b[1] > NEAR) {
                let t = (NEAR - a[1]) / (b[1] - a[1]);
                add([a[0] + t * (b[0] - a[0]), NEAR, a[2] + t * (b[2] - a[2])]);
            }
            if b[1] > NEAR {
                add(b);
            }
        }
        if !first {
            path.close();
        }
    }

    /// A single polygon as a path.
    pub(super) fn path(&self, points: &[Point]) -> Option<Path> {
        let mut path = PathBuilder::new();
        self.polygon(points, &mut path);
        path.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_ahead_is_the_middle_and_down_is_down() {
        let view = View::new([0.0, 0.0, 6.0], 0.0, 0.0, 90.0, (1280, 720));
        let (x, y, scale) = view.at([0.0, 10.0, 6.0]).unwrap();
        assert!((x - 640.0).abs() < 0.01 && (y - 360.0).abs() < 0.01 && (scale - 64.0).abs() < 0.01);
        assert!(view.at([0.0, 10.0, 0.0]).unwrap().1 > 700.0);
        assert!(view.at([0.0, -1.0, 6.0]).is_none());
        let down = View::new([0.0, 0.0, 6.0], 0.0, 14.0, 70.0, (1280, 720));
        assert!((100.0..160.0).contains(&down.horizon_px()));
    }

    #[test]
    fn what_reaches_behind_the_camera_is_cut() {
        let view = View::new([0.0, 0.0, 6.0], 0.0, 14.0, 70.0, (1280, 720));
        assert!(view.path(&[[-3.0, -5.0, 0.0], [3.0, -5.0, 0.0], [3.0, 90.0, 0.0], [-3.0, 90.0, 0.0]]).is_some());
        assert!(view.path(&[[-3.0, -5.0, 0.0], [3.0, -5.0, 0.0], [3.0, -9.0, 0.0]]).is_none());
    }
}
