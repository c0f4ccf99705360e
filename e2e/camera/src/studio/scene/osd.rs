//! What the camera writes into its picture. Belongs here: its name and its clock. Does not: the counter's strip.

use super::letters::Letters;
use tiny_skia::{Color, FillRule, LineJoin, Paint, Path, Pixmap, Shader, Stroke, Transform};

/// Height of the letters in pixels.
const SIZE: f32 = 34.0;

/// Pixels from the picture's edges.
const MARGIN: f32 = 24.0;

/// Writes the camera's name into the upper left corner.
pub(super) fn name(canvas: &mut Pixmap, letters: &Letters, name: &str) {
    if let Some(path) = letters.outline(name, |x, y| Some((MARGIN + x * SIZE, MARGIN * 0.7 + y * SIZE))) {
        outlined(canvas, &path);
    }
}

/// Writes the time since the loop's start into the upper right corner: minutes, seconds, pictures.
pub(super) fn clock(canvas: &mut Pixmap, letters: &Letters, frame: u32, fps: u32) {
    let secs = frame / fps;
    let text = format!("{:02}:{:02}.{:02}", secs / 60, secs % 60, frame % fps);
    let left = canvas.width() as f32 - MARGIN - letters.width(&text) * SIZE;
    if let Some(path) = letters.outline(&text, |x, y| Some((left + x * SIZE, MARGIN * 0.7 + y * SIZE))) {
        outlined(canvas, &path);
    }
}

/// White with a dark rim, to be read before any background.
fn outlined(canvas: &mut Pixmap, path: &Path) {
    let paint = |shade: f32, alpha: f32| {
        let colour = Color::from_rgba(shade, shade, shade, alpha).unwrap_or(Color::BLACK);
        Paint { shader: Shader::SolidColor(colour), anti_alias: true, ..Paint::default() }
    };
    let rim = Stroke { width: 4.0, line_join: LineJoin::Round, ..Stroke::default() };
    canvas.stroke_path(path, &paint(0.03, 0.85), &rim, Transform::identity(), None);
    canvas.fill_path(path, &paint(1.0, 1.0), FillRule::Winding, Transform::identity(), None);
}
