//! The two looks of every page. Belongs here: their names. Does not: colours (see `viewer/style`).

/// How a page looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// For rooms and nights.
    #[default]
    Dark,
    /// For a phone in the sun: black on white.
    Light,
}

impl Theme {
    /// As in the cookie, in the query and in `data-theme`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }

    /// The theme of this name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Dark, Self::Light].into_iter().find(|theme| theme.as_str() == name)
    }

    /// The one that this one is changed to.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
        }
    }
}
