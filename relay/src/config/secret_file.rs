//! A secret that lies in a file of its own. Belongs here: reading it, and refusing one that is nobody's secret. Does not:
//! what it is for.

use crate::Failure;
use secrecy::SecretString;
use shared::text::webrtc as t;
use std::{
    fs::File,
    io::{self, Read},
    os::unix::fs::PermissionsExt,
    path::Path,
};

/// A file beyond this is no secret.
const BYTES_MAX: u64 = 4096;
/// What users beyond the file's owner and group may do with it.
const OTHERS: u32 = 0o007;

/// The secret in a file that a key of the configuration names; white space around it is not part of it.
pub(super) fn read(key: &str, path: &Path) -> Result<SecretString, Failure> {
    let shown = path.display();
    let unreadable = |error: io::Error| {
        Failure::new(t::SECRET_FILE_UNREADABLE, [("path", &shown), ("error", &error), ("key", &key)])
    };
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.permissions().mode() & OTHERS != 0 {
        return Err(Failure::new(t::SECRET_OPEN, [("path", &shown), ("key", &key)]));
    }
    let mut text = String::new();
    file.take(BYTES_MAX).read_to_string(&mut text).map_err(unreadable)?;
    match text.trim() {
        "" => Err(Failure::new(t::SECRET_EMPTY, [("path", &shown), ("key", &key)])),
        secret => Ok(secret.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;
    use shared::text::Lang;
    use std::fs;

    const KEY: &str = "webrtc.turn_secret_file";

    fn of(text: &[u8], mode: u32) -> Result<String, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("turn.secret");
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let read = read(KEY, &path).map(|secret| secret.expose_secret().to_owned());
        read.map_err(|failure| failure.sentence(Lang::En).replace(&path.display().to_string(), "FILE"))
    }

    #[test]
    fn the_secret_alone_of_a_file_that_is_not_everybodys() {
        assert_eq!(of(b"  north wind\n", 0o600), Ok("north wind".into()));
        assert_eq!(of(b"north wind", 0o640), Ok("north wind".into()));
        for mode in [0o604, 0o602, 0o666] {
            let said = of(b"north wind", mode).unwrap_err();
            assert!(said.contains("secret's file FILE of webrtc.turn_secret_file; run chmod o-rwx"), "{said}");
        }
        for nothing in [&b""[..], b" \n\t\n"] {
            let said = of(nothing, 0o600).unwrap_err();
            assert!(said.contains("file FILE of webrtc.turn_secret_file is empty; write coturn's"), "{said}");
        }
        let said = of(&[0xff, 0xfe], 0o600).unwrap_err();
        assert!(said.contains("FILE cannot be read: ") && said.contains("check webrtc.turn_secret_file"), "{said}");
        let missing = read(KEY, Path::new("/nowhere/turn.secret")).unwrap_err();
        assert!(missing.sentence(Lang::Vi).contains("/nowhere/turn.secret"));
        assert!(missing.sentence(Lang::En).contains("cannot be read: No such file"));
    }
}
