//! From places on earth to a flat drawing: spherical Mercator (EPSG:3857) as web maps have it, so that their tiles fit below.
//! Belongs here: projecting, the box around it all, which way a street runs. Pure. Does not: markup.

use shared::geo::Position;
use std::f64::consts::PI;

/// The zoom level whose pixels are the drawing's units: about 0.6 m in Vietnam.
pub(crate) const ZOOM: u32 = 18;
/// The world's width in these units.
const WORLD: f64 = (256u64 << ZOOM) as f64;
/// Mercator ends there, and with it every web map.
const LAST_LATITUDE: f64 = 85.051_129;
/// What is drawn around a single camera, to each side.
const ALONE: f64 = 250.0;

/// A point of the drawing; x to the east, y to the south.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Where a place is in the world's drawing.
pub(crate) fn project(position: Position) -> Point {
    let latitude = position.latitude().clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
    let x = (position.longitude() + 180.0) / 360.0 * WORLD;
    let y = (1.0 - latitude.tan().asinh() / PI) / 2.0 * WORLD;
    Point { x, y }
}

/// What of the world is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sheet {
    /// Its corner in the north-west, in the world's units.
    pub(crate) origin: Point,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Sheet {
    /// Around all of these, with an edge. `None` where there are none.
    pub(crate) fn around(points: &[Point]) -> Option<Self> {
        let first = points.first()?;
        let (mut low, mut high) = (*first, *first);
        for Point { x, y } in points {
            low = Point { x: low.x.min(*x), y: low.y.min(*y) };
            high = Point { x: high.x.max(*x), y: high.y.max(*y) };
        }
        let edge = ((high.x - low.x).max(high.y - low.y) * 0.2).max(ALONE);
        let origin = Point { x: (low.x - edge).floor(), y: (low.y - edge).floor() };
        let (width, height) = (high.x - low.x + 2.0 * edge, high.y - low.y + 2.0 * edge);
        Some(Self { origin, width: width.ceil(), height: height.ceil() })
    }

    /// A point of the world on this sheet.
    pub(crate) fn place(&self, point: Point) -> Point {
        Point { x: point.x - self.origin.x, y: point.y - self.origin.y }
    }
}

/// A street as its cameras tell it: its ends, along the way on which they lie furthest apart, and the turn that its name is
/// written with, in degrees clockwise and never upside down. `None` where they are all in one place.
pub(crate) fn street(points: &[Point]) -> Option<(Point, Point, f64)> {
    let n = points.len() as f64;
    let (sum_x, sum_y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.x, y + point.y));
    let (mid_x, mid_y) = (sum_x / n, sum_y / n);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in points {
        let (x, y) = (point.x - mid_x, point.y - mid_y);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    // The axis of least inertia: of the first principal component.
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    let along = points.iter().map(|point| (point.x - mid_x) * angle.cos() + (point.y - mid_y) * angle.sin());
    let (low, high) = along.fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)));
    let at = |along: f64| Point { x: mid_x + along * angle.cos(), y: mid_y + along * angle.sin() };
    (high - low > 1.0).then(|| (at(low), at(high), angle.to_degrees()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(latitude: f64, longitude: f64) -> Point {
        project(Position::new(latitude, longitude).unwrap())
    }

    #[test]
    fn places_are_where_web_maps_have_them() {
        // The tile 18/206944/123163 holds the market of Cái Khế in Cần Thơ: x and y by 256.
        let point = at(10.0468, 105.7852);
        let (x, y) = ((point.x / 256.0).floor(), (point.y / 256.0).floor());
        let n = f64::from(1u32 << ZOOM);
        let expected_x = ((105.7852 + 180.0) / 360.0 * n).floor();
        let phi = 10.0468f64.to_radians();
        let expected_y = ((1.0 - (phi.tan() + 1.0 / phi.cos()).ln() / PI) / 2.0 * n).floor();
        assert_eq!((x, y), (expected_x, expected_y));
        assert!(at(90.0, 0.0).y.is_finite() && at(-90.0, 180.0).y.is_finite());
    }

    #[test]
    fn a_street_runs_along_its_cameras() {
        let point = |x, y| Point { x, y };
        let (from, to, turn) = street(&[point(0.0, 0.0), point(100.0, 100.0), point(50.0, 50.0)]).unwrap();
        assert!((turn - 45.0).abs() < 1e-6);
        assert!((from.x - 0.0).abs() < 1e-6 && (to.x - 100.0).abs() < 1e-6);
        assert_eq!(street(&[point(5.0, 5.0), point(5.0, 5.0)]), None);
    }

    #[test]
    fn one_camera_has_some_ground_around_it() {
        let sheet = Sheet::around(&[Point { x: 1000.0, y: 2000.0 }]).unwrap();
        assert_eq!((sheet.width, sheet.height), (2.0 * ALONE, 2.0 * ALONE));
        assert_eq!(sheet.place(Point { x: 1000.0, y: 2000.0 }), Point { x: ALONE, y: ALONE });
        assert_eq!(Sheet::around(&[]), None);
    }

    proptest! {
        #[test]
        fn all_points_lie_on_the_sheet(places in prop::collection::vec((-90f64..90.0, -180f64..180.0), 1..40)) {
            let points: Vec<_> = places.iter().map(|(latitude, longitude)| at(*latitude, *longitude)).collect();
            let sheet = Sheet::around(&points).unwrap();
            for point in points {
                let on = sheet.place(point);
                prop_assert!((0.0..=sheet.width).contains(&on.x) && (0.0..=sheet.height).contains(&on.y));
            }
        }

        #[test]
        fn no_name_stands_upside_down(places in prop::collection::vec((0f64..500.0, 0f64..500.0), 2..20)) {
            let points: Vec<_> = places.iter().map(|(x, y)| Point { x: *x, y: *y }).collect();
            if let Some((_, _, turn)) = street(&points) {
                prop_assert!((-90.0..=90.0).contains(&turn));
            }
        }
    }
}
