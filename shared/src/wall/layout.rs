//! The layouts that a person can choose.

crate::words! {
    /// How the tiles of a page lie.
    Layout:
    /// One tile.
    One = "1";
    /// 2 x 2.
    Four = "4";
    /// 3 x 3.
    Nine = "9";
    /// 4 x 4.
    Sixteen = "16";
    /// 5 x 5.
    TwentyFive = "25";
    /// 6 x 6.
    ThirtySix = "36";
    /// 8 x 8.
    SixtyFour = "64";
    /// A large tile and five around it, on 3 x 3.
    OneAndFive = "1-5";
    /// A large tile and seven around it, on 4 x 4.
    OneAndSeven = "1-7";
}

impl Layout {
    /// From its name in an address.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::find(name)
    }

    /// Columns, and as many rows.
    pub fn side(self) -> usize {
        match self {
            Self::One => 1,
            Self::Four => 2,
            Self::Nine | Self::OneAndFive => 3,
            Self::Sixteen | Self::OneAndSeven => 4,
            Self::TwentyFive => 5,
            Self::ThirtySix => 6,
            Self::SixtyFour => 8,
        }
    }

    /// The columns and rows that the first tile takes.
    pub fn first(self) -> usize {
        match self {
            Self::OneAndFive => 2,
            Self::OneAndSeven => 3,
            _ => 1,
        }
    }

    /// Tiles on a page.
    pub fn tiles(self) -> usize {
        self.side() * self.side() - self.first() * self.first() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_has_as_many_tiles_as_its_name_says() {
        for layout in Layout::ALL {
            let name: usize = layout.as_str().split('-').map(|part| part.parse::<usize>().unwrap()).sum();
            assert_eq!(layout.tiles(), name, "{layout:?}");
            assert_eq!(Layout::from_name(layout.as_str()), Some(layout));
        }
        assert_eq!(Layout::from_name("2"), None);
    }
}
