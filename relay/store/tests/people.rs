//! The store's contract for accounts, grants, sessions, links and devices, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use secrecy::ExposeSecret;
use shared::{
    CameraId, UnixMicros, UserId,
    access::{Role, Scope},
    place::Place,
    text::Lang,
};
use std::fs;
use store::{
    Batch, CameraRecord, Changes, Store, StoreError, Transport,
    people::{Invitation, NewGrant, NewSession, Pause, SecondFactor, Swept, Traces, UserRecord},
};
use tempfile::TempDir;

const NOW: UnixMicros = UnixMicros(1_000);
const LATER: UnixMicros = UnixMicros(9_000);

fn user(login: &str) -> UserRecord {
    let password = Some("$argon2id$canary".to_owned().into());
    UserRecord { password, ..UserRecord::new(login.parse().unwrap(), "Bà Lan".into(), Lang::Vi).unwrap() }
}

fn grant(role: Role, scope: Scope) -> NewGrant {
    NewGrant { role, scope, hours: None, until: None, by: None }
}

fn session(user: &UserId, token: u8) -> NewSession {
    NewSession {
        token: [token; 32],
        user: user.clone(),
        expires: UnixMicros(5_000),
        address: "192.168.1.9".into(),
        device: "Firefox".into(),
    }
}

fn camera(name: &str) -> CameraRecord {
    CameraRecord {
        id: format!("ward/{name}").parse().unwrap(),
        name: "Ngã tư".into(),
        transport: Transport::Tcp,
        main: "rtsp://10.0.0.5/main".to_owned().into(),
        sub: None,
        credentials: None,
        place: Place::default(),
        vendor: None,
        channel: None,
    }
}

async fn opened() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    (dir, store)
}

/// A store with an admin of the whole site in it.
async fn with_admin() -> (TempDir, Store, UserRecord) {
    let (dir, store) = opened().await;
    let admin = user("admin");
    let mut batch = store.batch().await.unwrap();
    batch.add_user(&admin, NOW).await.unwrap();
    batch.add_grant(&admin.id, &grant(Role::Admin, Scope::Site), NOW).await.unwrap();
    batch.commit().await.unwrap();
    (dir, store, admin)
}

async fn add(store: &Store, login: &str) -> UserRecord {
    let user = user(login);
    let mut batch = store.batch().await.unwrap();
    batch.add_user(&user, NOW).await.unwrap();
    batch.commit().await.unwrap();
    user
}

#[tokio::test]
async fn a_user_comes_back_as_he_went_in_with_his_second_factor_sealed() {
    let (dir, store) = opened().await;
    let secret = b"canary-factor-secret".to_vec();
    let factor = SecondFactor { secret: secret.clone().into(), last_step: Some(7) };
    let lan = UserRecord { factor: Some(factor), lang: Lang::En, ..user("ba.lan") };
    let mut batch = store.batch().await.unwrap();
    batch.add_user(&lan, NOW).await.unwrap();
    let taken = batch.add_user(&user("ba.lan"), NOW).await;
    assert!(matches!(taken, Err(StoreError::LoginTaken(login)) if login == lan.login));
    batch.commit().await.unwrap();
    store.close().await;
    let store = Store::open(dir.path()).await.unwrap();
    let back = store.user_by_login(&lan.login).await.unwrap().unwrap();
    assert_eq!((&back.id, &back.name, back.enabled, back.lang), (&lan.id, &lan.name, true, Lang::En));
    assert_eq!(back.password.unwrap().expose_secret(), "$argon2id$canary");
    let factor = back.factor.unwrap();
    assert_eq!((factor.secret.expose_secret(), factor.last_step), (&secret[..], Some(7)));
    assert!(!format!("{:?}", store.user(&lan.id).await.unwrap()).contains("canary"));
    assert!(store.user_by_login(&"nobody".parse().unwrap()).await.unwrap().is_none());
    store.close().await;
    let bytes: Vec<u8> = fs::read_dir(dir.path()).unwrap().flat_map(|f| fs::read(f.unwrap().path()).unwrap()).collect();
    assert!(!bytes.windows(secret.len()).any(|w| w == secret));
}

#[tokio::test]
async fn the_key_of_a_second_factor_is_needed_where_there_is_no_camera_at_all() {
    let (dir, store) = opened().await;
    let factor = Some(SecondFactor { secret: vec![1; 20].into(), last_step: None });
    let lan = UserRecord { factor, ..user("ba.lan") };
    let mut batch = store.batch().await.unwrap();
    batch.add_user(&lan, NOW).await.unwrap();
    batch.commit().await.unwrap();
    store.close().await;
    fs::write(dir.path().join("relay.key"), "0".repeat(64)).unwrap();
    assert!(matches!(Store::open(dir.path()).await, Err(StoreError::KeyWrong(_))));
    fs::remove_file(dir.path().join("relay.key")).unwrap();
    assert!(matches!(Store::open(dir.path()).await, Err(StoreError::KeyMissing(_))));
}

#[tokio::test]
async fn a_second_factor_moved_to_another_user_does_not_open_and_can_be_dropped() {
    let (dir, store) = opened().await;
    let factor = Some(SecondFactor { secret: vec![1; 20].into(), last_step: None });
    let (a, b) = (UserRecord { factor, ..user("aa") }, user("bb"));
    let mut batch = store.batch().await.unwrap();
    batch.add_user(&a, NOW).await.unwrap();
    batch.add_user(&b, NOW).await.unwrap();
    batch.commit().await.unwrap();
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", dir.path().join("relay.db").display())).await.unwrap();
    let moved = "UPDATE users SET (totp_sealed, key_id) = (SELECT totp_sealed, key_id FROM users WHERE login = 'aa')";
    sqlx::query(moved).execute(&pool).await.unwrap();
    assert!(matches!(store.user(&b.id).await, Err(StoreError::FactorAltered(login)) if login == b.login));
    assert!(store.people().await.unwrap().accounts.iter().all(|account| account.has_factor));
    let mut batch = store.batch().await.unwrap();
    assert!(batch.drop_factor(&b.id).await.unwrap() && !batch.drop_factor(&b.id).await.unwrap());
    assert!(batch.user(&b.id).await.unwrap().unwrap().factor.is_none());
}

#[tokio::test]
async fn a_code_is_taken_once() {
    let (_dir, store) = opened().await;
    let factor = Some(SecondFactor { secret: vec![1; 20].into(), last_step: None });
    let lan = UserRecord { factor, ..user("ba.lan") };
    let mut batch = store.batch().await.unwrap();
    batch.add_user(&lan, NOW).await.unwrap();
    let bare = user("bare");
    batch.add_user(&bare, NOW).await.unwrap();
    for (step, taken) in [(0, true), (0, false), (9, true), (8, false), (9, false), (10, true), (u64::MAX, false)] {
        assert_eq!(batch.use_factor_step(&lan.id, step).await.unwrap(), taken, "{step}");
    }
    assert!(!batch.use_factor_step(&bare.id, 11).await.unwrap());
}

#[tokio::test]
async fn everything_that_decides_is_read_at_once() {
    let (_dir, store, admin) = with_admin().await;
    let mut batch = store.batch().await.unwrap();
    let area = batch.area_at(&"Khu phố 2/Tổ 5".parse().unwrap(), NOW).await.unwrap();
    let placed = CameraRecord { place: Place { area: Some(area.clone()), ..Place::default() }, ..camera("a") };
    batch.add_camera(&placed, NOW).await.unwrap();
    let duty = user("duty");
    batch.add_user(&duty, NOW).await.unwrap();
    let night = NewGrant {
        hours: Some("18:00-06:00".parse().unwrap()),
        until: Some(LATER),
        by: Some(admin.id.clone()),
        ..grant(Role::Duty, Scope::Area(area.clone()))
    };
    let id = batch.add_grant(&duty.id, &night, NOW).await.unwrap();
    let login = batch.add_session(&session(&duty.id, 1), NOW).await.unwrap();
    let pause = Pause { since: NOW, by: "Bà Lan".into() };
    assert!(batch.set_paused(&placed.id, Some(&pause)).await.unwrap());
    batch.commit().await.unwrap();

    let people = store.people().await.unwrap();
    let logins: Vec<_> = people.accounts.iter().map(|a| (a.login.as_str(), a.has_password, a.has_factor)).collect();
    assert_eq!(logins, [("admin", true, false), ("duty", true, false)]);
    let given = people.grants.iter().find(|g| g.grant.id == id).unwrap();
    assert_eq!((&given.user, &given.by, given.created), (&duty.id, &Some(admin.id), NOW));
    assert_eq!((given.grant.role, &given.grant.scope), (Role::Duty, &Scope::Area(area.clone())));
    assert_eq!((given.grant.hours, given.grant.until), (night.hours, night.until));
    let [one] = &people.sessions[..] else { panic!("one session") };
    assert_eq!((&one.id, one.token, one.expires, one.device.as_str()), (&login, [1; 32], UnixMicros(5_000), "Firefox"));
    assert_eq!(people.areas.iter().count(), 2);
    let [one] = &people.cameras[..] else { panic!("one camera") };
    assert_eq!((&one.id, &one.area, &one.paused), (&placed.id, &Some(area), &Some(pause)));
}

#[tokio::test]
async fn a_pause_keeps_its_beginning_until_it_ends() {
    let (_dir, store) = opened().await;
    store.add_camera(&camera("a"), NOW).await.unwrap();
    let mut batch = store.batch().await.unwrap();
    let id = camera("a").id;
    let first = Pause { since: NOW, by: "Bà Lan".into() };
    let second = Pause { since: LATER, by: "Ông Ba".into() };
    for (set, then) in
        [(Some(&first), Some(&first)), (Some(&second), Some(&first)), (None, None), (Some(&second), Some(&second))]
    {
        assert!(batch.set_paused(&id, set).await.unwrap());
        assert_eq!(batch.people().await.unwrap().cameras[0].paused.as_ref(), then);
    }
    // Saving a camera's address does not set it going.
    assert!(batch.save_camera(&camera("a")).await.unwrap());
    assert!(batch.people().await.unwrap().cameras[0].paused.is_some());
    let gone: CameraId = "ward/gone".parse().unwrap();
    assert!(!batch.set_paused(&gone, Some(&first)).await.unwrap());
}

/// What is refused has not happened, though the batch goes on.
async fn refused(batch: &mut Batch, done: Result<(), StoreError>, before: usize) {
    assert!(matches!(done, Err(StoreError::LastAdmin)), "{done:?}");
    assert!(batch.has_admin().await.unwrap());
    let people = batch.people().await.unwrap();
    assert_eq!(
        (people.grants.len(), people.accounts.iter().filter(|a| a.enabled && a.has_password).count()),
        (before, 2)
    );
}

#[tokio::test]
async fn the_last_admin_stays() {
    let (_dir, store, admin) = with_admin().await;
    let other = add(&store, "other").await;
    let mut batch = store.batch().await.unwrap();
    let area = batch.area_at(&"Tổ 5".parse().unwrap(), NOW).await.unwrap();
    // None of these can take his place.
    batch.add_grant(&other.id, &grant(Role::Admin, Scope::Area(area)), NOW).await.unwrap();
    let ends = NewGrant { until: Some(LATER), ..grant(Role::Admin, Scope::Site) };
    batch.add_grant(&other.id, &ends, NOW).await.unwrap();
    let mornings = NewGrant { hours: Some("06:00-12:00".parse().unwrap()), ..grant(Role::Admin, Scope::Site) };
    batch.add_grant(&other.id, &mornings, NOW).await.unwrap();
    batch.add_grant(&other.id, &grant(Role::Duty, Scope::Site), NOW).await.unwrap();
    let his = batch.people().await.unwrap().grants.into_iter().find(|g| g.user == admin.id).unwrap().grant.id;

    let done = batch.remove_user(&admin.id).await;
    refused(&mut batch, done, 5).await;
    let done = batch.save_user(&UserRecord { enabled: false, ..admin.clone() }).await;
    refused(&mut batch, done, 5).await;
    let done = batch.save_user(&UserRecord { password: None, ..admin.clone() }).await;
    refused(&mut batch, done, 5).await;
    let done = batch.remove_grant(&his).await;
    refused(&mut batch, done, 5).await;

    // One who has no password yet cannot take his place, one who has can.
    let invited = UserRecord { password: None, ..user("invited") };
    batch.add_user(&invited, NOW).await.unwrap();
    batch.add_grant(&invited.id, &grant(Role::Admin, Scope::Site), NOW).await.unwrap();
    let done = batch.remove_grant(&his).await;
    refused(&mut batch, done, 6).await;
    batch.save_user(&UserRecord { password: admin.password.clone(), ..invited.clone() }).await.unwrap();
    batch.remove_grant(&his).await.unwrap();
    batch.remove_user(&admin.id).await.unwrap();
    let done = batch.remove_user(&invited.id).await;
    refused(&mut batch, done, 5).await;
    batch.commit().await.unwrap();
    assert!(matches!(store.batch().await.unwrap().remove_user(&admin.id).await, Err(StoreError::NoUser)));
}

#[tokio::test]
async fn where_there_was_no_admin_anybody_can_go() {
    let (_dir, store) = opened().await;
    let lan = add(&store, "ba.lan").await;
    let mut batch = store.batch().await.unwrap();
    assert!(!batch.has_admin().await.unwrap());
    batch.remove_user(&lan.id).await.unwrap();
    assert!(matches!(batch.save_user(&lan).await, Err(StoreError::NoUser)));
    let nothing = "nothing".parse().unwrap();
    assert!(matches!(batch.remove_grant(&nothing).await, Err(StoreError::NoGrant)));
}

#[tokio::test]
async fn a_grant_names_what_is_there_and_goes_with_its_camera_while_its_area_stays() {
    let (_dir, store, admin) = with_admin().await;
    store.add_camera(&camera("a"), NOW).await.unwrap();
    let mut batch = store.batch().await.unwrap();
    let area = batch.area_at(&"Tổ 5".parse().unwrap(), NOW).await.unwrap();
    for (role, scope) in [
        (Role::Viewer, Scope::Area("nowhere".parse().unwrap())),
        (Role::Household, Scope::Camera("ward/nowhere".parse().unwrap())),
        (Role::Unknown, Scope::Site),
    ] {
        let done = batch.add_grant(&admin.id, &grant(role, scope), NOW).await;
        assert!(matches!(done, Err(StoreError::NoScope)), "{done:?}");
    }
    let nobody = "nobody".parse().unwrap();
    assert!(matches!(batch.add_grant(&nobody, &grant(Role::Duty, Scope::Site), NOW).await, Err(StoreError::NoScope)));
    let there = batch.add_grant(&admin.id, &grant(Role::Duty, Scope::Area(area.clone())), NOW).await.unwrap();
    batch.add_grant(&admin.id, &grant(Role::Household, Scope::Camera(camera("a").id)), NOW).await.unwrap();
    let done = batch.remove_area(&area).await;
    assert!(matches!(done, Err(StoreError::AreaInUse { cameras: 0, areas: 0, grants: 1 })), "{done:?}");
    batch.remove_grant(&there).await.unwrap();
    batch.remove_area(&area).await.unwrap();
    batch.commit().await.unwrap();
    assert_eq!(store.people().await.unwrap().grants.len(), 2);
    assert!(store.remove_camera(&camera("a").id).await.unwrap());
    assert_eq!(store.people().await.unwrap().grants.len(), 1);
}

#[tokio::test]
async fn sessions_end_alone_together_and_with_their_user() {
    let (_dir, store, admin) = with_admin().await;
    let lan = add(&store, "ba.lan").await;
    let mut batch = store.batch().await.unwrap();
    let mut ids = Vec::new();
    for token in 1..=4 {
        ids.push(batch.add_session(&session(&lan.id, token), NOW).await.unwrap());
    }
    batch.add_session(&session(&admin.id, 9), NOW).await.unwrap();
    assert!(
        matches!(batch.add_session(&session(&lan.id, 1), NOW).await, Err(StoreError::Database(_))),
        "a token twice"
    );
    let nobody = session(&"nobody".parse().unwrap(), 8);
    assert!(matches!(batch.add_session(&nobody, NOW).await, Err(StoreError::NoUser)));
    assert_eq!(batch.session(&ids[0]).await.unwrap().unwrap().token, [1; 32]);
    assert!(batch.remove_session(&ids[0]).await.unwrap() && !batch.remove_session(&ids[0]).await.unwrap());
    assert_eq!(batch.remove_sessions_of(&lan.id, Some(&ids[2])).await.unwrap(), 2);
    assert!(batch.session(&ids[2]).await.unwrap().is_some());
    assert_eq!(batch.remove_sessions_of(&lan.id, None).await.unwrap(), 1);
    batch.add_session(&session(&lan.id, 5), NOW).await.unwrap();
    batch.remove_user(&lan.id).await.unwrap();
    let left: Vec<_> = batch.people().await.unwrap().sessions.into_iter().map(|s| s.token[0]).collect();
    assert_eq!(left, [9]);
}

#[tokio::test]
async fn one_user_has_so_many_sessions_and_devices() {
    let (_dir, store, admin) = with_admin().await;
    let mut batch = store.batch().await.unwrap();
    for n in 1..=60_u8 {
        let seen = UnixMicros(1_000 - u64::from(n));
        batch.add_session(&session(&admin.id, n), seen).await.unwrap();
        batch.remember_device(&[n; 32], &admin.id, seen).await.unwrap();
    }
    let tokens: Vec<_> = batch.people().await.unwrap().sessions.into_iter().map(|s| s.token[0]).collect();
    assert_eq!(tokens.len(), 50);
    assert!(tokens.contains(&60) && tokens.contains(&1), "the newest one stays, whatever the clock says");
    batch.commit().await.unwrap();
    assert!(store.knows_device(&[60; 32], &admin.id).await.unwrap());
    assert!(!store.knows_device(&[30; 32], &admin.id).await.unwrap());
}

#[tokio::test]
async fn a_link_is_used_once_and_not_after_its_end() {
    let (_dir, store, admin) = with_admin().await;
    let lan = add(&store, "ba.lan").await;
    let (invite, reset) = (Invitation::Invite(lan.id.clone()), Invitation::Reset(lan.id.clone()));
    let mut batch = store.batch().await.unwrap();
    batch.add_invitation(&[1; 32], &invite, Some(&admin.id), NOW, LATER).await.unwrap();
    batch.add_invitation(&[2; 32], &Invitation::Setup, None, NOW, LATER).await.unwrap();
    batch.commit().await.unwrap();
    let seen = store.invitation(&[1; 32], NOW).await.unwrap().unwrap();
    assert_eq!((seen.what, seen.by, seen.expires), (invite.clone(), Some(admin.id.clone()), LATER));
    assert!(store.invitation(&[1; 32], LATER).await.unwrap().is_none());
    assert!(store.invitation(&[7; 32], NOW).await.unwrap().is_none());
    assert_eq!(store.people().await.unwrap().invitations.len(), 2);

    let mut batch = store.batch().await.unwrap();
    assert_eq!(batch.take_invitation(&[1; 32], UnixMicros(LATER.0 - 1)).await.unwrap(), Some(invite.clone()));
    assert_eq!(batch.take_invitation(&[1; 32], NOW).await.unwrap(), None);
    assert_eq!(batch.take_invitation(&[2; 32], LATER).await.unwrap(), None);
    // A new link takes the place of the old one, for whatever it was.
    batch.add_invitation(&[3; 32], &invite, None, NOW, LATER).await.unwrap();
    batch.add_invitation(&[4; 32], &reset, None, NOW, LATER).await.unwrap();
    batch.add_invitation(&[5; 32], &Invitation::Setup, None, NOW, LATER).await.unwrap();
    batch.add_invitation(&[6; 32], &Invitation::Setup, None, NOW, LATER).await.unwrap();
    assert_eq!(batch.take_invitation(&[3; 32], NOW).await.unwrap(), None);
    assert_eq!(batch.take_invitation(&[5; 32], NOW).await.unwrap(), None);
    assert_eq!(batch.take_invitation(&[4; 32], NOW).await.unwrap(), Some(reset.clone()));
    assert_eq!(batch.take_invitation(&[6; 32], NOW).await.unwrap(), Some(Invitation::Setup));
    let id = batch.add_invitation(&[8; 32], &reset, None, NOW, LATER).await.unwrap();
    assert!(batch.remove_invitation(&id).await.unwrap() && !batch.remove_invitation(&id).await.unwrap());
    let nobody = Invitation::Invite("nobody".parse().unwrap());
    let done = batch.add_invitation(&[9; 32], &nobody, None, NOW, LATER).await;
    assert!(matches!(done, Err(StoreError::NoUser)), "{done:?}");
}

#[tokio::test]
async fn being_seen_is_no_news_and_what_has_ended_is_cleared_away() {
    let (_dir, store, admin) = with_admin().await;
    let mut changes = Changes::watch(&store).await.unwrap();
    let traces = Traces::beside(&changes);
    let mut batch = store.batch().await.unwrap();
    let kept = batch.add_session(&session(&admin.id, 1), NOW).await.unwrap();
    let ended = batch.add_session(&session(&admin.id, 2), NOW).await.unwrap();
    batch.add_invitation(&[1; 32], &Invitation::Reset(admin.id.clone()), None, NOW, UnixMicros(5_000)).await.unwrap();
    batch.remember_device(&[1; 32], &admin.id, NOW).await.unwrap();
    batch.remember_device(&[2; 32], &admin.id, NOW).await.unwrap();
    batch.commit().await.unwrap();
    assert!(changes.any().await.unwrap());

    traces.touch_session(&kept, UnixMicros(4_000), LATER).await.unwrap();
    traces.touch_device(&[1; 32], UnixMicros(4_000)).await.unwrap();
    // Too late: it has ended.
    traces.touch_session(&ended, UnixMicros(5_000), LATER).await.unwrap();
    let swept = traces.sweep(UnixMicros(5_000), UnixMicros(4_000)).await.unwrap();
    assert_eq!(swept, Swept { sessions: 1, invitations: 1, devices: 1 });
    assert!(!changes.any().await.unwrap());

    let people = store.people().await.unwrap();
    let [one] = &people.sessions[..] else { panic!("one session") };
    assert_eq!((&one.id, one.seen, one.expires), (&kept, UnixMicros(4_000), LATER));
    assert!(people.invitations.is_empty());
    assert!(store.knows_device(&[1; 32], &admin.id).await.unwrap());
    assert!(!store.knows_device(&[2; 32], &admin.id).await.unwrap());
    let mut batch = store.batch().await.unwrap();
    assert_eq!(batch.forget_devices_of(&admin.id).await.unwrap(), 1);
}

#[tokio::test]
async fn a_spoilt_row_gives_nothing_and_hides_nobody() {
    let (dir, store, admin) = with_admin().await;
    let mut batch = store.batch().await.unwrap();
    batch.add_session(&session(&admin.id, 1), NOW).await.unwrap();
    batch.commit().await.unwrap();
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", dir.path().join("relay.db").display())).await.unwrap();
    for sql in [
        "PRAGMA ignore_check_constraints = ON",
        "INSERT INTO users VALUES ('../x', 'odd', 'X', NULL, NULL, NULL, NULL, 1, 'vi', 0)",
        "INSERT INTO grants SELECT 'g1', id, 'emperor', NULL, NULL, NULL, NULL, NULL, 0, NULL FROM users WHERE login = 'admin'",
        "INSERT INTO grants SELECT 'g2', id, 'admin', NULL, NULL, 600, NULL, NULL, 0, NULL FROM users WHERE login = 'admin'",
        "INSERT INTO sessions SELECT 's1', x'00', id, 0, 0, 9000, '', '' FROM users WHERE login = 'admin'",
    ] {
        let mut db = pool.acquire().await.unwrap();
        sqlx::query("PRAGMA ignore_check_constraints = ON").execute(&mut *db).await.unwrap();
        sqlx::query(sql).execute(&mut *db).await.unwrap();
    }
    let people = store.people().await.unwrap();
    assert_eq!(people.accounts.iter().map(|a| &a.id).collect::<Vec<_>>(), [&admin.id]);
    assert_eq!(people.sessions.len(), 1);
    let roles: Vec<_> = people.grants.iter().map(|g| g.grant.role).collect();
    assert!(roles.len() == 2 && roles.contains(&Role::Unknown) && roles.contains(&Role::Admin), "{roles:?}");
}
