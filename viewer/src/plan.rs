//! How a wall is shown now: from its address, what was saved with it, and how many cameras it has. Belongs here: the sums.
//! Does not: pixels (see `grid`).

use shared::{
    api::walls::WallHead,
    wall::{Layout, View, tiles},
};

/// A wall as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    /// How the tiles lie; `None`: as the screen shows them best.
    pub(crate) layout: Option<Layout>,
    /// Tiles on a page.
    pub(crate) tiles: usize,
    /// At least 1.
    pub(crate) pages: usize,
    /// The page that is shown, from 1.
    pub(crate) page: usize,
    /// Seconds after which the page turns; 0: it does not.
    pub(crate) tour_secs: u32,
}

impl Plan {
    /// What the address says goes before what was saved. `turned` is the page that a tour has come to.
    pub(crate) fn new(view: &View, saved: Option<&WallHead>, cameras: usize, turned: usize) -> Self {
        let layout = view.layout.or_else(|| saved?.layout);
        let tiles = tiles(layout);
        let pages = cameras.div_ceil(tiles).max(1);
        let tour_secs = view.tour_secs.or_else(|| saved?.tour_secs).unwrap_or(0);
        Self { layout, tiles, pages, page: turned.clamp(1, pages), tour_secs }
    }

    /// The page behind this one; behind the last comes the first.
    pub(crate) fn next(self) -> usize {
        self.page % self.pages + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_goes_before_what_was_saved() {
        let saved = WallHead { name: "Ca đêm".into(), layout: Some(Layout::Four), tour_secs: Some(10) };
        for (query, is_saved, cameras, turned, (tiles, pages, page, tour_secs)) in [
            ("", false, 0, 1, (16, 1, 1, 0)),
            ("", false, 33, 9, (16, 3, 3, 0)),
            ("", true, 9, 2, (4, 3, 2, 10)),
            ("?layout=1-5&tour=0", true, 7, 0, (6, 2, 1, 0)),
            ("?tour=5", false, 64, 1, (16, 4, 1, 5)),
        ] {
            let plan = Plan::new(&View::of_query(query), is_saved.then_some(&saved), cameras, turned);
            assert_eq!((plan.tiles, plan.pages, plan.page, plan.tour_secs), (tiles, pages, page, tour_secs), "{query}");
        }
    }

    #[test]
    fn behind_the_last_page_comes_the_first() {
        let plan = |page| Plan { layout: None, tiles: 16, pages: 3, page, tour_secs: 0 };
        assert_eq!([1, 2, 3].map(|page| plan(page).next()), [2, 3, 1]);
    }
}
