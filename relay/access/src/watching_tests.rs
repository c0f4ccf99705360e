//! Begins and ends as viewers make them, and what is left of them in the audit.

use super::*;
use proptest::prelude::*;

const SECOND: u64 = 1_000_000;
const MINUTE: u64 = 60 * SECOND;

fn actor(id: &str) -> Actor {
    Actor { kind: ActorKind::User, id: id.into(), name: id.to_uppercase() }
}

fn camera(id: &str) -> CameraId {
    format!("ward/{id}").parse().unwrap()
}

fn at(micros: u64) -> UnixMicros {
    UnixMicros(micros)
}

/// Who, which camera, from and until in seconds.
fn spans(entries: &[Entry]) -> Vec<(String, String, u64, u64)> {
    let secs = |e: &Entry, name| e.detail[name].parse::<u64>().unwrap() / SECOND;
    let span = |e: &Entry| {
        let camera = e.camera.as_ref().unwrap().camera().to_owned();
        (e.actor.id.clone(), camera, secs(e, Entry::FROM), secs(e, Entry::UNTIL))
    };
    entries.iter().map(span).collect()
}

#[test]
fn many_tiles_and_short_gaps_are_one_interval() {
    let (mut watching, lan, a) = (Watching::default(), actor("lan"), camera("a"));
    let home = "10.0.0.5".parse().ok();
    watching.began(&lan, home, &a, at(0));
    watching.began(&lan, "10.0.0.6".parse().ok(), &a, at(SECOND));
    watching.ended(&lan, &a, at(10 * SECOND));
    assert!(watching.tick(at(2 * MINUTE)).is_empty(), "one tile still shows it");
    watching.ended(&lan, &a, at(130 * SECOND));
    assert!(watching.tick(at(190 * SECOND)).is_empty(), "a minute is not over");
    watching.began(&lan, home, &a, at(190 * SECOND));
    watching.ended(&lan, &a, at(200 * SECOND));
    let written = watching.tick(at(261 * SECOND));
    assert_eq!(spans(&written), [("lan".into(), "a".into(), 0, 200)]);
    assert_eq!((written[0].address, written[0].at), (home, at(261 * SECOND)));
    assert!(watching.open.is_empty() && watching.tick(at(MINUTE * 100)).is_empty());
}

#[test]
fn whoever_comes_back_later_begins_anew_also_where_nobody_ticked() {
    let (mut watching, lan, a) = (Watching::default(), actor("lan"), camera("a"));
    watching.began(&lan, None, &a, at(0));
    watching.ended(&lan, &a, at(SECOND));
    watching.began(&lan, None, &a, at(61 * SECOND + 1));
    watching.began(&lan, None, &camera("b"), at(62 * SECOND));
    watching.began(&actor("ba"), None, &a, at(63 * SECOND));
    let written = watching.close(at(70 * SECOND));
    let row = |who: &str, camera: &str, from, until| (who.to_owned(), camera.to_owned(), from, until);
    assert_eq!(
        spans(&written),
        [row("lan", "a", 0, 1), row("ba", "a", 63, 70), row("lan", "a", 61, 70), row("lan", "b", 62, 70)]
    );
}

#[test]
fn a_long_watch_is_written_in_parts_that_join() {
    let (mut watching, lan, a) = (Watching::default(), actor("lan"), camera("a"));
    watching.began(&lan, None, &a, at(0));
    let mut written = Vec::new();
    for second in 1..=8 * 3600 {
        let more = watching.tick(at(second * SECOND));
        written.extend(more);
    }
    // A relay that is killed here loses no more than a quarter of an hour.
    assert_eq!(written.len(), 32);
    watching.ended(&lan, &a, at(8 * 3600 * SECOND));
    written.extend(watching.tick(at(8 * 3600 * SECOND + 2 * MINUTE)));
    assert_eq!(written.len(), 32, "nothing is left behind the last part");
    let spans = spans(&written);
    assert!(spans.windows(2).all(|pair| pair[0].3 == pair[1].2));
    assert_eq!((spans[0].2, spans[31].3), (0, 8 * 3600));
}

#[test]
fn visitors_of_an_embed_are_one_and_have_no_address() {
    let mut watching = Watching::default();
    let embed = Actor { kind: ActorKind::Embed, id: "e1".into(), name: "ward.example".into() };
    for i in 0..50_u8 {
        watching.began(&embed, Some([10, 0, 0, i].into()), &camera("a"), at(u64::from(i) * SECOND));
    }
    let written = watching.close(at(100 * SECOND));
    assert_eq!((spans(&written).len(), written[0].address), (1, None));
}

#[test]
fn too_many_are_written_early_and_never_held() {
    let mut watching = Watching { max: 3, ..Watching::default() };
    let lan = actor("lan");
    for (i, id) in ["a", "b", "c"].iter().enumerate() {
        watching.began(&lan, None, &camera(id), at(i as u64 * SECOND));
    }
    watching.ended(&lan, &camera("b"), at(5 * SECOND));
    watching.began(&lan, None, &camera("d"), at(6 * SECOND));
    watching.began(&lan, None, &camera("e"), at(7 * SECOND));
    assert_eq!(watching.open.len(), 3);
    let written = spans(&watching.tick(at(8 * SECOND)));
    let row = |camera: &str, from, until| ("lan".to_owned(), camera.to_owned(), from, until);
    assert_eq!(written, [row("b", 1, 5), row("a", 0, 7)]);
    watching.ended(&lan, &camera("a"), at(9 * SECOND));
    assert_eq!(spans(&watching.close(at(9 * SECOND))), [row("c", 2, 9), row("d", 6, 9), row("e", 7, 9)]);
}

#[test]
fn a_clock_that_is_set_back_makes_no_negative_interval() {
    let (mut watching, lan, a) = (Watching::default(), actor("lan"), camera("a"));
    watching.began(&lan, None, &a, at(100 * SECOND));
    watching.ended(&lan, &a, at(50 * SECOND));
    assert_eq!(spans(&watching.close(at(50 * SECOND))), [("lan".into(), "a".into(), 100, 100)]);
}

proptest! {
    /// Every moment in which a tile showed the camera lies in exactly one written part, whatever the order of things.
    #[test]
    fn nothing_that_was_watched_is_missing(steps in prop::collection::vec((0..2_u8, 0..100_u64, any::<bool>()), 1..60)) {
        let (mut watching, lan, a) = (Watching::default(), actor("lan"), camera("a"));
        let (mut now, mut tiles, mut watched, mut written) = (0, 0_u32, Vec::new(), Vec::new());
        for (what, wait, tick) in steps {
            if tiles > 0 {
                watched.extend(now..now + wait);
            }
            now += wait;
            if tick {
                written.extend(watching.tick(at(now * SECOND)));
            }
            if what == 0 {
                watching.began(&lan, None, &a, at(now * SECOND));
                tiles += 1;
            } else if tiles > 0 {
                watching.ended(&lan, &a, at(now * SECOND));
                tiles -= 1;
            }
        }
        written.extend(watching.close(at(now * SECOND)));
        let spans = spans(&written);
        for second in watched {
            let holding = spans.iter().filter(|(_, _, from, until)| (*from..*until).contains(&second)).count();
            prop_assert_eq!(holding, 1, "{} in {:?}", second, spans);
        }
        prop_assert!(spans.windows(2).all(|pair| pair[0].3 <= pair[1].2));
    }
}
