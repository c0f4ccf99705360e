//! Which language this machine's user reads: `--lang`, then `WARD_LANG`, then the locale; Vietnamese where none says.

use shared::text::Lang;
use std::ffi::OsString;

/// From the arguments, before they are parsed, so that even their errors are in the right language.
pub(crate) fn choose(args: &[OsString], var: impl Fn(&str) -> Option<String>) -> Lang {
    let mut given = None;
    let mut args = args.iter().filter_map(|a| a.to_str());
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--lang") {
            Some("") => given = args.next().and_then(Lang::from_tag),
            Some(value) => given = value.strip_prefix('=').and_then(Lang::from_tag),
            None => {}
        }
    }
    let from = |name: &str| var(name).filter(|v| !v.is_empty());
    given
        .or_else(|| from("WARD_LANG").and_then(|v| Lang::from_tag(&v)))
        .or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(from).and_then(|v| Lang::from_tag(&v)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(args: &[&str], vars: &[(&str, &str)]) -> Lang {
        let args: Vec<_> = args.iter().map(OsString::from).collect();
        choose(&args, |name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn arguments_win_over_the_environment_and_vietnamese_is_the_default() {
        assert_eq!(lang(&[], &[]), Lang::Vi);
        assert_eq!(lang(&[], &[("LANG", "C.UTF-8")]), Lang::Vi);
        assert_eq!(lang(&[], &[("LANG", "en_US.UTF-8")]), Lang::En);
        assert_eq!(lang(&[], &[("LC_ALL", "vi_VN"), ("LANG", "en_US.UTF-8")]), Lang::Vi);
        assert_eq!(lang(&[], &[("WARD_LANG", "en"), ("LC_ALL", "vi_VN")]), Lang::En);
        assert_eq!(lang(&["--lang", "vi"], &[("WARD_LANG", "en")]), Lang::Vi);
        assert_eq!(lang(&["serve", "--lang=en"], &[]), Lang::En);
    }
}
