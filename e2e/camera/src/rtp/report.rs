//! RTCP sender reports (RFC 3550 sections 6.4.1 and 6.5). Belongs here: their bytes. Does not: when they are sent.

use bytes::{BufMut, Bytes, BytesMut};
use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds from 1900, where NTP counts from, to 1970.
const NTP_UNIX_OFFSET_SECS: u64 = 2_208_988_800;

/// A wall-clock time as NTP writes it: seconds since 1900 in the upper 32 bits, their fraction in the lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NtpTime(pub u64);

impl From<SystemTime> for NtpTime {
    fn from(time: SystemTime) -> Self {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        let fraction = (u64::from(since.subsec_nanos()) << 32) / 1_000_000_000;
        Self((since.as_secs() + NTP_UNIX_OFFSET_SECS) << 32 | fraction)
    }
}

/// What a camera tells of its clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SenderReport {
    /// Synchronisation source.
    pub ssrc: u32,
    /// The wall clock at `rtp_time`.
    pub ntp: NtpTime,
    /// The stream's clock, in units of 1/90000 s.
    pub rtp_time: u32,
    /// Packets sent so far.
    pub packets: u32,
    /// Payload bytes sent so far.
    pub octets: u32,
}

impl SenderReport {
    /// The compound packet: the report and the source's name.
    pub fn to_bytes(self) -> Bytes {
        let mut out = BytesMut::with_capacity(48);
        out.put_slice(&[0x80, 200, 0, 6]);
        out.put_u32(self.ssrc);
        out.put_u64(self.ntp.0);
        out.put_u32(self.rtp_time);
        out.put_u32(self.packets);
        out.put_u32(self.octets);
        // The item list ends in a zero and is padded to 32 bits: 4 (ssrc) + 2 + 6 + 4 zeros.
        out.put_slice(&[0x81, 202, 0, 4]);
        out.put_u32(self.ssrc);
        out.put_slice(&[1, 6]);
        out.put_slice(b"camera");
        out.put_bytes(0, 4);
        out.freeze()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_lengths_in_the_report_add_up() {
        let ntp = NtpTime::from(UNIX_EPOCH + Duration::from_millis(1500));
        assert_eq!(ntp.0, (NTP_UNIX_OFFSET_SECS + 1) << 32 | 0x8000_0000);
        let bytes = SenderReport { ssrc: 7, ntp, rtp_time: 90_000, packets: 3, octets: 99 }.to_bytes();
        let words = |at: usize| usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        let first = 4 * (words(0) + 1);
        assert_eq!((bytes[1], bytes[first + 1]), (200, 202));
        assert_eq!(bytes.len(), first + 4 * (words(first) + 1));
    }
}
