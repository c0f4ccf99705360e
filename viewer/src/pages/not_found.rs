//! The page for a URL that names none.

use crate::components::Notice;
use leptos::prelude::*;
use shared::{routes, text::ui};

/// Says so, and where to go.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! { <Notice title=ui::NO_PAGE hint=None link=Some((routes::WALL, ui::BACK))/> }
}
