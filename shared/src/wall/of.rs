//! Whose cameras a wall shows.

use crate::{AreaId, WallId};
use std::{fmt, str::FromStr};

/// Which cameras; of those only what the person may watch is ever shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Of {
    /// All.
    #[default]
    All,
    /// Those of an area and of all below it.
    Area(AreaId),
    /// Those of a wall that the person has arranged.
    Wall(WallId),
}

/// The text names no wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("use `area-ID` or `wall-ID`")]
pub struct OfError;

impl FromStr for Of {
    type Err = OfError;

    fn from_str(text: &str) -> Result<Self, OfError> {
        let of = match text.split_once('-') {
            None if text.is_empty() => Some(Self::All),
            Some(("area", id)) => id.parse().ok().map(Self::Area),
            Some(("wall", id)) => id.parse().ok().map(Self::Wall),
            _ => None,
        };
        of.ok_or(OfError)
    }
}

impl fmt::Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::Area(id) => write!(f, "area-{id}"),
            Self::Wall(id) => write!(f, "wall-{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_is_named_in_one_word() {
        for text in ["", "area-k2", "wall-fav", "wall-abc"] {
            assert_eq!(text.parse::<Of>().unwrap().to_string(), text);
        }
        for bad in ["area-", "area", "wall-../x", "wall-A", "street-k2"] {
            assert_eq!(bad.parse::<Of>(), Err(OfError), "{bad}");
        }
    }
}
