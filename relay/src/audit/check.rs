//! Checking the stored audit.

use super::CheckError;
use shared::audit::{PublicKey, SpanKind, Verifier, Whole};
use store::Store;

/// Rows that are read at a time.
const ROWS: u32 = 1000;

/// Checks every stored row and head, as they are at this moment; `None` where nothing was ever recorded. Answers the key
/// they are signed with, too.
pub async fn check(store: &Store) -> Result<Option<(Whole, PublicKey)>, CheckError> {
    let Some(mut reader) = store.audit_reader().await? else { return Ok(None) };
    let (key, heads) = (reader.key(), reader.heads().to_vec());
    let mut verifier = Verifier::new(&key, &heads, reader.kept(), SpanKind::Kept)?;
    loop {
        let rows = reader.rows(ROWS).await?;
        if rows.is_empty() {
            return Ok(Some((verifier.end()?, key)));
        }
        rows.iter().try_for_each(|row| verifier.row(row))?;
    }
}
