//! A chain of three days, and everything that can be done to it.

use super::*;
use crate::{
    UnixMicros,
    audit::{Action, Actor, Entry, Signature, Signer, Tail},
};

const DAY: u64 = 86_400_000_000;

#[derive(Clone)]
struct Chain {
    rows: Vec<Row>,
    heads: Vec<Head>,
    span: Span,
}

fn signer() -> Signer {
    Signer::new(&[7; 32])
}

fn entry(at: u64) -> Entry {
    Entry::new(UnixMicros(at), Actor::relay(), Action::CameraAdded)
        .address("10.0.0.5".parse::<std::net::IpAddr>().ok())
        .camera("phuong/a".parse().unwrap())
        .target("Ngõ 12")
        .with("name", "Ngã tư")
}

/// Rows at these moments, the last day still open.
fn chain(moments: &[u64]) -> Chain {
    let (mut tail, mut rows, mut heads) = (Tail::default(), Vec::new(), Vec::new());
    for at in moments {
        let (head, row) = tail.append(&entry(*at), &signer());
        heads.extend(head);
        rows.push(row);
    }
    let span = Span::signed(SpanKind::Kept, 1, tail.last_seq, tail.last_hash, &signer());
    Chain { rows, heads, span }
}

/// Rows 1 to 3, 4 to 5 and 6 to 8, each on a day of its own.
fn three_days() -> Chain {
    chain(&[10, 20, 20, DAY, DAY + 1, 5 * DAY, 5 * DAY + 7, 6 * DAY - 1])
}

impl Chain {
    fn check(&self) -> Result<Whole, Broken> {
        self.check_as(SpanKind::Kept, &signer().public())
    }

    fn check_as(&self, kind: SpanKind, key: &PublicKey) -> Result<Whole, Broken> {
        let mut verifier = Verifier::new(key, &self.heads, self.span, kind)?;
        self.rows.iter().try_for_each(|row| verifier.row(row))?;
        verifier.end()
    }

    fn row(&self, seq: u64, day: u32, fault: Fault) {
        assert_eq!(self.check(), Err(Broken::Row { seq, day: Some(Day(day)), fault }));
    }
}

#[test]
fn what_was_written_is_whole() {
    let chain = three_days();
    let whole = chain.check().unwrap();
    assert_eq!((whole.rows, whole.days, whole.gone, whole.last_seq), (8, 2, 0, 8));
    assert_eq!(chain.heads.iter().map(|h| (h.day.0, h.rows)).collect::<Vec<_>>(), [(0, 3), (1, 2)]);
    assert_eq!(self::chain(&[]).check().unwrap().rows, 0);
    // A clock that was set back begins a segment of its own and breaks nothing.
    let back = self::chain(&[5 * DAY, DAY, DAY - 1, 5 * DAY]);
    assert_eq!((back.heads.len(), back.check().unwrap().rows), (3, 4));
}

#[test]
fn any_change_of_any_field_is_named() {
    let whole = three_days();
    let text = |t: &String| {
        let mut forms: Vec<String> = (0..t.chars().count())
            .map(|n| t.chars().enumerate().map(|(i, c)| if i == n { '\u{1}' } else { c }).collect())
            .collect();
        forms.extend([format!("{t} "), t.chars().skip(1).collect(), String::new()]);
        forms.retain(|form| form != t);
        forms
    };
    let optional = |t: &Option<String>| {
        let mut forms: Vec<_> = t.iter().flat_map(text).map(Some).collect();
        forms.push(if t.is_some() { None } else { Some(String::new()) });
        forms
    };
    for (i, row) in whole.rows.iter().enumerate() {
        let mut forms: Vec<Row> = Vec::new();
        let flips = (0..64).map(|bit| Row { at: UnixMicros(row.at.0 ^ 1 << bit), ..row.clone() });
        forms.extend(flips);
        forms.extend((0..256).map(|bit| {
            let mut hash = row.hash;
            hash.0[bit / 8] ^= 1 << (bit % 8);
            Row { hash, ..row.clone() }
        }));
        forms.extend(text(&row.actor_kind).into_iter().map(|actor_kind| Row { actor_kind, ..row.clone() }));
        forms.extend(text(&row.actor).into_iter().map(|actor| Row { actor, ..row.clone() }));
        forms.extend(text(&row.actor_name).into_iter().map(|actor_name| Row { actor_name, ..row.clone() }));
        forms.extend(text(&row.action).into_iter().map(|action| Row { action, ..row.clone() }));
        forms.extend(text(&row.detail).into_iter().map(|detail| Row { detail, ..row.clone() }));
        forms.extend(optional(&row.address).into_iter().map(|address| Row { address, ..row.clone() }));
        forms.extend(optional(&row.camera).into_iter().map(|camera| Row { camera, ..row.clone() }));
        forms.extend(optional(&row.target).into_iter().map(|target| Row { target, ..row.clone() }));
        assert!(forms.len() > 400);
        for form in forms {
            let mut chain = whole.clone();
            chain.rows[i] = form;
            let named = matches!(chain.check(), Err(Broken::Row { seq, fault: Fault::Altered, .. }) if seq == row.seq);
            assert!(named, "{:?}: {:?}", chain.rows[i], chain.check());
        }
    }
    // Text that moves from one field to the next is another row.
    let mut chain = whole.clone();
    (chain.rows[0].actor, chain.rows[0].actor_kind) = ("ayrelay".into(), "rel".into());
    chain.row(1, 0, Fault::Altered);
}

#[test]
fn rows_that_are_gone_moved_or_too_many_are_named() {
    for gone in 0..8 {
        let mut chain = three_days();
        chain.rows.remove(gone);
        let day = [0, 0, 0, 1, 1, 5, 5, 5][gone];
        match chain.check() {
            Err(Broken::Row { seq, day: Some(Day(named)), fault: Fault::Missing }) => {
                assert_eq!((seq, named), (gone as u64 + 1, day));
            }
            // Of the open day's first row there is no day left to be named.
            other => assert_eq!(other, Err(Broken::Row { seq: 6, day: None, fault: Fault::Missing })),
        }
    }
    for (a, b) in [(0, 1), (2, 3), (0, 7), (5, 6)] {
        let mut chain = three_days();
        chain.rows.swap(a, b);
        let seq = a as u64 + 1;
        assert!(matches!(chain.check(), Err(Broken::Row { seq: s, fault: Fault::OutOfOrder, .. }) if s == seq));
        // Swapped with their numbers.
        let mut chain = three_days();
        chain.rows.swap(a, b);
        (chain.rows[a].seq, chain.rows[b].seq) = (seq, b as u64 + 1);
        assert!(matches!(chain.check(), Err(Broken::Row { seq: s, fault: Fault::Altered, .. }) if s == seq));
    }
    let mut twice = three_days();
    twice.rows.insert(4, twice.rows[3].clone());
    twice.row(4, 1, Fault::OutOfOrder);
    let mut more = three_days();
    more.rows.push(Row::new(&entry(5 * DAY), 9, more.rows[7].hash));
    more.row(9, 5, Fault::Added);
}

#[test]
fn a_day_written_anew_does_not_fit_its_signature() {
    let mut chain = three_days();
    let mut follows = chain.rows[0].hash;
    for row in &mut chain.rows[1..3] {
        row.actor_name = "Somebody else".into();
        row.hash = row.hash_behind(follows);
        follows = row.hash;
    }
    chain.row(3, 0, Fault::Unsigned);
    // Nor does the open day, nor a chain that was cut or gone on with by somebody without the key.
    let mut open = three_days();
    open.rows[7].target = None;
    open.rows[7].hash = open.rows[7].hash_behind(open.rows[6].hash);
    open.row(8, 5, Fault::Unsigned);
    let mut cut = three_days();
    cut.rows.pop();
    (cut.span.last, cut.span.last_hash) = (7, cut.rows[6].hash);
    assert_eq!(cut.check(), Err(Broken::Span));
}

#[test]
fn a_forged_or_missing_head_is_named() {
    let whole = three_days();
    let other = Signer::new(&[8; 32]);
    let changes: [fn(&mut Head); 6] = [
        |h| h.day.0 += 1,
        |h| h.rows -= 1,
        |h| h.last_seq -= 1,
        |h| h.first_seq += 1,
        |h| h.last_hash.0[3] ^= 4,
        |h| h.follows.0[0] ^= 1,
    ];
    for (i, head) in whole.heads.iter().enumerate() {
        for change in changes {
            let mut chain = whole.clone();
            change(&mut chain.heads[i]);
            let named = matches!(chain.check(), Err(Broken::Head { number, fault: Fault::Unsigned, .. }) if number == i as u64 + 1);
            assert!(named);
            chain.heads[i] = chain.heads[i].signed(&other);
            assert!(matches!(chain.check(), Err(Broken::Head { fault: Fault::Unsigned, .. })));
        }
        let mut chain = whole.clone();
        chain.heads[i].signature = Signature([0; 64]);
        let day = Some(head.day);
        assert_eq!(chain.check(), Err(Broken::Head { number: head.number, day, fault: Fault::Unsigned }));
    }
    let mut chain = whole.clone();
    chain.heads.remove(0);
    assert_eq!(chain.check(), Err(Broken::Head { number: 1, day: None, fault: Fault::Missing }));
    let mut chain = whole.clone();
    chain.heads[1] = Head { follows: Hash::NONE, ..chain.heads[1] }.signed(&signer());
    assert!(matches!(chain.check(), Err(Broken::Head { number: 2, fault: Fault::OutOfOrder, .. })));
    // Without its head a day still hangs together, but the next one does not follow from it.
    let mut chain = whole.clone();
    chain.heads.pop();
    chain.row(6, 1, Fault::Altered);
    assert!(whole.check_as(SpanKind::Kept, &other.public()).is_err());
    assert_eq!(
        whole.check_as(SpanKind::Kept, &PublicKey([0; 32])).map(drop),
        whole.check_as(SpanKind::Kept, &other.public()).map(drop)
    );
}

#[test]
fn old_days_go_and_what_is_left_still_follows_from_them() {
    let mut chain = three_days();
    chain.rows.drain(..3);
    chain.row(1, 0, Fault::Missing);
    let kept = |first, last_hash| Span::signed(SpanKind::Kept, first, 8, last_hash, &signer());
    chain.span = kept(4, chain.span.last_hash);
    assert_eq!(chain.check().map(|w| (w.rows, w.gone, w.days)), Ok((5, 3, 2)));
    let mut late = chain.clone();
    late.rows[0].actor = "x".into();
    late.row(4, 1, Fault::Altered);
    // Half a day is never let go.
    late.rows.remove(0);
    late.span = kept(5, chain.span.last_hash);
    assert_eq!(late.check(), Err(Broken::Span));
    // All of it may be gone.
    let mut tail =
        Tail { head: Some(chain.heads[1]), last_seq: 8, last_hash: chain.span.last_hash, open: Some(Day(5)) };
    chain.heads.extend(tail.close(&signer()));
    chain.rows.clear();
    chain.span = kept(9, chain.span.last_hash);
    assert_eq!(chain.check().map(|w| (w.rows, w.gone, w.days)), Ok((0, 8, 3)));
    chain.rows.push(tail.append(&entry(9 * DAY), &signer()).1);
    chain.row(9, 9, Fault::Added);
    chain.span = Span::signed(SpanKind::Kept, 9, 9, tail.last_hash, &signer());
    assert_eq!(chain.check().map(|w| w.rows), Ok(1));
}

#[test]
fn a_file_holds_whole_days_and_is_signed_as_one() {
    let mut file = three_days();
    let part = |first, last, hash| Span::signed(SpanKind::File, first, last, hash, &signer());
    let key = signer().public();
    file.rows = file.rows[3..5].to_vec();
    file.span = part(4, 5, file.rows[1].hash);
    assert_eq!(file.check_as(SpanKind::File, &key).map(|w| w.rows), Ok(2));
    // What is signed of a file says nothing about what is kept.
    assert_eq!(file.check(), Err(Broken::Span));
    let mut short = file.clone();
    short.rows.pop();
    assert!(matches!(short.check_as(SpanKind::File, &key), Err(Broken::Row { seq: 5, fault: Fault::Missing, .. })));
    short.span = part(4, 4, short.rows[0].hash);
    assert_eq!(short.check_as(SpanKind::File, &key), Err(Broken::Span));
    // Numbers beyond all reason break nothing.
    for (first, last) in [(0, 0), (0, u64::MAX), (1, u64::MAX), (u64::MAX, 0), (u64::MAX, u64::MAX)] {
        file.span = part(first, last, Hash::NONE);
        assert!(file.check_as(SpanKind::File, &key).is_err());
    }
    let odd = Head { first_seq: 1, last_seq: u64::MAX, ..file.heads[0] }.signed(&signer());
    file.heads = vec![odd];
    assert!(file.check_as(SpanKind::File, &key).is_err());
}
