//! Advice that does not flap: given after it held for some windows, taken back after it did not for longer. Pure.

use shared::diagnosis::Advice;

/// Added where advice holds in a window; one is taken off where it does not.
const UP: u8 = 2;
/// From here on it is given, until nothing is left.
const GIVEN: u8 = 4;
/// More than this is not added up, so that a mended fault is forgotten after so many windows.
const MOST: u8 = 6;

/// Each advice's standing.
pub(crate) struct Steady {
    scores: [u8; Advice::ALL.len()],
    given: [bool; Advice::ALL.len()],
}

impl Steady {
    /// Nothing is given.
    pub(crate) fn new() -> Self {
        Self { scores: [0; Advice::ALL.len()], given: [false; Advice::ALL.len()] }
    }

    /// Takes what one window showed.
    pub(crate) fn window(&mut self, seen: &[Advice]) {
        for (n, advice) in Advice::ALL.iter().enumerate() {
            let score = &mut self.scores[n];
            *score = if seen.contains(advice) { (*score + UP).min(MOST) } else { score.saturating_sub(1) };
            self.given[n] = *score >= GIVEN || (self.given[n] && *score > 0);
        }
    }

    /// What is given now.
    pub(crate) fn given(&self) -> Vec<Advice> {
        Advice::ALL.iter().zip(self.given).filter_map(|(advice, given)| given.then_some(*advice)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `1` is a window that shows the fault; the answer tells after which it is given.
    fn run(windows: &str) -> String {
        let mut steady = Steady::new();
        let given = windows.chars().map(|w| {
            steady.window(if w == '1' { &[Advice::GopLong] } else { &[] });
            if steady.given() == [Advice::GopLong] { '1' } else { '0' }
        });
        given.collect()
    }

    #[test]
    fn given_after_two_windows_and_taken_back_after_six() {
        assert_eq!(run("11110000000"), "01111111100");
        assert_eq!(run("1000000"), "0000000");
        assert_eq!(run("1010101010"), "0000111111", "what comes and goes is given once and stays");
        assert_eq!(run("1000100010"), "0000000000", "what comes seldom is not");
    }
}
