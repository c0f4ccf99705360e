//! How accounts are handled here.

use shared::access::Role;
use std::time::Duration;

/// The checked settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a session lasts after it was used last.
    pub session: Duration,
    /// Roles that may do nothing before they have set up a second factor.
    pub totp_roles: Vec<Role>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { session: Duration::from_secs(30 * 86_400), totp_roles: vec![Role::Admin, Role::Officer] }
    }
}

/// The roles that somebody can have, for help and hints.
pub(crate) fn roles() -> String {
    let all = Role::ALL.iter().filter(|role| **role != Role::Unknown);
    all.map(|role| role.as_str()).collect::<Vec<_>>().join(", ")
}
