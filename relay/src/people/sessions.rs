//! Ending sessions.

use super::{Deed, Done, People, Problem, accounts::person};
use shared::{SessionId, UserId};

impl People {
    /// Ends a session: logging out, or putting out a lost phone. `of` is whose it must be, where not anybody's may be
    /// ended.
    pub async fn revoke_session(&self, session: &SessionId, of: Option<&UserId>) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        let record = batch.session(session).await?.filter(|s| of.is_none_or(|of| s.user == *of));
        let record = record.ok_or(Problem::NoSession)?;
        let who = person(&mut batch, &record.user).await?;
        batch.remove_session(session).await?;
        self.finish(batch, Done::new(who, Deed::SessionEnded(record.id), ())).await
    }

    /// Ends every session of a user.
    pub async fn log_out_everywhere(&self, user: &UserId) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        let who = person(&mut batch, user).await?;
        let sessions_ended = batch.remove_sessions_of(user, None).await?;
        self.finish(batch, Done::new(who, Deed::SessionsEnded { sessions_ended }, ())).await
    }

    /// Ends a user's own session, the one that he is in.
    pub async fn log_out(&self, session: &SessionId, user: &UserId) -> Result<Done<()>, Problem> {
        let mut batch = self.store().batch().await?;
        let who = person(&mut batch, user).await?;
        batch.remove_session(session).await?;
        self.finish(batch, Done::new(who, Deed::LoggedOut(session.clone()), ())).await
    }
}
