//! Percentiles and slopes. Pure.

/// The value below which this share of all lies (nearest rank); 0 where there are none. Sorts what it is given.
pub fn percentile(values: &mut [f64], percent: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = (percent / 100.0 * values.len() as f64).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
}

/// Slope of the straight line through points with the least squares of errors; 0 where there is no line.
pub fn slope(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let (mean_x, mean_y) = (points.iter().map(|p| p.0).sum::<f64>() / n, points.iter().map(|p| p.1).sum::<f64>() / n);
    let (mut over, mut under) = (0.0, 0.0);
    for (x, y) in points {
        over += (x - mean_x) * (y - mean_y);
        under += (x - mean_x).powi(2);
    }
    if under > 0.0 { over / under } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_rank() {
        let mut values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!((percentile(&mut values, 50.0), percentile(&mut values, 95.0)), (50.0, 95.0));
        assert_eq!((percentile(&mut [3.0], 95.0), percentile(&mut [], 50.0)), (3.0, 0.0));
    }

    #[test]
    fn a_line_and_a_point() {
        let line: Vec<_> = (0..10).map(|x| (f64::from(x), 4.0 - 0.5 * f64::from(x))).collect();
        assert!((slope(&line) + 0.5).abs() < 1e-9);
        assert_eq!((slope(&line[..1]), slope(&[])), (0.0, 0.0));
    }
}
