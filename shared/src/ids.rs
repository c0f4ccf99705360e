//! Names of things: sites, cameras, streams, slots. Belongs here: parsing and printing them.
//! Does not: what they stand for.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The longest site or camera name, in bytes.
const MAX_PART: usize = 32;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no id: use 1 to 32 of a-z, 0-9 and '-', starting with a letter or digit")]
pub struct IdError(String);

fn check_part(s: &str) -> Result<(), IdError> {
    let body = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let ok = !s.is_empty() && s.len() <= MAX_PART && s.bytes().all(body) && !s.starts_with('-');
    if ok { Ok(()) } else { Err(IdError(s.chars().take(64).collect())) }
}

macro_rules! text_id {
    ($($id:ident),*) => {$(
        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl Serialize for $id {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }
        impl<'de> Deserialize<'de> for $id {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
/// Declares an opaque id: 1 to 32 of a-z, 0-9 and `-`, never used again, so that what refers to it survives a new name.
macro_rules! opaque_id {
    ($($(#[$doc:meta])* $id:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $id(String);

        impl $id {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $id {
            type Err = IdError;
            fn from_str(s: &str) -> Result<Self, IdError> {
                check_part(s)?;
                Ok(Self(s.to_owned()))
            }
        }

        text_id!($id);
    )*};
}

/// One relay's place: a ward or a commune. Lower-case letters, digits and `-`, at most 32.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SiteId(String);

impl SiteId {
    /// The site's name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SiteId {
    type Err = IdError;
    fn from_str(s: &str) -> Result<Self, IdError> {
        check_part(s)?;
        Ok(Self(s.to_owned()))
    }
}

/// A camera, as `site/camera`, so that the cameras of many wards can be joined without renaming one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CameraId {
    text: String,
    slash: usize,
}

impl CameraId {
    /// Joins a site and the name of a camera in it.
    pub fn new(site: &SiteId, camera: &str) -> Result<Self, IdError> {
        check_part(camera)?;
        Ok(Self { text: format!("{}/{camera}", site.0), slash: site.0.len() })
    }

    /// The whole id, `site/camera`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the slash.
    pub fn site(&self) -> &str {
        &self.text[..self.slash]
    }

    /// The part behind the slash.
    pub fn camera(&self) -> &str {
        &self.text[self.slash + 1..]
    }
}

impl FromStr for CameraId {
    type Err = IdError;
    fn from_str(s: &str) -> Result<Self, IdError> {
        let (site, camera) = s.split_once('/').ok_or_else(|| IdError(s.chars().take(80).collect()))?;
        Self::new(&site.parse()?, camera)
    }
}

/// One run of one camera's profile with unchanged parameter sets. Never used again within a relay's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StreamId(pub u32);

/// A viewer's place for one tile's frames, 0 to 63.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slot(pub u8);

crate::words! {
    /// Which of a camera's streams: the full picture or the small one.
    Profile:
    /// The full picture.
    Main = "main";
    /// The small picture that walls, posters and health checks live on.
    Sub = "sub";
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

text_id!(SiteId, CameraId);

opaque_id! {
    /// An area of the ward.
    AreaId;
    /// A person with an account.
    UserId;
    /// One grant of a role.
    GrantId;
    /// One login on one device; not the secret that its cookie carries.
    SessionId;
    /// One invitation; not the secret in its link.
    InvitationId;
    /// One public embed of a camera; not the secret in its address.
    EmbedId;
    /// One wall that a person has arranged; unlike among that person's alone.
    WallId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_id_carries_its_site() {
        let id: CameraId = "cai-khe/ngo-12".parse().unwrap();
        assert_eq!((id.site(), id.camera(), id.as_str()), ("cai-khe", "ngo-12", "cai-khe/ngo-12"));
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""cai-khe/ngo-12""#);
    }

    #[test]
    fn paths_and_control_characters_are_no_ids() {
        for bad in ["", "a", "a/", "/a", "a/b/c", "a/../b", "a/%2e", "A/b", "a/b\0", "a/-b", "a/é", "../../etc"] {
            assert!(bad.parse::<CameraId>().is_err(), "{bad:?}");
        }
        let long = format!("a/{}", "b".repeat(33));
        assert!(long.parse::<CameraId>().is_err());
        assert!(serde_json::from_str::<CameraId>(r#"{"site":"a"}"#).is_err());
    }
}
