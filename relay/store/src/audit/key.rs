//! The key that signs the audit: made when the first row is written, sealed in the database.

use crate::{StoreError, key::Key, seal};
use shared::audit::{PublicKey, Signer};
use sqlx::{SqliteConnection, query_as};

/// In place of an owner's id; no id has such letters.
const OWNER: &str = "#audit";

/// The stored key; `None` where there is none yet, an error where it does not open or is not the one it says.
pub(super) async fn stored(db: &mut SqliteConnection, key: &Key) -> Result<Option<Signer>, StoreError> {
    let row: Option<(Vec<u8>, Vec<u8>)> =
        query_as("SELECT public_key, secret_sealed FROM audit_key").fetch_optional(db).await?;
    let Some((public, sealed)) = row else { return Ok(None) };
    let public = PublicKey::try_from(&*public).map_err(|_| StoreError::AuditKey)?;
    let secret = seal::open(key, OWNER, &public.to_string(), &sealed).ok_or(StoreError::AuditKey)?;
    let signer = Signer::new(&secret.try_into().map_err(|_| StoreError::AuditKey)?);
    if signer.public() == public { Ok(Some(signer)) } else { Err(StoreError::AuditKey) }
}

/// A new key.
pub(super) async fn make(db: &mut SqliteConnection, key: &Key) -> Result<Signer, StoreError> {
    let secret: [u8; 32] = rand::random();
    let signer = Signer::new(&secret);
    let public = signer.public();
    let sealed = seal::seal(key, OWNER, &public.to_string(), &secret).ok_or(StoreError::AuditKey)?;
    sqlx::query("INSERT INTO audit_key (one, public_key, secret_sealed, key_id) VALUES (1, ?, ?, ?)")
        .bind(&public.0[..])
        .bind(sealed)
        .bind(&key.id)
        .execute(db)
        .await?;
    Ok(signer)
}
