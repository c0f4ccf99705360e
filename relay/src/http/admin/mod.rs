//! Administration over HTTP. Belongs here: which files there are. Does not: any page (one file a section), markup (see
//! `pages::admin`).

mod audit;
mod checks;
mod embeds;
mod grants;
mod invitation;
pub(super) mod listing;
mod people;
mod person;
mod sessions;
mod settings;
mod steps;
mod ward;

pub(crate) use settings::Running;
pub(crate) use ward::Admin;
pub(super) use ward::{state, unforeseen};

use super::{App, doors::Doors};

/// Adds administration's routes to the table.
pub(super) fn doors(doors: Doors, app: &App) -> Doors {
    let doors = ward::doors(doors, app);
    let doors = people::doors(doors);
    let doors = person::doors(doors);
    let doors = steps::doors(doors);
    let doors = sessions::doors(doors);
    let doors = embeds::doors(doors);
    let doors = audit::doors(doors);
    let doors = checks::doors(doors);
    settings::doors(doors)
}
