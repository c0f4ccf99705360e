//! New cameras' ids. Belongs here: making them. Does not: their form (see `shared::ids`).

use crate::Failure;
use shared::{CameraId, SiteId, text::cli as t};

/// Letters and digits that cannot be taken for each other.
const ID_LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A random id of 8 letters: 40 bits, enough for a ward.
pub(crate) fn random_id(site: &SiteId) -> Result<CameraId, Failure> {
    let letters: String =
        rand::random::<[u8; 8]>().iter().map(|b| char::from(ID_LETTERS[usize::from(*b) % ID_LETTERS.len()])).collect();
    CameraId::new(site, &letters).map_err(|_| Failure::new(t::ID_BAD, [("id", &letters)]))
}
