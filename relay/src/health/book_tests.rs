//! A ledger without a disk: what happens goes in, what a reader would sum up comes out.

use super::*;
use crate::health::{Calendar, Facts, Seen, list, report, strip};
use proptest::prelude::*;
use shared::api::health::{CameraHealth, StripDay, Tally};
use std::time::Duration;
use store::ledger::{Past, Window};

const DAY: u64 = 86_400;
/// 2026-11-30 00:00 in Vietnam.
const MONDAY: u64 = 1_795_971_600;
const YEAR: u64 = 366 * DAY;

/// The tables, as the last transaction left them.
#[derive(Default, Clone)]
struct Disk {
    runs: BTreeMap<RowId, Run>,
    stays: BTreeMap<RowId, Stay>,
    outages: BTreeMap<RowId, Outage>,
    flaps: Vec<Flaps>,
}

impl Disk {
    fn write(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            match entry {
                Entry::Run(row) => drop(self.runs.insert(row.id, row)),
                Entry::Stay(row) => drop(self.stays.insert(row.id, row)),
                Entry::Outage(row) => drop(self.outages.insert(row.id, row)),
                Entry::Flaps(flaps) => self.flaps.push(flaps),
            }
        }
    }

    fn last(&self) -> Last {
        let ids = self.runs.keys().chain(self.stays.keys()).chain(self.outages.keys());
        Last {
            highest: ids.max().copied(),
            run: self.runs.values().last().copied(),
            stays: self.stays.values().filter(|s| s.ended.is_none()).cloned().collect(),
            outages: self.outages.values().filter(|o| o.ended.is_none()).cloned().collect(),
        }
    }

    fn facts(&self, window: Window, now: u64) -> Facts {
        let touches = |o: &&Outage| o.began < window.to && o.ended.is_none_or(|ended| ended > window.from);
        let past = Past {
            runs: self.runs.values().copied().collect(),
            stays: self.stays.values().cloned().collect(),
            outages: self.outages.values().filter(touches).cloned().collect(),
            flaps: self.flaps.clone(),
        };
        Facts::new(past, window, UnixSecs(now))
    }
}

/// A relay's machine: its clocks, its disk, and the book while the relay runs.
struct Machine {
    wall: u64,
    even: u64,
    disk: Disk,
    book: Option<Book>,
    members: Vec<Member>,
}

fn id(name: &str) -> CameraId {
    format!("ward/{name}").parse().unwrap()
}

fn member(name: &str, area: Option<&str>) -> Member {
    let place = area.map(|a| Place { area: a.into(), name: a.to_uppercase() });
    Member { id: id(name), name: name.into(), place }
}

impl Machine {
    /// A relay with camera `a`, live.
    fn at(wall: u64) -> Self {
        let mut machine = Self { wall, even: 7, disk: Disk::default(), book: None, members: vec![member("a", None)] };
        machine.start();
        machine.live("a");
        machine
    }

    fn now(&self) -> Moment {
        Moment { wall: UnixSecs(self.wall), even: Duration::from_secs(self.even) }
    }

    fn tell(&mut self, work: impl FnOnce(&mut Book, Moment) -> Vec<Entry>) {
        let now = self.now();
        if let Some(book) = &mut self.book {
            let entries = work(book, now);
            self.disk.write(entries);
        }
    }

    fn start(&mut self) {
        let (book, entries) = Book::resume(self.now(), self.disk.last());
        self.disk.write(entries);
        self.book = Some(book);
        let members = self.members.clone();
        self.tell(|book, now| book.list(now, members));
    }

    /// The relay ends with a word, or is killed: then its last sign of life is up to a minute old.
    fn stop(&mut self) {
        self.tell(Book::close);
        self.book = None;
    }

    fn kill(&mut self) {
        self.book = None;
    }

    /// The relay ticks each second and gives a sign of life each minute.
    fn pass(&mut self, secs: u64) {
        for _ in 0..secs {
            self.wall += 1;
            self.even += 1;
            self.tell(Book::tick);
            if self.even.is_multiple_of(60) {
                self.tell(|book, _| vec![book.alive()]);
            }
        }
    }

    fn state(&mut self, name: &str, state: CameraState, since: u64, reason: Option<Reason>) {
        let status = Status { state, since: UnixSecs(since).into(), reason };
        self.tell(|book, now| book.status(now, &id(name), status));
    }

    fn live(&mut self, name: &str) {
        self.state(name, CameraState::Live, self.wall, None);
    }

    /// Offline for 10 s, as the judge finds it.
    fn offline(&mut self, name: &str, reason: Reason) {
        self.state(name, CameraState::Offline, self.wall - 10, Some(reason));
    }

    /// Offline from here on for so long, then live.
    fn out(&mut self, name: &str, secs: u64) {
        self.pass(10);
        self.offline(name, Reason::Unreachable);
        self.pass(secs - 10);
        self.live(name);
    }

    fn set_list(&mut self, members: Vec<Member>) {
        self.members = members.clone();
        self.tell(|book, now| book.list(now, members));
    }

    fn facts(&self, from: u64, to: u64) -> Facts {
        // A running relay gives a sign of life before anybody reads.
        let mut disk = self.disk.clone();
        disk.write(self.book.iter().map(Book::alive).collect());
        disk.facts(Window { from: UnixSecs(from), to: UnixSecs(to) }, self.wall)
    }

    fn health(&self, name: &str, from: u64) -> CameraHealth {
        let seen =
            Seen { id: id(name), name: name.into(), state: CameraState::Live, since: UnixSecs(0).into(), reason: None };
        list(&self.facts(from, self.wall), vec![seen]).cameras.remove(0)
    }

    fn outages(&self) -> Vec<(u64, Option<u64>)> {
        self.disk.outages.values().map(|o| (o.began.0, o.ended.map(|t| t.0))).collect()
    }
}

fn tally(up_secs: u64, down_secs: u64, unknown_secs: u64, absent_secs: u64) -> (u64, u64, u64, u64) {
    (up_secs, down_secs, unknown_secs, absent_secs)
}

fn split(t: Tally) -> (u64, u64, u64, u64) {
    (t.up_secs, t.down_secs, t.unknown_secs, t.absent_secs)
}

fn sum(t: Tally) -> u64 {
    t.up_secs + t.down_secs + t.unknown_secs + t.absent_secs
}

#[test]
fn an_outage_is_told_by_the_reason_that_lasted_longest_beside_its_first() {
    let mut m = Machine::at(MONDAY);
    m.pass(100);
    m.pass(9);
    m.state("a", CameraState::Stale, m.wall - 9, Some(Reason::NoMedia));
    assert_eq!(m.outages(), [], "9 s are no outage");
    m.pass(1);
    m.offline("a", Reason::CameraClosed);
    assert_eq!(m.outages(), [(MONDAY + 100, None)], "it began when the camera was last heard");
    m.pass(20);
    m.state("a", CameraState::Offline, MONDAY + 100, Some(Reason::Unreachable));
    m.pass(300);
    assert_eq!(m.disk.outages.values().next().unwrap().reason, Reason::Unreachable, "written while it lasts");
    m.state("a", CameraState::Offline, MONDAY + 100, Some(Reason::ConnectionRefused));
    m.pass(30);
    m.live("a");
    m.pass(50);
    let health = m.health("a", MONDAY);
    let last = health.last_outage.unwrap();
    assert_eq!((last.first_reason, last.reason, last.down_secs), (Reason::CameraClosed, Reason::Unreachable, 360));
    assert_eq!((health.outages, health.longest_secs, health.flaps), (1, 360, 0));
    assert_eq!(split(health.tally), tally(150, 360, 0, 0));
    assert_eq!(health.tally.availability_per_mille, Some(294));
}

#[test]
fn short_silences_and_short_failures_are_flaps() {
    let mut m = Machine::at(MONDAY);
    for _ in 0..3 {
        m.pass(5);
        m.state("a", CameraState::Stale, m.wall - 5, Some(Reason::NoMedia));
        m.pass(2);
        m.live("a");
    }
    // A first dial that is refused shows the camera offline at once.
    m.state("a", CameraState::Offline, m.wall, Some(Reason::CameraBusy));
    m.pass(4);
    m.live("a");
    m.pass(60);
    let health = m.health("a", MONDAY);
    assert_eq!((health.flaps, health.outages, health.tally.down_secs), (4, 0, 0));
    assert_eq!((m.outages(), health.tally.availability_per_mille), (vec![], Some(1000)));
}

#[test]
fn an_outage_that_was_too_short_at_first_is_written_once_it_is_long_enough() {
    let mut m = Machine::at(MONDAY);
    m.pass(5);
    m.state("a", CameraState::Offline, m.wall, Some(Reason::AuthFailed));
    m.pass(9);
    assert_eq!(m.outages(), []);
    m.pass(1);
    assert_eq!(m.outages(), [(MONDAY + 5, None)]);
}

#[test]
fn a_restart_in_the_middle_continues_the_outage_and_marks_the_absence() {
    for killed in [false, true] {
        let mut m = Machine::at(MONDAY);
        m.pass(120);
        m.pass(10);
        m.offline("a", Reason::Unreachable);
        m.pass(103);
        if killed {
            m.kill();
        } else {
            m.stop();
        }
        let heard = m.disk.runs.values().last().unwrap().heard.0;
        assert!(m.wall - heard <= if killed { 60 } else { 0 }, "at most a minute is lost");
        m.pass(1000);
        m.start();
        m.state("a", CameraState::Starting, m.wall, Some(Reason::Connecting));
        m.pass(3);
        m.state("a", CameraState::Offline, m.wall - 3, Some(Reason::AuthFailed));
        m.pass(57);
        m.live("a");
        m.pass(10);
        assert_eq!(m.outages(), [(MONDAY + 120, Some(m.wall - 10))], "one outage");
        let health = m.health("a", MONDAY);
        let absence = MONDAY + 233 + 1000 - heard;
        let last = health.last_outage.unwrap();
        assert_eq!((last.unknown_secs, last.down_secs), (absence, heard - MONDAY - 120 + 60));
        assert_eq!((last.first_reason, last.reason), (Reason::Unreachable, Reason::Unreachable));
        assert_eq!(split(health.tally), tally(130, last.down_secs, absence, 0));
    }
}

#[test]
fn a_camera_that_is_live_after_the_restart_ends_its_outage_with_the_first_picture() {
    let mut m = Machine::at(MONDAY);
    m.pass(10);
    m.offline("a", Reason::Unreachable);
    m.pass(50);
    m.stop();
    m.pass(500);
    m.start();
    m.pass(2);
    m.live("a");
    let health = m.health("a", MONDAY);
    assert_eq!((m.outages(), split(health.tally)), (vec![(MONDAY, Some(MONDAY + 562))], tally(0, 62, 500, 0)));
}

#[test]
fn a_clock_set_forward_makes_no_year_long_outage() {
    let mut m = Machine::at(MONDAY);
    m.pass(100);
    m.pass(10);
    m.offline("a", Reason::Unreachable);
    m.pass(20);
    m.wall += YEAR;
    m.pass(20);
    m.live("a");
    m.pass(40);
    let health = m.health("a", MONDAY);
    assert_eq!((health.outages, health.longest_secs), (1, 49), "the second of the jump is not known");
    assert_eq!(sum(health.tally), m.wall - MONDAY);
    assert_eq!(health.tally.unknown_secs, YEAR + 1);
    assert_eq!(m.disk.runs.len(), 2);
}

#[test]
fn a_clock_set_back_makes_no_negative_outage() {
    let mut m = Machine::at(MONDAY);
    m.pass(7200);
    m.pass(10);
    m.offline("a", Reason::Unreachable);
    m.pass(20);
    m.wall -= 3600;
    m.pass(50);
    let back = m.wall - 49;
    assert_eq!(m.outages(), [(back, None)], "nothing begins in the future");
    m.live("a");
    m.pass(10);
    assert_eq!(m.outages(), [(back, Some(back + 49))]);
    let health = m.health("a", MONDAY);
    assert_eq!((sum(health.tally), health.tally.down_secs, health.tally.unknown_secs), (m.wall - MONDAY, 49, 0));
    // Set back while the relay is off, the last run lies in the future.
    m.pass(10);
    m.offline("a", Reason::Unreachable);
    m.kill();
    m.wall -= 1000;
    m.start();
    m.pass(30);
    m.live("a");
    assert_eq!(m.outages()[1], (m.wall - 30, Some(m.wall)));
}

#[test]
fn a_process_that_slept_knows_nothing_of_that_time() {
    let mut m = Machine::at(MONDAY);
    m.pass(100);
    (m.wall, m.even) = (m.wall + 600, m.even + 600);
    // Woken up, the judge finds the camera unheard for 10 minutes.
    m.state("a", CameraState::Offline, MONDAY + 100, Some(Reason::NoMedia));
    m.pass(5);
    m.live("a");
    let health = m.health("a", MONDAY);
    assert_eq!(split(health.tally), tally(100, 5, 600, 0));
    assert_eq!((health.outages, health.longest_secs), (1, 5));
}

#[test]
fn only_time_in_the_list_counts_and_leaving_ends_an_outage() {
    let mut m = Machine::at(MONDAY);
    m.pass(100);
    m.set_list(vec![member("a", None), member("b", None)]);
    m.live("b");
    m.pass(10);
    m.offline("b", Reason::Unreachable);
    m.pass(90);
    m.set_list(vec![member("a", None)]);
    m.pass(300);
    m.set_list(vec![member("a", None), member("b", None)]);
    m.live("b");
    m.pass(200);
    assert_eq!(split(m.health("b", MONDAY).tally), tally(200, 100, 0, 400));
    assert_eq!(m.outages(), [(MONDAY + 100, Some(MONDAY + 200))]);
    // Taken away while no relay ran: it left when the relay was last there.
    m.stop();
    m.members = vec![member("a", None)];
    m.pass(50);
    m.start();
    m.pass(50);
    assert_eq!(split(m.health("b", MONDAY).tally), tally(200, 100, 0, 500));
    assert_eq!(split(m.health("a", MONDAY).tally), tally(750, 0, 50, 0));
}

#[test]
fn an_outage_over_midnight_and_over_a_months_end_is_cut_there() {
    let vietnam = Calendar::new(420).unwrap();
    // Monday the 30th; midnight is the month's end, too.
    let mut m = Machine::at(MONDAY);
    m.pass(DAY - 3600);
    m.out("a", 3 * 3600);
    m.pass(600);
    let first = vietnam.day(UnixSecs(MONDAY));
    let days: Vec<StripDay> =
        strip(&m.facts(MONDAY, m.wall), &id("a"), vietnam, first, first + time::Duration::days(5));
    let told: Vec<_> = days.iter().map(|d| (d.date.as_str(), d.tally.down_secs, sum(d.tally), d.reason)).collect();
    let why = Some(Reason::Unreachable);
    assert_eq!(told, [("2026-11-30", 3600, DAY, why), ("2026-12-01", 7200, 7800, why)], "today as far as it went");
    // By UTC's days it is one day's outage.
    let utc = Calendar::new(0).unwrap();
    let first = utc.day(UnixSecs(MONDAY));
    let days = strip(&m.facts(MONDAY - DAY, m.wall), &id("a"), utc, first, first + time::Duration::days(5));
    assert_eq!(days.iter().map(|d| d.tally.down_secs).collect::<Vec<_>>(), [0, 10_800]);
    assert_eq!(days[0].tally.absent_secs, 17 * 3600);
    for (month, down, secs, repaired) in [("2026-11", 3600, 30 * DAY, None), ("2026-12", 7200, 7800, Some(10_800))] {
        let month = month.parse().unwrap();
        let window = vietnam.month(month);
        let told = report(&m.facts(window.from.0, window.to.0), month, vietnam, |_| true);
        let all = &told.all;
        assert_eq!((all.tally.down_secs, sum(all.tally), all.outages), (down, secs, 1), "{month}");
        assert_eq!((all.mean_repair_secs, all.longest_secs), (repaired, down), "a repair belongs to where it ended");
        assert_eq!(told.worst, [id("a")]);
    }
}

#[test]
fn a_report_counts_a_camera_where_it_stood() {
    let vietnam = Calendar::new(420).unwrap();
    let mut m = Machine::at(MONDAY - 5 * DAY);
    m.set_list(vec![member("a", Some("kv1")), member("b", Some("kv1")), member("c", None)]);
    ["b", "c"].into_iter().for_each(|name| m.live(name));
    let began = m.wall;
    m.out("b", 1000);
    m.pass(1000);
    m.set_list(vec![member("a", Some("kv1")), member("b", Some("kv2")), member("c", None)]);
    m.out("b", 500);
    m.out("c", 100);
    m.set_list(vec![member("a", Some("kv1"))]);
    m.pass(400);
    let month = "2026-11".parse().unwrap();
    let window = vietnam.month(month);
    let facts = m.facts(window.from.0, window.to.0);
    let told = report(&facts, month, vietnam, |_| true);
    let areas: Vec<_> = told
        .areas
        .iter()
        .map(|a| (a.name.as_deref(), a.cameras, a.figures.tally.up_secs, a.figures.tally.down_secs))
        .collect();
    let both = 3000 + 1000;
    assert_eq!(areas, [(Some("KV1"), 2, both, 1000), (Some("KV2"), 1, 100, 500), (None, 1, 2500, 100)]);
    assert_eq!(told.worst, [id("b"), id("c")]);
    let b = told.cameras.iter().find(|c| c.id == id("b")).unwrap();
    assert_eq!((b.area.as_deref(), b.figures.outages, b.figures.mean_repair_secs), (Some("kv2"), 2, Some(750)));
    assert_eq!(b.figures.reasons[0].down_secs, 1500);
    assert_eq!(sum(b.figures.tally), m.wall - window.from.0);
    assert!(b.figures.tally.absent_secs >= began - window.from.0);
    let one = report(&facts, month, vietnam, |camera| *camera == id("c"));
    assert_eq!((one.cameras.len(), one.areas.len(), one.all.tally.down_secs), (1, 1, 100), "others are not told of");
}

#[test]
fn a_moved_camera_takes_its_outage_along() {
    let mut m = Machine::at(MONDAY);
    m.pass(10);
    m.offline("a", Reason::Unreachable);
    m.pass(50);
    m.set_list(vec![member("a", Some("kv1"))]);
    m.pass(40);
    m.live("a");
    assert_eq!(m.outages(), [(MONDAY, Some(MONDAY + 100))]);
    assert_eq!(split(m.health("a", MONDAY).tally), tally(0, 100, 0, 0));
}

/// Something that happens, and how long nothing else does.
#[derive(Debug, Clone, Copy)]
enum Event {
    Offline(bool),
    Live(bool),
    Stop,
    Kill,
    Start,
    Remove(bool),
    Add(bool),
    Set(i64),
    Sleep(u64),
}

fn event() -> impl Strategy<Value = (Event, u64)> {
    let event = prop_oneof![
        4 => any::<bool>().prop_map(Event::Offline),
        4 => any::<bool>().prop_map(Event::Live),
        1 => Just(Event::Stop),
        1 => Just(Event::Kill),
        3 => Just(Event::Start),
        1 => any::<bool>().prop_map(Event::Remove),
        2 => any::<bool>().prop_map(Event::Add),
        1 => (-5000i64..100_000).prop_map(Event::Set),
        1 => (31u64..2000).prop_map(Event::Sleep),
    ];
    (event, 0u64..150)
}

/// Plays the events to a machine.
fn play(events: &[(Event, u64)]) -> Machine {
    let mut m = Machine::at(MONDAY);
    let name = |b: bool| if b { "a" } else { "b" };
    for (event, secs) in events {
        match *event {
            Event::Offline(b) => m.offline(name(b), Reason::Unreachable),
            Event::Live(b) => m.live(name(b)),
            Event::Stop => m.stop(),
            Event::Kill => m.kill(),
            Event::Start if m.book.is_none() => m.start(),
            Event::Start => {}
            Event::Remove(b) => m.set_list(m.members.iter().filter(|c| c.name != name(b)).cloned().collect()),
            Event::Add(b) => {
                let others = m.members.iter().filter(|c| c.name != name(b)).cloned();
                m.set_list(others.chain([member(name(b), None)]).collect());
            }
            Event::Set(by) => m.wall = m.wall.saturating_add_signed(by),
            Event::Sleep(secs) => (m.wall, m.even) = (m.wall + secs, m.even + secs),
        }
        m.pass(*secs);
    }
    m
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn up_down_unknown_and_absent_are_all_the_time_there_is(
        events in prop::collection::vec(event(), 0..40),
        from in 0u64..40_000, secs in 0u64..40_000,
    ) {
        let m = play(&events);
        let vietnam = Calendar::new(420).unwrap();
        let (from, to) = (MONDAY - 10_000 + from, MONDAY - 10_000 + from + secs);
        let facts = m.facts(from, to);
        let window = facts.window();
        let length = window.to.0 - window.from.0;
        prop_assert!(length <= secs);
        for name in ["a", "b"] {
            let seen = Seen { id: id(name), name: name.into(), state: CameraState::Live, since: UnixSecs(0).into(), reason: None };
            let told = list(&facts, vec![seen]).cameras.remove(0);
            prop_assert_eq!(sum(told.tally), length);
            prop_assert!(told.longest_secs <= length);
            // The days' sums are the window's, as far as they lie in it.
            let days = (vietnam.day(window.from), vietnam.day(UnixSecs(window.to.0.saturating_sub(1))));
            let whole = vietnam.days(days.0, days.1);
            let facts = m.facts(whole.from.0, whole.to.0);
            let strip = strip(&facts, &id(name), vietnam, days.0, days.1);
            let seen = Seen { id: id(name), name: name.into(), state: CameraState::Live, since: UnixSecs(0).into(), reason: None };
            let told = list(&facts, vec![seen]).cameras.remove(0);
            prop_assert_eq!(strip.iter().map(|d| d.tally.down_secs).sum::<u64>(), told.tally.down_secs);
            prop_assert_eq!(strip.iter().map(|d| sum(d.tally)).sum::<u64>(), sum(told.tally));
        }
        // Nothing ends before it begins, nothing is open twice, and no more is known than time went by.
        let mut open = std::collections::BTreeSet::new();
        for outage in m.disk.outages.values() {
            prop_assert!(outage.ended.is_none_or(|ended| ended >= outage.began));
            prop_assert!(outage.ended.is_some() || open.insert(outage.camera.clone()));
        }
        let known: u64 = m.disk.runs.values().map(|run| run.heard.0 - run.began.0).sum();
        prop_assert!(known <= m.even + 5 * events.len() as u64);
    }

    #[test]
    fn where_no_clock_is_set_and_no_relay_killed_every_second_is_as_a_plain_count_has_it(
        steps in prop::collection::vec((0u8..5, 10u64..90), 0..40),
    ) {
        let mut m = Machine::at(MONDAY);
        // What camera `a` is, second by second; the machine knows of an outage once it is 10 s old.
        let mut truth: Vec<char> = Vec::new();
        let (mut there, mut out) = (true, false);
        for (step, secs) in steps {
            match step {
                0 if m.book.is_some() && there => {
                    m.offline("a", Reason::Unreachable);
                    out = true;
                    truth.iter_mut().rev().take(10).filter(|second| **second == 'u').for_each(|second| *second = 'd');
                }
                1 if m.book.is_some() => {
                    m.live("a");
                    out = false;
                }
                2 if m.book.is_some() => m.stop(),
                3 if m.book.is_none() => m.start(),
                4 if m.book.is_some() => {
                    there = !there;
                    out = false;
                    m.set_list(if there { vec![member("a", None)] } else { vec![] });
                }
                _ => {}
            }
            let second = match (there, m.book.is_some(), out) {
                (false, ..) => 'a',
                (true, false, _) => '?',
                (true, true, true) => 'd',
                (true, true, false) => 'u',
            };
            truth.extend(std::iter::repeat_n(second, secs as usize));
            m.pass(secs);
        }
        let count = |wanted: char| truth.iter().filter(|second| **second == wanted).count() as u64;
        prop_assert_eq!(split(m.health("a", MONDAY).tally), tally(count('u'), count('d'), count('?'), count('a')));
    }
}
