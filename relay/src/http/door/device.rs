//! What a browser calls itself, in words that people know. Belongs here: browser and system, nothing finer. Does not: any
//! decision.

/// `Chrome, Android` of a `User-Agent` (RFC 9110 §10.1.5); its first characters where it is none that we know.
pub(in super::super) fn device(agent: &str) -> String {
    // Each calls itself by the names of those before it as well, so the order decides.
    const BROWSERS: [(&str, &str); 9] = [
        ("Zalo", "Zalo"),
        ("FBAN", "Facebook"),
        ("FBAV", "Facebook"),
        ("Edg", "Edge"),
        ("coc_coc", "Cốc Cốc"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find =
        |known: &[(&str, &'static str)]| known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if agent.trim().is_empty() => "?".to_owned(),
        (None, None) => agent.chars().filter(|c| !c.is_control()).take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_by_their_names() {
        let phone = "Mozilla/5.0 (Linux; Android 13; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36";
        assert_eq!(device(phone), "Chrome, Android");
        assert_eq!(device(&format!("{phone} Zalo android/1")), "Zalo, Android");
        assert_eq!(
            device("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"),
            "Safari, iPhone"
        );
        assert_eq!((device("curl/8.0\n"), device("")), ("curl/8.0".into(), "?".into()));
    }
}
