//! Noticing that certbot has renewed a certificate. Belongs here: when new files are taken. Does not: what is in them.
//!
//! The files are read every few seconds: certbot swaps symbolic links, others copy over, and a watch on names misses the one
//! or the other. Two small files cost nothing.

use super::{Certificate, Current, Pair, TlsError, chain};
use std::{
    path::Path,
    time::{Duration, SystemTime},
};
use tokio::{sync::watch, time::timeout};

const LOOK_EVERY: Duration = Duration::from_secs(3);

pub(super) async fn follow(current: &Current, cert: &Path, key: &Path, mut stop: watch::Receiver<bool>) {
    let mut looks = Looks::default();
    // A sender that is gone has stopped, too.
    while timeout(LOOK_EVERY, stop.wait_for(|stop| *stop)).await.is_err() {
        let (cert, key) = (cert.to_owned(), key.to_owned());
        // Two small files, but on a disk that may sleep.
        let Ok(read) = tokio::task::spawn_blocking(move || Pair::read(&cert, &key)).await else { continue };
        match looks.look(read, &current.get(), SystemTime::now()) {
            Seen::Nothing => {}
            Seen::New(certificate) => {
                tracing::info!(fingerprint = %certificate.fingerprint(), "the certificate was renewed");
                current.set(certificate);
            }
            Seen::Broken(why) => tracing::warn!(why, "the new certificate cannot be used; the old one stays in use"),
        }
    }
}

/// What was seen so far. Pure: files and time come in.
#[derive(Debug, Default)]
struct Looks {
    last: Option<Pair>,
    /// What was wrong at the last look.
    wrong: Option<String>,
    /// It has been told.
    told: bool,
}

#[derive(Debug)]
enum Seen {
    Nothing,
    New(Certificate),
    Broken(String),
}

impl Looks {
    fn look(&mut self, read: Result<Pair, TlsError>, current: &Certificate, now: SystemTime) -> Seen {
        if let (Ok(pair), Some(last), None) = (&read, &self.last, &self.wrong)
            && pair.is_same(last)
        {
            return Seen::Nothing;
        }
        let judged = read.and_then(|pair| Ok((pair.certificate()?, pair)));
        match judged {
            Ok((new, pair)) => {
                let over = new.holds(now).is_err() && current.holds(now).is_ok();
                if over {
                    return self.broken("it does not hold at this time".to_owned());
                }
                (self.last, self.wrong, self.told) = (Some(pair), None, false);
                if new.fingerprint() == current.fingerprint() { Seen::Nothing } else { Seen::New(new) }
            }
            Err(error) => self.broken(chain(&error)),
        }
    }

    /// Two files are never written at once: what is wrong is told when it still is at the next look, and then once.
    fn broken(&mut self, why: String) -> Seen {
        let stays = self.wrong.as_ref() == Some(&why);
        self.told &= stays;
        self.wrong = Some(why.clone());
        if stays && !self.told {
            self.told = true;
            return Seen::Broken(why);
        }
        Seen::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};
    use std::fs;

    struct Files(tempfile::TempDir);

    impl Files {
        fn put(&self, year: i32) {
            let key = KeyPair::generate().unwrap();
            let mut params = CertificateParams::new(vec!["a.vn".to_owned()]).unwrap();
            params.not_after = date_time_ymd(year, 1, 1);
            fs::write(self.0.path().join("c"), params.self_signed(&key).unwrap().pem()).unwrap();
            fs::write(self.0.path().join("k"), key.serialize_pem()).unwrap();
        }

        fn read(&self) -> Result<Pair, TlsError> {
            Pair::read(&self.0.path().join("c"), &self.0.path().join("k"))
        }
    }

    #[test]
    fn a_renewed_pair_is_taken_and_a_broken_one_told_once_and_left() {
        let files = Files(tempfile::tempdir().unwrap());
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000); // 2026
        files.put(2030);
        let mut current = files.read().unwrap().certificate().unwrap();
        let mut looks = Looks::default();
        let mut look = |current: &Certificate| looks.look(files.read(), current, now);
        assert!(matches!(look(&current), Seen::Nothing));
        files.put(2031);
        let Seen::New(new) = look(&current) else { panic!() };
        current = new;
        assert!(matches!(look(&current), Seen::Nothing));
        // Half of it is there: not worth a word yet.
        let key = fs::read(files.0.path().join("k")).unwrap();
        files.put(2032);
        let whole = fs::read(files.0.path().join("k")).unwrap();
        fs::write(files.0.path().join("k"), key).unwrap();
        assert!(matches!(look(&current), Seen::Nothing));
        let Seen::Broken(why) = look(&current) else { panic!() };
        assert!(why.contains("do not belong together"), "{why}");
        assert!(matches!((look(&current), look(&current)), (Seen::Nothing, Seen::Nothing)));
        fs::remove_file(files.0.path().join("k")).unwrap();
        assert!(matches!(look(&current), Seen::Nothing));
        assert!(matches!(look(&current), Seen::Broken(_)));
        fs::write(files.0.path().join("k"), whole).unwrap();
        let Seen::New(new) = look(&current) else { panic!() };
        current = new;
        // One that is over does not take the place of one that is not.
        files.put(2025);
        assert!(matches!(look(&current), Seen::Nothing));
        assert!(matches!(look(&current), Seen::Broken(_)));
        assert!(matches!(look(&current), Seen::Nothing));
    }
}
