//! How many tiles go beside each other. Belongs here: the arithmetic. Does not: CSS.

use shared::wall::Layout;

/// Tiles of 16:9.
const ASPECT: f64 = 16.0 / 9.0;
/// Narrower tiles say nothing: then the wall scrolls.
const MIN_WIDTH: f64 = 150.0;
/// Width aimed at where it scrolls: two beside each other on a small phone.
const SCROLL_WIDTH: f64 = 168.0;

/// A wall's arrangement, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) columns: usize,
    pub(crate) tile_width: u32,
    pub(crate) scrolls: bool,
}

impl Grid {
    /// The columns that make `count` tiles largest within `width` x `height`. Only where that would be too small to see
    /// anything, tiles get their width and the wall scrolls.
    pub(crate) fn fit(count: usize, width: f64, height: f64, gap: f64) -> Self {
        let tile_width = |columns: usize| {
            let rows = count.div_ceil(columns);
            let by_width = (width - gap * (columns as f64 - 1.0)) / columns as f64;
            let by_height = (height - gap * (rows as f64 - 1.0)) / rows as f64 * ASPECT;
            by_width.min(by_height).max(1.0) as u32
        };
        let mut best = Self { columns: 1, tile_width: tile_width(1), scrolls: false };
        for columns in 2..=count {
            let tile_width = tile_width(columns);
            if tile_width > best.tile_width {
                best = Self { columns, tile_width, scrolls: false };
            }
        }
        if f64::from(best.tile_width) < MIN_WIDTH.min(width) && count > 1 {
            let columns = (((width + gap) / (SCROLL_WIDTH + gap)).floor() as usize).clamp(1, count);
            let tile_width = ((width - gap * (columns as f64 - 1.0)) / columns as f64).max(1.0) as u32;
            best = Self { columns, tile_width, scrolls: true };
        }
        best
    }

    /// A layout that somebody has chosen, within `width` x `height`. Where its tiles would be too small to see anything, as
    /// many go beside each other as can be seen, and the wall scrolls.
    pub(crate) fn laid(layout: Layout, width: f64, height: f64, gap: f64) -> Self {
        let columns = layout.side();
        let gaps = gap * (columns as f64 - 1.0);
        let tile_width = ((width - gaps) / columns as f64).min((height - gaps) / columns as f64 * ASPECT);
        if tile_width >= MIN_WIDTH.min(width) || columns == 1 {
            return Self { columns, tile_width: tile_width.max(1.0) as u32, scrolls: false };
        }
        // A large tile needs two columns at the least.
        let columns = (((width + gap) / (SCROLL_WIDTH + gap)).floor() as usize).clamp(2, columns);
        let tile_width = ((width - gap * (columns as f64 - 1.0)) / columns as f64).max(1.0) as u32;
        Self { columns, tile_width, scrolls: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_fits_its_screen() {
        for (width, height) in [(1920.0, 1024.0), (1280.0, 664.0), (1366.0, 700.0), (1080.0, 1860.0)] {
            for count in 1..=16 {
                let grid = Grid::fit(count, width, height, 6.0);
                assert!(!grid.scrolls, "{count} on {width}x{height}");
                let rows = count.div_ceil(grid.columns) as f64;
                let (columns, tile) = (grid.columns as f64, f64::from(grid.tile_width));
                assert!(columns * tile + (columns - 1.0) * 6.0 <= width);
                assert!(rows * tile / ASPECT + (rows - 1.0) * 6.0 <= height + 1.0);
            }
        }
        let columns = |count| Grid::fit(count, 1920.0, 1024.0, 6.0).columns;
        assert_eq!([1, 2, 4, 5, 9, 12, 16].map(columns), [1, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn a_phone_shows_what_can_be_seen_and_scrolls() {
        let phone = |count| Grid::fit(count, 352.0, 584.0, 4.0);
        assert_eq!(phone(1), Grid { columns: 1, tile_width: 352, scrolls: false });
        assert_eq!(phone(3).columns, 1);
        assert_eq!(phone(9), Grid { columns: 2, tile_width: 174, scrolls: false });
        assert_eq!(phone(16), Grid { columns: 2, tile_width: 174, scrolls: true });
    }

    #[test]
    fn a_chosen_layout_is_kept_where_its_tiles_can_be_seen() {
        for (layout, columns, tile_width) in [
            (Layout::One, 1, 1820),
            (Layout::Four, 2, 904),
            (Layout::Nine, 3, 599),
            (Layout::OneAndFive, 3, 599),
            (Layout::OneAndSeven, 4, 447),
            (Layout::ThirtySix, 6, 294),
            (Layout::SixtyFour, 8, 218),
        ] {
            let grid = Grid::laid(layout, 1920.0, 1024.0, 6.0);
            assert_eq!(grid, Grid { columns, tile_width, scrolls: false }, "{layout:?}");
        }
        let phone = |layout| Grid::laid(layout, 352.0, 584.0, 4.0);
        assert_eq!(phone(Layout::One), Grid { columns: 1, tile_width: 352, scrolls: false });
        assert_eq!(phone(Layout::Four), Grid { columns: 2, tile_width: 174, scrolls: false });
        for layout in [Layout::Nine, Layout::OneAndFive, Layout::SixtyFour] {
            assert_eq!(phone(layout), Grid { columns: 2, tile_width: 174, scrolls: true }, "{layout:?}");
        }
    }

    #[test]
    fn a_window_without_size_is_no_reason_to_fail() {
        assert_eq!(Grid::fit(9, 0.0, 0.0, 4.0).tile_width, 1);
        assert_eq!(Grid::laid(Layout::Nine, 0.0, 0.0, 4.0).tile_width, 1);
        assert_eq!(Grid::fit(0, 100.0, 100.0, 4.0).columns, 1);
    }
}
