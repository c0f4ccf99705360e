//! What a viewer takes up while he is shown something: a place among those of his address and one among his own. Belongs
//! here: taking both or neither. Does not: how many there may be (see `config`), the relay's places as a whole.

use super::{
    problem::Refusal,
    tally::{Seat, Tally},
    visitor::Visitor,
};
use crate::config::Limits;
use access::{Identity, Principal};
use shared::wire::Reason;
use std::net::IpAddr;

/// How many there are, by address and by user. Each way of being shown something has its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    of_address: Tally<IpAddr>,
    of_user: Tally<String>,
}

/// Two places; given back when dropped.
#[derive(Debug)]
pub(super) struct Seats {
    _of_address: Seat<IpAddr>,
    /// An embed's visitors are counted by the embed.
    _of_user: Option<Seat<String>>,
}

impl Counts {
    pub(super) fn take(&self, visitor: Visitor, principal: &Principal, limits: &Limits) -> Result<Seats, Refusal> {
        let full = Refusal(Reason::TooManySockets);
        let of_address = self.of_address.take(&visitor.block(), limits.address_sockets).ok_or(full)?;
        let of_user = match principal.identity() {
            Identity::User { id, .. } => Some(self.of_user.take(&id.to_string(), limits.user_sockets).ok_or(full)?),
            Identity::Embed(_) => None,
        };
        Ok(Seats { _of_address: of_address, _of_user: of_user })
    }
}
