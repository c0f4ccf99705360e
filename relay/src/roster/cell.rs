//! Cells as spreadsheets take them. A cell that begins with `=`, `+`, `-` or `@` would be run as a formula by whoever opens
//! the list (CWE-1236), so such a text is written with an apostrophe in front, and so is one that begins with an
//! apostrophe and one of those; reading takes it off again. Nothing else is touched.

use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

/// A text as it is written into a cell.
pub(crate) fn guard(text: &str) -> Cow<'_, str> {
    if is_guarded(text.trim_start_matches('\'')) { format!("'{text}").into() } else { text.into() }
}

/// The text of a cell.
pub(crate) fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_guarded(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn is_guarded(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// A text without space around it, its letters composed (NFC): what looks the same is the same, whatever it was typed on.
pub(crate) fn tidy(text: &str) -> String {
    NFC.normalize(text.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_written_as_text() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+84", "'+84"),
            ("-x", "'-x"),
            ("@cmd", "'@cmd"),
            ("'=1", "''=1"),
            ("'quoted", "'quoted"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guard(text), cell);
            assert_eq!(unguard(cell), text);
        }
    }

    #[test]
    fn letters_are_composed() {
        assert_eq!(tidy(" Tô\u{309} 5 "), "Tổ 5");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "['=+@a-]{0,5}\\PC{0,4}") {
            let cell = guard(&text);
            prop_assert_eq!(unguard(&cell), &text);
            prop_assert!(!is_guarded(&cell));
        }
    }
}
