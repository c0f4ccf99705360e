//! A wall's address: which cameras, how they lie, which page, whether it turns, whether it is a television's.

use super::{Layout, TILES, TOUR_SECS};
use std::fmt::Write;

/// What the query of the wall's address says. What it says wrongly counts as not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Which cameras, as [`super::Of`] writes it; the relay reads it.
    pub of: String,
    /// How the tiles lie; `None`: as the wall was saved, else as the screen shows [`TILES`] best.
    pub layout: Option<Layout>,
    /// From 1.
    pub page: usize,
    /// Seconds after which the page turns; 0: it does not, whatever was saved.
    pub tour_secs: Option<u32>,
    /// Nothing but pictures, and what a wall needs that nobody sits at.
    pub tv: bool,
}

impl Default for View {
    fn default() -> Self {
        Self { of: String::new(), layout: None, page: 1, tour_secs: None, tv: false }
    }
}

impl View {
    /// From what stands behind the path: empty, or `?` and pairs.
    pub fn of_query(query: &str) -> Self {
        let mut view = Self::default();
        for pair in query.trim_start_matches('?').split('&') {
            let Some((name, value)) = pair.split_once('=') else { continue };
            match name {
                // An id has nothing that would need an escape.
                "of" if value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => view.of = value.to_owned(),
                "layout" => view.layout = Layout::from_name(value),
                "page" => view.page = value.parse().unwrap_or(1),
                "tour" => view.tour_secs = value.parse().ok().filter(|secs| *secs == 0 || TOUR_SECS.contains(secs)),
                "tv" => view.tv = value == "1",
                _ => {}
            }
        }
        view
    }

    /// The address; what is as usual is not said.
    pub fn url(&self) -> String {
        let mut url = "/".to_owned();
        let mut say = |name: &str, value: &str| {
            let mark = if url.len() == 1 { '?' } else { '&' };
            // Writing to a string cannot fail.
            let _ = write!(url, "{mark}{name}={value}");
        };
        if !self.of.is_empty() {
            say("of", &self.of);
        }
        if let Some(layout) = self.layout {
            say("layout", layout.as_str());
        }
        if let Some(secs) = self.tour_secs {
            say("tour", &secs.to_string());
        }
        if self.tv {
            say("tv", "1");
        }
        if self.page > 1 {
            say("page", &self.page.to_string());
        }
        url
    }

    /// The same wall on another page.
    pub fn on_page(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }
}

/// Tiles on a page.
pub fn tiles(layout: Option<Layout>) -> usize {
    layout.map_or(TILES, Layout::tiles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_all_of_a_wall() {
        let view =
            View { of: "wall-fav".into(), layout: Some(Layout::OneAndFive), page: 3, tour_secs: Some(10), tv: true };
        assert_eq!(view.url(), "/?of=wall-fav&layout=1-5&tour=10&tv=1&page=3");
        assert_eq!(View::of_query(view.url().trim_start_matches('/')), view);
        assert_eq!(View::default().url(), "/");
        assert_eq!(view.on_page(1).page, 1);
    }

    #[test]
    fn what_is_said_wrongly_is_not_said() {
        for query in
            ["", "?", "?page=-1", "?page=x&layout=2&tour=4&tv=yes&of=a%2Fb", "?layout=&tour=&of=&lang=en", "?tour=601"]
        {
            assert_eq!(View::of_query(query), View::default(), "{query}");
        }
        assert_eq!(View::of_query("?tour=0").tour_secs, Some(0));
    }
}
