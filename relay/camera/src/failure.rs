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
        // The first line says what happened; the others name connections, which do not concern a log's reader.
        let text = e.to_string();
        let first = text.lines().next().unwrap_or_default();
        // Some sentences repeat an address, and cheap cameras have the password in it.
        let hide = |word| if str::contains(word, "://") || str::contains(word, '@') { "…" } else { word };
        let detail = first.split(' ').map(hide).collect::<Vec<_>>().join(" ");
        let reason = match e.status_code() {
            Some(401 | 403) => Reason::AuthFailed,
            Some(404 | 454) => Reason::NotFound,
            Some(453 | 503) => Reason::CameraBusy,
            Some(_) => Reason::ProtocolError,
            None => by_words(&detail),
        };
        Self::new(reason, detail)
    }
}

/// The library gives no kinds beyond statuses, only sentences.
fn by_words(detail: &str) -> Reason {
    let connect = detail.starts_with("Unable to connect");
    if connect && detail.contains("refused") {
        Reason::ConnectionRefused
    } else if connect || detail == "Timeout" {
        Reason::Unreachable
    } else if detail.starts_with("Error reading") || detail.starts_with("Error writing") {
        Reason::CameraClosed
    } else if detail.contains("Unauthorized") || detail.contains("credentials") {
        Reason::AuthFailed
    } else {
        Reason::ProtocolError
    }
}
