//! The admin's forms, sent as a browser sends them.

use e2e::{
    raw::{self, Raw},
    relay::{ADMIN, CONFIG, PASSWORD, Relay},
    wallet,
};
use serde_json::Value;
use tokio::net::TcpStream;

/// Posts a form as the harness, who is an admin.
pub(crate) async fn post(relay: &Relay, path: &str, form: &str) -> Raw {
    let (host, url, cookie) = (relay.host(), relay.url(), wallet::cookie_line(relay.host()));
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: {url}\r\nconnection: close\r\naccept: text/html\r\n{cookie}\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    raw::send(TcpStream::connect(host).await.unwrap(), request.as_bytes()).await.unwrap()
}

/// Somebody as the command line lists him.
pub(crate) fn user(relay: &Relay, login: &str) -> Value {
    let said = relay.cli(&["user", "list", "--json"], "");
    let all: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    all.into_iter().find(|user| user["login"] == login).unwrap_or_else(|| panic!("no {login}: {said:?}"))
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The link on an invitation's sheet.
pub(crate) fn link(sheet: &str) -> String {
    let field = sheet.split_once("<textarea").and_then(|(_, rest)| rest.split_once('>')).expect("a link").1;
    field.split('<').next().unwrap().trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_added() {
    let relay = Relay::start();
    relay.add("a", "Ngã tư", "rtsp://127.0.0.1:1/x", &["--area", "Tổ 5"], "");
    let before = relay.cli(&["user", "list", "--json"], "").out;
    let fine = [
        ("name", "Hoa"),
        ("login", "hoa"),
        ("role", "viewer"),
        ("scope", "site"),
        ("from", ""),
        ("to", ""),
        ("until", ""),
    ];
    for (field, value, words) in [
        ("name", "", "Họ tên phải có 1 đến 120 ký tự"),
        ("login", "b%C3%A0+lan", "Tên đăng nhập phải có 2 đến 64 ký tự"),
        ("login", ADMIN, "có người dùng"),
        ("role", "", "Chọn một vai trò"),
        ("role", "king", "Chọn một vai trò"),
        ("role", "household", "Hộ gia đình chỉ được cấp quyền trên camera"),
        ("scope", "", "Chọn nơi được xem"),
        ("scope", "camera:phuong/b", "Chọn nơi được xem"),
        ("from", "18:00", "Ghi cả giờ bắt đầu và giờ kết thúc"),
        ("until", "2020-12-31", "Ngày kết thúc đã qua"),
        ("until", "31%2F12", "Ngày kết thúc không hợp lệ"),
    ] {
        let pairs = fine.map(|(name, good)| format!("{name}={}", if name == field { value } else { good }));
        let answer = post(&relay, "/admin/people/new", &pairs.join("&")).await;
        assert_eq!(answer.status, 422, "{field}={value}: {}", answer.head);
        assert!(answer.body.contains(words), "{field}={value}: {}", answer.body);
        // What was right is still there.
        let kept = field == "name" || answer.body.contains("value=\"Hoa\"");
        assert!(kept && answer.body.contains("aria-invalid=\"true\""), "{field}={value}: {}", answer.body);
    }
    assert_eq!(relay.cli(&["user", "list", "--json"], "").out, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_admin_stays_and_the_page_says_why() {
    let relay = Relay::start();
    let admin = user(&relay, ADMIN);
    let (id, grant) = (text(&admin["id"]), text(&admin["grants"][0]["id"]));
    let person = format!("/admin/people/{id}");
    let own = relay.get(&format!("{person}/grants/{grant}/remove"), &[]).await.1;
    assert!(own.contains("Đây là quyền của chính bạn"), "{own}");
    for step in ["disable", "remove", &format!("grants/{grant}/remove")] {
        assert_eq!(relay.get(&format!("{person}/{step}"), &[]).await.0, 200, "asks first");
        let answer = post(&relay, &format!("{person}/{step}"), "").await;
        assert_eq!(answer.status, 422, "{step}: {}", answer.head);
        assert!(answer.body.contains("Đây là quản trị viên cuối cùng"), "{step}: {}", answer.body);
    }
    assert_eq!(user(&relay, ADMIN), admin);
    // His own second factor goes with his password and a code only.
    let off = post(&relay, &format!("{person}/totp-off"), "").await;
    assert_eq!((off.status, off.header("location")), (303, Some("/account/totp/off")));
    // With a second admin he may go, and is out at once.
    let said = relay.cli(&["user", "add", "second", "--role", "admin", "--password-stdin"], &format!("{PASSWORD}\n"));
    assert!(said.ok, "{said:?}");
    let gone = post(&relay, &format!("{person}/grants/{grant}/remove"), "").await;
    assert_eq!((gone.status, gone.header("location")), (303, Some("/account?done=removed")));
    for path in ["/admin/people", "/admin/people/new", "/admin/sessions", "/admin/audit", "/admin/settings", &person] {
        assert_eq!(relay.get(path, &[]).await.0, 403, "{path}");
    }
    assert_eq!(post(&relay, &format!("{person}/enable"), "").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_renamed_locked_and_opened_again() {
    let relay = Relay::start();
    let sheet = post(&relay, "/admin/people/new", "name=Hoa&login=hoa&role=viewer&scope=site").await;
    assert_eq!(sheet.status, 200, "{}", sheet.body);
    let (hoa, first) = (user(&relay, "hoa"), link(&sheet.body));
    let person = format!("/admin/people/{}", text(&hoa["id"]));
    let page = async |path: &str| relay.get(path, &[]).await.1;
    assert!(page(&person).await.contains("đã mời, chưa dùng"));
    let done = |answer: &Raw| answer.header("location").map(str::to_owned);
    let renamed = post(&relay, &format!("{person}/name"), "name=B%C3%A0+Hoa").await;
    assert_eq!(done(&renamed), Some(format!("{person}?done=saved")));
    assert!(page("/admin/people").await.contains("Bà Hoa"));
    // Another link takes the place of the first; of a locked account there is none.
    let path = first.strip_prefix(relay.url()).unwrap();
    assert_eq!(relay.get(path, &[]).await.0, 200);
    let second = link(&post(&relay, &format!("{person}/invite"), "").await.body);
    assert_eq!((relay.get(path, &[]).await.0, second != first), (404, true));
    assert_eq!(done(&post(&relay, &format!("{person}/disable"), "").await), Some(format!("{person}?done=saved")));
    assert!(page(&person).await.contains("đã khóa"));
    let refused = post(&relay, &format!("{person}/invite"), "").await;
    assert!(refused.status == 422 && refused.body.contains("mở khóa trước"), "{}", refused.body);
    assert_eq!(relay.get(second.strip_prefix(relay.url()).unwrap(), &[]).await.0, 404, "its link is taken back");
    post(&relay, &format!("{person}/enable"), "").await;
    assert!(page(&person).await.contains("lời mời hết hạn"));
    assert_eq!(
        done(&post(&relay, &format!("{person}/remove"), "").await).as_deref(),
        Some("/admin/people?done=removed")
    );
    assert_eq!(relay.get(&person, &[]).await.0, 404);
    for path in ["/admin/people/nobody", "/admin/people/..%2f", "/admin/people/nobody/dance", "/admin/sessions/x/end"] {
        assert_eq!(relay.get(path, &[]).await.0, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_on_the_sheet_has_the_public_address() {
    let mut relay = Relay::new(&CONFIG.replace("[http]\n", "[http]\npublic_url = \"https://camera.example.vn\"\n"));
    relay.run();
    let sheet = post(&relay, "/admin/people/new", "name=Hoa&login=hoa&role=viewer&scope=site").await;
    assert!(link(&sheet.body).starts_with("https://camera.example.vn/invite/"), "{}", sheet.body);
    assert!(!sheet.body.contains("chỉ mở được ngay trên máy chủ"));
    assert_eq!(sheet.header("cache-control"), Some("no-store"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_settings_are_shown_with_what_they_mean_and_without_a_secret() {
    let relay = Relay::start();
    let page = relay.get("/admin/settings", &[]).await.1;
    for part in
        ["cameras.networks", "[&quot;127.0.0.0/8&quot;]", "đã đổi", "Các mạng được phép có camera", relay.host()]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let said = relay.cli(&["audit", "verify"], "");
    let key = said.out.lines().last().unwrap().replace("Public key: ", "");
    assert!(page.contains(&key) && !page.contains(PASSWORD), "{key}");
}
