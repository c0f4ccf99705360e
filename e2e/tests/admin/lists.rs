//! Lists in and out.

use super::{audit, hidden, leads, page, page_as, post, post_as, upload};
use e2e::{
    relay::{self, Relay},
    wallet,
};

const IMPORT: &str = "/admin/cameras/import";
const DO: &str = "/admin/cameras/import/do";

fn cameras(relay: &Relay) -> Vec<serde_json::Value> {
    serde_json::from_str(&relay.cli(&["camera", "list", "--json"], "").out).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_with_mistakes_names_each_and_brings_nothing_in() {
    let relay = Relay::start();
    let list = "name;host;vendor;port;password\nChợ;127.0.0.1;dahua;0;canary\nCầu;127.0.0.2;nobody;554;canary\nBến;127.0.0.3;dahua\n";
    let shown = upload(&relay, IMPORT, list).await;
    assert!(shown.status == 422 && shown.body.contains("1 chỗ sai"), "{shown:?}");
    assert!(shown.body.contains("Dòng này có 3 ô"), "{shown:?}");
    let shown = upload(&relay, IMPORT, list.rsplit_once("Bến").unwrap().0).await;
    for part in ["2 chỗ sai", "<code>port</code>", "<code>vendor</code>", "65535"] {
        assert!(shown.body.contains(part), "{part}: {shown:?}");
    }
    assert!(!shown.body.contains("canary") && cameras(&relay).is_empty());
    for empty in [upload(&relay, IMPORT, "").await, post_empty(&relay).await] {
        assert!(empty.status == 422 && empty.body.contains("Chưa chọn tệp"), "{empty:?}");
    }
    let big = upload(&relay, IMPORT, &"x".repeat((8 << 20) + (64 << 10))).await;
    assert!(big.status == 422 && big.body.contains("quá lớn"), "{}", big.head);
}

/// A form without a file.
async fn post_empty(relay: &Relay) -> e2e::raw::Raw {
    let cookie = wallet::cookie(relay.host()).unwrap();
    super::send(relay, &cookie, IMPORT, "multipart/form-data; boundary=B", "--B--\r\n").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_tried_then_brought_in_once_and_goes_out_again() {
    let relay = Relay::start();
    relay.add("a", "Chợ", "rtsp://127.0.0.1:1/a", &[], "");
    let list = "id,name,main_url,streams,username,password,area\na,Chợ mới,,,,,\n,Cầu,rtsp://127.0.0.1:1/b,1,admin,chim-7,Khu phố 2/Tổ 5\n";
    let tried = upload(&relay, IMPORT, list).await;
    assert_eq!(tried.status, 200, "{tried:?}");
    for part in ["Thêm 1, sửa 1, giữ nguyên 0, khu vực mới 2", "Khu phố 2/Tổ 5", "sửa: name"] {
        assert!(tried.body.contains(part), "{part}: {tried:?}");
    }
    assert!(!tried.body.contains("chim-7") && cameras(&relay).len() == 1, "a trial changes nothing");
    let other = wallet::log_in(relay.url(), relay::ADMIN, relay::PASSWORD).unwrap();
    let other = format!("{}={}", other.name(), other.secret);
    let again = upload(&relay, IMPORT, list).await;
    let stolen = post_as(&relay, &other, DO, &[("list", hidden(&again, "list"))]).await;
    assert!(stolen.status == 422 && cameras(&relay).len() == 1, "{stolen:?}");
    let key = hidden(&tried, "list");
    assert_eq!(leads(&post(&relay, DO, &[("list", key)]).await), "/admin/cameras?done=saved");
    assert_eq!(cameras(&relay).len(), 2);
    assert_eq!(post(&relay, DO, &[("list", key)]).await.status, 422, "once");

    let plain = page(&relay, "/admin/cameras/export.csv").await;
    assert_eq!(plain.header("content-disposition"), Some("attachment; filename=\"cameras.csv\""));
    assert!(plain.body.contains("Cầu") && !plain.body.contains("rtsp://") && !plain.body.contains("chim-7"));
    // Passwords leave only after a question, never by a link.
    let asked = page_as(&relay, &wallet::cookie(relay.host()).unwrap(), "/admin/cameras/export/secrets").await;
    assert!(asked.body.contains("kèm mật khẩu camera?") && !asked.body.contains("chim-7"), "{asked:?}");
    let whole = post(&relay, "/admin/cameras/export/secrets", &[]).await;
    assert!(whole.status == 200 && whole.body.contains("admin,chim-7"), "{whole:?}");
    let recorded = audit(&relay);
    let rows: serde_json::Value = serde_json::from_str(&recorded).unwrap();
    let rows = rows["rows"].as_array().unwrap();
    let exported: Vec<_> = rows.iter().filter(|r| r["action"] == "cameras_exported").collect();
    assert_eq!(exported.iter().map(|r| &r["facts"]["secrets"]).collect::<Vec<_>>(), ["yes", "no"]);
    assert!(recorded.contains("cameras_imported") && !recorded.contains("chim-7"));
}
