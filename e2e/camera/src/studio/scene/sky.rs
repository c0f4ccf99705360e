//! What is behind everything. Belongs here: sky, clouds, the far skyline. Does not: the street.

use super::{
    brush::{Brush, colour},
    dice::Dice,
    mood::{mix, rgb},
};
use tiny_skia::{GradientStop, LinearGradient, Paint, PathBuilder, Point, Rect, SpreadMode, Transform};

/// Fills the picture down to the horizon, and the haze below it.
pub(super) fn paint(brush: &mut Brush<'_>, dice: &mut Dice) {
    let (width, height) = (brush.canvas.width() as f32, brush.canvas.height() as f32);
    let horizon = brush.view.horizon_px();
    let [top, middle, low] = brush.mood.sky;
    let stops = [(0.0, top), (0.55, middle), (1.0, low)];
    let stops = stops.map(|(at, rgb)| GradientStop::new(at, colour(rgb, 1.0))).to_vec();
    let (from, to) = (Point::from_xy(0.0, -60.0), Point::from_xy(0.0, horizon + 6.0));
    let shader = LinearGradient::new(from, to, stops, SpreadMode::Pad, Transform::identity());
    let rect = Rect::from_xywh(0.0, 0.0, width, height);
    if let (Some(shader), Some(rect)) = (shader, rect) {
        brush.canvas.fill_rect(rect, &Paint { shader, ..Paint::default() }, Transform::identity(), None);
    }
    clouds(brush, dice, width, horizon);
    if brush.mood.lamps > 0.9 {
        for _ in 0..50 {
            let at = (dice.within(0.0, width), dice.within(0.0, horizon * 0.8));
            brush.disc(at, dice.within(0.4, 1.0), rgb(0xcdd6ff), dice.within(0.2, 0.7));
        }
    }
    skyline(brush, dice, width, horizon);
}

fn clouds(brush: &mut Brush<'_>, dice: &mut Dice, width: f32, horizon: f32) {
    let (rgb, amount) = brush.mood.clouds;
    for _ in 0..(amount * 16.0) as usize {
        let (x, y) = (dice.within(-80.0, width + 80.0), dice.within(-10.0, horizon * 0.75));
        let size = dice.within(26.0, 80.0) * (1.2 - 0.6 * y / horizon);
        for _ in 0..12 {
            let at = (x + dice.within(-1.6, 1.6) * size, y + dice.within(-0.22, 0.16) * size);
            let (w, h) = (size * dice.within(0.5, 1.0), size * dice.within(0.10, 0.26));
            let oval = Rect::from_xywh(at.0 - w, at.1 - h, 2.0 * w, 2.0 * h).and_then(PathBuilder::from_oval);
            if let Some(oval) = oval {
                brush.fill_path(&oval, mix(rgb, brush.mood.sky[2], y / horizon * 0.5), 0.075);
            }
        }
    }
}

/// Towers far away, as flat shapes in the haze.
fn skyline(brush: &mut Brush<'_>, dice: &mut Dice, width: f32, horizon: f32) {
    let haze = brush.mood.through_air(rgb(0x76838f), 1000.0);
    let near = mix(brush.mood.lit(rgb(0x8a98a5), super::mood::Face::Left), haze, 0.72);
    let mut x = -20.0;
    while x < width {
        let (w, h) = (dice.within(18.0, 60.0), dice.within(6.0, 34.0) * if dice.chance(0.15) { 1.9 } else { 1.0 });
        if let Some(rect) = Rect::from_xywh(x, horizon - h, w, h + 40.0) {
            brush.fill_path(&PathBuilder::from_rect(rect), mix(near, haze, dice.within(0.0, 0.5)), 1.0);
            if brush.mood.lamps > 0.3 {
                for _ in 0..(w * h / 90.0) as usize {
                    let at = (x + dice.within(3.0, w - 3.0), horizon - dice.within(2.0, h));
                    brush.disc(at, 0.8, rgb(0xffd58a), 0.5 * brush.mood.lamps);
                }
            }
        }
        x += w * dice.within(0.6, 1.3);
    }
}
