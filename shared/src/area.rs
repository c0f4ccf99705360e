//! The ward's parts: quarters, neighbourhood groups, streets. Belongs here: their names, kinds and paths.
//! Does not: the tree itself (see the store), who may see one.

use crate::label::is_label;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The longest name, in characters.
const NAME_MAX: usize = 80;
/// The deepest path: ward, quarter, group, street and two to spare.
pub const DEPTH_MAX: usize = 6;

/// Why a text names no area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AreaError {
    /// A name that is empty, too long, or holds `/` or what cannot be seen.
    #[error("no area name: use 1 to 80 characters without '/'")]
    Name,
    /// More than [`DEPTH_MAX`] names.
    #[error("an area lies at most 6 deep")]
    Depth,
}

/// An area's own name, as `Tổ 5`: 1 to 80 characters, no `/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AreaName(String);

impl AreaName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two siblings may not share: `Tổ 5` and `tổ 5` are one area.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl FromStr for AreaName {
    type Err = AreaError;
    fn from_str(s: &str) -> Result<Self, AreaError> {
        if is_label(s, NAME_MAX) && !s.contains('/') { Ok(Self(s.to_owned())) } else { Err(AreaError::Name) }
    }
}

impl fmt::Display for AreaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An area by the names that lead to it, as `Khu phố 2/Tổ 5`: 1 to [`DEPTH_MAX`] names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AreaPath(Vec<AreaName>);

impl AreaPath {
    /// The names from the top down; never empty.
    pub fn names(&self) -> &[AreaName] {
        &self.0
    }

    /// The path to the area above, where there is one.
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.0.split_last()?;
        (!above.is_empty()).then(|| Self(above.to_vec()))
    }
}

impl FromStr for AreaPath {
    type Err = AreaError;
    fn from_str(s: &str) -> Result<Self, AreaError> {
        let names: Vec<AreaName> = s.split('/').map(|name| name.trim().parse()).collect::<Result<_, _>>()?;
        if names.len() <= DEPTH_MAX { Ok(Self(names)) } else { Err(AreaError::Depth) }
    }
}

impl fmt::Display for AreaPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, name) in self.0.iter().enumerate() {
            write!(f, "{}{name}", if i == 0 { "" } else { "/" })?;
        }
        Ok(())
    }
}

/// What kind of part an area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// A ward or commune (phường, xã).
    Ward,
    /// A part of a ward (khu phố, khu vực).
    Quarter,
    /// A neighbourhood group (tổ dân phố).
    Group,
    /// A part of a commune (thôn, ấp, xóm).
    Hamlet,
    /// A street or an alley.
    Street,
    /// Anything else.
    Other,
}

impl AreaKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Ward, Self::Quarter, Self::Group, Self::Hamlet, Self::Street, Self::Other];

    /// The name in the API, the database and the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ward => "ward",
            Self::Quarter => "quarter",
            Self::Group => "group",
            Self::Hamlet => "hamlet",
            Self::Street => "street",
            Self::Other => "other",
        }
    }

    /// The kind that an area's name tells: `Tổ 5` is a group.
    pub fn of(name: &AreaName) -> Self {
        /// Longer words stand before their own beginnings.
        const WORDS: &[(&str, AreaKind)] = &[
            ("phường", AreaKind::Ward),
            ("xã", AreaKind::Ward),
            ("khu phố", AreaKind::Quarter),
            ("khu vực", AreaKind::Quarter),
            ("khu", AreaKind::Quarter),
            ("kp", AreaKind::Quarter),
            ("kv", AreaKind::Quarter),
            ("tổ", AreaKind::Group),
            ("tdp", AreaKind::Group),
            ("thôn", AreaKind::Hamlet),
            ("ấp", AreaKind::Hamlet),
            ("xóm", AreaKind::Hamlet),
            ("đường", AreaKind::Street),
            ("phố", AreaKind::Street),
            ("hẻm", AreaKind::Street),
            ("ngõ", AreaKind::Street),
        ];
        let key = name.key();
        let starts =
            |word: &str| key.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic()));
        WORDS.iter().find(|(word, _)| starts(word)).map_or(Self::Other, |(_, kind)| *kind)
    }
}

impl FromStr for AreaKind {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_names_from_the_top_down() {
        let path: AreaPath = " Khu phố 2 / Tổ 5".parse().unwrap();
        assert_eq!((path.names().len(), path.to_string().as_str()), (2, "Khu phố 2/Tổ 5"));
        assert_eq!(path.parent(), Some("Khu phố 2".parse().unwrap()));
        assert_eq!(path.parent().unwrap().parent(), None);
        for bad in ["", "/", "a/", "a//b", "a\nb", "a/\u{202e}b"] {
            assert_eq!(bad.parse::<AreaPath>(), Err(AreaError::Name), "{bad:?}");
        }
        assert_eq!("a/b/c/d/e/f/g".parse::<AreaPath>(), Err(AreaError::Depth));
    }

    #[test]
    fn a_name_tells_its_kind() {
        for (name, kind) in [
            ("Phường Cái Khế", AreaKind::Ward),
            ("Khu phố 2", AreaKind::Quarter),
            ("KV3", AreaKind::Quarter),
            ("Tổ dân phố 5", AreaKind::Group),
            ("TỔ 5", AreaKind::Group),
            ("Xóm Đình", AreaKind::Hamlet),
            ("Hẻm 12", AreaKind::Street),
            ("Xãng", AreaKind::Other),
            ("Chợ", AreaKind::Other),
        ] {
            assert_eq!(AreaKind::of(&name.parse().unwrap()), kind, "{name}");
        }
        for kind in AreaKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("{:?}", kind.as_str()));
        }
    }
}
