//! What is kept between two steps of a form, because it may not travel back into the page: a password, a list, a picture.
//! Belongs here: keeping a few of them for a few minutes. Does not: what they are.

use access::{Token, TokenHash};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Kept by a secret that only whoever made it has. The oldest gives way where there are too many.
pub(crate) struct Drafts<T> {
    kept: Mutex<BTreeMap<TokenHash, (Instant, T)>>,
    lasts: Duration,
    most: usize,
}

impl<T> Drafts<T> {
    /// Keeps at most so many, each for so long.
    pub(crate) fn new(lasts: Duration, most: usize) -> Self {
        Self { kept: Mutex::default(), lasts, most }
    }

    /// Keeps one; answers the secret by which it is had again.
    pub(crate) fn put(&self, draft: T, now: Instant) -> Token {
        let token = Token::random();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (since, _)| now.saturating_duration_since(*since) < self.lasts);
        while kept.len() >= self.most {
            let oldest = kept.iter().min_by_key(|(_, (since, _))| *since).map(|(hash, _)| *hash);
            oldest.map(|hash| kept.remove(&hash));
        }
        kept.insert(token.hash(), (now, draft));
        token
    }

    /// Looks at one without using it up.
    pub(crate) fn look<R>(&self, token: &Token, now: Instant, look: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, draft) = kept.get_mut(&token.hash())?;
        (now.saturating_duration_since(*since) < self.lasts).then(|| look(draft))
    }

    /// Takes one, which is gone then.
    pub(crate) fn take(&self, token: &Token, now: Instant) -> Option<T> {
        let (since, draft) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(&token.hash())?;
        (now.saturating_duration_since(since) < self.lasts).then_some(draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_had_once_in_time_and_by_its_secret() {
        let (drafts, start) = (Drafts::new(Duration::from_secs(10), 2), Instant::now());
        let at = |secs| start + Duration::from_secs(secs);
        let (a, b) = (drafts.put('a', at(0)), drafts.put('b', at(1)));
        assert_eq!(
            (drafts.look(&a, at(9), |d| *d), drafts.take(&a, at(9)), drafts.take(&a, at(9))),
            (Some('a'), Some('a'), None)
        );
        assert_eq!((drafts.look(&b, at(11), |d| *d), drafts.take(&Token::random(), at(1))), (None, None));
        let (c, d, e) = (drafts.put('c', at(20)), drafts.put('d', at(21)), drafts.put('e', at(22)));
        assert_eq!([c, d, e].map(|t| drafts.take(&t, at(22))), [None, Some('d'), Some('e')], "the oldest gave way");
    }
}
