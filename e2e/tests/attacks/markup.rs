//! Markup in names: on a page it is text.

use super::{add, cookie_of, done, get, patient, post};
use shared::routes::door as r;

const EVIL: &str = "<script>alert(1)</script>\"'><img src=x>";

#[tokio::test(flavor = "multi_thread")]
async fn names_with_markup_are_text_on_every_page() {
    let relay = patient();
    done(&relay, &["area", "add", EVIL]);
    relay.add("a", EVIL, "rtsp://127.0.0.1:1/x", &["--area", EVIL, "--street", EVIL], "");
    add(&relay, "evil", &["--role", "admin"]);
    let cookie = cookie_of(&relay, "evil");
    let form = format!("name={}", encoded(EVIL));
    let renamed = post(&relay, r::ACCOUNT_NAME, &[("origin", relay.url()), ("cookie", &cookie)], &form).await;
    assert_eq!(renamed.status, 303, "{renamed:?}");
    done(&relay, &["user", "grant", "evil", "--role", "viewer", "--area", EVIL]);
    let invited = ["user", "add", "guest", "--name", EVIL, "--role", "viewer", "--area", EVIL, "--invite"];
    let out = done(&relay, &invited);
    let invite = out.split_whitespace().find_map(|word| word.find("/invite/").map(|at| &word[at..])).unwrap();
    let tried =
        post(&relay, r::LOGIN, &[("origin", relay.url())], &format!("login={0}&next=/{0}", encoded(EVIL))).await;
    let user = done(&relay, &["user", "list", "--json"]);
    let users: serde_json::Value = serde_json::from_str(&user).unwrap();
    let id = users[0]["id"].as_str().unwrap_or("nobody").to_owned();
    let mut shown = 0;
    let with_query = |path: &str| format!("{path}?lang=en&done={0}&q={0}&actor={0}", encoded(EVIL));
    let admin = [r::CAMERAS, r::CAMERA_NEW, r::CAMERAS_IMPORT, r::AREAS, r::PEOPLE, r::PERSON_NEW, r::SESSIONS];
    let more = [r::EMBEDS, r::EMBED_NEW, r::AUDIT, r::SETTINGS, r::ACCOUNT, r::ACCOUNT_TOTP, r::MINE, r::LOGIN, "/"];
    let made = [invite.to_owned(), format!("/admin/people/{id}"), "/admin/cameras/phuong/a".into()];
    for path in admin.iter().chain(&more).map(|path| (*path).to_owned()).chain(made) {
        for path in [path.clone(), with_query(&path)] {
            let answer = get(&relay, &path, &[("cookie", &cookie), ("accept", "text/html")]).await;
            assert!(answer.status < 500, "{path}: {answer:?}");
            is_text(&path, &answer.body);
            shown += usize::from(answer.body.contains("&lt;script&gt;alert(1)"));
            let policy = answer.header("content-security-policy").unwrap();
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}");
        }
    }
    is_text(r::LOGIN, &tried.body);
    assert!(tried.body.contains("&lt;script&gt;"), "{}", tried.body);
    assert!(shown >= 3, "the names stand on {shown} pages");
    // The API answers as JSON, which no browser takes for a page.
    let list = get(&relay, "/api/v1/cameras", &[("cookie", &cookie)]).await;
    assert_eq!(list.header("content-type"), Some("application/json"));
    assert_eq!(list.header("x-content-type-options"), Some("nosniff"));
}

fn is_text(path: &str, body: &str) {
    for raw in ["<script>alert", "<img src=x", "\"'><"] {
        assert!(!body.contains(raw), "{path} has {raw}: {body}");
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}
