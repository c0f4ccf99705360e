//! The end of the chain, where rows are added.

use super::{Day, Entry, Hash, Head, Row, Signature, Signer};

/// What must be known of the chain to go on with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tail {
    /// The newest head.
    pub head: Option<Head>,
    /// The number of the newest row; 0 where there never was one.
    pub last_seq: u64,
    /// Its hash.
    pub last_hash: Hash,
    /// The day of the rows behind the newest head; `None` where there are none.
    pub open: Option<Day>,
}

impl Tail {
    /// The number of the first row behind the newest head.
    pub fn open_from(&self) -> u64 {
        self.head.map_or(1, |head| head.last_seq + 1)
    }

    /// Ends the open segment; `None` where there is none.
    pub fn close(&mut self, signer: &Signer) -> Option<Head> {
        let head = Head {
            number: self.head.map_or(1, |head| head.number + 1),
            day: self.open.take()?,
            first_seq: self.open_from(),
            last_seq: self.last_seq,
            rows: self.last_seq + 1 - self.open_from(),
            last_hash: self.last_hash,
            follows: self.head.map_or(Hash::NONE, |head| head.hash()),
            signature: Signature([0; 64]),
        }
        .signed(signer);
        self.head = Some(head);
        Some(head)
    }

    /// Adds a row, behind a new head where the day has changed.
    pub fn append(&mut self, entry: &Entry, signer: &Signer) -> (Option<Head>, Row) {
        let day = Day::of(entry.at);
        let head = if self.open.is_some_and(|open| open != day) { self.close(signer) } else { None };
        let follows = match self.open {
            Some(_) => self.last_hash,
            None => self.head.map_or(Hash::NONE, |head| head.hash()),
        };
        let row = Row::new(entry, self.last_seq + 1, follows);
        (self.last_seq, self.last_hash, self.open) = (row.seq, row.hash, Some(day));
        (head, row)
    }
}

impl Default for Tail {
    /// Of a chain without rows.
    fn default() -> Self {
        Self { head: None, last_seq: 0, last_hash: Hash::NONE, open: None }
    }
}
