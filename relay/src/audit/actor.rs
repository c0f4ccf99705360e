//! Who a principal is in the audit.

use access::{Identity, Principal};
use shared::audit::{Actor, ActorKind};

/// The actor that a principal is.
pub(crate) fn actor(principal: &Principal) -> Actor {
    match principal.identity() {
        Identity::User { id, name, .. } => Actor { kind: ActorKind::User, id: id.to_string(), name },
        Identity::Embed(id) => Actor { kind: ActorKind::Embed, id: id.to_string(), name: String::new() },
    }
}
