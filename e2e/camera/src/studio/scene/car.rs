//! Cars, vans and buses. Belongs here: boxes with wheels and windows. Does not: where they go.

use super::{
    brush::Brush,
    mood::{Face, Rgb, mix, rgb, scale},
    props::{pool, shadow},
    view::Point,
};

/// A car's shape in metres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub(super) long: f32,
    pub(super) wide: f32,
    pub(super) waist: f32,
    pub(super) high: f32,
    pub(super) paint: Rgb,
}

/// Paints a car at a place, heading along the street (`0`, away from the camera is +1) or across it.
pub(super) fn paint(brush: &mut Brush<'_>, at: Point, heading: (f32, f32), body: Body) {
    let place = |ahead: f32, side: f32, z: f32| -> Point {
        [at[0] + heading.0 * ahead + heading.1 * side, at[1] + heading.1 * ahead - heading.0 * side, at[2] + z]
    };
    let (l, w) = (body.long / 2.0, body.wide / 2.0);
    let along_y = heading.1 != 0.0;
    shadow(
        brush,
        [at[0] - 0.3, at[1], at[2]],
        if along_y { w + 0.35 } else { l + 0.3 },
        if along_y { l + 0.3 } else { w + 0.3 },
    );
    let glass = mix(rgb(0x27313a), brush.mood.sky[1], 0.22);
    let lower = [(0.28, l, w), (body.waist, l, w)];
    let upper = [(body.waist, l * 0.80, w * 0.96), (body.high, l * 0.58, w * 0.82)];
    wheels(brush, &place, l, w);
    for (part, is_glass) in [(lower, false), (upper, true)] {
        let [(z0, l0, w0), (z1, l1, w1)] = part;
        // Ahead, behind, right, left, top: what looks away is painted over by what looks at the camera.
        let mut sides = [
            [place(l0, -w0, z0), place(l0, w0, z0), place(l1, w1, z1), place(l1, -w1, z1)],
            [place(-l0, w0, z0), place(-l0, -w0, z0), place(-l1, -w1, z1), place(-l1, w1, z1)],
            [place(l0, w0, z0), place(-l0, w0, z0), place(-l1, w1, z1), place(l1, w1, z1)],
            [place(-l0, -w0, z0), place(l0, -w0, z0), place(l1, -w1, z1), place(-l1, -w1, z1)],
        ];
        let far = |side: &[Point; 4]| side.iter().map(|p| brush.view.depth(*p)).sum::<f32>();
        sides.sort_by(|a, b| far(b).total_cmp(&far(a)));
        for side in &sides[2..] {
            let across = (side[0][0] - side[1][0]).abs() > (side[0][1] - side[1][1]).abs();
            let face = if across {
                Face::Front
            } else if side[0][0] < at[0] {
                Face::Left
            } else {
                Face::Right
            };
            let lit = brush.mood.lit(if is_glass { glass } else { body.paint }, face);
            brush.fill(side, lit);
            if is_glass {
                pillars(brush, side, body.paint, face);
            } else {
                trim(brush, side, body.paint, face);
            }
        }
        let lid = [place(l1, -w1, z1), place(l1, w1, z1), place(-l1, w1, z1), place(-l1, -w1, z1)];
        let lit = brush.mood.lit(mix(body.paint, [1.0; 3], 0.12), Face::Up);
        brush.fill(&lid, lit);
    }
    lights(brush, &place, heading, l, w, body.waist);
}

fn wheels(brush: &mut Brush<'_>, place: &impl Fn(f32, f32, f32) -> Point, l: f32, w: f32) {
    for (ahead, side) in [(l * 0.62, w), (l * 0.62, -w), (-l * 0.62, w), (-l * 0.62, -w)] {
        for (radius, tone) in [(0.34, 0x17181a), (0.19, 0x9aa0a4)] {
            let ring: Vec<Point> = (0..12)
                .map(|i| i as f32 * std::f32::consts::TAU / 12.0)
                .map(|turn| place(ahead + radius * turn.cos(), side * 1.01, 0.34 + radius * turn.sin()))
                .collect();
            let lit = brush.mood.lit(rgb(tone), Face::Front);
            brush.fill(&ring, lit);
        }
    }
}

fn between(side: &[Point; 4], u: f32, v: f32) -> Point {
    std::array::from_fn(|i| {
        let low = side[0][i] + (side[1][i] - side[0][i]) * u;
        let high = side[3][i] + (side[2][i] - side[3][i]) * u;
        low + (high - low) * v
    })
}

fn pillars(brush: &mut Brush<'_>, side: &[Point; 4], paint: Rgb, face: Face) {
    let lit = brush.mood.lit(paint, face);
    for (u0, u1) in [(0.0, 0.05), (0.47, 0.53), (0.95, 1.0)] {
        brush.fill(
            &[between(side, u0, 0.0), between(side, u1, 0.0), between(side, u1, 1.0), between(side, u0, 1.0)],
            lit,
        );
    }
    brush.fill(
        &[between(side, 0.0, 0.9), between(side, 1.0, 0.9), between(side, 1.0, 1.0), between(side, 0.0, 1.0)],
        lit,
    );
}

fn trim(brush: &mut Brush<'_>, side: &[Point; 4], paint: Rgb, face: Face) {
    let dark = brush.mood.lit(scale(paint, 0.6), face);
    brush.fill(
        &[between(side, 0.0, 0.0), between(side, 1.0, 0.0), between(side, 1.0, 0.22), between(side, 0.0, 0.22)],
        dark,
    );
    let light = brush.mood.lit(mix(paint, [1.0; 3], 0.18), face);
    brush.fill(
        &[between(side, 0.0, 0.82), between(side, 1.0, 0.82), between(side, 1.0, 0.9), between(side, 0.0, 0.9)],
        light,
    );
}

fn lights(
    brush: &mut Brush<'_>,
    place: &impl Fn(f32, f32, f32) -> Point,
    heading: (f32, f32),
    l: f32,
    w: f32,
    waist: f32,
) {
    let lamps = brush.mood.lamps;
    // Who drives towards the camera shows white, who drives away red; from the side both are seen edge-on.
    let (end, tone) = if heading.1 < 0.0 { (l, rgb(0xfff3cf)) } else { (-l, rgb(0xe23b2e)) };
    if heading.1 != 0.0 {
        for side in [-0.7 * w, 0.7 * w] {
            let at = place(end, side, waist * 0.78);
            if let Some((x, y, scale_px)) = brush.view.at(at) {
                brush.disc((x, y), 0.13 * scale_px, tone, 1.0);
                if lamps > 0.2 {
                    brush.glow((x, y), 1.5 * scale_px, tone, 0.7 * lamps);
                }
            }
        }
    }
    if lamps > 0.4 && heading.1 < 0.0 {
        pool(brush, place(l + 3.2, 0.0, 0.0), 2.6, rgb(0xfff0c8), 0.14 * lamps);
    }
}
