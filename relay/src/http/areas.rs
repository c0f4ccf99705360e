//! `GET /api/v1/areas`: the parts of the ward.

use super::{App, asking::Asking};
use crate::places;
use access::See;
use axum::{Json, extract::State};
use shared::api::places::AreaTree;

pub(super) async fn tree(State(app): State<App>, Asking(principal): Asking) -> Json<AreaTree> {
    let entries = app.catalog.entries();
    let watched = entries.iter().filter(|entry| principal.may::<See>(&entry.id).is_ok());
    Json(places::tree(&app.catalog.areas(), watched.filter_map(|entry| entry.place.area.as_ref())))
}
