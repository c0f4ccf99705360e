//! Sets of seconds. Belongs here: union, intersection, difference, length. Does not: what they stand for.

use shared::UnixSecs;
use store::ledger::Window;

/// Any set of seconds, as spans that neither touch nor overlap, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spans(Vec<(u64, u64)>);

impl Spans {
    /// The union of spans that may overlap in any order; one that ends before it begins is empty.
    pub(super) fn union(spans: impl IntoIterator<Item = (UnixSecs, UnixSecs)>) -> Self {
        let mut all: Vec<_> = spans.into_iter().map(|(from, to)| (from.0, to.0)).filter(|(f, t)| f < t).collect();
        all.sort_unstable();
        let mut out: Vec<(u64, u64)> = Vec::with_capacity(all.len());
        for (from, to) in all {
            match out.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => out.push((from, to)),
            }
        }
        Self(out)
    }

    pub(super) fn window(window: Window) -> Self {
        Self::union([(window.from, window.to)])
    }

    /// What is in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut out = Vec::new();
        while let (Some(&&(from, to)), Some(&&(other_from, other_to))) = (a.peek(), b.peek()) {
            let (start, end) = (from.max(other_from), to.min(other_to));
            if start < end {
                out.push((start, end));
            }
            // Whichever ends first can meet nothing further.
            if to < other_to {
                a.next()
            } else {
                b.next()
            };
        }
        Self(out)
    }

    /// What is here but not there.
    pub(super) fn without(&self, other: &Self) -> Self {
        let edges = [0].into_iter().chain(other.0.iter().map(|s| s.1));
        let gaps = edges.zip(other.0.iter().map(|s| s.0).chain([u64::MAX]));
        self.and(&Self(gaps.filter(|(from, to)| from < to).collect()))
    }

    /// How many seconds.
    pub(super) fn secs(&self) -> u64 {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    /// How many of them lie in a window; none where it ends before it begins. Costs only what overlaps it.
    pub(super) fn secs_in(&self, window: Window) -> u64 {
        let (from, to) = (window.from.0, window.to.0);
        let first = self.0.partition_point(|span| span.1 <= from);
        let inside = self.0[first..].iter().take_while(|span| span.0 < to);
        inside.map(|span| span.1.min(to).saturating_sub(span.0.max(from))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn spans(list: &[(u64, u64)]) -> Spans {
        Spans::union(list.iter().map(|(from, to)| (UnixSecs(*from), UnixSecs(*to))))
    }

    fn seconds(list: &[(u64, u64)]) -> BTreeSet<u64> {
        list.iter().flat_map(|(from, to)| *from..*to).collect()
    }

    proptest! {
        #[test]
        fn they_are_what_sets_of_single_seconds_are(
            a in prop::collection::vec((0u64..60, 0u64..60), 0..8),
            b in prop::collection::vec((0u64..60, 0u64..60), 0..8),
            from in 0u64..60, to in 0u64..60,
        ) {
            let (x, y) = (spans(&a), spans(&b));
            let (p, q) = (seconds(&a), seconds(&b));
            prop_assert_eq!(seconds(&x.0), p.clone());
            prop_assert!(x.0.windows(2).all(|w| w[0].1 < w[1].0));
            prop_assert_eq!(seconds(&x.and(&y).0), &p & &q);
            prop_assert_eq!(seconds(&x.without(&y).0), &p - &q);
            prop_assert_eq!(x.secs(), p.len() as u64);
            let window = Window { from: UnixSecs(from), to: UnixSecs(to) };
            prop_assert_eq!(x.secs_in(window), p.iter().filter(|s| (from..to).contains(s)).count() as u64);
        }
    }
}
