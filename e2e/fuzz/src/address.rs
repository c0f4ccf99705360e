//! A camera's address and a camera's name.

use camera::CameraUrl;
use shared::CameraId;

/// An address is `rtsp`, keeps no account in its text, and is the same when read again.
pub fn camera_url(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok((url, _account)) = CameraUrl::parse(text) else { return };
    let exposed = url.expose();
    assert!(exposed.starts_with("rtsp://"), "{exposed:?}");
    assert!(!exposed.contains(|c: char| c.is_control() || c.is_whitespace()), "{exposed:?}");
    let host = exposed["rtsp://".len()..].split(['/', '?']).next().unwrap_or_default();
    assert!(!host.is_empty() && !host.contains('@'), "{exposed:?}");
    let (again, account) = CameraUrl::parse(exposed).expect("what is kept can be read");
    assert!(again == url && account.is_none(), "{exposed:?}");
    assert_eq!((again.port(), again.literal()), (url.port(), url.literal()));
    assert_eq!(format!("{url:?}"), "CameraUrl(…)", "nothing of it is shown");
}

/// A name is printed as it was read, and no part of it can leave a folder or a path.
pub fn camera_id(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(id) = text.parse::<CameraId>() else { return };
    assert_eq!(id.to_string(), text);
    assert_eq!(format!("{}/{}", id.site(), id.camera()), text);
    for part in [id.site(), id.camera()] {
        assert!((1..=32).contains(&part.len()));
        assert!(part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
    }
}
