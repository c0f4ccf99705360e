//! Why a session did not begin or has ended: a code for everyone, details for the log.

use shared::wire::Reason;

/// A session's end. The details name no address and no password.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{reason:?}: {detail}")]
pub struct Failure {
    /// For users.
    pub reason: Reason,
    /// For the log.
    pub detail: String,
}

impl Failure {
    pub(crate) fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

impl From<retina::Error> for Failure {
    fn from(e: retina::Error) -> Self {
        if let Some(status) = e.status_code() {
            let reason = match status {
                401 | 403 => Reason::AuthFailed,
                404 | 454 => Reason::NotFound,
                453 | 503 => Reason::CameraBusy,
                _ => Reason::ProtocolError,
            };
            return Self::new(reason, format!("RTSP status {status}"));
        }
        let text = e.to_string();
        let known = KNOWN.iter().find(|(begins, holds, ..)| text.starts_with(begins) && text.contains(holds));
        let (reason, detail) = known.map_or((Reason::ProtocolError, "RTP or SDP that makes no sense"), |k| (k.2, k.3));
        Self::new(reason, detail)
    }
}

/// The library tells kinds only by its sentences' beginnings. The sentences themselves may repeat what a camera sent, an
/// address or a password among it, so none of them goes on.
const KNOWN: [(&str, &str, Reason, &str); 9] = [
    ("Unable to connect", "refused", Reason::ConnectionRefused, "connection refused"),
    ("Unable to connect", "", Reason::Unreachable, "no connection"),
    ("Timeout", "", Reason::Unreachable, "no answer"),
    ("Error reading", "", Reason::CameraClosed, "the connection broke while reading"),
    ("Error writing", "", Reason::CameraClosed, "the connection broke while writing"),
    ("Error receiving", "", Reason::CameraClosed, "UDP broke while reading"),
    ("RTSP framing", "", Reason::ProtocolError, "bytes that are no RTSP"),
    ("Received interleaved", "", Reason::ProtocolError, "data on a channel that was not set up"),
    ("Server failed to respond", "", Reason::CameraClosed, "a keepalive was not answered"),
];
