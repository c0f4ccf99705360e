//! `GET /api/v1/areas`: the parts of the ward.

use super::{App, asking::Asking};
use crate::places;
use access::See;
use axum::{Json, extract::State};
use shared::{access::Right, api::places::AreaTree};

pub(super) async fn tree(State(app): State<App>, Asking(principal): Asking) -> Json<AreaTree> {
    let entries = app.catalog.entries();
    let watched = entries.iter().filter(|entry| principal.may::<See>(&entry.id).is_ok());
    let tree = places::tree(&app.catalog.areas(), watched.filter_map(|entry| entry.place.area.as_ref()));
    // Whoever watches over the whole ward sees its empty parts, too; of anybody else's parts nobody learns the name.
    Json(if principal.has_site_wide(Right::Watch) { tree } else { places::with_cameras(tree) })
}
