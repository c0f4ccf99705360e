//! Accounts from the first link to the last session, on a real store.

use super::*;
use ::access::{Book, Principal, Token, TokenHash, totp::TotpSecret};
use secrecy::{ExposeSecret, SecretString};
use shared::{
    SessionId, UnixMicros, UserId,
    access::{Role, Scope},
    text::Lang,
};
use std::net::IpAddr;
use store::{
    Changes, StoreError,
    people::{Kind, NewGrant, Traces, UserRecord},
};
use tempfile::TempDir;

const NOW: UnixMicros = UnixMicros(1_800_000_000_000_000);
const DAY: u64 = 86_400_000_000;
const PASSWORD: &str = "cá lóc nướng trui";
const OTHER: &str = "bún riêu cua đồng";

fn secret(text: &str) -> SecretString {
    text.to_owned().into()
}

fn visit(address: &str) -> Visit {
    Visit { address: address.parse().unwrap(), device: None, device_name: "Firefox".into(), replaces: None }
}

fn entered(login: &str, password: &str) -> Entered {
    Entered { login: login.into(), password: secret(password), code: None }
}

fn new(login: &str) -> NewUser {
    NewUser { login: login.into(), name: "Bà Lan".into(), lang: Lang::Vi }
}

fn grant(role: Role, scope: Scope) -> NewGrant {
    NewGrant { role, scope, hours: None, until: None, by: None }
}

struct Ward {
    _dir: TempDir,
    people: People,
}

impl Ward {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).await.unwrap();
        Self {
            _dir: dir,
            people: People::new(store, Settings::default(), By { actor: shared::audit::Actor::relay(), address: None }),
        }
    }

    /// A ward with one user, whose password is [`PASSWORD`].
    async fn with(login: &str, role: Role) -> (Self, UserId) {
        let ward = Self::new().await;
        let grant = grant(role, Scope::Site);
        let id = ward.people.add(&new(login), &secret(PASSWORD), Some(&grant), NOW).await.unwrap().who.id;
        (ward, id)
    }

    async fn login(&self, entered: &Entered, visit: &Visit) -> Result<LoggedIn, Problem> {
        self.people.login(entered, visit, NOW).await.map(|done| done.value)
    }

    async fn book(&self, now: UnixMicros) -> Arc<Book> {
        let settings =
            ::access::Settings { clock: Box::new(move || now), utc_offset_minutes: 420, totp_roles: vec![Role::Admin] };
        let book = Book::new(settings);
        book.replace(crate::rights::facts(&self.people.store().people().await.unwrap()));
        book
    }

    /// Who a cookie's secret is, by the facts as they are now.
    async fn asks(&self, token: TokenHash) -> Option<Principal> {
        self.book(NOW).await.session(token)
    }

    async fn sessions(&self) -> Vec<SessionId> {
        self.people.store().people().await.unwrap().sessions.into_iter().map(|s| s.id).collect()
    }

    /// Sets a second factor up; answers its secret.
    async fn factor(&self, user: &UserId, session: &SessionId) -> TotpSecret {
        let secret = self.enrolled(user).await;
        let code = secret.code(NOW).unwrap();
        self.people.confirm_totp(user, session, &code, NOW).await.unwrap();
        secret
    }

    async fn enrolled(&self, user: &UserId) -> TotpSecret {
        let enrolment = self.people.enrol_totp(user, NOW).await.unwrap();
        assert!(enrolment.uri.expose_secret().contains(enrolment.secret.expose_secret()));
        let secret = self.people.0.enrolments.lock().unwrap().of(user, NOW).unwrap();
        assert_eq!(secret.base32().expose_secret(), enrolment.secret.expose_secret());
        secret
    }
}

fn later(secs: u64) -> UnixMicros {
    UnixMicros(NOW.0 + secs * 1_000_000)
}

#[tokio::test]
async fn the_first_admin_is_made_once_through_the_newest_link() {
    let ward = Ward::new().await;
    let old = ward.people.setup(NOW).await.unwrap().unwrap();
    let link = ward.people.setup(NOW).await.unwrap().unwrap();
    let address = link.address("http://127.0.0.1:8080/");
    assert_eq!(address.expose_secret(), format!("http://127.0.0.1:8080/setup/{}", link.token.expose()));
    let (here, admin) = (visit("127.0.0.1"), new("Anh.Tuan "));
    let redeem = async |token: &Token, password: &str, now| {
        ward.people.redeem_setup(token, &admin, &secret(password), &here, now).await
    };
    assert!(matches!(redeem(&old.token, PASSWORD, NOW).await, Err(Problem::Link)), "a newer one took its place");
    assert!(
        matches!(redeem(&link.token, PASSWORD, UnixMicros(NOW.0 + DAY)).await, Err(Problem::Link)),
        "a day is over"
    );
    assert!(matches!(redeem(&link.token, "short", NOW).await, Err(Problem::Weak(_))));
    let done = redeem(&link.token, PASSWORD, NOW).await.unwrap();
    assert_eq!((done.who.login.as_str(), &done.deed), ("anh.tuan", &Deed::Redeemed(Kind::Setup)));
    let asks = ward.asks(done.value.token.hash()).await.unwrap();
    assert!(asks.needs_totp(), "an admin has to set up a second factor first");
    assert!(ward.book(NOW).await.facts().has_admin());
    assert!(matches!(redeem(&link.token, PASSWORD, NOW).await, Err(Problem::Link)));
    assert!(ward.people.setup(NOW).await.unwrap().is_none());
}

#[tokio::test]
async fn one_answer_whatever_was_wrong() {
    let (ward, id) = Ward::with("ba.lan", Role::Viewer).await;
    let here = visit("10.0.0.1");
    for (login, password) in [("ba.lan", OTHER), ("nobody", PASSWORD), ("ba lan", PASSWORD), ("", ""), ("ba.lan", "")] {
        assert!(matches!(ward.login(&entered(login, password), &here).await, Err(Problem::Wrong)), "{login}");
    }
    assert!(ward.sessions().await.is_empty());
    let done = ward.people.login(&entered(" BA.Lan ", PASSWORD), &here, NOW).await.unwrap();
    assert_eq!((&done.who.id, &done.deed), (&id, &Deed::LoggedIn(done.value.session.clone())));
    assert_eq!(done.value.until, UnixMicros(NOW.0 + 30 * DAY));
    assert!(ward.asks(done.value.token.hash()).await.is_some());
    // The session that a login was begun in is over with it.
    let again = Visit { replaces: Some(done.value.session.clone()), ..here.clone() };
    let second = ward.login(&entered("ba.lan", PASSWORD), &again).await.unwrap();
    assert!(ward.asks(done.value.token.hash()).await.is_none());
    assert_eq!(ward.sessions().await, [second.session]);

    let switched = ward.people.add(&new("admin"), &secret(PASSWORD), Some(&grant(Role::Admin, Scope::Site)), NOW).await;
    switched.unwrap();
    ward.people.set_enabled(&id, false).await.unwrap();
    assert!(matches!(ward.login(&entered("ba.lan", PASSWORD), &visit("10.0.0.9")).await, Err(Problem::Wrong)));
    ward.people.set_enabled(&id, true).await.unwrap();
    assert!(ward.sessions().await.is_empty(), "what was ended stays so");
    ward.login(&entered("ba.lan", PASSWORD), &visit("10.0.0.9")).await.unwrap();
}

#[tokio::test]
async fn strangers_wait_and_a_known_device_does_not() {
    let (ward, _) = Ward::with("ba.lan", Role::Viewer).await;
    let first = ward.login(&entered("ba.lan", PASSWORD), &visit("10.0.0.1")).await.unwrap();
    let device = first.device.unwrap().hash();
    for n in 0..5_u8 {
        let stranger = visit(&IpAddr::from([10, 0, 1, n]).to_string());
        assert!(matches!(ward.login(&entered("ba.lan", OTHER), &stranger).await, Err(Problem::Wrong)));
    }
    let right = entered("ba.lan", PASSWORD);
    assert!(matches!(ward.login(&right, &visit("10.0.2.1")).await, Err(Problem::Wait(_))));
    let made_up = Visit { device: Some(Token::random().hash()), ..visit("10.0.2.1") };
    assert!(matches!(ward.login(&right, &made_up).await, Err(Problem::Wait(_))), "a device that nobody knows");
    let own = Visit { device: Some(device), ..visit("10.0.2.1") };
    assert!(ward.login(&right, &own).await.unwrap().device.is_none(), "it keeps its cookie");
    // The device helps with no other account, and is made known anew there.
    ward.people.add(&new("ong.ba"), &secret(PASSWORD), None, NOW).await.unwrap();
    assert!(ward.login(&entered("ong.ba", PASSWORD), &own).await.unwrap().device.is_some());
}

#[tokio::test]
async fn a_code_is_wanted_behind_the_right_password_and_taken_once() {
    let (ward, id) = Ward::with("admin", Role::Admin).await;
    let here = visit("10.0.0.1");
    let own = ward.login(&entered("admin", PASSWORD), &here).await.unwrap();
    ward.login(&entered("admin", PASSWORD), &here).await.unwrap();
    assert!(matches!(ward.people.confirm_totp(&id, &own.session, "123456", NOW).await, Err(Problem::NoFactor)));
    let factor = ward.enrolled(&id).await;
    let code = factor.code(NOW).unwrap();
    let far = later(900);
    assert!(matches!(ward.people.confirm_totp(&id, &own.session, "12345", NOW).await, Err(Problem::CodeWrong)));
    let done = ward.people.confirm_totp(&id, &own.session, &code, NOW).await.unwrap();
    assert_eq!(done.deed, Deed::FactorSetUp { sessions_ended: 1 });
    assert_eq!(ward.sessions().await, std::slice::from_ref(&own.session));
    assert!(!ward.asks(own.token.hash()).await.unwrap().needs_totp());
    assert!(matches!(ward.people.enrol_totp(&id, NOW).await, Err(Problem::FactorThere)));
    assert!(matches!(ward.people.confirm_totp(&id, &own.session, &code, far).await, Err(Problem::NoFactor)));

    let with = |code: &str| Entered { code: Some(code.into()), ..entered("admin", PASSWORD) };
    assert!(matches!(ward.login(&entered("admin", PASSWORD), &here).await, Err(Problem::CodeMissing)));
    assert!(matches!(ward.login(&with(" "), &here).await, Err(Problem::CodeMissing)));
    assert!(matches!(ward.login(&with(&code), &here).await, Err(Problem::CodeWrong)), "used to set it up");
    let next = factor.code(later(30)).unwrap();
    ward.login(&with(&next), &here).await.unwrap();
    assert!(matches!(ward.login(&with(&next), &here).await, Err(Problem::CodeWrong)), "used to log in");
    let wrong = Entered { password: secret(OTHER), ..with(&next) };
    assert!(matches!(ward.login(&wrong, &here).await, Err(Problem::Wrong)));

    assert_eq!(ward.people.drop_totp_of(&id).await.unwrap().deed, Deed::FactorDropped);
    assert!(matches!(ward.people.drop_totp_of(&id).await, Err(Problem::NoFactor)));
}

#[tokio::test]
async fn his_own_second_factor_is_dropped_with_password_and_code() {
    let (ward, id) = Ward::with("admin", Role::Admin).await;
    let here = visit("10.0.0.1");
    let own = ward.login(&entered("admin", PASSWORD), &here).await.unwrap();
    let factor = ward.factor(&id, &own.session).await;
    let next = factor.code(later(30)).unwrap();
    let drop = async |password: &str, code: &str| ward.people.drop_totp(&id, &secret(password), code, &here, NOW).await;
    assert!(matches!(drop(OTHER, &next).await, Err(Problem::Wrong)));
    assert!(matches!(drop(PASSWORD, "000").await, Err(Problem::CodeWrong)));
    assert!(matches!(drop(PASSWORD, "").await, Err(Problem::CodeMissing)));
    assert_eq!(drop(PASSWORD, &next).await.unwrap().deed, Deed::FactorDropped);
    assert!(matches!(drop(PASSWORD, &next).await, Err(Problem::NoFactor)));
    assert!(ward.asks(own.token.hash()).await.unwrap().needs_totp());
}

#[tokio::test]
async fn an_invitation_is_a_password_and_a_session() {
    let ward = Ward::new().await;
    let viewer = grant(Role::Viewer, Scope::Site);
    let done = ward.people.add_invited(&new("ba.lan"), Some(&viewer), None, NOW).await.unwrap();
    let (id, link) = (done.who.id, done.value);
    assert!(link.kind == Kind::Invite && link.until == UnixMicros(NOW.0 + 7 * DAY));
    assert!(link.address("https://a.vn").expose_secret().starts_with("https://a.vn/invite/"));
    assert!(!format!("{link:?}").contains(link.token.expose()));
    let (record, person) = ward.people.look_at(&link.token, NOW).await.unwrap();
    assert_eq!((record.what.kind(), person.unwrap().name.as_str()), (Kind::Invite, "Bà Lan"));
    let here = visit("10.0.0.1");
    let redeem =
        async |token: &Token, password: &str| ward.people.redeem(token, &secret(password), None, &here, NOW).await;
    assert!(matches!(redeem(&link.token, "ba.lan ba.lan").await, Err(Problem::Weak(_))));
    assert!(matches!(redeem(&Token::random(), PASSWORD).await, Err(Problem::Link)));
    let done = redeem(&link.token, PASSWORD).await.unwrap();
    assert_eq!(done.deed, Deed::Redeemed(Kind::Invite));
    assert!(ward.asks(done.value.token.hash()).await.is_some());
    assert!(matches!(redeem(&link.token, OTHER).await, Err(Problem::Link)));
    ward.login(&entered("ba.lan", PASSWORD), &here).await.unwrap();

    // Another link, another password: everybody else who was logged in as him is not any more.
    let reset = ward.people.invite(&id, None, NOW).await.unwrap();
    assert_eq!((&reset.deed, reset.value.until), (&Deed::Invited(Kind::Reset), UnixMicros(NOW.0 + DAY)));
    let done = redeem(&reset.value.token, OTHER).await.unwrap();
    assert_eq!(ward.sessions().await, [done.value.session]);
    assert!(matches!(ward.login(&entered("ba.lan", PASSWORD), &here).await, Err(Problem::Wrong)));

    let unused = ward.people.invite(&id, None, NOW).await.unwrap().value;
    ward.people.set_password(&id, &secret(PASSWORD)).await.unwrap();
    assert!(matches!(redeem(&unused.token, OTHER).await, Err(Problem::Link)), "a newer password took its place");
    let unused = ward.people.invite(&id, None, NOW).await.unwrap().value;
    ward.people.set_enabled(&id, false).await.unwrap();
    assert!(matches!(redeem(&unused.token, OTHER).await, Err(Problem::Link)));
}

#[tokio::test]
async fn a_link_does_not_go_round_the_second_factor() {
    let (ward, id) = Ward::with("admin", Role::Admin).await;
    let here = visit("10.0.0.1");
    let own = ward.login(&entered("admin", PASSWORD), &here).await.unwrap();
    let factor = ward.factor(&id, &own.session).await;
    let link = ward.people.invite(&id, None, NOW).await.unwrap().value;
    // A device that is made up is no allowance of its own.
    let thief = || Visit { device: Some(Token::random().hash()), ..visit("10.0.0.2") };
    let redeem = async |code: Option<&str>, visit: &Visit| {
        ward.people.redeem(&link.token, &secret(OTHER), code, visit, NOW).await
    };
    assert!(matches!(redeem(None, &thief()).await, Err(Problem::CodeMissing)));
    for _ in 0..5 {
        assert!(matches!(redeem(Some("000"), &thief()).await, Err(Problem::CodeWrong)));
    }
    assert!(matches!(redeem(Some("000"), &thief()).await, Err(Problem::Wait(_))));
    let known = Visit { device: own.device.map(|d| d.hash()), ..here };
    redeem(Some(&factor.code(later(30)).unwrap()), &known).await.unwrap();
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let (ward, id) = Ward::with("ba.lan", Role::Viewer).await;
    let here = visit("10.0.0.1");
    let own = ward.login(&entered("ba.lan", PASSWORD), &here).await.unwrap();
    ward.login(&entered("ba.lan", PASSWORD), &here).await.unwrap();
    let change = async |old: &str, new: &str| {
        ward.people.change_password(&id, &own.session, &secret(old), &secret(new), &here).await
    };
    assert!(matches!(change(OTHER, OTHER).await, Err(Problem::Wrong)));
    assert!(matches!(change(PASSWORD, "0123456789").await, Err(Problem::Weak(_))));
    assert_eq!(change(PASSWORD, OTHER).await.unwrap().deed, Deed::PasswordChanged { sessions_ended: 1 });
    assert_eq!(ward.sessions().await, [own.session]);
    ward.login(&entered("ba.lan", OTHER), &here).await.unwrap();
}

#[tokio::test]
async fn a_password_hashed_at_another_cost_is_hashed_anew_at_its_login() {
    use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
    let ward = Ward::new().await;
    let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
    let cheap = cheap.hash_password(b"mua rao cai khe").unwrap().to_string();
    let user = UserRecord::new("ba.lan".parse().unwrap(), "Lan".into(), Lang::Vi).unwrap();
    let mut batch = ward.people.store().batch().await.unwrap();
    batch.add_user(&UserRecord { password: Some(secret(&cheap)), ..user.clone() }, NOW).await.unwrap();
    batch.commit().await.unwrap();
    for _ in 0..2 {
        ward.login(&entered("ba.lan", "mua rao cai khe"), &visit("10.0.0.1")).await.unwrap();
        let kept = ward.people.store().user(&user.id).await.unwrap().unwrap().password.unwrap();
        assert!(kept.expose_secret().contains("m=19456,t=2,p=1"), "{}", kept.expose_secret());
    }
}

#[tokio::test]
async fn sessions_are_ended_by_their_owner_and_last_as_long_as_they_are_used() {
    let (ward, id) = Ward::with("ba.lan", Role::Viewer).await;
    let other = ward.people.add(&new("ong.ba"), &secret(PASSWORD), None, NOW).await.unwrap().who.id;
    let here = visit("10.0.0.1");
    let own = ward.login(&entered("ba.lan", PASSWORD), &here).await.unwrap();
    let revoke = async |of| ward.people.revoke_session(&own.session, of).await;
    assert!(matches!(revoke(Some(&other)).await, Err(Problem::NoSession)));

    let changes = Changes::watch(ward.people.store()).await.unwrap();
    let traces = Traces::beside(&changes);
    let used = UnixMicros(NOW.0 + 20 * DAY);
    ward.people.touch(&traces, &own.session, used).await.unwrap();
    ward.people.upkeep(&traces, UnixMicros(NOW.0 + 40 * DAY)).await.unwrap();
    assert!(ward.book(UnixMicros(NOW.0 + 49 * DAY)).await.session(own.token.hash()).is_some());
    assert!(ward.book(UnixMicros(NOW.0 + 50 * DAY)).await.session(own.token.hash()).is_none());
    assert_eq!(revoke(Some(&id)).await.unwrap().deed, Deed::SessionEnded(own.session.clone()));
    assert!(ward.asks(own.token.hash()).await.is_none());
    assert!(matches!(revoke(None).await, Err(Problem::NoSession)));
    ward.login(&entered("ba.lan", PASSWORD), &here).await.unwrap();
    let swept = ward.people.upkeep(&traces, UnixMicros(NOW.0 + 30 * DAY)).await.unwrap();
    assert_eq!((swept.sessions, swept.devices), (1, 0));
}

#[tokio::test]
async fn roles_come_and_go_and_a_household_has_a_camera() {
    let (ward, id) = Ward::with("admin", Role::Admin).await;
    for scope in [Scope::Site, Scope::Area("a".parse().unwrap())] {
        let done = ward.people.grant(&id, &grant(Role::Household, scope), NOW).await;
        assert!(matches!(done, Err(Problem::HouseholdScope)));
    }
    let duty = grant(Role::Duty, Scope::Site);
    let given = ward.people.grant(&id, &duty, NOW).await.unwrap();
    let grants = || async { ward.book(NOW).await.facts().people[&id].grants.len() };
    assert_eq!(grants().await, 2);
    let other = ward.people.add(&new("ong.ba"), &secret(PASSWORD), None, NOW).await.unwrap().who.id;
    let done = ward.people.revoke(&other, &given.value).await;
    assert!(matches!(done, Err(Problem::Store(StoreError::NoGrant))), "it is somebody else's");
    let done = ward.people.revoke(&id, &given.value).await.unwrap();
    assert_eq!(done.deed, Deed::Revoked { grant: given.value, role: Role::Duty, scope: Scope::Site });
    assert_eq!(grants().await, 1);
    for done in [ward.people.remove(&id).await.map(drop), ward.people.set_enabled(&id, false).await.map(drop)] {
        assert!(matches!(done, Err(Problem::Store(StoreError::LastAdmin))), "{done:?}");
    }
    assert_eq!(ward.people.remove(&other).await.unwrap().who.login.as_str(), "ong.ba");
    assert!(matches!(ward.people.remove(&other).await, Err(Problem::Store(StoreError::NoUser))));
}

#[tokio::test]
async fn names_are_tidied_and_what_is_none_is_refused() {
    let ward = Ward::new().await;
    let add = async |login: &str, name: &str| {
        let new = NewUser { login: login.into(), name: name.into(), lang: Lang::Vi };
        ward.people.add(&new, &secret(PASSWORD), None, NOW).await
    };
    assert!(matches!(add("a b", "A").await, Err(Problem::LoginBad)));
    for name in ["", "  ", "a\u{202e}b", &"a".repeat(121)] {
        assert!(matches!(add("ba.lan", name).await, Err(Problem::NameBad)), "{name}");
    }
    assert_eq!(add("Ba.Lan", " Ba\u{300} Lan ").await.unwrap().who.name, "Bà Lan");
    assert!(matches!(add("ba.lan", "X").await, Err(Problem::Store(StoreError::LoginTaken(_)))));
}
