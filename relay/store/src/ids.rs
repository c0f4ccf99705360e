//! New ids of rows. Belongs here: making them. Does not: secrets, which are longer.

/// Letters and digits that cannot be taken for each other.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// `N` random letters, 4.95 bits each.
pub(crate) fn letters<const N: usize>() -> String {
    rand::random::<[u8; N]>().iter().map(|b| char::from(LETTERS[usize::from(*b) % LETTERS.len()])).collect()
}
