//! One part of a long list, and looking for a name in it. Belongs here: from a query to the rows that are shown. Does not:
//! markup (see `pages::kit::Listing`), what a row is.

use super::super::query::Values;
use crate::pages::kit::{Listing, Pager};
use shared::search::Search;
use url::form_urlencoded;

/// Rows of a part: two screens of a desk, and a quick page on a phone.
const ROWS: usize = 50;
/// What is looked for is cut there.
const SOUGHT_MAX: usize = 100;

/// The rows that are asked for by `q` and `page`, and what stands around them. `texts` are those in which a row is found. A
/// page beyond the last is the last.
pub(in crate::http) fn part<T>(
    url: &'static str,
    rows: Vec<T>,
    values: &Values,
    texts: impl Fn(&T) -> Vec<&str>,
) -> (Vec<T>, Listing) {
    let sought: String = values.get("q").map(|q| q.trim().chars().take(SOUGHT_MAX).collect()).unwrap_or_default();
    let (all, search) = (rows.len(), Search::new(&sought));
    let mut found: Vec<T> = rows.into_iter().filter(|row| search.finds(texts(row))).collect();
    let count = found.len();
    let last = count.div_ceil(ROWS).max(1);
    let page = values.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, last);
    let address = |page: usize| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !sought.is_empty() {
            query.append_pair("q", &sought);
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        let query = query.finish();
        if query.is_empty() { url.to_owned() } else { format!("{url}?{query}") }
    };
    let pager = Pager { newer: (page > 1).then(|| address(page - 1)), older: (page < last).then(|| address(page + 1)) };
    found.drain(..(page - 1) * ROWS);
    found.truncate(ROWS);
    (found, Listing { url, sought, found: count, all, is_long: all > ROWS, pager })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(q: &str, page: &str) -> (Vec<String>, Listing) {
        let names = (1..=120).map(|n| format!("Ngõ {n:03}")).collect();
        let values = [("q", q), ("page", page)].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        part("/list", names, &values, |name| vec![name.as_str()])
    }

    #[test]
    fn parts_follow_one_another() {
        let ends = |page| {
            let (rows, listing) = shown("", page);
            (rows[0].clone(), rows.len(), listing.pager.newer, listing.pager.older)
        };
        let some = |url: &str| Some(url.to_owned());
        assert_eq!(ends("1"), ("Ngõ 001".into(), 50, None, some("/list?page=2")));
        assert_eq!(ends("2"), ("Ngõ 051".into(), 50, some("/list"), some("/list?page=3")));
        assert_eq!(ends("3"), ("Ngõ 101".into(), 20, some("/list?page=2"), None));
        for beyond in ["4", "18446744073709551615"] {
            assert_eq!(ends(beyond).0, "Ngõ 101");
        }
        for none in ["0", "-1", "x", "", "99999999999999999999999"] {
            assert_eq!(ends(none).0, "Ngõ 001");
        }
    }

    #[test]
    fn a_name_is_found_without_its_marks() {
        let (rows, listing) = shown("  ngo 11", "");
        assert_eq!((rows.len(), listing.found, listing.all), (10, 10, 120), "{rows:?}");
        assert_eq!(rows[0], "Ngõ 110");
        assert_eq!(listing.sought, "ngo 11");
        let (_, listing) = shown("ngo", "2");
        assert_eq!(listing.pager.older.as_deref(), Some("/list?q=ngo&page=3"));
        assert_eq!(shown("Lê Lợi", "").0, Vec::<String>::new());
        assert_eq!(shown(&"x".repeat(5_000), "").1.sought.len(), 100);
    }
}
