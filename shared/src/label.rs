//! Short texts that people type: names of cameras and areas, streets. Belongs here: what may stand in one.
//! Does not: Unicode normalisation (the relay's command line does that once, where text comes in).

/// The longest name of a camera or a street, in characters.
pub const NAME_MAX: usize = 120;

/// Whether a text can be shown in one line as it stands: 1 to `max` characters, no space at its ends, no control
/// characters, nothing that turns or breaks lines without being seen.
pub fn is_label(text: &str, max: usize) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().count() <= max && !text.contains(is_trick)
}

fn is_trick(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_no_label() {
        assert!(is_label("Ngã tư Lê Lợi <b>", 40));
        for bad in ["", " a", "a ", "a\nb", "a\u{202e}b", "a\u{200b}b", "a\0", "\u{feff}a", "abcdef"] {
            assert!(!is_label(bad, 5), "{bad:?}");
        }
    }
}
