//! Hashes, keys and signatures as bytes, and as hex digits in text.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The text is not the hex digits of so many bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no {0} bytes as hex digits")]
pub struct BytesError(usize);

macro_rules! fixed_bytes {
    ($($(#[$doc:meta])* $name:ident: $length:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(pub [u8; $length]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = BytesError;
            fn from_str(s: &str) -> Result<Self, BytesError> {
                let mut out = [0; $length];
                if s.len() != 2 * $length || !s.bytes().all(|b| b.is_ascii_hexdigit()) {
                    return Err(BytesError($length));
                }
                for (byte, digits) in out.iter_mut().zip(s.as_bytes().chunks(2)) {
                    let digits = std::str::from_utf8(digits).map_err(|_| BytesError($length))?;
                    *byte = u8::from_str_radix(digits, 16).map_err(|_| BytesError($length))?;
                }
                Ok(Self(out))
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = BytesError;
            fn try_from(bytes: &[u8]) -> Result<Self, BytesError> {
                bytes.try_into().map(Self).map_err(|_| BytesError($length))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

fixed_bytes! {
    /// A SHA-256.
    Hash: 32;
    /// The key that signatures are checked with (Ed25519).
    PublicKey: 32;
    /// A signature (Ed25519).
    Signature: 64;
}

impl Hash {
    /// What the first row of all follows.
    pub const NONE: Self = Self([0; 32]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_there_and_back() {
        let hash = Hash(std::array::from_fn(|i| i as u8 * 8));
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(serde_json::from_str::<Hash>(&serde_json::to_string(&hash).unwrap()).unwrap(), hash);
        for bad in ["", "00", &"g".repeat(64), &"0".repeat(63), &"+1".repeat(32), &"é".repeat(32)] {
            assert_eq!(bad.parse::<Hash>(), Err(BytesError(32)), "{bad}");
        }
        assert!(Signature::try_from(&[0; 63][..]).is_err());
    }
}
