//! Enums that stand as fixed words in messages and answers. Belongs here: declaring one. Does not: what the codes mean.

/// Declares codes once: the type, its list, and the words of the wire. An enum needs a code `Unknown`: whatever a newer
/// relay says beyond the list is read as that.
macro_rules! codes {
    ($(#[$about:meta])* $type:ident: $($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$doc])* $name,)*
        }

        impl $type {
            /// Every code, for tables and tests.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code as it stands on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What a code stands for; `Unknown` where it is none of these.
            pub fn of(code: &str) -> Self {
                Self::ALL.iter().copied().find(|c| c.as_str() == code).unwrap_or(Self::Unknown)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let code = <String as serde::Deserialize>::deserialize(d)?;
                Ok(Self::of(&code))
            }
        }
    };
}
pub(crate) use codes;
