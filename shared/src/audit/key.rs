//! The key that signs, and checking what it signed.

use super::{PublicKey, Signature};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};

/// Signs heads and spans. Cannot be formatted; its bytes are wiped when it goes.
pub struct Signer(SigningKey);

impl Signer {
    /// From 32 random bytes, which are the secret key (RFC 8032 §5.1.5).
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The key that its signatures are checked with.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    pub(super) fn sign(&self, bytes: &[u8]) -> Signature {
        Signature(self.0.sign(bytes).to_bytes())
    }
}

impl PublicKey {
    /// Strictly, so that no weak key verifies anything.
    pub(super) fn verifies(&self, bytes: &[u8], signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        VerifyingKey::from_bytes(&self.0).is_ok_and(|key| key.verify_strict(bytes, &signature).is_ok())
    }
}
