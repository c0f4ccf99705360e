//! Checking a chain, row by row, in constant memory beside its heads.

use super::{Day, Hash, Head, PublicKey, Row, Span, SpanKind};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not as it was written.
    Altered,
    /// It is not there.
    Missing,
    /// It stands in another place.
    OutOfOrder,
    /// It is there, but lies outside of what was signed.
    Added,
    /// It fits the rows around it, but not what was signed: the day was written anew by somebody without the key.
    Unsigned,
}

/// The first thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A row.
    #[error("row {seq}: {fault:?}")]
    Row {
        /// Its number.
        seq: u64,
        /// Its day, as far as it is known.
        day: Option<Day>,
        /// What is wrong.
        fault: Fault,
    },
    /// The signed end of a day.
    #[error("head {number}: {fault:?}")]
    Head {
        /// Its number.
        number: u64,
        /// Its day, as far as it is known.
        day: Option<Day>,
        /// What is wrong.
        fault: Fault,
    },
    /// The record of which rows there are does not bear the signature.
    #[error("the record of which rows there are is not signed")]
    Span,
}

/// What was found whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// How many rows were checked.
    pub rows: u64,
    /// How many days are signed.
    pub days: u64,
    /// How many rows are not kept any more, or not in this file.
    pub gone: u64,
    /// The newest row's number, whether it is kept or not.
    pub last_seq: u64,
    /// Its hash: whoever writes it down elsewhere can prove later that nothing before it was changed.
    pub last_hash: Hash,
}

/// Checks rows in the order in which they come.
pub struct Verifier<'a> {
    heads: &'a [Head],
    span: Span,
    /// The row that must come next.
    next: u64,
    /// The hash of the row before; where a segment begins that of the head before.
    hash: Hash,
    /// The segment of the next row.
    segment: usize,
    /// The day of the rows behind the newest head.
    open: Option<Day>,
    /// A row that did not come when it should have.
    gap: Option<u64>,
}

impl<'a> Verifier<'a> {
    /// Checks the heads, of which none may be missing from the first on, and what is said about the rows.
    pub fn new(key: &PublicKey, heads: &'a [Head], span: Span, kind: SpanKind) -> Result<Self, Broken> {
        check_heads(key, heads)?;
        // Where rows begin, a segment does: old rows go by whole days.
        let segment = heads.iter().position(|head| head.last_seq >= span.first).unwrap_or(heads.len());
        let before = segment.checked_sub(1).map(|i| &heads[i]);
        let begins = before.map_or(1, |head| head.last_seq + 1);
        let ends = heads.last().map_or(0, |head| head.last_seq);
        // So do they end in a file, unless it reaches beyond the signed days.
        let is_end = |seq| heads.iter().any(|h| h.last_seq == seq);
        let fits = span.last >= ends || (kind == SpanKind::File && (span.last == 0 || is_end(span.last)));
        let is_none = span.last == begins - 1 && span.last_hash == before.map_or(Hash::NONE, |head| head.last_hash);
        let holds = fits && span.first == begins && (!span.is_empty() || is_none);
        if !holds || !span.is_signed_by(kind, key) {
            return Err(Broken::Span);
        }
        let hash = before.map_or(Hash::NONE, Head::hash);
        Ok(Self { heads, span, next: span.first, hash, segment, open: None, gap: None })
    }

    /// Checks the next row.
    pub fn row(&mut self, row: &Row) -> Result<(), Broken> {
        if let Some(gap) = self.gap {
            // Whether it is missing or in the wrong place is known when it comes, or not.
            return if row.seq == gap { Err(self.broken(gap, Fault::OutOfOrder)) } else { Ok(()) };
        }
        if row.seq < self.next {
            return Err(self.broken(row.seq, Fault::OutOfOrder));
        }
        if self.span.is_empty() || self.next > self.span.last {
            return Err(Broken::Row { seq: row.seq, day: Some(row.day()), fault: Fault::Added });
        }
        if row.seq > self.next {
            self.gap = Some(self.next);
            return Ok(());
        }
        let head = self.heads.get(self.segment);
        let day = match head {
            Some(head) => head.day,
            None => *self.open.get_or_insert(row.day()),
        };
        if row.hash != row.hash_behind(self.hash) || row.day() != day {
            return Err(self.broken(row.seq, Fault::Altered));
        }
        (self.next, self.hash) = (row.seq.saturating_add(1), row.hash);
        if let Some(head) = head.filter(|head| head.last_seq == row.seq) {
            if head.last_hash != row.hash {
                return Err(self.broken(row.seq, Fault::Unsigned));
            }
            (self.segment, self.hash) = (self.segment + 1, head.hash());
        }
        if row.seq == self.span.last && row.hash != self.span.last_hash {
            return Err(self.broken(row.seq, Fault::Unsigned));
        }
        Ok(())
    }

    /// Checks that nothing is missing.
    pub fn end(self) -> Result<Whole, Broken> {
        let missing = self.gap.or((self.next <= self.span.last).then_some(self.next));
        if let Some(seq) = missing {
            return Err(self.broken(seq, Fault::Missing));
        }
        let rows = if self.span.is_empty() { 0 } else { self.span.last - self.span.first + 1 };
        Ok(Whole {
            rows,
            days: self.heads.len() as u64,
            gone: self.span.first - 1,
            last_seq: self.span.last,
            last_hash: self.span.last_hash,
        })
    }

    fn broken(&self, seq: u64, fault: Fault) -> Broken {
        let head = self.heads.iter().find(|head| (head.first_seq..=head.last_seq).contains(&seq));
        Broken::Row { seq, day: head.map(|head| head.day).or(self.open), fault }
    }
}

fn check_heads(key: &PublicKey, heads: &[Head]) -> Result<(), Broken> {
    let (mut number, mut first, mut follows) = (1, 1, Hash::NONE);
    for head in heads {
        let broken = |number, day, fault| Err(Broken::Head { number, day, fault });
        let day = Some(head.day);
        match head.number.cmp(&number) {
            std::cmp::Ordering::Greater => return broken(number, None, Fault::Missing),
            std::cmp::Ordering::Less => return broken(head.number, day, Fault::OutOfOrder),
            std::cmp::Ordering::Equal => {}
        }
        if !head.is_signed_by(key) {
            return broken(number, day, Fault::Unsigned);
        }
        let rows = head.last_seq.checked_add(1).and_then(|end| end.checked_sub(head.first_seq));
        if head.first_seq != first || head.follows != follows || rows != Some(head.rows) || head.rows == 0 {
            return broken(number, day, Fault::OutOfOrder);
        }
        (number, first, follows) = (number + 1, head.last_seq + 1, head.hash());
    }
    Ok(())
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
