//! When a page that nobody sees stops pulling. Belongs here: the five seconds. Does not: tiles that are scrolled away.

/// A page that comes back within this time has missed nothing.
const GRACE_MS: f64 = 5_000.0;

/// Whether the page is seen.
#[derive(Debug, Default)]
pub struct Visibility {
    hidden_since_ms: Option<f64>,
}

impl Visibility {
    /// The page was hidden or shown.
    pub fn set(&mut self, visible: bool, now_ms: f64) {
        if visible {
            self.hidden_since_ms = None;
        } else {
            self.hidden_since_ms.get_or_insert(now_ms);
        }
    }

    /// Somebody sees it.
    pub fn is_seen(&self) -> bool {
        self.hidden_since_ms.is_none()
    }

    /// Its tiles may pull.
    pub fn pulls(&self, now_ms: f64) -> bool {
        self.hidden_since_ms.is_none_or(|since| now_ms - since < GRACE_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_five_seconds_after_hiding_and_starts_at_once() {
        let mut page = Visibility::default();
        assert!(page.pulls(0.0));
        page.set(false, 1_000.0);
        page.set(false, 4_000.0);
        assert!(page.pulls(5_900.0) && !page.is_seen());
        assert!(!page.pulls(6_000.0));
        page.set(true, 60_000.0);
        assert!(page.pulls(60_000.0));
    }
}
