//! Finding a name by what somebody types on a phone: without case, without Vietnamese marks, in any order of words.
//! Belongs here: folding and matching. Does not: where the names come from, ranking.

/// Vietnamese letters by what is left of them without their marks.
const MARKED: [(char, &str); 7] = [
    ('a', "àáảãạăằắẳẵặâầấẩẫậ"),
    ('d', "đ"),
    ('e', "èéẻẽẹêềếểễệ"),
    ('i', "ìíỉĩị"),
    ('o', "òóỏõọôồốổỗộơờớởỡợ"),
    ('u', "ùúủũụưừứửữự"),
    ('y', "ỳýỷỹỵ"),
];

/// A text as it is compared: small letters without marks, runs of anything else as one space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        // Marks that stand behind their letter, as some keyboards and file names have them.
        if matches!(c, '\u{300}'..='\u{36f}') {
            continue;
        }
        let bare = MARKED.iter().find(|(_, marked)| !c.is_ascii() && marked.contains(c)).map_or(c, |(bare, _)| *bare);
        if bare.is_alphanumeric() {
            out.push(bare);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search(Vec<String>);

impl Search {
    /// From what somebody typed.
    pub fn new(typed: &str) -> Self {
        Self(fold(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// Nothing is looked for: everything is found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word is the beginning of one in these texts: `7` finds `Ngõ 7` and not `Ngõ 17`.
    pub fn finds<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        if self.is_empty() {
            return true;
        }
        let texts: Vec<String> = texts.into_iter().map(fold).collect();
        let there: Vec<&str> = texts.iter().flat_map(|text| text.split(' ')).collect();
        self.0.iter().all(|word| there.iter().any(|other| other.starts_with(word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_count() {
        assert_eq!(fold("Ngã tư Lê Lợi – Trần Phú (Đ. 12)"), "nga tu le loi tran phu d 12");
        // The same letters with their marks behind them (NFD).
        assert_eq!(fold("Nga\u{303} tu\u{31b} Đu\u{31b}o\u{31b}\u{300}ng"), "nga tu duong");
        assert_eq!(fold("  --  "), "");
        let all: String = MARKED.iter().map(|(_, marked)| *marked).collect();
        assert!(fold(&all.to_uppercase()).is_ascii(), "{}", fold(&all.to_uppercase()));
        assert_eq!(all.chars().count(), 67, "every marked letter of the alphabet");
    }

    #[test]
    fn each_word_must_be_somewhere() {
        let texts = ["Ngã tư Lê Lợi", "Khu phố 2/Tổ 5"];
        for found in ["", "le loi", "LOI nga", "tổ 5", "to 5 le", "lê", "ng"] {
            assert!(Search::new(found).finds(texts), "{found}");
        }
        for other in ["tran phu", "le 7", "lợii", "oi", "ư lê"] {
            assert!(!Search::new(other).finds(texts), "{other}");
        }
    }
}
