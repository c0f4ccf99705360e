//! `GET /api/v1/me`: what a page may know of whoever has opened it.

use crate::access::Right;
use serde::{Deserialize, Serialize};

/// Who has logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The name, as others see it.
    pub name: String,
    /// What may be done over the whole ward: decides which pages are offered, never what is allowed.
    pub site_rights: Vec<Right>,
}

impl Me {
    /// Whether there is anything to set up or look through for this person.
    pub fn administers(&self) -> bool {
        self.site_rights.iter().any(|right| right.is_site_wide())
    }
}
