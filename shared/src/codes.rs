//! Enums that stand as fixed words in messages and answers. Belongs here: declaring one. Does not: what the words mean.
//!
//! All are read as texts and looked up: what serde derives for each is a kilobyte of wasm.

/// Declares words once: the type, its list, and how each stands on the wire. Any other word is refused.
#[macro_export]
macro_rules! words {
    (@type $(#[$about:meta])* $type:ident: $($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$doc])* $name,)*
        }

        impl $type {
            /// Every one, in the order of their declaration.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$name),*];

            /// As it stands on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            fn find(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|known| known.as_str() == word)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }
    };
    ($(#[$about:meta])* $type:ident: $($rest:tt)*) => {
        $crate::words! { @type $(#[$about])* $type: $($rest)* }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let word = <String as ::serde::Deserialize>::deserialize(d)?;
                let unknown = || ::serde::de::Error::custom(concat!("no ", stringify!($type), " is called so"));
                Self::find(&word).ok_or_else(unknown)
            }
        }
    };
}

/// Declares codes, as [`words!`] does, of which a newer relay may know more: an enum needs a code `Unknown`, and whatever is
/// beyond the list is read as that.
macro_rules! codes {
    ($(#[$about:meta])* $type:ident: $($rest:tt)*) => {
        $crate::words! { @type $(#[$about])* $type: $($rest)* }

        impl $type {
            /// What a code stands for; `Unknown` where it is none of these.
            pub fn of(code: &str) -> Self {
                Self::find(code).unwrap_or(Self::Unknown)
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
