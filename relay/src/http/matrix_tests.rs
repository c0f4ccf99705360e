//! Who × route × camera, and who × message × camera: every door of the table, every message of the socket, asked as
//! everybody. What is expected was written by hand, beside what the relay computes. A rule or a message that is new does
//! not compile here; a pattern that is new fails until it is said what may stand in it.

#[path = "matrix_world.rs"]
mod world;

use super::{
    app,
    doors::{Door, OnCamera, Rule},
    listen,
};
use axum::http::{Method, StatusCode, header};
use futures::{SinkExt, StreamExt};
use shared::{
    Profile, Pts90k, Slot,
    access::Right,
    routes,
    wire::{ClientMessage, Mode, Reason, SUBPROTOCOL, ServerMessage, VERSION},
};
use std::collections::BTreeSet;
use store::walls::{FAVOURITES, Wall};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};
use world::{Answer, SECRETS, Which, World};

/// Who asks. All but the admin have to do with area A only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Nobody,
    /// His session has ended.
    LoggedOut,
    Disabled,
    OfficerWithoutTotp,
    /// An officer whose grant has ended.
    Expired,
    /// An officer whose grant holds at other hours.
    OutsideHours,
    Viewer,
    WatchTeam,
    Household,
    Duty,
    Officer,
    /// An admin of area A alone.
    AreaAdmin,
    Admin,
}

impl Who {
    const ALL: [Self; 13] = [
        Self::Nobody,
        Self::LoggedOut,
        Self::Disabled,
        Self::OfficerWithoutTotp,
        Self::Expired,
        Self::OutsideHours,
        Self::Viewer,
        Self::WatchTeam,
        Self::Household,
        Self::Duty,
        Self::Officer,
        Self::AreaAdmin,
        Self::Admin,
    ];
}

/// What must come of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Must {
    /// The handler answers.
    Pass,
    LogIn,
    SetUpTotp,
    /// It is said that this is not for him.
    NotAllowed,
    /// It is said that there is no such camera.
    NoCamera,
    Paused,
}

/// Before any right is looked at.
fn at_the_door(who: Who) -> Result<(), Must> {
    match who {
        Who::Nobody | Who::LoggedOut | Who::Disabled => Err(Must::LogIn),
        Who::OfficerWithoutTotp => Err(Must::SetUpTotp),
        _ => Ok(()),
    }
}

/// The cameras of area A: own, other, paused, removed, absent.
fn expected_of_camera(on: OnCamera, who: Who, which: Which) -> Must {
    use Must::{NoCamera as X, Pass as P, Paused as Z};
    if let Err(must) = at_the_door(who) {
        return must;
    }
    let row = match (who, on) {
        (Who::Expired | Who::OutsideHours, _) => [X, X, X, X, X],
        (Who::Admin, OnCamera::Watch) => [P, P, Z, X, X],
        (Who::Admin, _) => [P, P, P, X, X],
        (_, OnCamera::See) => [P, X, P, X, X],
        (_, OnCamera::Watch) => [P, X, Z, X, X],
        (Who::Duty | Who::Officer | Who::AreaAdmin, OnCamera::History) => [P, X, P, X, X],
        (Who::Household | Who::AreaAdmin, OnCamera::Lend) => [P, X, P, X, X],
        (_, OnCamera::History | OnCamera::Lend) => [X, X, X, X, X],
    };
    row[Which::ALL.iter().position(|w| *w == which).unwrap()]
}

fn expected(rule: Rule, who: Who, which: Which) -> Must {
    let by_right = |right| match right {
        Right::Configure | Right::People | Right::Embed | Right::Audit => {
            if who == Who::Admin {
                Must::Pass
            } else {
                Must::NotAllowed
            }
        }
        Right::Watch | Right::History | Right::Lend | Right::Shift | Right::Unknown => {
            panic!("say who has {right:?} over the whole ward")
        }
    };
    match rule {
        Rule::Public | Rule::Key => Must::Pass,
        Rule::Session => match at_the_door(who) {
            Err(Must::LogIn) => Must::LogIn,
            _ => Must::Pass,
        },
        Rule::Person => at_the_door(who).err().unwrap_or(Must::Pass),
        Rule::Somewhere(right) => at_the_door(who).err().unwrap_or_else(|| match (right, who) {
            (Right::Shift, Who::Admin | Who::AreaAdmin | Who::Officer | Who::Duty | Who::WatchTeam) => Must::Pass,
            (Right::Shift, _) => Must::NotAllowed,
            (other, _) => panic!("say who has {other:?} somewhere"),
        }),
        Rule::Site(right) => at_the_door(who).err().unwrap_or_else(|| by_right(right)),
        Rule::Camera(on) => expected_of_camera(on, who, which),
    }
}

fn agrees(must: Must, door: &Door, path: &str, answer: &Answer) -> bool {
    let location = answer.headers.get(header::LOCATION).and_then(|v| v.to_str().ok());
    let page = door.method == Method::GET && !path.starts_with("/api/");
    let refused = |status: StatusCode, reason| answer.status == status && answer.reason == Some(reason);
    match must {
        Must::LogIn if page => answer.status == StatusCode::SEE_OTHER && location == Some(&routes::login(path)),
        Must::LogIn => refused(StatusCode::UNAUTHORIZED, Reason::LoginRequired),
        Must::SetUpTotp if page => answer.status == StatusCode::SEE_OTHER && location == Some(routes::ACCOUNT),
        Must::SetUpTotp => refused(StatusCode::FORBIDDEN, Reason::TotpRequired),
        Must::NotAllowed => refused(StatusCode::FORBIDDEN, Reason::NotAllowed),
        Must::NoCamera => refused(StatusCode::NOT_FOUND, Reason::UnknownCamera),
        Must::Paused => refused(StatusCode::FORBIDDEN, Reason::Paused),
        Must::Pass => {
            let gate = [
                Reason::LoginRequired,
                Reason::TotpRequired,
                Reason::NotAllowed,
                Reason::OriginRefused,
                Reason::HostRefused,
                Reason::RateLimited,
                Reason::Overloaded,
                Reason::Failed,
            ];
            // Behind a camera's rule there is that camera; behind another rule its handler may look for one in vain.
            let no_camera = matches!(door.rule, Rule::Camera(_)) && answer.reason == Some(Reason::UnknownCamera);
            let sent_back = location == Some(&routes::login(path)) && door.rule != Rule::Public;
            let gated = answer.reason.is_some_and(|reason| gate.contains(&reason));
            !gated && !no_camera && !sent_back && answer.status != StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// The cameras that a door is asked about.
fn cameras(door: &Door) -> &'static [Which] {
    if door.path.contains("{camera}") { &Which::ALL } else { &[Which::Own] }
}

#[tokio::test]
async fn every_door_lets_in_whom_it_must_and_nobody_else() {
    let mut world = World::new().await;
    let table = world.table.clone();
    let unlike: BTreeSet<_> = table.iter().map(|door| (door.method.to_string(), door.path)).collect();
    assert!(unlike.len() == table.len() && table.len() > 30, "{}", table.len());
    let (mut asked, mut wrong) = (0, Vec::new());
    for door in &table {
        for (who, which) in Who::ALL.iter().flat_map(|who| cameras(door).iter().map(move |which| (*who, *which))) {
            for n in 0..world.fill(door.path, which).len() {
                let path = world.fill(door.path, which).swap_remove(n);
                let must = expected(door.rule, who, which);
                let changes = door.method != Method::GET;
                let before = if changes { world.holds().await } else { String::new() };
                let answer = world.ask(&door.method, &path, who, "*/*").await;
                asked += 1;
                if !agrees(must, door, &path, &answer) {
                    wrong.push(format!("{} {path} {who:?}: not {must:?} but {answer:?}", door.method));
                }
                if changes && world.holds().await != before {
                    if must != Must::Pass {
                        wrong.push(format!("{} {path} {who:?}: refused, and done all the same", door.method));
                    }
                    world = World::new().await;
                }
            }
        }
    }
    assert!(asked > 500, "{asked}");
    assert!(wrong.is_empty(), "{} of {asked}:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn no_answer_tells_of_another_area() {
    let world = World::new().await;
    let (mut told, mut wrong) = (BTreeSet::new(), Vec::new());
    for door in world.table.iter().filter(|door| door.method == Method::GET) {
        for (who, which) in Who::ALL.iter().flat_map(|who| [Which::Own, Which::Paused].map(|which| (*who, which))) {
            for path in world.fill(door.path, which) {
                for accept in ["*/*", "text/html"] {
                    let answer = world.ask(&door.method, &path, who, accept).await;
                    let all = format!("{:?} {}", answer.headers, answer.body);
                    let here: Vec<_> = SECRETS.iter().filter(|secret| all.contains(**secret)).collect();
                    if who == Who::Admin {
                        told.extend(here);
                    } else if !here.is_empty() {
                        wrong.push(format!("{path} tells {who:?} of {here:?}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(told.is_superset(&SECRETS[..3].iter().collect()), "the admin is told of {told:?} only");
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_for_one_look_alike() {
    let world = World::new().await;
    let doors = world.table.iter().filter(|door| matches!(door.rule, Rule::Camera(_)));
    let people = Who::ALL.iter().filter(|who| **who != Who::Admin);
    for (door, who) in doors.flat_map(|door| people.clone().map(move |who| (door, *who))) {
        for accept in ["*/*", "text/html"] {
            let mut looks = Vec::new();
            for which in [Which::Other, Which::Removed, Which::Absent] {
                for path in world.fill(door.path, which) {
                    let answer = world.ask(&door.method, &path, who, accept).await;
                    let all = format!("{} {:?} {}", answer.status, answer.headers, answer.body);
                    // The page names the address that was asked for, in links to itself in the other language.
                    looks.push(all.replace(which.id().camera(), "…"));
                }
            }
            assert!(looks.windows(2).all(|pair| pair[0] == pair[1]), "{} {who:?}: {looks:#?}", door.path);
        }
    }
}

#[tokio::test]
async fn a_wall_shows_what_its_owner_may_know_of_and_to_him_alone() {
    let world = World::new().await;
    let store = &world.app.past.store;
    let people = store.people().await.unwrap();
    let viewer = people.accounts.iter().find(|a| a.login.to_string().eq_ignore_ascii_case("viewer")).unwrap();
    // As it may be left over from when he was allowed more.
    let wall = Wall { cameras: Which::ALL.map(Which::id).to_vec(), ..Wall::default() };
    let mut batch = store.batch().await.unwrap();
    batch.save_wall(&viewer.id, &FAVOURITES.parse().unwrap(), &wall, hub::clock::now().time).await.unwrap();
    batch.commit().await.unwrap();
    let listed = "/api/v1/cameras?of=wall-fav";
    for path in [listed, "/api/v1/walls", "/walls", "/walls/fav"] {
        let answer = world.ask(&Method::GET, path, Who::Viewer, "*/*").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(path == "/walls" || answer.body.contains(Which::Own.id().as_str()), "{path}: {}", answer.body);
        let told = SECRETS.iter().chain(&["phuong/xua", "phuong/hue"]).find(|secret| answer.body.contains(**secret));
        assert_eq!(told, None, "{path}: {}", answer.body);
    }
    let other = world.ask(&Method::GET, listed, Who::Admin, "*/*").await;
    assert!(other.body.contains(r#""cameras":[]"#), "{}", other.body);
    let bad = world.ask(&Method::GET, "/api/v1/cameras?of=wall-..", Who::Viewer, "*/*").await;
    assert_eq!((bad.status, bad.reason), (StatusCode::BAD_REQUEST, Some(Reason::BadMessage)));
}

/// The message behind another: one that is new does not compile until it has its place here and in `needs`.
fn behind(message: Option<&ClientMessage>, which: Which) -> Option<ClientMessage> {
    let slot = Slot(1);
    match message {
        None => Some(ClientMessage::Hello { version: VERSION, device: "matrix".into() }),
        Some(ClientMessage::Hello { .. }) => {
            Some(ClientMessage::Watch { slot, camera: which.id(), profile: Profile::Sub, mode: Mode::All, rtp: None })
        }
        Some(ClientMessage::Watch { .. }) => Some(ClientMessage::Seen { slot, pts: Pts90k(0) }),
        Some(ClientMessage::Seen { .. }) => Some(ClientMessage::Unwatch { slot }),
        Some(ClientMessage::Unwatch { .. }) => Some(ClientMessage::Ping),
        Some(ClientMessage::Ping) => None,
    }
}

/// What a message must come to.
fn expected_of_message(message: &ClientMessage, who: Who, which: Which) -> Must {
    match message {
        ClientMessage::Watch { .. } => expected_of_camera(OnCamera::Watch, who, which),
        ClientMessage::Hello { .. }
        | ClientMessage::Seen { .. }
        | ClientMessage::Unwatch { .. }
        | ClientMessage::Ping => Must::Pass,
    }
}

type Socket = WebSocketStream<TcpStream>;

async fn say(socket: &mut Socket, message: &ClientMessage) {
    socket.send(Message::text(serde_json::to_string(message).unwrap())).await.unwrap();
}

/// Everything that is said up to the answer to a ping.
async fn heard(socket: &mut Socket) -> Vec<ServerMessage> {
    let mut all = Vec::new();
    loop {
        let Message::Text(text) = socket.next().await.unwrap().unwrap() else { continue };
        match serde_json::from_str(&text).unwrap() {
            ServerMessage::Pong { .. } => return all,
            other => all.push(other),
        }
    }
}

async fn open(host: &str, cookie: Option<String>) -> Result<Socket, StatusCode> {
    let mut request = format!("ws://{host}{}", routes::LIVE).into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
    if let Some(cookie) = cookie {
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
    }
    match client_async(request, TcpStream::connect(host).await.unwrap()).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(answer)) => Err(answer.status()),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_does_what_it_must_and_says_nothing_of_another_area() {
    let mut world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    world.app.live.shutdown = stopped.clone();
    let inlet = super::Door::plain(world.app.site.clone());
    let serving = tokio::spawn(listen(listener, app(world.app.clone()), inlet, stopped));
    for who in Who::ALL {
        let opened = open(&host, world.cookie(who)).await;
        let status = match at_the_door(who) {
            Err(Must::LogIn) => Some(StatusCode::UNAUTHORIZED),
            Err(_) => Some(StatusCode::SEE_OTHER),
            Ok(()) => None,
        };
        let mut socket = match (opened, status) {
            (Ok(socket), None) => socket,
            (Err(got), Some(_)) => {
                assert!(got.is_client_error(), "{who:?} {got}");
                continue;
            }
            (opened, _) => panic!("{who:?}: {:?}", opened.err()),
        };
        for which in Which::ALL {
            let mut message = behind(None, which);
            while let Some(one) = message {
                let greets = matches!(one, ClientMessage::Hello { .. });
                if !greets || which == Which::Own {
                    say(&mut socket, &one).await;
                    // News that concern everybody come in between.
                    world.app.live.hub.list_changed();
                    if one != ClientMessage::Ping {
                        say(&mut socket, &ClientMessage::Ping).await;
                    }
                    let said = heard(&mut socket).await;
                    let refusal = said.iter().find_map(|message| match message {
                        ServerMessage::Refused { reason, .. } => Some(*reason),
                        _ => None,
                    });
                    let must = expected_of_message(&one, who, which);
                    // A camera that is not reached is refused for that, to whoever may know.
                    let came = match refusal {
                        Some(Reason::UnknownCamera) => Must::NoCamera,
                        Some(Reason::Paused) => Must::Paused,
                        _ => Must::Pass,
                    };
                    assert_eq!(came, must, "{who:?} {which:?} {one:?}: {said:?}");
                    for message in &said {
                        knows(who, message);
                    }
                }
                message = behind(Some(&one), which);
            }
        }
    }
    stop.send_replace(true);
    serving.await.unwrap();
}

/// What the relay says by itself must be about cameras that somebody may know of.
fn knows(who: Who, message: &ServerMessage) {
    let about = match message {
        ServerMessage::Camera { id, .. } => Some(id),
        ServerMessage::Alive { camera, .. } => Some(camera),
        ServerMessage::Hello { .. }
        | ServerMessage::Stream { .. }
        | ServerMessage::Cameras { .. }
        | ServerMessage::Dropped { .. }
        | ServerMessage::Refused { .. }
        | ServerMessage::Pong { .. } => None,
    };
    let Some(id) = about else { return };
    let which = Which::ALL.into_iter().find(|which| which.id() == *id).unwrap();
    assert_eq!(expected_of_camera(OnCamera::See, who, which), Must::Pass, "{who:?} is told of {which:?}: {message:?}");
}
