//! Administration.

use super::{Named, Samples, ago, ahead, fault, id, own};
use crate::{
    pages::{
        Paused,
        admin::{
            AreaOne, AreaRow, Areas, AuditFilters, AuditRow, AuditTrail, CameraAdd, CameraEdit, CameraForm, CameraRow,
            CameraTrial, Cameras, ChainState, Change, CheckRow, Checks, EmbedForm, EmbedMade, EmbedRow, Embeds,
            GrantForm, GrantRow, Import, Mistake, People, PersonAdd, PersonPage, PersonRow, PersonState, Sessions,
            Setting, Settings, Tls, Tried, Where, camera_remove, embed_revoke, export_secrets, grant_remove,
            person_question,
        },
        kit::{Choice, Listing, Pager, Section},
    },
    roster::{Column, Fault},
};
use shared::{
    Profile,
    access::Role,
    check::Findings,
    diagnosis::{Advice, Diagnosis, Gop, Step, StreamFacts, StreamReport, Timestamps},
    routes::door::PersonStep,
    wire::{CameraState, Reason},
};

pub(super) fn cameras(s: &Samples<'_>) -> Vec<Named> {
    let f = &s.f;
    let areas = areas(s);
    let one = AreaOne { id: id("a2"), present: s.s("Tổ 5"), name: s.wrong("Tổ 5") };
    vec![
        ("cameras", Cameras { rows: camera_rows(s), trouble: 2, listing: listing(s, 4) }.draw(f)),
        ("cameras_none", Cameras { listing: Listing { found: 0, ..listing(s, 437) }, ..Cameras::default() }.draw(f)),
        ("cameras_empty", Cameras::default().draw(f)),
        ("camera_add", CameraAdd::default().draw(f)),
        ("camera_add_wrong", CameraAdd { form: wrong_form(s), error: Some(fault()) }.draw(f)),
        ("camera_trial", trial(s, true).draw(f)),
        ("camera_trial_failed", trial(s, false).draw(f)),
        ("camera_edit", edit(s).draw(f)),
        ("camera_remove", camera_remove(f, &id("cai-khe/ngo-12"), &s.s("Ngõ 12")).draw(f, Section::Cameras)),
        ("cameras_export_secrets", export_secrets(f).draw(f, Section::Cameras)),
        ("import", Import { error: Some(fault()) }.draw(f)),
        ("import_bad", Tried { mistakes: mistakes(s), ..Tried::default() }.draw(f)),
        ("import_ready", tried(s).draw(f)),
        ("areas", areas.draw(f)),
        ("areas_empty", Areas::default().draw(f)),
        ("area", one.draw(f)),
        ("area_remove", one.remove(f, Some(fault())).draw(f, Section::Areas)),
    ]
}

pub(super) fn people(s: &Samples<'_>) -> Vec<Named> {
    let f = &s.f;
    let question = |step| person_question(f, step, &id("u1"), &s.s("Nguyễn Thị Hoa"), false, None).unwrap();
    let grant = &grants(s)[1];
    vec![
        ("people", People { rows: person_rows(s), listing: listing(s, 318) }.draw(f)),
        ("person_add", person_add(s).draw(f)),
        ("person", person(s).draw(f)),
        ("person_remove", question(PersonStep::Remove).draw(f, Section::People)),
        ("person_disable", question(PersonStep::Disable).draw(f, Section::People)),
        ("grant_remove", grant_remove(f, &id("u1"), &s.s("Hoa"), grant, true, Some(fault())).draw(f, Section::People)),
        ("sessions", Sessions { rows: own::sessions(s, true) }.draw(f)),
        ("sessions_empty", Sessions { rows: vec![] }.draw(f)),
    ]
}

pub(super) fn rest(s: &Samples<'_>) -> Vec<Named> {
    let f = &s.f;
    vec![
        ("embeds", Embeds { rows: embeds(s) }.draw(f)),
        ("embeds_empty", Embeds { rows: vec![] }.draw(f)),
        ("embed_add", embed_form(s).draw(f)),
        ("embed_change", EmbedForm { of: Some((id("e1"), s.s("Quảng trường"))), ..embed_form(s) }.draw(f)),
        ("embed_made", embed_made(s).draw(f)),
        ("embed_revoke", embed_revoke(f, &s.s("Quảng trường")).draw(f, Section::Embeds)),
        ("audit", audit(s, ChainState::Whole { rows: 48_210, at: ago(3) }).draw(f)),
        ("audit_broken", audit(s, ChainState::Broken(fault())).draw(f)),
        ("audit_unverified", audit(s, ChainState::Unverified).draw(f)),
        ("checks", checks(s).draw(f)),
        (
            "checks_empty",
            Checks { origin: s.s("https://camera.caikhe.vn"), rows: vec![], pager: Pager::default() }.draw(f),
        ),
        ("settings", settings(s, Tls::SelfSigned).draw(f)),
        ("settings_plain", settings(s, Tls::Off).draw(f)),
        ("settings_files", settings(s, Tls::Files).draw(f)),
    ]
}

fn listing(s: &Samples<'_>, all: usize) -> Listing {
    let pager = Pager { newer: None, older: Some("/admin/cameras?q=le&page=2".into()) };
    Listing { url: "/admin/cameras", sought: s.s("lê"), found: 4, all, is_long: true, pager }
}

fn camera_rows(s: &Samples<'_>) -> Vec<CameraRow> {
    let row = |n: u32, name: &str, state, reason, advice: &[Advice]| CameraRow {
        id: id(&format!("cai-khe/c{n}")),
        name: s.s(name),
        street: String::new(),
        state,
        reason,
        area: if n == 4 { String::new() } else { s.s("Khu phố 2/Tổ 5") },
        advice: advice.to_vec(),
    };
    vec![
        row(1, "Ngõ 12 Lê Lợi", CameraState::Offline, Some(Reason::Unreachable), &[]),
        row(2, "Cổng chợ", CameraState::Live, None, &[Advice::GopLong, Advice::BitRateHigh]),
        row(3, "Ngã tư Lê Lợi – Trần Phú", CameraState::Live, None, &[]),
        row(4, "Trường tiểu học", CameraState::Paused, None, &[]),
    ]
}

fn wrong_form(s: &Samples<'_>) -> CameraForm {
    let mut form = CameraForm::default();
    form.set(Column::Name, s.s("Cổng chợ"));
    form.set(Column::Vendor, "dahua");
    form.set(Column::Host, s.s("192.168.1"));
    form.set(Column::Username, s.s("admin"));
    form.set(Column::Password, "never shown");
    form.set(Column::MainUrl, s.s("rtsp://192.168.1.64/x"));
    let wrong = [Column::Host, Column::Port, Column::Password, Column::MainUrl, Column::Vendor];
    form.refuse(wrong.map(|column| Fault::new(column, fault())));
    form
}

fn trial(s: &Samples<'_>, plays: bool) -> CameraTrial {
    let facts = StreamFacts {
        codec: "avc1.64001f".into(),
        format: "High@3.1".into(),
        level_fits: true,
        width: 1280,
        height: 720,
        fps: Some(15.0),
        fps_arrival: 15.0,
        kbps: 1500,
        kbps_peak: 1640,
        gop: Gop { secs: 8.0, frames: 120, open: false },
        b_frames: false,
        slices: 1,
        timestamps: Timestamps::Steady,
        lost_packets: 0,
        key_bytes: 40_000,
        watched_secs: 8.0,
    };
    let step = if plays { Step::FirstPicture } else { Step::RtspAnswers };
    let stream = |profile| StreamReport {
        reached: Some(step),
        first_picture_ms: plays.then_some(840),
        reason: (!plays).then_some(Reason::AuthFailed),
        facts: plays.then(|| facts.clone()),
        advice: if plays { vec![Advice::GopLong] } else { vec![] },
        ..StreamReport::new(profile)
    };
    CameraTrial {
        name: s.s("Cổng chợ"),
        trial: s.s("t1"),
        found: Diagnosis::new(vec![stream(Profile::Main), stream(Profile::Sub)], [Advice::DefaultPassword]),
        picture: plays.then(|| s.s("picture.jpg")),
    }
}

fn edit(s: &Samples<'_>) -> CameraEdit {
    let mut place = CameraForm::default();
    for (column, text) in [(Column::Name, "Ngõ 12 Lê Lợi"), (Column::Street, "Lê Lợi"), (Column::Latitude, "91")]
    {
        place.set(column, s.s(text));
    }
    place.set(Column::Area, "Khu phố 2/Tổ 5");
    place.set(Column::Owner, "household");
    place.refuse([Column::Latitude, Column::Area].map(|column| Fault::new(column, fault())));
    CameraEdit {
        id: id("cai-khe/ngo-12"),
        name: s.s("Ngõ 12 Lê Lợi"),
        state: CameraState::Paused,
        reason: Some(Reason::Unreachable),
        paused: Some(Paused { since: ago(90), by: s.s("Nguyễn Thị Hoa") }),
        areas: vec!["Khu phố 2".into(), "Khu phố 2/Tổ 5".into(), s.s("Khu phố 3")],
        place,
        address: CameraForm::default(),
        error: None,
    }
}

fn mistakes(s: &Samples<'_>) -> Vec<Mistake> {
    let mistake = |line, column: Option<&str>| Mistake { line, column: column.map(|c| s.s(c)), what: fault() };
    vec![mistake(3, Some("port")), mistake(7, Some("host")), mistake(12, None)]
}

fn tried(s: &Samples<'_>) -> Tried {
    let change = |line, name: &str, columns| Change { line, camera: s.s(name), columns };
    Tried {
        list: s.s("l1"),
        changes: vec![
            change(2, "Cổng chợ", None),
            change(3, "Bến phà", None),
            change(4, "Ngõ 12", Some(vec!["area", "street"])),
        ],
        same: 14,
        areas: vec![s.s("Khu phố 3"), s.s("Khu phố 3/Tổ 9")],
        mistakes: vec![],
    }
}

fn areas(s: &Samples<'_>) -> Areas {
    let row = |n: u32, path: &str, cameras| AreaRow {
        id: id(&format!("a{n}")),
        name: s.s(path.rsplit('/').next().unwrap()),
        path: s.s(path),
        depth: path.matches('/').count(),
        cameras,
    };
    Areas {
        rows: vec![
            row(1, "Khu phố 2", 30),
            row(2, "Khu phố 2/Tổ 5", 12),
            row(3, "Khu phố 2/Tổ 5/Hẻm 12", 4),
            row(4, "Khu phố 2/Tổ 6", 18),
            row(5, "Khu phố 3", 0),
        ],
        name: s.wrong("Tổ 5"),
        within: "a1".into(),
    }
}

fn places(s: &Samples<'_>) -> Vec<Where> {
    vec![
        Where::Site,
        Where::Area { id: id("a2"), path: s.s("Khu phố 2/Tổ 5") },
        Where::Camera { id: id("cai-khe/ngo-12"), name: s.s("Ngõ 12 Lê Lợi") },
    ]
}

fn grants(s: &Samples<'_>) -> Vec<GrantRow> {
    let [site, area, camera]: [Where; 3] = places(s).try_into().unwrap();
    let grant = |n: u32, role, place, hours: Option<&str>, until| GrantRow {
        id: id(&format!("g{n}")),
        role,
        place,
        hours: hours.map(id),
        until,
    };
    vec![
        grant(1, Role::Viewer, site, None, Some(ago(1440))),
        grant(2, Role::WatchTeam, area, Some("18:00-06:00"), Some(ahead(90_000))),
        grant(3, Role::Household, camera, None, None),
    ]
}

fn grant_form(s: &Samples<'_>) -> GrantForm {
    let mut role = s.wrong("watch_team");
    role.text = "watch_team".into();
    GrantForm { role, scope: s.wrong("area:a2"), from: s.wrong("25:00"), to: s.wrong("6"), until: s.wrong("31/2") }
}

fn person_rows(s: &Samples<'_>) -> Vec<PersonRow> {
    let row = |n: u64, name: &str, role, state, seen| PersonRow {
        id: id(&format!("u{n}")),
        name: s.s(name),
        login: s.s("nam.tran"),
        grants: vec![(role, s.s("Khu phố 2/Tổ 5"))],
        state,
        has_totp: n == 1,
        seen,
    };
    vec![
        row(1, "Trần Văn Nam", Role::Admin, PersonState::Active, Some(ago(0))),
        row(2, "Lê Minh", Role::Duty, PersonState::Active, Some(ago(135))),
        row(3, "Nguyễn Thị Hoa", Role::WatchTeam, PersonState::Invited { until: ahead(9000) }, None),
        row(4, "Phạm Quốc", Role::Officer, PersonState::Disabled, Some(ago(90_000))),
        row(5, "Võ Lan", Role::Viewer, PersonState::NoPassword, None),
    ]
}

fn person_add(s: &Samples<'_>) -> PersonAdd {
    PersonAdd {
        name: s.typed("Nguyễn Thị Hoa"),
        login: s.wrong("hoa to5"),
        grant: grant_form(s),
        places: places(s),
        error: Some(fault()),
    }
}

fn person(s: &Samples<'_>) -> PersonPage {
    PersonPage {
        id: id("u1"),
        present: s.s("Nguyễn Thị Hoa"),
        name: s.typed("Nguyễn Thị Hoa"),
        login: s.s("hoa.to5"),
        state: PersonState::Active,
        has_totp: true,
        grants: grants(s),
        grant: GrantForm::default(),
        places: places(s),
        sessions: own::sessions(s, false).split_off(1),
        error: None,
    }
}

fn embeds(s: &Samples<'_>) -> Vec<EmbedRow> {
    let row = |n: u32, camera: &str, moving, until| EmbedRow {
        id: id(&format!("e{n}")),
        name: s.s(camera),
        camera: s.s("Camera 12"),
        origins: vec![s.s("https://caikhe.cantho.gov.vn"), s.s("https://phuongcaikhe.vn")],
        best: Profile::Sub,
        moving,
        viewers: 12,
        viewers_max: 50,
        until,
    };
    vec![
        row(1, "Quảng trường", true, Some(ahead(90_000))),
        row(2, "Ngã tư ngập nước", false, None),
        row(3, "Chợ nổi", true, Some(ago(10))),
    ]
}

fn embed_form(s: &Samples<'_>) -> EmbedForm {
    let mut camera = s.wrong("");
    camera.text = "cai-khe/c1".into();
    EmbedForm {
        of: None,
        cameras: vec![(id("cai-khe/c1"), s.s("Quảng trường")), (id("cai-khe/c2"), s.s("Cổng chợ"))],
        camera,
        name: s.wrong("Quảng trường"),
        origins: s.wrong("caikhe.vn"),
        best: s.wrong("sub"),
        moving: "live".into(),
        viewers: s.wrong("0"),
        until: s.wrong("x"),
        error: Some(fault()),
    }
}

fn embed_made(s: &Samples<'_>) -> EmbedMade {
    let url = s.s("https://camera.caikhe.vn/embed/Zk3vQ1xY7mN0pRs2tUw4aB6cD8eF9gH");
    EmbedMade {
        camera: s.s("Quảng trường"),
        element: format!(
            "<script src=\"https://camera.caikhe.vn/embed.js\" async></script><ward-camera src=\"{url}\"></ward-camera>"
        )
        .into(),
        iframe: format!("<iframe src=\"{url}\" width=\"640\" height=\"360\" loading=\"lazy\"></iframe>").into(),
    }
}

fn audit(s: &Samples<'_>, chain: ChainState) -> AuditTrail {
    let row = |minutes, what: &str, camera: Option<&str>, detail: &str| AuditRow {
        at: ago(minutes),
        who: s.s("Trần Văn Nam"),
        what: s.s(what),
        camera: camera.map(|c| s.s(c)),
        detail: s.s(detail),
        address: Some(s.s("192.168.1.20")),
    };
    AuditTrail {
        filters: AuditFilters {
            from: s.wrong("2026-11-31"),
            people: vec![Choice::new("u1", s.s("Trần Văn Nam"))],
            cameras: vec![Choice::new("cai-khe/c1", s.s("Cổng chợ"))],
            actions: vec![Choice::new("watched", "đã xem")],
            ..AuditFilters::default()
        },
        rows: vec![
            row(2, "đã xem", Some("Cổng chợ"), "8 phút"),
            row(12, "cấp quyền", None, "Tổ tự quản, Khu phố 2/Tổ 5, cho Nguyễn Thị Hoa"),
            row(30, "đăng nhập", None, "Chrome, Windows"),
        ],
        pager: Pager { newer: Some("/admin/audit".into()), older: Some("/admin/audit?before=810".into()) },
        sheet: "/admin/audit.csv?from=2026-11-01".into(),
        chain,
    }
}

fn checks(s: &Samples<'_>) -> Checks {
    let found = |webcodecs| {
        let detail = s.s("Baseline 31 ms; Main 28 ms").replace('"', r#"\""#);
        let json = format!(
            r#"[{{"what":"webcodecs","outcome":"{webcodecs}","ms":28,"detail":"{detail}"}},
                {{"what":"relay","outcome":"passed","ms":12}},{{"what":"simd","outcome":"missing"}}]"#
        );
        Findings::parse(&json).unwrap()
    };
    let row = |code: &str, minutes, person: Option<&str>, webcodecs| CheckRow {
        code: code.into(),
        at: ago(minutes),
        person: person.map(|name| s.s(name)),
        address: "192.168.1.23".into(),
        device: s.s("Chrome, Android"),
        agent: s.s("Mozilla/5.0 (Linux; Android 13; SM-A125F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"),
        findings: found(webcodecs),
    };
    Checks {
        origin: s.s("https://camera.caikhe.vn"),
        rows: vec![row("482913", 3, Some("Bà Lan"), "passed"), row("007421", 300, None, "failed")],
        pager: Pager { newer: None, older: Some("/admin/checks?page=2".into()) },
    }
}

fn settings(s: &Samples<'_>, tls: Tls) -> Settings {
    let value = |key: &str, value: &str, means: &str, changed| Setting {
        key: key.into(),
        value: s.s(value),
        means: means.into(),
        changed,
    };
    Settings {
        version: "0.1.0+8f2c01a7".into(),
        since: ago(60 * 50),
        site: "cai-khe".into(),
        data_dir: s.s("/var/lib/mat-pho"),
        listen: "0.0.0.0:8443".into(),
        public_url: Some(s.s("https://camera.caikhe.vn")),
        tls,
        fingerprint: Some(["5E:1C:0A:77:42:9B:D3:88"; 4].join(":")),
        audit_key: Some("ed25519:9f2b41c07de8a1…".into()),
        values: vec![
            value("http.max_viewers", "300", "Số người xem cùng lúc", false),
            value("cameras.networks", "[\"192.168.0.0/16\"]", "Mạng được phép có camera", true),
            value("health.keep_days", "400", "Số ngày giữ lịch sử mất tín hiệu", false),
        ],
    }
}
