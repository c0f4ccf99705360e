//! Digest access authentication with MD5 (RFC 2617, RFC 7616). Belongs here: the arithmetic and the header's syntax.
//! Does not: who is let in.

use md5::{Digest, Md5};
use std::collections::HashMap;

/// What a response is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Names the place that the password is for.
    pub realm: &'a str,
    /// The server's challenge.
    pub nonce: &'a str,
    /// The request's method.
    pub method: &'a str,
    /// The address as the client wrote it into its header.
    pub uri: &'a str,
    /// Nonce count and client nonce, where the client uses `qop=auth`.
    pub qop: Option<(&'a str, &'a str)>,
}

/// The `response` of RFC 2617 section 3.2.2: lower-case hexadecimal digits.
pub fn response(user: &str, password: &str, question: &Question<'_>) -> String {
    let Question { realm, nonce, method, uri, qop } = question;
    let ha1 = md5_hex(&format!("{user}:{realm}:{password}"));
    let ha2 = md5_hex(&format!("{method}:{uri}"));
    match qop {
        Some((count, client)) => md5_hex(&format!("{ha1}:{nonce}:{count}:{client}:auth:{ha2}")),
        None => md5_hex(&format!("{ha1}:{nonce}:{ha2}")),
    }
}

/// The MD5 hash of a text as lower-case hexadecimal digits.
pub fn md5_hex(text: &str) -> String {
    Md5::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The `name=value` pairs of an `Authorization` header after its scheme; names in lower case, quotes taken off.
pub fn parameters(text: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(',').unwrap_or((after, "")),
        };
        found.insert(name.trim_matches([' ', ',']).to_ascii_lowercase(), value.trim_end().to_owned());
        rest = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_2617() {
        let question = Question {
            realm: "testrealm@host.com",
            nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            method: "GET",
            uri: "/dir/index.html",
            qop: Some(("00000001", "0a4f113b")),
        };
        assert_eq!(response("Mufasa", "Circle Of Life", &question), "6629fae49393a05397450978507c4ef1");
        let old = Question { qop: None, ..question };
        assert_eq!(response("Mufasa", "Circle Of Life", &old), "670fd8c2df070c60b045671b8b24ff02");
    }

    #[test]
    fn the_example_of_rfc_7616() {
        let question = Question {
            realm: "http-auth@example.org",
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            method: "GET",
            uri: "/dir/index.html",
            qop: Some(("00000001", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")),
        };
        assert_eq!(response("Mufasa", "Circle of Life", &question), "8ca523f5e9506fed4657c9700eebdbec");
    }

    #[test]
    fn parameters_with_and_without_quotes() {
        let found =
            parameters(r#"username="a, b", realm="x=y",nonce="n" , uri="rtsp://h/p?a=1", qop=auth, nc=00000001"#);
        let get = |name: &str| found.get(name).map(String::as_str);
        assert_eq!(get("username"), Some("a, b"));
        assert_eq!(get("realm"), Some("x=y"));
        assert_eq!(get("uri"), Some("rtsp://h/p?a=1"));
        assert_eq!((get("qop"), get("nc")), (Some("auth"), Some("00000001")));
        assert!(parameters("rubbish").is_empty());
    }
}
