//! `If-Match` (RFC 9110 §13.1.1) against a session's entity tag. Pure.

use axum::http::{HeaderMap, header::IF_MATCH};

/// What a request says of the tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// Nothing.
    Absent,
    /// Others.
    Other,
    /// This one, or any.
    Holds,
}

/// `tag` is without its quotation marks. Compared strongly: what is weak is another. `"*"` in marks counts as `*` without
/// them, since RFC 9725 §4.3.3 writes it so in its example.
pub(super) fn condition(headers: &HeaderMap, tag: &str) -> Condition {
    let mut lists = headers.get_all(IF_MATCH).iter().peekable();
    if lists.peek().is_none() {
        return Condition::Absent;
    }
    let mut known = lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(',')).map(str::trim);
    let is_it = |said: &str| {
        let inside = said.strip_prefix('"').and_then(|said| said.strip_suffix('"'));
        said == "*" || inside.is_some_and(|inside| inside == tag || inside == "*")
    };
    if known.any(is_it) { Condition::Holds } else { Condition::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lists: &[&[u8]]) -> Condition {
        let values = lists.iter().map(|list| (IF_MATCH, axum::http::HeaderValue::from_bytes(list).unwrap()));
        let mut headers = HeaderMap::new();
        values.for_each(|(name, value)| _ = headers.append(name, value));
        condition(&headers, "abc")
    }

    #[test]
    fn only_the_very_tag_or_any_holds() {
        assert_eq!(of(&[]), Condition::Absent);
        for good in [&[&b"\"abc\""[..]][..], &[b"*"], &[b"\"*\""], &[b"\"x\", \"abc\""], &[b"\"x\"", b" \"abc\" "]] {
            assert_eq!(of(good), Condition::Holds, "{good:?}");
        }
        for bad in [&b""[..], b"abc", b"W/\"abc\"", b"\"ABC\"", b"\"abcd\"", b"\"\"", b"\"abc", b"\"abc\"\xff", b"\""] {
            assert_eq!(of(&[bad]), Condition::Other, "{bad:?}");
        }
    }
}
