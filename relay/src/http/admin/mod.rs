//! Administration over HTTP: from a form to a change and back to a page. Belongs here: one file a section. Does not:
//! markup (see `pages`), who may do what (see `doors`).

mod embeds;

use super::doors::Doors;

/// Adds the sections' routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    embeds::doors(doors)
}
