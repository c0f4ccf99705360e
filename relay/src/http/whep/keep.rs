//! What goes on beside an open session: it takes up places, and ends with its owner's login. Belongs here: that. Does not:
//! whether its cameras may still be watched (asked where they are sent).

use super::super::seats::Seats;
use access::Principal;
use std::{pin::pin, sync::Arc, time::Duration};
use tokio::time::timeout;
use transport::{live::Place, webrtc::Session};

/// What was taken away is gone within two of these.
const ASK_EVERY: Duration = Duration::from_secs(1);

/// What a session takes up.
pub(super) struct Taken {
    pub(super) _seats: Seats,
    /// Among all viewers; a wall has it through its live socket.
    pub(super) _place: Option<Place>,
}

/// Until the session is over, however it ends.
pub(super) async fn keep(session: Arc<Session>, principal: Principal, taken: Taken) {
    let mut closed = pin!(session.closed());
    while timeout(ASK_EVERY, closed.as_mut()).await.is_err() {
        if !principal.is_valid() {
            session.close();
        }
    }
    drop(taken);
}
