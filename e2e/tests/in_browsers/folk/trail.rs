//! The audit in the browser: what was done stands there, filters and pages work, the sheet opens, the chain is whole.

use crate::folk::desk::{post, text, user};
use e2e::{
    browser::Browser,
    relay::{ADMIN, Relay},
};

/// A ward in which an account was added, changed, and lost its role.
async fn busy() -> Relay {
    let relay = Relay::start();
    post(&relay, "/admin/people/new", "name=Hoa&login=hoa&role=viewer&scope=site").await;
    let hoa = user(&relay, "hoa");
    let person = format!("/admin/people/{}", text(&hoa["id"]));
    post(&relay, &format!("{person}/grants/{}/remove", text(&hoa["grants"][0]["id"])), "").await;
    post(&relay, &format!("{person}/name"), "name=%3D1%2B1").await;
    relay
}

fn rows(page: &str) -> usize {
    page.split_once("<tbody").map_or(0, |(_, body)| body.matches("<tr ").count())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_stands_in_the_audit_and_the_sheet_and_the_chain_is_whole() {
    let relay = busy().await;
    let browser = Browser::chromium(1280, 720).await;
    browser.open(&format!("{}/admin/audit?lang=vi", relay.url())).await;
    let text = browser.text().await;
    for part in
        ["Thêm tài khoản", "Cấp quyền", "Thu hồi quyền", "Sửa tài khoản", "Harness", "Người xem", "hoa", "Nguyên vẹn"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    browser.screenshot("folk-audit").await;
    let fill = "document.querySelector('details.more').open = true;
        document.querySelector('[name=what]').value = 'grant_removed'";
    browser.script(fill).await;
    browser.submit("form.filters").await;
    e2e::until("one row", e2e::page::PATIENCE, async || {
        (browser.script("return document.querySelectorAll('tbody tr').length").await == 1).then_some(())
    })
    .await;
    let sheet =
        "return (async () => { const a = await fetch(document.querySelector('a[href^=\"/admin/audit.csv\"]').href);
        return [a.status, a.headers.get('content-type'), a.headers.get('content-disposition'), await a.text()] })()";
    let sheet = browser.script(sheet).await;
    assert_eq!((&sheet[0], &sheet[1]), (&200.into(), &"text/csv; charset=utf-8; header=present".into()));
    let body = sheet[3].as_str().unwrap();
    let lines: Vec<_> = body.trim_end().split("\r\n").collect();
    assert!(lines.len() == 2 && lines[0].contains("Số,Thời gian") && lines[1].contains("Thu hồi quyền"), "{body}");
    browser.open(&format!("{}/admin/audit?from=2026-02-30", relay.url())).await;
    assert!(browser.text().await.contains("Ngày không hợp lệ"));
    browser.resize(360, 640).await;
    browser.open(&format!("{}/admin/audit", relay.url())).await;
    assert!(browser.text().await.contains("Xuất nhật ký"), "the sheet itself is recorded");
    assert_eq!(browser.script("return document.documentElement.scrollWidth > innerWidth").await, false);
    browser.screenshot("folk-audit-360x640").await;
    let said = relay.cli(&["audit", "verify"], "");
    assert!(said.ok && said.out.starts_with("The audit is whole"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_audit_is_leafed_through_both_ways() {
    let relay = busy().await;
    let person = format!("/admin/people/{}", text(&user(&relay, "hoa")["id"]));
    for i in 0..210 {
        assert_eq!(post(&relay, &format!("{person}/name"), &format!("name=Hoa+{i}")).await.status, 303);
    }
    let filter = "what=user_changed";
    let next = |page: &str, rel: &str| {
        let link = page.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?.split('"').next()?;
        Some(link.replace("&amp;", "&"))
    };
    let first = relay.get(&format!("/admin/audit?{filter}"), &[]).await.1;
    assert!(rows(&first) == 100 && first.contains("Hoa 209") && next(&first, "prev").is_none());
    let second = relay.get(&next(&first, "next").unwrap(), &[]).await.1;
    assert!(rows(&second) == 100 && second.contains("Hoa 109"));
    let third = relay.get(&next(&second, "next").unwrap(), &[]).await.1;
    assert!(rows(&third) == 11 && next(&third, "next").is_none(), "{}", rows(&third));
    assert!(relay.get(&next(&third, "prev").unwrap(), &[]).await.1.contains("Hoa 109"));
    let back = relay.get(&next(&second, "prev").unwrap(), &[]).await.1;
    assert!(back.contains("Hoa 209") && next(&back, "prev").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_find_by_person_camera_and_day() {
    let relay = busy().await;
    let found = async |query: &str| {
        let (status, page) = relay.get(&format!("/admin/audit?{query}"), &[]).await;
        (status, rows(&page))
    };
    let id = user(&relay, ADMIN)["id"].as_str().unwrap().to_owned();
    assert_eq!(found(&format!("who={id}&what=user_added")).await, (200, 1));
    assert_eq!(found("who=nobody").await, (200, 0));
    assert_eq!(found("camera=phuong/x").await, (200, 0));
    assert_eq!(found("to=2020-01-01").await, (200, 0));
    assert_eq!(found("from=2020-01-01&what=user_changed").await, (200, 1));
    for wrong in ["camera=..", "what=danced", "from=1%2F2", "from=2026-02-02&to=2026-02-01"] {
        assert_eq!(found(wrong).await, (422, 0), "{wrong}");
        let sheet = relay.get(&format!("/admin/audit.csv?{wrong}"), &[]).await;
        assert_eq!(sheet.0, 303, "{wrong}");
    }
}
