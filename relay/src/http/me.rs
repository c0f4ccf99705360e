//! `GET /api/v1/me`: who has logged in.

use super::asking::Asking;
use access::Identity;
use axum::Json;
use shared::{access::Right, api::me::Me};

pub(super) async fn me(Asking(principal): Asking) -> Json<Me> {
    let name = match principal.identity() {
        Identity::User { name, .. } => name,
        Identity::Embed(_) => String::new(),
    };
    let site_rights = Right::ALL.iter().copied().filter(|right| principal.has_site_wide(*right)).collect();
    Json(Me { name, site_rights })
}
