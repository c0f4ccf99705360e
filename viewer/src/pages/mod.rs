//! The pages, one file each. Belongs here: what a URL shows. Does not: what several pages share.

mod camera;
mod not_found;
mod wall;

pub(crate) use camera::CameraPage;
pub(crate) use not_found::NotFound;
pub(crate) use wall::Wall;

use leptos::prelude::document;
use shared::text::{Lang, ui};

/// Names the page in the browser's tab.
fn set_title(lang: Lang, what: &str) {
    document().set_title(&format!("{what} – {}", ui::APP_NAME.raw(lang)));
}
