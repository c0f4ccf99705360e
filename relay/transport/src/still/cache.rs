//! Stills that were made, the last used ones up to a number of bytes. Belongs here: what is kept. Does not: locks, making
//! them.
//!
//! A still is asked for by the name of the newest keyframe, so that an old one is never found; it is thrown away when its
//! successor comes, or when room is needed.

use super::Name;
use bytes::Bytes;
use std::collections::HashMap;

/// What an entry costs beside its file.
const ENTRY_BYTES: usize = 256;

/// A file, or the knowledge that none can be made of that picture.
pub(super) type Kept = Option<Bytes>;

pub(super) struct Cache {
    entries: HashMap<Name, Entry>,
    bytes: usize,
    max_bytes: usize,
    uses: u64,
}

struct Entry {
    kept: Kept,
    used: u64,
}

impl Entry {
    fn cost(&self) -> usize {
        ENTRY_BYTES + self.kept.as_ref().map_or(0, Bytes::len)
    }
}

impl Cache {
    pub(super) fn new(max_bytes: usize) -> Self {
        Self { entries: HashMap::new(), bytes: 0, max_bytes, uses: 0 }
    }

    pub(super) fn get(&mut self, name: &Name) -> Option<Kept> {
        self.uses += 1;
        let entry = self.entries.get_mut(name)?;
        entry.used = self.uses;
        Some(entry.kept.clone())
    }

    /// Keeps a still in place of older ones of its stream.
    pub(super) fn put(&mut self, name: Name, kept: Kept) {
        self.retain(|other| other.stream != name.stream || other.time >= name.time);
        self.uses += 1;
        let entry = Entry { kept, used: self.uses };
        if entry.cost() > self.max_bytes {
            return;
        }
        self.bytes += entry.cost();
        if let Some(before) = self.entries.insert(name, entry) {
            self.bytes -= before.cost();
        }
        while self.bytes > self.max_bytes {
            let Some(oldest) = self.entries.iter().min_by_key(|(_, e)| e.used).map(|(name, _)| *name) else { break };
            self.retain(|other| *other != oldest);
        }
    }

    fn retain(&mut self, keep: impl Fn(&Name) -> bool) {
        let bytes = &mut self.bytes;
        self.entries.retain(|name, entry| {
            let stays = keep(name);
            *bytes -= if stays { 0 } else { entry.cost() };
            stays
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{StreamId, UnixMicros, still::StillWidth};

    fn name(stream: u32, time: u64, width: StillWidth) -> Name {
        Name { stream: StreamId(stream), time: UnixMicros(time), width }
    }

    fn file(len: usize) -> Kept {
        Some(vec![0; len].into())
    }

    fn check(cache: &Cache) {
        assert_eq!(cache.bytes, cache.entries.values().map(Entry::cost).sum::<usize>());
        assert!(cache.bytes <= cache.max_bytes);
    }

    #[test]
    fn a_newer_keyframe_takes_the_place_of_all_widths_of_the_older() {
        let mut cache = Cache::new(100_000);
        let (small, large) = (StillWidth::W160, StillWidth::Full);
        cache.put(name(1, 10, small), file(5));
        cache.put(name(1, 10, large), None);
        cache.put(name(2, 10, small), file(5));
        assert_eq!((cache.get(&name(1, 10, small)), cache.get(&name(1, 10, large))), (Some(file(5)), Some(None)));
        cache.put(name(1, 20, small), file(6));
        assert_eq!((cache.get(&name(1, 10, small)), cache.get(&name(1, 10, large))), (None, None));
        assert!(cache.get(&name(2, 10, small)).is_some());
        // One that was long on its way does not push out the newest.
        cache.put(name(1, 15, large), file(5));
        assert_eq!(cache.get(&name(1, 20, small)), Some(file(6)));
        check(&cache);
    }

    #[test]
    fn over_its_bytes_the_least_used_go_first() {
        let mut cache = Cache::new(3 * (ENTRY_BYTES + 1000));
        for stream in 1..=3 {
            cache.put(name(stream, 1, StillWidth::W320), file(1000));
        }
        assert!(cache.get(&name(1, 1, StillWidth::W320)).is_some());
        cache.put(name(4, 1, StillWidth::W320), file(1000));
        let there = |cache: &mut Cache, stream| cache.get(&name(stream, 1, StillWidth::W320)).is_some();
        assert_eq!([1, 2, 3, 4].map(|s| there(&mut cache, s)), [true, false, true, true]);
        check(&cache);
        // One that is larger than all the room costs nobody his place.
        cache.put(name(5, 1, StillWidth::W320), file(10_000));
        assert_eq!([1, 3, 4, 5].map(|s| there(&mut cache, s)), [true, true, true, false]);
        check(&cache);
        // The same one again is counted once.
        cache.put(name(6, 1, StillWidth::W320), file(10));
        cache.put(name(6, 1, StillWidth::W320), file(20));
        check(&cache);
    }
}
