//! How long to wait before the next try. Belongs here: 1 to 10 s, with jitter so that a whole ward does not return at once.

const FIRST_MS: f64 = 1_000.0;
const LAST_MS: f64 = 10_000.0;

/// Counts the tries.
#[derive(Debug, Default)]
pub struct Backoff {
    tries: i32,
}

impl Backoff {
    /// The next wait. `random` lies in 0..1: the wait is between half and the whole of 1, 2, 4, 8, 10, 10 … s.
    pub fn next_ms(&mut self, random: f64) -> f64 {
        let whole = (FIRST_MS * 2f64.powi(self.tries.min(8))).min(LAST_MS);
        self.tries += 1;
        whole * (0.5 + random / 2.0)
    }

    /// It worked: begin anew.
    pub fn reset(&mut self) {
        self.tries = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_to_ten_seconds() {
        let mut backoff = Backoff::default();
        let waits: Vec<f64> = (0..6).map(|_| backoff.next_ms(1.0)).collect();
        assert_eq!(waits, [1e3, 2e3, 4e3, 8e3, 10e3, 10e3]);
        assert_eq!(backoff.next_ms(0.0), 5e3);
        backoff.reset();
        assert_eq!(backoff.next_ms(0.0), 500.0);
    }
}
