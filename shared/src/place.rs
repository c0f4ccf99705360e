//! What is known of a camera beside its pictures: where it hangs and whose it is. Belongs here: the facts together.
//! Does not: addresses, accounts, consent.

use crate::{
    AreaId,
    geo::{Heading, Position},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Who owns a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerKind {
    /// The ward or commune.
    Ward,
    /// A neighbourhood group (tổ dân phố).
    Group,
    /// A household that lends it.
    Household,
    /// A shop or firm.
    Business,
    /// A school.
    School,
    /// Somebody else.
    Other,
}

impl OwnerKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Ward, Self::Group, Self::Household, Self::Business, Self::School, Self::Other];

    /// The name in the API, the database, lists and the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ward => "ward",
            Self::Group => "group",
            Self::Household => "household",
            Self::Business => "business",
            Self::School => "school",
            Self::Other => "other",
        }
    }
}

impl FromStr for OwnerKind {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s).ok_or(())
    }
}

/// Where a camera hangs and whose it is, as far as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The part of the ward.
    pub area: Option<AreaId>,
    /// The street or corner, as people there say it.
    pub street: Option<String>,
    /// The point.
    pub position: Option<Position>,
    /// Where it looks.
    pub heading: Option<Heading>,
    /// Whose it is.
    pub owner: Option<OwnerKind>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_have_one_name_everywhere() {
        for kind in OwnerKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("{:?}", kind.as_str()));
        }
        assert!("Ward".parse::<OwnerKind>().is_err());
    }
}
