//! The URLs of cameras on web sites: the secret in them is all that a visitor has. Belongs here: paths. Does not: who may
//! frame them.

/// The script behind the one-line element. The only thing that pages of other sites load from the relay as their own.
pub const SCRIPT: &str = "/embed.js";
/// The page in the frame, as a pattern with its secret.
pub const PAGE_PATTERN: &str = "/embed/{token}";
/// Its newest still, as a pattern.
pub const STILL_PATTERN: &str = "/embed/{token}/still.jpg";
/// A ticket for one socket, as a pattern; POST only.
pub const TICKET_PATTERN: &str = "/embed/{token}/ticket";
/// The live socket, as a pattern; `?ticket=` is the ticket.
pub const LIVE_PATTERN: &str = "/embed/{token}/live";

/// The page in the frame.
pub fn page(token: &str) -> String {
    format!("/embed/{token}")
}

/// Its newest still.
pub fn still(token: &str) -> String {
    format!("/embed/{token}/still.jpg")
}

/// Where its page asks for a ticket.
pub fn ticket(token: &str) -> String {
    format!("/embed/{token}/ticket")
}

/// The live socket that a ticket opens.
pub fn live(token: &str, ticket: &str) -> String {
    format!("/embed/{token}/live?ticket={ticket}")
}
