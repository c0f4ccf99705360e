//! An offer before `rtc` sees it. Belongs here: what can be answered at all, at what cost, and the lines that are none of our
//! business. Does not: answering.

use super::MAX_TRACKS;

/// The longest offer: 64 sections of Chromium 156 with all its codecs have 319 KB, 16 have 80, one has 5.
pub const MAX_BYTES: usize = 384 << 10;
/// Sections for anything else than video, which are refused one by one.
const MAX_OTHERS: usize = 4;
/// Lines of one section, and in front of the first. `rtc` goes through all of them for each of the section's formats, so that
/// it is their product that costs time.
const MAX_LINES: usize = 512;
/// Formats of one section: payload types have seven bits (RFC 3550 §5.1).
const MAX_FORMATS: usize = 128;

/// An offer that can be answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Offer {
    /// Without the other side's addresses, which are learnt from its checks.
    pub(super) sdp: String,
    /// The other side's half of the ICE credentials: a user fragment (RFC 8839 §5.4).
    pub(super) ufrag: String,
    /// Sections that can be sent pictures.
    pub(super) videos: usize,
}

/// Reads an offer, or says what is wrong with it.
pub(super) fn read(text: &str) -> Result<Offer, &'static str> {
    if text.len() > MAX_BYTES {
        return Err("the offer is too long");
    }
    if !text.starts_with("v=0") {
        return Err("this is no session description (RFC 8866)");
    }
    let (mut videos, mut others, mut lines, mut sections) = (0, 0, 0, Vec::new());
    let (mut ufrag, mut has_fingerprint) = (None, false);
    let mut sdp = String::with_capacity(text.len());
    for line in text.lines() {
        let media = line.strip_prefix("m=");
        lines = if media.is_some() { 1 } else { lines + 1 };
        if lines > MAX_LINES {
            return Err("a section has too many lines");
        }
        // The kind, the port and the protocol stand in front of them (RFC 8866 §5.14).
        if media.is_some_and(|media| media.split_whitespace().count() > 3 + MAX_FORMATS) {
            return Err("a section has too many formats");
        }
        match media {
            Some(media) if media.starts_with("video ") => {
                videos += 1;
                sections.push(Section::default());
            }
            Some(_) => {
                others += 1;
                sections.push(Section { is_other: true, ..Section::default() });
            }
            None => {}
        }
        if let Some(section) = sections.last_mut() {
            section.read(line);
        }
        ufrag = ufrag.or_else(|| ufrag_in(line).map(str::to_owned));
        has_fingerprint |= line.starts_with("a=fingerprint:");
        if line.starts_with("a=candidate:") || line.starts_with("a=end-of-candidates") {
            continue;
        }
        sdp.push_str(line);
        sdp.push_str("\r\n");
    }
    let mut sections = sections.iter().filter(|section| !section.is_other);
    match () {
        () if videos == 0 => Err("the offer has no video section"),
        () if videos > MAX_TRACKS.into() => Err("the offer has too many video sections"),
        () if others > MAX_OTHERS => Err("the offer has too many other sections"),
        () if !has_fingerprint => Err("the offer has no fingerprint (RFC 8122)"),
        () if sections.clone().any(|section| !section.has_mid) => Err("a section has no mid (RFC 8843)"),
        () if sections.clone().any(|section| section.sends) => Err("a section only sends, and this relay only sends"),
        () if !sections.all(|section| section.has_h264) => Err("a section does not take H.264"),
        () => {
            let ufrag = ufrag.ok_or("the offer has no ICE credentials (RFC 8839)")?;
            Ok(Offer { sdp, ufrag, videos })
        }
    }
}

/// The user fragment that a line names. Sections of one transport repeat it (RFC 8843 §7.1.1): the first counts.
pub(super) fn ufrag_in(line: &str) -> Option<&str> {
    line.strip_prefix("a=ice-ufrag:").map(str::trim)
}

#[derive(Debug, Default)]
struct Section {
    is_other: bool,
    has_mid: bool,
    has_h264: bool,
    sends: bool,
}

impl Section {
    fn read(&mut self, line: &str) {
        self.has_mid |= line.starts_with("a=mid:");
        self.sends |= matches!(line.trim_end(), "a=sendonly" | "a=inactive");
        if let Some(map) = line.strip_prefix("a=rtpmap:") {
            self.has_h264 |=
                map.split_once(' ').is_some_and(|(_, codec)| codec.trim_end().eq_ignore_ascii_case("H264/90000"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEAD: &str =
        "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=fingerprint:sha-256 AA\r\na=ice-ufrag:abcd\r\n";
    const VIDEO: &str = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=recvonly\r\na=rtpmap:96 h264/90000\r\n";

    #[test]
    fn addresses_are_left_out() {
        let addresses = "a=candidate:1 1 udp 1 10.0.0.1 22 typ host\r\na=candidate:2 1 udp 1 x.local 9 typ host\r\na=end-of-candidates\r\n";
        let offer = read(&format!("{HEAD}{VIDEO}{addresses}a=x\n{VIDEO}")).unwrap();
        assert_eq!(offer, Offer { sdp: format!("{HEAD}{VIDEO}a=x\r\n{VIDEO}"), ufrag: "abcd".into(), videos: 2 });
    }

    #[test]
    fn each_fault_has_its_words() {
        let other = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n";
        for (offer, words) in [
            (String::new(), "no session description"),
            (HEAD.into(), "no video section"),
            (format!("{HEAD}{}", VIDEO.repeat(65)), "too many video"),
            (format!("{HEAD}{VIDEO}{}", other.repeat(5)), "too many other"),
            (format!("{HEAD}{VIDEO}").replace("a=fingerprint", "a=f"), "fingerprint"),
            (format!("{HEAD}{VIDEO}").replace("a=ice-ufrag", "a=i"), "ICE credentials"),
            (format!("{HEAD}{VIDEO}").replace("a=mid:0", "a=m"), "no mid"),
            (format!("{HEAD}{VIDEO}").replace("recvonly", "sendonly"), "only sends"),
            (format!("{HEAD}{VIDEO}").replace("h264", "VP8"), "does not take H.264"),
            (format!("{HEAD}{VIDEO}{}", "a=x\r\n".repeat(MAX_BYTES / 5)), "too long"),
            // Within another line they are nothing.
            (format!("{HEAD}{VIDEO}").replace("a=ice-ufrag", "s=a=ice-ufrag"), "no ICE credentials"),
            (format!("{HEAD}{VIDEO}").replace("a=finger", "s=a=finger"), "no fingerprint"),
            (format!("{HEAD}{VIDEO}{}", "a=x\r\n".repeat(MAX_LINES)), "too many lines"),
            (format!("{HEAD}{}{VIDEO}", "a=x\r\n".repeat(MAX_LINES)), "too many lines"),
            (format!("{HEAD}{VIDEO}").replace(" 96\r\n", &" 96".repeat(129)), "too many formats"),
        ] {
            let said = read(&offer).unwrap_err();
            assert!(said.contains(words), "{said}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = read(&format!("v=0{text}"));
        }
    }
}
