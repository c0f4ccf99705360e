//! A small ward for the matrix: its people, its areas, its cameras, in a real store behind the real router. Belongs here:
//! making it, asking it. Does not: what is expected of the answers.

use super::{
    super::{App, app, doors, doors::Door, tests},
    Who,
};
use crate::config;
use access::{Book, Token, testing::Somebody, totp::TotpSecret};
use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use camera::Fleet;
use shared::{
    AreaId, CameraId, GrantId, SessionId, UnixMicros, UnixSecs, UserId,
    access::{Hours, Moment, Role, Scope},
    place::Place,
    routes::door::PersonStep,
    text::Lang,
    wire::Reason,
};
use std::{collections::BTreeMap, net::SocketAddr};
use store::{
    Batch, CameraRecord, Transport, ledger,
    people::{NewGrant, NewSession, Pause, SecondFactor, UserRecord},
    shifts::Note,
};
use tower::ServiceExt;

/// A camera as somebody of area A sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Own,
    Other,
    Paused,
    Removed,
    /// One that never was.
    Absent,
}

impl Which {
    pub(super) const ALL: [Self; 5] = [Self::Own, Self::Other, Self::Paused, Self::Removed, Self::Absent];

    pub(super) fn id(self) -> CameraId {
        let id = match self {
            Self::Own => "phuong/cho",
            Self::Other => "phuong/kin-q7",
            Self::Paused => "phuong/ngo",
            Self::Removed => "phuong/xua-q7",
            Self::Absent => "phuong/hue-q7",
        };
        id.parse().unwrap()
    }
}

/// What tells of the other area, or of people, wherever it stands.
pub(super) const SECRETS: [&str; 5] = ["phuong/kin", "Camera Kín", "Tổ Kín", "Quản Trị Kín", "rtsp:"];

/// What an answer was.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) reason: Option<Reason>,
    pub(super) body: String,
}

pub(super) struct World {
    _dir: tempfile::TempDir,
    _fleet: Fleet,
    pub(super) app: App,
    pub(super) table: Vec<Door>,
    tokens: BTreeMap<Who, Token>,
    admin: UserId,
    session: SessionId,
    grant: GrantId,
    area: AreaId,
}

impl World {
    pub(super) async fn new() -> Self {
        let mut config = config::defaults();
        (config.limits.address_requests_per_sec, config.limits.requests_per_sec) = (1_000_000, 1_000_000);
        let totp_roles = vec![Role::Admin, Role::Officer];
        let clock = Box::new(|| hub::clock::now().time);
        let book = Book::new(access::Settings { clock, utc_offset_minutes: 0, totp_roles });
        let (dir, app) = tests::state(&config, &Somebody { book, token: Token::random() }).await;
        let (store, now) = (app.past.store.clone(), hub::clock::now().time);
        let mut batch = store.batch().await.unwrap();
        let own = batch.area_at(&"Khu Một/Tổ Một".parse().unwrap(), now).await.unwrap();
        let other = batch.area_at(&"Khu Hai/Tổ Kín".parse().unwrap(), now).await.unwrap();
        for (which, name, area) in [
            (Which::Own, "Cổng chợ", &own),
            (Which::Other, "Camera Kín", &other),
            (Which::Paused, "Đầu ngõ", &own),
            (Which::Removed, "Cầu xưa", &own),
        ] {
            batch.add_camera(&record(which, name, area), now).await.unwrap();
        }
        batch.remove_camera(&Which::Removed.id()).await.unwrap();
        let pause = Pause { since: now, by: "Chủ nhà".into() };
        batch.set_paused(&Which::Paused.id(), Some(&pause)).await.unwrap();
        let (mut tokens, mut made) = (BTreeMap::new(), BTreeMap::new());
        for who in Who::ALL.into_iter().filter(|who| *who != Who::Nobody) {
            let (token, ids) = person(&mut batch, who, &own, now).await;
            tokens.insert(who, token);
            made.insert(who, ids);
        }
        batch.begin_shift(&made[&Who::Duty].0, "Người trực", false, now).await.unwrap();
        let (name, camera) = ("Người trực".to_owned(), Some(Which::Other.id()));
        let note = Note { name, seen: now, written: now, camera, text: "Khu Hai: Camera Kín".to_owned() };
        batch.add_shift_note(&note).await.unwrap();
        batch.commit().await.unwrap();
        past(&store, &own, &other, now).await;
        let mut fleet = Fleet::new(app.live.hub.clone(), config.cameras.clone());
        app.catalog.load(&store, &mut fleet, &app.live.hub, &app.rights).await.unwrap();
        let (admin, session, _) = made[&Who::Admin].clone();
        let grant = made[&Who::Viewer].2.clone();
        let table = doors(&app).finish().1;
        Self { _dir: dir, _fleet: fleet, app, table, tokens, admin, session, grant, area: own }
    }

    pub(super) fn cookie(&self, who: Who) -> Option<String> {
        self.tokens.get(&who).map(|token| format!("ward_session={}", token.expose()))
    }

    /// The paths that a pattern stands for, about one camera.
    pub(super) fn fill(&self, pattern: &str, which: Which) -> Vec<String> {
        let mut paths = vec![String::new()];
        for part in pattern.split('/').skip(1) {
            let one = |text: &str| vec![text.to_owned()];
            let values = match part {
                "{site}" => one(which.id().site()),
                "{camera}" => one(which.id().camera()),
                "{token}" => one(&"a".repeat(43)),
                "{file}" => one("nothing.js"),
                "{session}" => one(self.session.as_str()),
                "{user}" => one(self.admin.as_str()),
                "{grant}" => one(self.grant.as_str()),
                "{area}" => one(self.area.as_str()),
                "{embed}" => one("e1"),
                "{wall}" => one(store::walls::FAVOURITES),
                "{shift}" => one("1"),
                "{what}" => PersonStep::ALL.map(|step| step.as_str().to_owned()).to_vec(),
                hole if hole.contains(['{', '*']) => panic!("say here what may stand in {hole} of {pattern}"),
                word => one(word),
            };
            let longer = |path: &String| values.iter().map(|v| format!("{path}/{v}")).collect::<Vec<_>>();
            paths = paths.iter().flat_map(longer).collect();
        }
        paths
    }

    /// Asks as somebody; what is posted is a form with every field that any form of ours has.
    pub(super) async fn ask(&self, method: &Method, path: &str, who: Who, accept: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:8080");
        request = request.header(header::ACCEPT, accept);
        if let Some(cookie) = self.cookie(who) {
            request = request.header(header::COOKIE, cookie);
        }
        let body = if *method == Method::GET { String::new() } else { self.form() };
        if *method != Method::GET {
            let form = "application/x-www-form-urlencoded";
            request = request.header(header::ORIGIN, "http://127.0.0.1:8080").header(header::CONTENT_TYPE, form);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50000))));
        let response = app(self.app.clone()).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = String::from_utf8_lossy(&to_bytes(body, 1 << 24).await.unwrap()).into_owned();
        let told = serde_json::from_str::<shared::api::Problem>(&body).ok().map(|problem| problem.reason);
        Answer { status: parts.status, headers: parts.headers, reason: told, body }
    }

    fn form(&self) -> String {
        let password = "cá lóc nướng trui";
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("login", "nguoi.moi"),
            ("name", "Người Mới"),
            ("password", password),
            ("again", password),
            ("current", password),
            ("code", "123456"),
            ("next", "/"),
            ("role", "viewer"),
            ("scope", "site"),
            ("area", self.area.as_str()),
            ("parent", self.area.as_str()),
            ("camera", "phuong/cho"),
            ("origins", "https://phuong.example"),
            ("url", "rtsp://127.0.0.1:1/x"),
            ("main", "rtsp://127.0.0.1:1/x"),
            ("sure", "1"),
            ("findings", r#"[{"what":"wasm","outcome":"passed"}]"#),
        ] {
            form.append_pair(name, value);
        }
        form.finish()
    }

    /// Everything that the store holds, as text, but when sessions were used.
    pub(super) async fn holds(&self) -> String {
        let mut people = self.app.past.store.people().await.unwrap();
        for session in &mut people.sessions {
            (session.seen, session.expires) = (UnixMicros(0), UnixMicros(0));
        }
        let mut walls = Vec::new();
        for account in &people.accounts {
            walls.push(self.app.past.store.walls(&account.id).await.unwrap());
        }
        let rows = self.app.past.store.audit(&store::audit::Filter::default(), None, 500).await.unwrap().len();
        format!("{people:?} {walls:?} {:?} {rows}", self.app.past.store.cameras().await.unwrap())
    }
}

fn record(which: Which, name: &str, area: &AreaId) -> CameraRecord {
    CameraRecord {
        id: which.id(),
        name: name.into(),
        transport: Transport::Tcp,
        main: "rtsp://127.0.0.1:1/x".into(),
        sub: None,
        credentials: None,
        place: Place { area: Some(area.clone()), ..Place::default() },
        vendor: None,
        channel: None,
    }
}

/// Makes one person with his grant and his session.
async fn person(batch: &mut Batch, who: Who, own: &AreaId, now: UnixMicros) -> (Token, (UserId, SessionId, GrantId)) {
    let name = if who == Who::Admin { "Quản Trị Kín" } else { "Người Dân" };
    let login = format!("{who:?}").parse().unwrap();
    let mut user = UserRecord::new(login, name.into(), Lang::Vi).unwrap();
    user.enabled = who != Who::Disabled;
    if who != Who::OfficerWithoutTotp {
        user.factor = Some(SecondFactor { secret: TotpSecret::random().bytes().clone(), last_step: None });
    }
    batch.add_user(&user, now).await.unwrap();
    let area = Scope::Area(own.clone());
    let (role, scope) = match who {
        Who::Admin => (Role::Admin, Scope::Site),
        Who::AreaAdmin => (Role::Admin, area),
        Who::Officer | Who::OfficerWithoutTotp | Who::Expired | Who::OutsideHours | Who::Disabled => {
            (Role::Officer, area)
        }
        Who::Duty => (Role::Duty, area),
        Who::WatchTeam => (Role::WatchTeam, area),
        Who::Household => (Role::Household, Scope::Camera(Which::Own.id())),
        Who::Viewer | Who::LoggedOut | Who::Nobody => (Role::Viewer, area),
    };
    let minute = Moment { now, utc_offset_minutes: 0 }.minute_of_day();
    let later = Hours::new((minute + 120) % 1440, (minute + 180) % 1440);
    let hours = later.filter(|_| who == Who::OutsideHours);
    let until = (who == Who::Expired).then_some(UnixMicros(now.0 - 1));
    let mut grant = NewGrant { role, scope, hours, until, by: None };
    let first = batch.add_grant(&user.id, &grant, now).await.unwrap();
    if who == Who::Household {
        grant.scope = Scope::Camera(Which::Paused.id());
        batch.add_grant(&user.id, &grant, now).await.unwrap();
    }
    let token = Token::random();
    let expires = UnixMicros(if who == Who::LoggedOut { now.0 - 1 } else { now.0 + 3_600_000_000 });
    let session = NewSession {
        token: token.hash().0,
        user: user.id.clone(),
        expires,
        address: "127.0.0.1".into(),
        device: "Firefox".into(),
    };
    let session = batch.add_session(&session, now).await.unwrap();
    (token, (user.id, session, first))
}

/// A past for the ledger's answers to tell.
async fn past(store: &store::Store, own: &AreaId, other: &AreaId, now: UnixMicros) {
    let began = UnixSecs(UnixSecs::from(now).0 - 60);
    let mut batch = ledger::Batch::default();
    let run = ledger::Run { id: ledger::RowId(1), began, heard: UnixSecs::from(now), closed: false };
    batch.add(ledger::Entry::Run(run));
    for (n, which, name, area, path) in
        [(2, Which::Own, "Cổng chợ", own, "Khu Một/Tổ Một"), (3, Which::Other, "Camera Kín", other, "Khu Hai/Tổ Kín")]
    {
        batch.add(ledger::Entry::Stay(ledger::Stay {
            id: ledger::RowId(n),
            camera: which.id(),
            name: name.into(),
            place: Some(ledger::Place { area: area.to_string(), name: path.into() }),
            began,
            ended: None,
        }));
    }
    let changes = store::Changes::watch(store).await.unwrap();
    ledger::Ledger::beside(&changes).write(&batch).await.unwrap();
}
