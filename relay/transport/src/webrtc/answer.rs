//! The answer as it leaves: with the addresses at which the port is reached. Belongs here: candidate lines (RFC 8839 §5.1).
//! Does not: which addresses these are.

use std::net::SocketAddr;

/// `sdp` with our candidates, and nothing but them, in the first section: all others are bundled with it (RFC 8843).
pub(super) fn with_candidates(sdp: &str, addresses: &[SocketAddr]) -> String {
    let mut out = String::with_capacity(sdp.len() + addresses.len() * 80);
    let (mut sections, mut is_done) = (0, false);
    for line in sdp.lines() {
        if line.starts_with("a=candidate:") || line.starts_with("a=end-of-candidates") {
            continue;
        }
        if line.starts_with("m=") {
            if sections == 1 && !is_done {
                push(&mut out, addresses);
                is_done = true;
            }
            sections += 1;
        }
        out.push_str(line);
        out.push_str("\r\n");
    }
    if sections > 0 && !is_done {
        push(&mut out, addresses);
    }
    out
}

fn push(out: &mut String, addresses: &[SocketAddr]) {
    for (n, address) in addresses.iter().enumerate() {
        // Host candidates (RFC 8445 §5.1.2.1): type preference 126, then the order in which they are named.
        let priority = 126u32 << 24 | (65_535 - n as u32) << 8 | 255;
        let (ip, port) = (address.ip(), address.port());
        out.push_str(&format!("a=candidate:{} 1 udp {priority} {ip} {port} typ host\r\n", n + 1));
    }
    out.push_str("a=end-of-candidates\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_stand_in_the_first_section_alone() {
        let sdp = "v=0\r\nm=video 9 x 96\r\na=mid:0\r\na=candidate:9 1 udp 1 192.0.2.1 9 typ host\r\nm=video 9 x 96\r\na=mid:1\r\n";
        let addresses = ["203.0.113.7:8189".parse().unwrap(), "[2001:db8::7]:8189".parse().unwrap()];
        let ours = "a=candidate:1 1 udp 2130706431 203.0.113.7 8189 typ host\r\na=candidate:2 1 udp 2130706175 2001:db8::7 8189 typ host\r\na=end-of-candidates\r\n";
        let expected = format!("v=0\r\nm=video 9 x 96\r\na=mid:0\r\n{ours}m=video 9 x 96\r\na=mid:1\r\n");
        assert_eq!(with_candidates(sdp, &addresses), expected);
        assert_eq!(
            with_candidates("v=0\r\nm=video 9 x 96\r\n", &addresses),
            format!("v=0\r\nm=video 9 x 96\r\n{ours}")
        );
    }
}
