//! Every word a user reads, in Vietnamese and English. Belongs here: tables and filling in. Does not: choosing a language
//! by looking at the machine or the browser.

pub mod advice;
pub mod audit;
pub mod backup;
pub mod check;
pub mod cli;
pub mod door;
pub mod embed;
pub mod health;
pub mod line;
pub mod lite;
pub mod model;
pub mod people;
pub mod probe;
pub mod reasons;
pub mod ui;
pub mod webrtc;

use serde::{Deserialize, Serialize};

/// A language of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Vietnamese, the first language of every screen.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// `vi` or `en`, as in HTML's `lang`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// From a language tag or a POSIX locale; `None` for other languages.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.get(..2)?.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// A text in both languages; `{name}` stands for what is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text as it stands in the table.
    pub fn raw(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }

    /// The text with `{name}` replaced by each pair's value. Values are not searched again.
    pub fn fill(self, lang: Lang, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.raw(lang);
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, next)) = behind.split_once('}') else {
                rest = behind;
                break;
            };
            out.push_str(values.iter().find(|(n, _)| *n == name).map_or(name, |(_, v)| v));
            rest = next;
        }
        out.push_str(rest);
        out
    }
}

/// Declares a table: one constant a text, both languages side by side, and `ALL` for the tests.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $vi:literal | $en:literal;)*) => {
        $($(#[$doc])* pub const $name: $crate::text::Text = $crate::text::Text { vi: $vi, en: $en };)*
        /// Every text of this table with its name.
        pub const ALL: &[(&str, $crate::text::Text)] = &[$((stringify!($name), $name)),*];
    };
}
use texts;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn holes(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|t| t.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn no_key_is_missing_and_both_languages_ask_for_the_same() {
        let tables = [
            ui::ALL,
            cli::ALL,
            model::ALL,
            reasons::ALL,
            advice::ALL,
            probe::ALL,
            health::ALL,
            line::ALL,
            people::ALL,
            audit::ALL,
            backup::ALL,
            embed::ALL,
            lite::ALL,
            check::ALL,
            webrtc::ALL,
        ];
        let mut names = BTreeSet::new();
        for (name, text) in tables.into_iter().chain(door::TABLES).flatten() {
            assert!(names.insert(name), "{name} stands twice");
            assert!(!text.vi.trim().is_empty() && !text.en.trim().is_empty(), "{name} is empty");
            assert_eq!(holes(text.vi), holes(text.en), "{name}");
            let switch = *name == "OTHER_LANGUAGE"; // each language is named in its own
            assert!(
                switch || text.en.is_ascii() || text.en.contains(['…', '–', '·', '✕', '←', '’', '“', '→']),
                "{name}: {}",
                text.en
            );
        }
        assert!(names.len() > 60);
    }

    #[test]
    fn values_are_filled_in_once() {
        let t = Text { vi: "{a} và {b}", en: "{a} and {b}" };
        assert_eq!(t.fill(Lang::Vi, &[("a", "{b}"), ("b", "2")]), "{b} và 2");
        assert_eq!(t.fill(Lang::En, &[("b", "2")]), "a and 2");
    }

    #[test]
    fn language_tags() {
        assert_eq!(Lang::from_tag("en_US.UTF-8"), Some(Lang::En));
        assert_eq!(Lang::from_tag("vi-VN"), Some(Lang::Vi));
        assert_eq!(Lang::from_tag("C"), None);
        assert_eq!(Lang::from_tag("đ"), None);
    }
}
