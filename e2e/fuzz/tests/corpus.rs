//! The kept corpus, played through every target as it stands, and with random edits.
#![allow(clippy::unwrap_used)]

use fuzz::TARGETS;
use proptest::prelude::*;
use std::{collections::BTreeSet, fs, panic, path::PathBuf};

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// A target's kept inputs with their names.
fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(corpus().join(target)).unwrap_or_else(|e| panic!("{target} has no corpus: {e}"));
    entries.map(|e| e.unwrap()).map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())).collect()
}

#[test]
fn every_target_bears_what_is_kept_for_it() {
    for (name, target) in TARGETS {
        let kept = kept(name);
        assert!(kept.len() >= 5, "{name} has a corpus of {}", kept.len());
        for (input, bytes) in kept {
            panic::catch_unwind(|| target(&bytes)).unwrap_or_else(|_| panic!("{name} does not bear {input}"));
        }
    }
}

#[test]
fn every_target_has_a_folder_and_a_program() {
    let listed: BTreeSet<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let folders = fs::read_dir(corpus()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(listed, folders);
    let manifest = fs::read_to_string(corpus().with_file_name("Cargo.toml")).unwrap();
    let programs =
        manifest.lines().filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\""));
    assert_eq!(listed, programs.map(str::to_owned).collect());
}

/// What libFuzzer does without a view into the program: overwrite, cut, repeat and join.
#[derive(Debug, Clone)]
enum Edit {
    Set(prop::sample::Index, u8),
    Flip(prop::sample::Index, u8),
    Insert(prop::sample::Index, Vec<u8>),
    Cut(prop::sample::Index, usize),
    Append(prop::sample::Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, to)| Edit::Set(at, to)),
        (any::<prop::sample::Index>(), 0u8..8).prop_map(|(at, bit)| Edit::Flip(at, bit)),
        (any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 1..5))
            .prop_map(|(at, v)| Edit::Insert(at, v)),
        (any::<prop::sample::Index>(), 1usize..9).prop_map(|(at, n)| Edit::Cut(at, n)),
        any::<prop::sample::Index>().prop_map(Edit::Append),
    ]
}

fn edited(seeds: &[(String, Vec<u8>)], seed: &prop::sample::Index, edits: &[Edit]) -> Vec<u8> {
    let mut bytes = seed.get(seeds).1.clone();
    for edit in edits {
        let len = bytes.len();
        match edit {
            Edit::Append(other) => bytes.extend(&other.get(seeds).1),
            Edit::Insert(at, new) => {
                let at = at.index(len + 1);
                bytes.splice(at..at, new.iter().copied());
            }
            _ if len == 0 => {}
            Edit::Set(at, to) => bytes[at.index(len)] = *to,
            Edit::Flip(at, bit) => bytes[at.index(len)] ^= 1 << bit,
            Edit::Cut(at, n) => {
                let at = at.index(len);
                bytes.drain(at..len.min(at + n));
            }
        }
    }
    bytes
}

macro_rules! edited {
    ($($target:ident),*) => {$(
        proptest! {
            // What is found is kept in the corpus, where every way of running finds it.
            #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
            #[test]
            fn $target(
                seed in any::<prop::sample::Index>(),
                edits in prop::collection::vec(edit(), 0..12),
                bytes in prop::collection::vec(any::<u8>(), 0..400),
            ) {
                thread_local!(static SEEDS: Vec<(String, Vec<u8>)> = kept(stringify!($target)));
                fuzz::$target(&SEEDS.with(|seeds| edited(seeds, &seed, &edits)));
                fuzz::$target(&bytes);
            }
        }
    )*};
}

edited!(avcc, camera_id, camera_url, control, header, nal, ring, slice, sps);
