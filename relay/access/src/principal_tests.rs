//! Roles × areas × hours × cameras, each answer by hand.

use super::*;
use crate::{
    Audit, CameraFacts, Configure, EmbedFacts, History, Lend, People, See, SessionFacts, Settings, Token, TokenHash,
    Watch,
};
use shared::{
    AreaId, UnixMicros,
    access::{Role, Scope},
};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

const MINUTE: u64 = 60_000_000;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn grant(role: Role, scope: Scope) -> Grant {
    Grant { id: id("g"), role, scope, hours: None, until: None }
}

/// A ward with the areas a, a/b and c, a camera in each, and one that is paused in a.
struct Ward {
    book: Arc<Book>,
    clock: Arc<AtomicU64>,
    token: TokenHash,
}

impl Ward {
    fn new(grants: Vec<Grant>) -> Self {
        Self::with(grants, false, Vec::new())
    }

    fn with(grants: Vec<Grant>, has_totp: bool, totp_roles: Vec<Role>) -> Self {
        let clock = Arc::new(AtomicU64::new(0));
        let read = clock.clone();
        let clock_fn = Box::new(move || UnixMicros(read.load(Relaxed)));
        let book = Book::new(Settings { clock: clock_fn, utc_offset_minutes: 0, totp_roles });
        let token = Token::random().hash();
        let mut facts = Facts::default();
        let person = Person { login: id("ba.lan"), name: "Bà Lan".into(), grants, has_totp, enabled: true };
        facts.people.insert(id("u"), person);
        let session = SessionFacts { id: id("s"), user: id("u"), until: UnixMicros(10_000 * MINUTE) };
        facts.sessions.insert(token, session);
        facts.areas = [("a", None), ("b", Some("a")), ("c", None)].map(|(a, up)| (id(a), up.map(id))).into();
        let camera = |area: &str, paused| CameraFacts { area: Some(id(area)), paused };
        let cameras = [("w/a", camera("a", false)), ("w/b", camera("b", false)), ("w/c", camera("c", false))];
        facts.cameras = cameras.into_iter().chain([("w/p", camera("a", true))]).map(|(c, f)| (id(c), f)).collect();
        facts.cameras.insert(id("w/nowhere"), CameraFacts::default());
        book.replace(facts);
        Self { book, clock, token }
    }

    fn change(&self, change: impl FnOnce(&mut Facts)) {
        let mut facts = Facts::clone(&self.book.facts());
        change(&mut facts);
        self.book.replace(facts);
    }

    fn asks(&self) -> Principal {
        self.book.session(self.token).unwrap()
    }

    /// The cameras for which a permission is given.
    fn may<P: OfCamera>(&self) -> Vec<String> {
        let cameras = ["w/a", "w/b", "w/c", "w/nowhere", "w/p", "w/gone"];
        cameras.into_iter().filter(|c| self.asks().may::<P>(&id(c)).is_ok()).map(str::to_owned).collect()
    }
}

#[test]
fn a_role_reaches_as_far_as_its_area() {
    let area = |a: &str| Scope::Area(id::<AreaId>(a));
    for role in [Role::Officer, Role::Duty, Role::WatchTeam, Role::Viewer, Role::Household, Role::Admin] {
        let all = Ward::new(vec![grant(role, Scope::Site)]);
        assert_eq!(all.may::<Watch>(), ["w/a", "w/b", "w/c", "w/nowhere"], "{role:?}");
        assert_eq!(all.may::<See>().len(), 5);
        let some = Ward::new(vec![grant(role, area("a"))]);
        assert_eq!(
            (some.may::<Watch>(), some.may::<See>()),
            (vec!["w/a".into(), "w/b".into()], vec!["w/a".into(), "w/b".into(), "w/p".into()])
        );
        assert_eq!(Ward::new(vec![grant(role, area("b"))]).may::<Watch>(), ["w/b"]);
        // An area that is gone gives nothing, even where a camera still names it.
        assert!(Ward::new(vec![grant(role, area("gone"))]).may::<See>().is_empty());
        let history = some.may::<History>().len();
        let looks_back = matches!(role, Role::Admin | Role::Officer | Role::Duty);
        assert_eq!(history, if looks_back { 3 } else { 0 }, "{role:?}");
        // A camera that was removed has a past for whoever has the whole ward, and no pictures for anybody.
        assert_eq!(all.may::<History>().contains(&"w/gone".to_owned()), looks_back);
        assert!(some.asks().may_site::<Configure>().is_err() && some.asks().may_site::<Audit>().is_err());
        assert_eq!(all.asks().may_site::<People>().is_ok(), role == Role::Admin);
    }
    assert!(Ward::new(vec![grant(Role::Unknown, Scope::Site)]).may::<See>().is_empty());
    assert!(Ward::new(Vec::new()).may::<See>().is_empty());
}

#[test]
fn a_household_has_its_own_camera_only() {
    let ward = Ward::new(vec![grant(Role::Household, Scope::Camera(id("w/p")))]);
    assert_eq!(ward.may::<Lend>(), ["w/p"]);
    assert_eq!(ward.may::<See>(), ["w/p"]);
    assert!(ward.may::<Watch>().is_empty(), "paused is paused, for its owner as well");
}

#[test]
fn what_is_taken_away_is_gone_at_once() {
    let ward = Ward::new(vec![grant(Role::Duty, Scope::Site)]);
    let asking = ward.asks();
    assert!(asking.may::<Watch>(&id("w/a")).is_ok() && asking.is_valid());
    ward.change(|f| f.people.get_mut(&id("u")).unwrap().grants.clear());
    assert!(asking.may::<Watch>(&id("w/a")).is_err() && asking.is_valid());
    for take in [
        |f: &mut Facts| f.sessions.clear(),
        |f: &mut Facts| f.people.get_mut(&id("u")).unwrap().enabled = false,
        |f: &mut Facts| f.people.clear(),
    ] {
        let ward = Ward::new(vec![grant(Role::Admin, Scope::Site)]);
        let asking = ward.asks();
        ward.change(take);
        assert!(asking.may::<See>(&id("w/a")).is_err() && asking.may_site::<People>().is_err() && !asking.is_valid());
        assert!(ward.book.session(ward.token).is_none());
    }
}

#[test]
fn hours_ends_and_expiry_are_looked_at_each_time() {
    let mut night = grant(Role::WatchTeam, Scope::Site);
    night.hours = Some(id("18:00-06:00"));
    night.until = Some(UnixMicros(2 * 1440 * MINUTE));
    let ward = Ward::new(vec![night]);
    for (minute, open) in [(0, true), (359, true), (360, false), (1080, true), (1440, true), (2880, false)] {
        ward.clock.store(minute * MINUTE, Relaxed);
        assert_eq!(!ward.may::<Watch>().is_empty(), open, "{minute}");
    }
    ward.clock.store(10_000 * MINUTE, Relaxed);
    assert!(ward.book.session(ward.token).is_none(), "the session has ended");
}

#[test]
fn without_its_second_factor_a_role_may_do_nothing() {
    let roles = vec![Role::Admin, Role::Officer];
    let admin = || vec![grant(Role::Admin, Scope::Site), grant(Role::Viewer, Scope::Site)];
    let bare = Ward::with(admin(), false, roles.clone());
    assert!(bare.asks().needs_totp() && bare.may::<See>().is_empty() && bare.asks().may_site::<People>().is_err());
    let whole = Ward::with(admin(), true, roles.clone());
    assert!(!whole.asks().needs_totp() && whole.asks().may_site::<People>().is_ok());
    assert!(!Ward::with(vec![grant(Role::Duty, Scope::Site)], false, roles).may::<Watch>().is_empty());
}

#[test]
fn an_embed_shows_one_camera_in_one_stream_for_a_time() {
    let ward = Ward::new(Vec::new());
    let token = Token::random().hash();
    let embed = EmbedFacts {
        name: "Quảng trường".into(),
        id: id("e"),
        camera: id("w/a"),
        best: Profile::Sub,
        moving: true,
        viewers_max: 1,
        origins: Vec::new(),
        until: Some(UnixMicros(MINUTE)),
    };
    ward.change(|f| drop(f.embeds.insert(token, embed)));
    let visitor = ward.book.embed(token).unwrap();
    assert_eq!(visitor.may::<Watch>(&id("w/a")).unwrap().profile(Profile::Main), Profile::Sub);
    assert!(visitor.may::<Watch>(&id("w/b")).is_err() && visitor.may::<History>(&id("w/a")).is_err());
    assert!(visitor.may_site::<People>().is_err() && ward.book.session(token).is_none());
    ward.change(|f| f.cameras.get_mut(&id("w/a")).unwrap().paused = true);
    assert!(visitor.may::<Watch>(&id("w/a")).is_err());
    ward.change(|f| f.cameras.get_mut(&id("w/a")).unwrap().paused = false);
    ward.clock.store(MINUTE, Relaxed);
    assert!(visitor.may::<Watch>(&id("w/a")).is_err() && !visitor.is_valid() && ward.book.embed(token).is_none());
}
