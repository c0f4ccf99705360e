//! What is signed of a day that is over.

use super::{Hash, PublicKey, Signature, Signer};
use crate::UnixMicros;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// In front of what is signed: the version of what follows.
const TAG: &[u8] = b"ward-audit-head-1";
const DAY_MICROS: u64 = 86_400_000_000;

/// A day in UTC, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub u32);

impl Day {
    /// The day of a moment.
    pub fn of(at: UnixMicros) -> Self {
        Self(u32::try_from(at.0 / DAY_MICROS).unwrap_or(u32::MAX))
    }

    /// Its first moment.
    pub fn begins(self) -> UnixMicros {
        UnixMicros(u64::from(self.0) * DAY_MICROS)
    }
}

/// A segment that is over: rows of one day, in a row.
///
/// Signed are the bytes `"ward-audit-head-1" · number (64 bits) · day (32) · first_seq · last_seq · rows (64 each) ·
/// last_hash · follows (32 bytes each)`, big-endian; their SHA-256 is the head's hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its number, from 1, without gaps.
    pub number: u64,
    /// The day.
    pub day: Day,
    /// The number of its first row.
    pub first_seq: u64,
    /// The number of its last row.
    pub last_seq: u64,
    /// How many rows it has.
    pub rows: u64,
    /// The hash of its last row.
    pub last_hash: Hash,
    /// The hash of the head before; zero bytes where there is none.
    pub follows: Hash,
    /// The signature.
    pub signature: Signature,
}

impl Head {
    /// Signs a head; its own `signature` does not matter.
    pub fn signed(self, signer: &Signer) -> Self {
        Self { signature: signer.sign(&self.bytes()), ..self }
    }

    /// Whether it was signed as it is.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(&self.bytes(), &self.signature)
    }

    /// What the next head and the next row follow.
    pub fn hash(&self) -> Hash {
        Hash(Sha256::digest(self.bytes()).into())
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = TAG.to_vec();
        bytes.extend(self.number.to_be_bytes());
        bytes.extend(self.day.0.to_be_bytes());
        for number in [self.first_seq, self.last_seq, self.rows] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(self.last_hash.0);
        bytes.extend(self.follows.0);
        bytes
    }
}
