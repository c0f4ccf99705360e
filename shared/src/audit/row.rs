//! A row of the chain: every field as the text that was hashed, so that a row of a newer relay is checked as well.

use super::{Action, ActorKind, Day, Entry, Hash};
use crate::UnixMicros;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The most characters of a text in a row.
const TEXT_MAX: usize = 300;
/// The most facts in a row's detail.
const FACTS_MAX: usize = 32;
/// In front of everything that is hashed: the version of what follows.
const TAG: &[u8] = b"ward-audit-row-1";
/// In place of a length where there is no text.
const ABSENT: u32 = u32::MAX;

/// An entry in the chain. In a file it has no fields but these: whoever reads it sees only what was checked.
///
/// Its hash is SHA-256 of `the hash that it follows (32 bytes) · "ward-audit-row-1" · seq · at`, both 64 bits, then each
/// of `actor_kind, actor, actor_name, address, action, camera, target, detail` as its length in bytes (32 bits; all ones
/// where it is absent) and its UTF-8. Numbers are big-endian. A row follows the one before it, the first of a segment
/// the head of the segment before, the first of all 32 zero bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its number, from 1, without gaps.
    pub seq: u64,
    /// When.
    pub at: UnixMicros,
    /// A code of [`ActorKind`].
    pub actor_kind: String,
    /// The actor's id.
    pub actor: String,
    /// The actor's name at that time.
    pub actor_name: String,
    /// From where, as an IP address.
    pub address: Option<String>,
    /// A code of [`Action`].
    pub action: String,
    /// With which camera.
    pub camera: Option<String>,
    /// With what else.
    pub target: Option<String>,
    /// Further facts: an object of texts in JSON.
    pub detail: String,
    /// Its hash.
    pub hash: Hash,
}

impl Row {
    /// An entry as a row behind `follows`.
    pub fn new(entry: &Entry, seq: u64, follows: Hash) -> Self {
        let detail: BTreeMap<String, String> =
            entry.detail.iter().take(FACTS_MAX).map(|(name, value)| (cut(name), cut(value))).collect();
        let mut row = Self {
            seq,
            at: entry.at,
            actor_kind: entry.actor.kind.as_str().to_owned(),
            actor: cut(&entry.actor.id),
            actor_name: cut(&entry.actor.name),
            address: entry.address.map(|a| a.to_canonical().to_string()),
            action: entry.action.as_str().to_owned(),
            camera: entry.camera.as_ref().map(|c| c.as_str().to_owned()),
            target: entry.target.as_deref().map(cut),
            // A map of texts is always JSON.
            detail: serde_json::to_string(&detail).unwrap_or_default(),
            hash: Hash::NONE,
        };
        row.hash = row.hash_behind(follows);
        row
    }

    /// The hash that it must have behind `follows`.
    pub fn hash_behind(&self, follows: Hash) -> Hash {
        let texts = [
            Some(&self.actor_kind),
            Some(&self.actor),
            Some(&self.actor_name),
            self.address.as_ref(),
            Some(&self.action),
            self.camera.as_ref(),
            self.target.as_ref(),
            Some(&self.detail),
        ];
        let mut sha = Sha256::new().chain_update(follows.0).chain_update(TAG);
        sha.update(self.seq.to_be_bytes());
        sha.update(self.at.0.to_be_bytes());
        for text in texts {
            let length = text.map_or(ABSENT, |t| u32::try_from(t.len()).unwrap_or(ABSENT));
            sha.update(length.to_be_bytes());
            sha.update(text.map_or(&[][..], |t| t.as_bytes()));
        }
        Hash(sha.finalize().into())
    }

    /// The day of its time.
    pub fn day(&self) -> Day {
        Day::of(self.at)
    }

    /// What was done, as far as this relay knows it.
    pub fn action(&self) -> Action {
        Action::of(&self.action)
    }

    /// What kind of somebody did it, as far as this relay knows it.
    pub fn actor_kind(&self) -> ActorKind {
        ActorKind::of(&self.actor_kind)
    }

    /// The further facts; none where they were spoilt.
    pub fn facts(&self) -> BTreeMap<String, String> {
        serde_json::from_str(&self.detail).unwrap_or_default()
    }
}

fn cut(text: &str) -> String {
    text.chars().take(TEXT_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Actor;

    /// The hash is a contract with every export that lies somewhere.
    #[test]
    fn the_hash_of_a_row_is_what_it_always_was() {
        let actor = Actor { kind: ActorKind::User, id: "u1".into(), name: "Bà Lan".into() };
        let entry = Entry::new(UnixMicros(1_795_000_000_000_000), actor, Action::CameraRemoved)
            .address("::ffff:10.0.0.5".parse::<std::net::IpAddr>().ok())
            .camera("phuong/a".parse().unwrap())
            .with("name", "Ngõ 12");
        let row = Row::new(&entry, 1, Hash::NONE);
        assert_eq!((row.address.as_deref(), row.detail.as_str()), (Some("10.0.0.5"), r#"{"name":"Ngõ 12"}"#));
        let mut bytes = [&[0; 32][..], b"ward-audit-row-1", &1_u64.to_be_bytes(), &row.at.0.to_be_bytes()].concat();
        for text in
            [Some("user"), Some("u1"), Some("Bà Lan"), Some("10.0.0.5"), Some("camera_removed"), Some("phuong/a"), None]
        {
            bytes.extend(text.map_or(u32::MAX, |t| t.len() as u32).to_be_bytes());
            bytes.extend(text.unwrap_or_default().as_bytes());
        }
        bytes.extend((row.detail.len() as u32).to_be_bytes());
        bytes.extend(row.detail.as_bytes());
        assert_eq!(row.hash, Hash(Sha256::digest(bytes).into()));
    }

    #[test]
    fn a_stranger_writes_no_novels() {
        let mut entry = Entry::new(UnixMicros(1), Actor::relay(), Action::LoginFailed).target("ế".repeat(100_000));
        for i in 0..1000 {
            entry = entry.with(&i.to_string(), &"x".repeat(1000));
        }
        let row = Row::new(&entry, 1, Hash::NONE);
        assert_eq!(row.target.unwrap().chars().count(), 300);
        assert!(row.detail.len() < 11_000, "{}", row.detail.len());
    }
}
