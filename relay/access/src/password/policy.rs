//! Which passwords are good enough. Belongs here: judging one. Does not: saying so in words. Length counts, not a mixture
//! of kinds of characters (NIST SP 800-63B §3.1.1.2); spaces and any letters are welcome and nothing is cut off.

use super::NFC;
use icu_normalizer::DecomposingNormalizerBorrowed;
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeSet;

/// The fewest characters.
pub const LENGTH_MIN: usize = 10;
/// The most characters.
pub const LENGTH_MAX: usize = 128;
/// Fewer different characters than these are a pattern.
const DIFFERENT_MIN: usize = 4;

const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();

/// What everybody tries first, as [`plain`] writes it; digits at either end do not make it better.
const COMMON: &[&str] = &[
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "a1b2c3d4e5",
    "abc123abc123",
    "abcabcabc",
    "abcd1234abcd",
    "admin",
    "adminadmin",
    "administrator",
    "anhnhoem",
    "anhyeuem",
    "asdfghjkl",
    "asdfgh",
    "bimatkhongnoi",
    "boyeucon",
    "camera",
    "cameraanninh",
    "cameraphuong",
    "changeme",
    "chaobuoisang",
    "conganphuong",
    "conganxa",
    "congan",
    "dangnhap",
    "dahua",
    "emyeuanh",
    "ezviz",
    "giadinh",
    "giadinhtoi",
    "hanhphuc",
    "hikvision",
    "hoilamgi",
    "hochiminh",
    "hanoi",
    "iloveyou",
    "imou",
    "khongbiet",
    "khongcho",
    "khongcogi",
    "khongcomatkhau",
    "khongnoi",
    "kbvision",
    "letmein",
    "matkhau",
    "matkhaucuatoi",
    "matkhaumoi",
    "matkhaumatkhau",
    "matpho",
    "meyeucon",
    "motconvit",
    "password",
    "passwordpassword",
    "phuongxa",
    "qazwsxedc",
    "qwerty",
    "qwertyuiop",
    "quantri",
    "quantrivien",
    "saigon",
    "secret",
    "taikhoan",
    "thanhpho",
    "thichthinhich",
    "tinhyeu",
    "toiyeuvietnam",
    "toiyeuem",
    "totruong",
    "trucban",
    "truongcongan",
    "vietnam",
    "vietnamvodich",
    "welcome",
    "yeuem",
    "yeuemnhieulam",
    "zxcvbnm",
];

/// Why a password is not good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Fewer than [`LENGTH_MIN`] characters.
    #[error("shorter than {LENGTH_MIN} characters")]
    Short,
    /// More than [`LENGTH_MAX`] characters.
    #[error("longer than {LENGTH_MAX} characters")]
    Long,
    /// It holds control characters, which cannot be typed again.
    #[error("it holds control characters")]
    Control,
    /// It is the login name or the name.
    #[error("it is made of the name")]
    Personal,
    /// Everybody tries it first.
    #[error("it is one of those that are tried first")]
    Common,
}

/// Judges a password; `about` is what others know of its owner: his login name, his name.
pub fn judge(password: &SecretString, about: &[&str]) -> Result<(), Weak> {
    let given = password.expose_secret();
    // Composing never makes a text longer than this allows for; anything beyond is not worth the work.
    if given.len() > 16 * LENGTH_MAX {
        return Err(Weak::Long);
    }
    let given = NFC.normalize(given);
    let length = given.chars().count();
    if length < LENGTH_MIN {
        return Err(Weak::Short);
    }
    if length > LENGTH_MAX {
        return Err(Weak::Long);
    }
    if given.contains(char::is_control) {
        return Err(Weak::Control);
    }
    let plain = plain(&given);
    let core = core(&plain);
    let personal = |about: &&str| {
        let about = self::plain(about);
        let about_core = self::core(&about);
        plain == about || (!about_core.is_empty() && is_repeated(core, about_core))
    };
    if about.iter().any(personal) {
        return Err(Weak::Personal);
    }
    let different: BTreeSet<char> = given.chars().collect();
    let common = COMMON.iter().any(|word| plain == *word || is_repeated(core, word));
    if common || different.len() < DIFFERENT_MIN || is_row(&given) || core.is_empty() && is_row_of_digits(&plain) {
        return Err(Weak::Common);
    }
    Ok(())
}

/// A text in small letters and digits without marks: `Mật khẩu` and `MATKHAU` are the same word.
fn plain(text: &str) -> String {
    let letter = |c: char| if matches!(c, 'đ' | 'Đ') { 'd' } else { c };
    let marks = |c: &char| !('\u{300}'..='\u{36f}').contains(c);
    let small = NFD.normalize(text).chars().filter(marks).map(letter).collect::<String>().to_lowercase();
    small.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Without the digits at either end.
fn core(plain: &str) -> &str {
    plain.trim_matches(|c: char| c.is_ascii_digit())
}

/// Whether a text is a word once or several times.
fn is_repeated(text: &str, word: &str) -> bool {
    !text.is_empty() && text.replace(word, "").is_empty()
}

/// Whether each character follows the one before it, up or down.
fn is_row(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let steps: BTreeSet<i64> = codes.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.len() == 1 && steps.iter().all(|step| step.abs() <= 1)
}

/// Digits in a row as on a telephone, 9 before 0, also more than once around.
fn is_row_of_digits(plain: &str) -> bool {
    let digits: Vec<i32> = plain.bytes().filter(u8::is_ascii_digit).map(|b| i32::from(b - b'0')).collect();
    let all = |step: i32| digits.windows(2).all(|pair| (pair[1] - pair[0]).rem_euclid(10) == step.rem_euclid(10));
    digits.len() == plain.len() && (all(1) || all(-1) || is_count(plain))
}

/// `123456789101112`, with the last number cut off anywhere.
fn is_count(plain: &str) -> bool {
    let counted: String = (1..=LENGTH_MAX).map(|n| n.to_string()).collect();
    counted.starts_with(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judged(password: &str) -> Result<(), Weak> {
        judge(&password.to_owned().into(), &["ba.lan79", "Nguyễn Thị Lan"])
    }

    #[test]
    fn length_is_counted_in_characters_as_they_are_seen() {
        assert_eq!(judged("mưa rào ở"), Err(Weak::Short));
        assert_eq!(judged("mưa rào ở đó"), Ok(()));
        // Nine characters, though a keyboard may send fourteen.
        assert_eq!(judged("mu\u{31b}a ra\u{300}o o\u{31b}\u{309}"), Err(Weak::Short));
        let long = |n| "mưa rào ở đó ".chars().cycle().take(n).collect::<String>();
        assert_eq!(
            (judged(&long(128)), judged(&long(129)), judged(&long(100_000))),
            (Ok(()), Err(Weak::Long), Err(Weak::Long))
        );
        assert_eq!(judged("          "), Err(Weak::Common));
        assert_eq!(judged("mưa rào\n ở đó"), Err(Weak::Control));
    }

    #[test]
    fn names_are_no_passwords() {
        for bad in [
            "Nguyễn Thị Lan",
            "nguyenthilan",
            "NguyenThiLan1979",
            "ba.lan79!!",
            "1234balan1234",
            "BaLanBaLan",
            "ba lan 2024 !",
        ] {
            assert_eq!(judged(bad), Err(Weak::Personal), "{bad}");
        }
        assert_eq!(judged("bà Lan bán bún riêu"), Ok(()));
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for bad in [
            "matkhau123",
            "Mật khẩu 123",
            "MẬT KHẨU MỚI",
            "1234567890",
            "0123456789",
            "9876543210",
            "12345678910",
            "1111111111",
            "1212121212",
            "abcdefghij",
            "qwertyuiop",
            "Password123!",
            "123password",
            "anhyeuem2024",
            "Việt Nam 1975",
            "hikvision12345",
            "admin12345",
            "adminadminadmin",
            "camera 2026",
            "congan113113",
            "890123456789",
        ] {
            assert_eq!(judged(bad), Err(Weak::Common), "{bad}");
        }
        for good in ["0912345678 chợ", "cá lóc nướng trui", "7392716483", "correct horse"] {
            assert_eq!(judged(good), Ok(()), "{good}");
        }
        assert!(COMMON.iter().all(|word| plain(word) == *word), "written as it is compared");
    }

    proptest! {
        #[test]
        fn any_text_is_judged_and_a_space_at_its_end_counts(text: String) {
            let _ = judged(&text);
            let _ = judge(&text.clone().into(), &[&text, ""]);
            let padded = format!("cá lóc nướng{text}");
            prop_assert!(judged(&padded) != Err(Weak::Short));
        }
    }
}
