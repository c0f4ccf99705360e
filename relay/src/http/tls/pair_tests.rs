//! Good files, and every way in which two files can be wrong.

use super::*;
use crate::Failure;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use shared::text::Lang;
use std::time::{Duration, UNIX_EPOCH};

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn made(names: &[&str]) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(names.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(2026, 1, 1), date_time_ymd(2026, 4, 1));
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

#[test]
fn a_good_pair_tells_its_time_its_names_and_its_fingerprint() {
    let dir = tempfile::tempdir().unwrap();
    let (cert, key) = made(&["cam.example.vn", "*.phuong.example.vn", "192.168.1.9", "fd00::9"]);
    let der = CertificateDer::from_pem_slice(cert.as_bytes()).unwrap();
    let pair = Pair::read(&written(dir.path(), "c", &cert), &written(dir.path(), "k", &key)).unwrap();
    let certificate = pair.certificate().unwrap();
    for (name, named) in [
        ("cam.example.vn", true),
        ("x.phuong.example.vn", true),
        ("192.168.1.9", true),
        ("fd00::9", true),
        ("example.vn", false),
        ("192.168.1.8", false),
        ("", false),
    ] {
        assert_eq!(certificate.names(name), named, "{name}");
    }
    let day = |days: u64| UNIX_EPOCH + Duration::from_secs(days * 86_400);
    // 2026-01-01 is day 20454.
    assert_eq!(certificate.holds(day(20_460)), Ok(()));
    for wrong in [20_453, 20_600] {
        assert_eq!(certificate.holds(day(wrong)).unwrap_err().days(), ["2026-01-01", "2026-04-01"]);
    }
    let digest = <sha2::Sha256 as sha2::Digest>::digest(&der);
    let print = certificate.fingerprint();
    assert!(print.len() == 95 && print.starts_with(&format!("{:02X}:{:02X}:", digest[0], digest[1])), "{print}");
}

#[test]
fn what_is_wrong_with_two_files_is_one_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let ((cert, key), (_, other)) = (made(&["a.vn"]), made(&["a.vn"]));
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let odd = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    for (cert, key, part) in [
        (cert.as_str(), other.as_str(), "do not belong together"),
        (key.as_str(), key.as_str(), "holds no PEM certificate; set http.tls_cert to the file fullchain.pem"),
        (cert.as_str(), cert.as_str(), "holds no PEM private key; set http.tls_key to the file privkey.pem"),
        ("", key.as_str(), "holds no PEM certificate"),
        (cert.as_str(), "", "holds no PEM private key"),
        (broken, key.as_str(), "cannot be used with the key"),
        (cert.as_str(), odd, "cannot be used with the key"),
    ] {
        let paths = (written(dir.path(), "c", cert), written(dir.path(), "k", key));
        let error = Pair::read(&paths.0, &paths.1).unwrap().certificate().unwrap_err();
        let said = Failure::from(error).sentence(Lang::En);
        assert!(said.contains(part) && !said.contains('\n') && !said.contains("{"), "{said}");
    }
    let error = Pair::read(&dir.path().join("none"), &dir.path().join("k")).unwrap_err();
    let said = Failure::from(error).sentence(Lang::Vi);
    assert!(said.starts_with("Lỗi: không đọc được tệp TLS") && said.contains("none"), "{said}");
}
