//! Ways in, the visitor's own account, a household's cameras, refusals.

use super::{Named, Samples, ago, ahead, fault, id};
use crate::pages::{
    Account, Code, Duty, Enrol, Health, HealthMonth, HealthRow, Invite, Lent, Login, Map, Mine, Near, NearCamera,
    NoteRow, OnMap, OneShift, Paper, Paused, Refusal, SessionRow, Setup, TotpOff, WallCamera, WallForm, WallRow, Walls,
    Watched, WatchedBy,
    kit::{Choice, Flash, Frame, Listing, Pager, Section},
    pause, session_end, wall_remove,
};
use shared::{
    UnixMicros,
    access::Role,
    api::health::{CameraHealth, CameraReport, Figures, HealthReport, OutageInfo, ReasonShare, StripDay, Tally},
    wire::{CameraState, Reason},
};

use store::shifts::Shift;

pub(super) fn pages(s: &Samples<'_>) -> Vec<Named> {
    let out = Frame { visitor: None, ..s.f };
    let f = &s.f;
    let failed = Flash(s.s("Chưa lưu được"));
    let mut pages = vec![
        ("login", Login { plain_http: true, next: Some(s.s("/camera/a/b")), ..Login::default() }.draw(&out)),
        ("login_wrong", login_wrong(s).draw(&out)),
        ("login_code", Code { error: Some(fault()), wait_secs: None }.draw(&out)),
        ("setup", setup(s).draw(&out)),
        ("invite", invite(s, false).draw(&out)),
        ("invite_reset", invite(s, true).draw(&out)),
        ("paper", paper(s).draw(f)),
        ("account", account(s).draw(f)),
        ("totp", enrol(s).draw(f)),
        ("totp_off", TotpOff::default().draw(f)),
        ("session_end", session_end(f, &s.s("Chrome, Android"), "/account").draw(f, Section::Account)),
        ("mine", mine(s).draw(f)),
        ("mine_empty", Mine { cameras: vec![] }.draw(&Frame { flash: Some(&failed), ..*f })),
        ("mine_pause", pause(f, &s.s("Cổng nhà 12"), "/mine").draw(f, Section::Mine)),
        ("mine_watched", watched(s).draw(f)),
        ("health", health(s).draw(f)),
        ("health_none", Health { live: 0, all: 0, rows: vec![], listing: Listing::default(), script: None }.draw(f)),
        ("health_month", month(s).draw(f)),
        ("near", near(s).draw(f)),
        ("near_none", Near { cameras: vec![], listing: Listing::default(), script: None }.draw(f)),
        ("map", map(s).draw(f)),
        ("map_none", Map { cameras: vec![], missing: 2, tiles: None, script: None }.draw(f)),
        ("shift", duty(s, true).draw(f)),
        ("shift_theirs", duty(s, false).draw(f)),
        ("shift_past", OneShift { shift: shift(s, Some(ago(1))), notes: notes(s) }.draw(f)),
        ("walls", walls(s).draw(f)),
        ("walls_bad", Walls { walls: vec![], areas: vec![], name: s.wrong("") }.draw(f)),
        ("wall_edit", wall_form(s).draw(f)),
        ("wall_remove", wall_remove(f, &s.s("Ca đêm")).draw(f, Section::Walls)),
    ];
    for (name, refusal) in [
        ("refusal_401", Refusal::LoginRequired),
        ("refusal_403", Refusal::NotAllowed),
        ("refusal_404", Refusal::NotFound),
        ("refusal_link", Refusal::LinkGone),
        ("refusal_429", Refusal::TooMany { retry_after_secs: 30 }),
        ("refusal_500", Refusal::Failed),
        ("refusal_503", Refusal::Busy { retry_after_secs: 10 }),
    ] {
        let gone = matches!(refusal, Refusal::LinkGone | Refusal::LoginRequired);
        pages.push((name, refusal.draw(if gone { &out } else { f })));
    }
    pages
}

fn near(s: &Samples<'_>) -> Near {
    let camera = |name: &str, position: &str| NearCamera {
        id: id("cai-khe/cho"),
        name: s.s(name),
        street: Some(s.s("Đường Lê Lợi")),
        area: Some(s.s("Khu phố 1 / Tổ 5")),
        state: CameraState::Live,
        position: position.parse().ok(),
        pictured: true,
    };
    let cameras = vec![camera("Chợ", "10.03,105.78"), camera("Cổng trường", "")];
    let listing = Listing { url: "/near", sought: s.s("lê"), found: 2, all: 60, is_long: true, ..Listing::default() };
    Near { cameras, listing, script: None }
}

fn map(s: &Samples<'_>) -> Map {
    let camera = |name: &str, position: &str, state| OnMap {
        id: id("cai-khe/cho"),
        name: s.s(name),
        street: Some(s.s("Đường Lê Lợi")),
        state,
        position: position.parse().unwrap(),
        heading: Some("90".parse().unwrap()),
    };
    let cameras = vec![
        camera("Chợ", "10.03,105.78", CameraState::Live),
        camera("Cổng trường", "10.04,105.79", CameraState::Offline),
    ];
    Map { cameras, missing: 1, tiles: None, script: None }
}

fn shift(s: &Samples<'_>, ended: Option<UnixMicros>) -> Shift {
    let (name, handover) = (s.s("Trần Văn Nam"), s.s("Cổng trường còn tối\nGọi thợ sửa camera 12"));
    Shift { id: 7, user: id("nam"), name, began: ago(9), ended, ended_by: ended.map(|_| s.s("Bà Lan")), handover }
}

fn notes(s: &Samples<'_>) -> Vec<NoteRow> {
    let camera = Some((id("cai-khe/cho"), s.s("Chợ")));
    vec![NoteRow { name: s.s("Bà Lan"), seen: ago(2), camera, text: s.s("Xe đỗ chắn lối thoát hiểm") }]
}

fn duty(s: &Samples<'_>, mine: bool) -> Duty {
    Duty {
        now: vec![shift(s, None)],
        mine,
        notes: if mine { notes(s) } else { vec![] },
        past: vec![shift(s, Some(ago(9)))],
        cameras: vec![Choice::new("cai-khe/cho", s.s("Chợ"))],
        dead: vec![s.s("Cổng trường")],
        camera: s.typed("cai-khe/cho"),
        at: s.wrong("25:99"),
        text: s.wrong("Xe"),
        handover: s.typed(""),
    }
}

fn login_wrong(s: &Samples<'_>) -> Login {
    Login { login: s.typed("anh.tuan"), error: Some(fault()), wait_secs: Some(8), ..Login::default() }
}

fn setup(s: &Samples<'_>) -> Setup {
    Setup {
        name: s.typed("Trần Văn Nam"),
        login: s.wrong("nam tran"),
        password_error: Some(fault()),
        again_error: Some(fault()),
        error: None,
        password_min: 10,
    }
}

fn invite(s: &Samples<'_>, reset: bool) -> Invite {
    Invite {
        name: s.s("Nguyễn Thị Hoa"),
        login: s.s("hoa.to5"),
        inviter: Some(s.s("Trần Văn Nam")),
        roles: vec![Role::WatchTeam],
        reset,
        password_min: 10,
        ..Invite::default()
    }
}

fn paper(s: &Samples<'_>) -> Paper {
    Paper {
        name: s.s("Nguyễn Thị Hoa"),
        login: s.s("hoa.to5"),
        link: s.s("https://camera.caikhe.vn/invite/Zk3vQ1xY7mN0pRs2tUw4aB6cD8eF9gH").into(),
        until: ahead(7 * 1440),
        back: "/admin/people/u1".into(),
        only_here: true,
    }
}

fn account(s: &Samples<'_>) -> Account {
    Account {
        login: s.s("nam.tran"),
        name: s.wrong("Trần Văn Nam"),
        roles: vec![s.s("Quản trị, cả phường")],
        current_error: Some(fault()),
        password_error: None,
        again_error: None,
        password_min: 10,
        has_totp: true,
        totp_needed: false,
        sessions: sessions(s, false),
    }
}

pub(super) fn sessions(s: &Samples<'_>, of_all: bool) -> Vec<SessionRow> {
    let row = |n: u64, device: &str, seen| SessionRow {
        id: id(&format!("s{n}")),
        person: of_all.then(|| (id(&format!("u{n}")), s.s("Trần Văn Nam"))),
        device: s.s(device),
        address: format!("192.168.1.{n}"),
        since: ago(9000 * n),
        seen: ago(seen),
        this: n == 1,
    };
    vec![row(1, "Chrome, Windows", 0), row(2, "Chrome, Android", 135), row(3, "Safari, iPhone", 4000)]
}

fn enrol(s: &Samples<'_>) -> Enrol {
    Enrol {
        uri: s.s("otpauth://totp/M%E1%BA%AFt%20ph%E1%BB%91:nam.tran?secret=JBSWY3DPEHPK3PXP&issuer=Mat%20pho").into(),
        key: s.s("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP").into(),
        error: Some(fault()),
    }
}

fn mine(s: &Samples<'_>) -> Mine {
    let watched = WatchedBy { who: s.s("Lê Minh, trực ban"), from: ago(50), until: Some(ago(42)) };
    let lent = |n: u32, name: &str, paused| Lent {
        id: id(&format!("cai-khe/nha-{n}")),
        name: s.s(name),
        state: CameraState::Live,
        paused,
        last_watched: (n == 1).then(|| watched.clone()),
    };
    let paused = Paused { since: ago(300), by: s.s("Nguyễn Thị Hoa") };
    Mine { cameras: vec![lent(1, "Cổng nhà 12", None), lent(2, "Hẻm sau nhà", Some(paused))] }
}

fn watched(s: &Samples<'_>) -> Watched {
    let row = |from, until: Option<u64>| WatchedBy { who: s.s("Lê Minh"), from: ago(from), until: until.map(ago) };
    Watched {
        name: s.s("Cổng nhà 12"),
        rows: vec![row(6, None), row(60, Some(52)), row(1500, Some(1400))],
        pager: Pager { newer: None, older: Some("/mine/cai-khe/nha-1/watched?before=12".into()) },
    }
}

fn tally(up_secs: u64, down_secs: u64) -> Tally {
    let known = up_secs + down_secs;
    let availability_per_mille = (known > 0).then(|| (up_secs * 1000 / known) as u16);
    Tally { up_secs, down_secs, unknown_secs: 86_400u64.saturating_sub(known), absent_secs: 0, availability_per_mille }
}

fn health(s: &Samples<'_>) -> Health {
    let day = |n: u64| StripDay {
        date: format!("2026-11-{n:02}"),
        tally: tally(if n == 1 { 0 } else { 86_000 - 40_000 * (n % 2) }, 400 * (n % 3)),
        reason: (!n.is_multiple_of(3)).then_some(Reason::NoMedia),
        flaps: 0,
    };
    let outage = |n: u64, state| OutageInfo {
        began: ago(80 * n),
        ended: (state == CameraState::Live).then(|| ago(70 * n)),
        down_secs: 600,
        unknown_secs: 0,
        first_reason: Reason::NoMedia,
        reason: Reason::Unreachable,
    };
    let row = |n: u64, name: &str, state| HealthRow {
        camera: CameraHealth {
            id: id(&format!("cai-khe/c{n}")),
            name: s.s(name),
            state,
            since: ago(70 * n),
            reason: (state == CameraState::Offline).then_some(Reason::Unreachable),
            tally: tally(80_000, 900),
            outages: n,
            longest_secs: 600 * n,
            flaps: 2,
            last_outage: Some(outage(n, state)),
        },
        area: Some(s.s("Khu vực 3")),
        days: (1..=30).map(day).collect(),
        outages: vec![outage(n, state), outage(2 * n, CameraState::Live)],
    };
    let rows = vec![row(2, "Hẻm 51", CameraState::Offline), row(1, "Cổng chợ", CameraState::Live)];
    Health { live: 1, all: 2, rows, listing: Listing::default(), script: None }
}

fn month(s: &Samples<'_>) -> HealthMonth {
    let figures = Figures {
        tally: tally(80_000, 900),
        outages: 3,
        mean_repair_secs: Some(300),
        longest_secs: 600,
        flaps: 1,
        reasons: vec![ReasonShare { reason: Reason::NoMedia, outages: 2, down_secs: 700 }],
    };
    let camera = CameraReport { id: id("cai-khe/c1"), name: s.s("Cổng chợ"), area: None, figures: figures.clone() };
    let report = HealthReport {
        month: "2026-11".into(),
        utc_offset_minutes: 420,
        from: ago(9000),
        to: ago(0),
        all: figures,
        areas: vec![],
        cameras: vec![camera],
        worst: vec![],
    };
    HealthMonth { month: s.wrong("2026-13"), report, months: vec!["2026-11".into(), "2026-10".into()] }
}

fn walls(s: &Samples<'_>) -> Walls {
    let row = |name: &str, favourites, cameras| WallRow {
        id: id(if favourites { "fav" } else { "w7k2" }),
        favourites,
        name: s.s(name),
        cameras,
    };
    Walls {
        walls: vec![row("", true, 4), row("Ca đêm", false, 12)],
        areas: vec![Choice::new("area-k2", s.s("Khu phố 2")), Choice::new("area-t5", s.s("Khu phố 2 / Tổ 5"))],
        name: s.typed(""),
    }
}

fn wall_form(s: &Samples<'_>) -> WallForm {
    let camera = |n: usize, name: &str, place| WallCamera {
        id: id(&format!("phuong/c{n}")),
        name: s.s(name),
        area: (n < 3).then(|| s.s("Khu phố 2")),
        place,
    };
    WallForm {
        id: id("w7k2"),
        favourites: false,
        name: s.wrong("Ca đêm"),
        layout: "1-5".into(),
        tour: "12".into(),
        cameras: vec![camera(1, "Ngã tư Lê Lợi", Some(1)), camera(2, "Cổng chợ", Some(2)), camera(3, "Hẻm 12", None)],
        script: None,
    }
}
