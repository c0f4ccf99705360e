//! Walls: how many tiles a page has and how they lie, whose cameras they are, and what an address says of it. Belongs here:
//! names, limits, reading and writing addresses. Does not: pixels (see the viewer's `grid`), who may see what.

mod layout;
mod of;
mod view;

pub use layout::Layout;
pub use of::{Of, OfError};
pub use view::{View, tiles};

/// Walls that one person may keep, the favourites not counted.
pub const WALLS_MAX: usize = 50;
/// Cameras on one wall.
pub const CAMERAS_MAX: usize = 512;
/// Characters of a wall's name.
pub const NAME_MAX: usize = 60;
/// Seconds after which a tour may turn the page.
pub const TOUR_SECS: std::ops::RangeInclusive<u32> = 5..=600;
/// Tiles on a page where no layout was chosen.
pub const TILES: usize = 16;
