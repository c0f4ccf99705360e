//! Which tracks of WebRTC sessions are free, and how many more are needed. Belongs here: lending tracks to tiles, the times of
//! their pictures. Does not: connections, which are the page's.
//!
//! A session cannot grow. Where it is too small, a larger one is opened beside it and serves what comes from then on; the
//! small one is closed when the last tile has left it. A track that was given back rests until nothing of its last camera can
//! be under way any more, as in `link::slots`.

use shared::{UnixMicros, wire::RtpTarget};

/// How many sections sessions have: walls are squares.
const SIZES: [u8; 7] = [1, 4, 9, 16, 25, 36, 64];
/// How long a page may take to connect.
const PATIENCE_MS: f64 = 8_000.0;
/// What was sent before a track was given back has come, or will not come, after this time behind the relay's answer.
const REST_MS: f64 = 1_000.0;
/// How long an unused session is kept for the next tile.
const IDLE_MS: f64 = 10_000.0;
/// How long after a failure the next session is asked for; doubled with each in a row.
const RETRY_MS: f64 = 60_000.0;
const LONGEST_RETRY_MS: f64 = 1_800_000.0;

/// All sessions.
#[derive(Debug, Default)]
pub struct Tracks {
    /// Sections that the relay allows a session; 0: it has no WebRTC; `None`: it has not said yet.
    limit: Option<u8>,
    sessions: Vec<Session>,
    /// A tile found none since the last tick.
    missed: bool,
    asked_ms: Option<f64>,
    retry_ms: f64,
    failures: i32,
    pings: u64,
    pongs: u64,
}

#[derive(Debug)]
struct Session {
    name: String,
    tracks: Vec<(String, Use)>,
    idle_since_ms: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Use {
    Free,
    Lent,
    Resting { since_ms: f64, pings: u64 },
}

impl Tracks {
    /// The relay says how many sections a session may have.
    pub fn set_limit(&mut self, limit: u8) {
        self.limit = Some(limit);
    }

    /// The relay has said whether there are tracks. What is not known is no reason to leave WebRTC.
    pub fn is_told(&self) -> bool {
        self.limit.is_some()
    }

    /// There may be a track now or soon.
    pub fn is_able(&self, now_ms: f64) -> bool {
        self.limit.is_some_and(|limit| limit > 0) && (now_ms >= self.retry_ms || !self.sessions.is_empty())
    }

    /// Lends a track, of the newest session.
    pub fn take(&mut self, now_ms: f64) -> Option<RtpTarget> {
        let pongs = self.pongs;
        let session = self.sessions.last_mut()?;
        let is_free = |lent: &Use| match lent {
            Use::Free => true,
            Use::Lent => false,
            Use::Resting { since_ms, pings } => *pings < pongs && now_ms - since_ms >= REST_MS,
        };
        let (mid, lent) = session.tracks.iter_mut().find(|(_, lent)| is_free(lent))?;
        *lent = Use::Lent;
        session.idle_since_ms = None;
        Some(RtpTarget { session: session.name.clone(), mid: mid.clone() })
    }

    /// Gives a track back, right behind its `unwatch`.
    pub fn give_back(&mut self, target: &RtpTarget, now_ms: f64) {
        let pings = self.pings;
        let Some(session) = self.sessions.iter_mut().find(|session| session.name == target.session) else { return };
        if let Some((_, lent)) = session.tracks.iter_mut().find(|(mid, _)| *mid == target.mid) {
            *lent = Use::Resting { since_ms: now_ms, pings };
        }
        if session.tracks.iter().all(|(_, lent)| *lent != Use::Lent) {
            session.idle_since_ms = Some(now_ms);
        }
    }

    /// A tile found no track. What the others need is asked for with it.
    pub fn miss(&mut self) {
        self.missed = true;
    }

    /// Whether a tile has found none since this was asked last.
    pub fn take_missed(&mut self) -> bool {
        std::mem::take(&mut self.missed)
    }

    /// `tiles` want a track and found none. How many sections the page is to open a session with, if it is to be asked.
    pub fn want(&mut self, tiles: usize, now_ms: f64) -> Option<u8> {
        let lent = self.sessions.iter().flat_map(|session| &session.tracks).filter(|(_, lent)| *lent == Use::Lent);
        let needed = lent.count() + tiles;
        let size =
            SIZES.into_iter().find(|size| usize::from(*size) >= needed).unwrap_or(u8::MAX).min(self.limit.unwrap_or(0));
        let largest = self.sessions.iter().map(|session| session.tracks.len()).max().unwrap_or(0);
        // Where it is large enough, a track is only resting.
        if tiles == 0 || self.asked_ms.is_some() || now_ms < self.retry_ms || usize::from(size) <= largest {
            return None;
        }
        self.asked_ms = Some(now_ms);
        Some(size)
    }

    /// The page has connected a session.
    pub fn opened(&mut self, name: String, mids: Vec<String>, now_ms: f64) {
        self.asked_ms = None;
        // Who found none before has not looked into this one.
        self.missed = false;
        self.failures = 0;
        let tracks = mids.into_iter().map(|mid| (mid, Use::Free)).collect();
        self.sessions.push(Session { name, tracks, idle_since_ms: Some(now_ms) });
    }

    /// A session is lost, or the page could not open the one that it was asked for.
    pub fn lost(&mut self, name: Option<&str>, now_ms: f64) {
        match name {
            Some(name) => self.sessions.retain(|session| session.name != name),
            None => {
                self.asked_ms = None;
                self.retry_ms = now_ms + (RETRY_MS * 2f64.powi(self.failures.min(10))).min(LONGEST_RETRY_MS);
                self.failures += 1;
            }
        }
    }

    /// The session that nobody uses any more, and that is to be closed; and whether the page has had its time in vain.
    pub fn tick(&mut self, now_ms: f64) -> Option<String> {
        if self.asked_ms.is_some_and(|asked| now_ms - asked > PATIENCE_MS) {
            self.lost(None, now_ms);
        }
        let last = self.sessions.len().saturating_sub(1);
        let is_over = |(n, session): (usize, &Session)| {
            session.idle_since_ms.is_some_and(|since| n < last || now_ms - since > IDLE_MS)
        };
        let at = self.sessions.iter().enumerate().position(is_over)?;
        Some(self.sessions.remove(at).name)
    }

    /// The live socket is lost, and with it every watch: which sessions are to be closed.
    pub fn clear(&mut self) -> Vec<String> {
        let names = self.sessions.drain(..).map(|session| session.name).collect();
        *self = Self { retry_ms: self.retry_ms, failures: self.failures, asked_ms: self.asked_ms, ..Self::default() };
        names
    }

    /// A ping was sent.
    pub fn ping(&mut self) {
        self.pings += 1;
    }

    /// Its answer came.
    pub fn pong(&mut self) {
        self.pongs += 1;
    }
}

/// When the relay had the picture with this RTP time stamp, which is its clock in 1/90000 s modulo 2³²: the time that is
/// nearest to now. A round is 13 hours.
pub fn time_of(rtp: u32, now: UnixMicros) -> UnixMicros {
    let now_90k = u128::from(now.0) * 9 / 100;
    // Wrapping on purpose: the difference within the round, signed.
    let ahead = rtp.wrapping_sub(now_90k as u32) as i32;
    let time_90k = (now_90k as i128 + i128::from(ahead)).max(0);
    UnixMicros((time_90k * 100 / 9) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mids(n: u8) -> Vec<String> {
        (0..n).map(|mid| mid.to_string()).collect()
    }

    fn with(limit: u8) -> Tracks {
        let mut tracks = Tracks::default();
        tracks.set_limit(limit);
        tracks
    }

    #[test]
    fn a_session_has_room_for_the_wall_and_a_larger_one_takes_over() {
        let mut tracks = with(16);
        assert_eq!(tracks.want(3, 0.0), Some(4));
        assert_eq!(tracks.want(4, 10.0), None, "asked already");
        tracks.opened("a".into(), mids(4), 100.0);
        let lent: Vec<_> = (0..4).map(|_| tracks.take(100.0).unwrap()).collect();
        assert_eq!(tracks.take(100.0), None);
        assert_eq!(tracks.want(1, 200.0), Some(9));
        tracks.opened("b".into(), mids(9), 300.0);
        assert_eq!(tracks.take(300.0).unwrap().session, "b");
        lent.iter().for_each(|target| tracks.give_back(target, 400.0));
        assert_eq!(tracks.tick(400.0).as_deref(), Some("a"), "its last tile has left it");
        assert_eq!(tracks.tick(400.0), None);
        assert_eq!(tracks.want(60, 500.0), Some(16), "no more than the relay allows");
    }

    #[test]
    fn a_track_rests_until_nothing_of_its_last_camera_is_under_way() {
        let mut tracks = with(64);
        tracks.want(1, 0.0);
        tracks.opened("a".into(), mids(1), 0.0);
        let target = tracks.take(0.0).unwrap();
        tracks.give_back(&target, 5_000.0);
        assert_eq!((tracks.take(7_000.0), tracks.want(1, 7_000.0)), (None, None), "the relay has not answered");
        tracks.ping();
        tracks.pong();
        assert_eq!(tracks.take(5_900.0), None, "what was sent before may still be on its way");
        assert_eq!(tracks.take(6_000.0), Some(target));
    }

    #[test]
    fn an_unused_session_is_closed_after_a_while() {
        let mut tracks = with(64);
        tracks.want(1, 0.0);
        tracks.opened("a".into(), mids(1), 0.0);
        let target = tracks.take(1_000.0).unwrap();
        assert_eq!(tracks.tick(60_000.0), None);
        tracks.give_back(&target, 60_000.0);
        assert_eq!(tracks.tick(70_000.0), None);
        assert_eq!(tracks.tick(70_001.0).as_deref(), Some("a"));
    }

    #[test]
    fn what_cannot_be_opened_is_asked_for_rarely() {
        let mut tracks = with(64);
        assert!(tracks.is_able(0.0) && !with(0).is_able(0.0));
        tracks.want(1, 0.0);
        tracks.lost(None, 1_000.0);
        assert!(!tracks.is_able(60_999.0) && tracks.is_able(61_000.0));
        assert_eq!(tracks.want(1, 60_999.0), None);
        assert_eq!(tracks.want(1, 61_000.0), Some(1));
        // The page says nothing at all.
        assert_eq!(tracks.tick(69_001.0), None);
        assert!(!tracks.is_able(180_000.0) && tracks.is_able(189_001.0));
    }

    #[test]
    fn with_the_socket_all_sessions_go() {
        let mut tracks = with(64);
        tracks.want(1, 0.0);
        tracks.opened("a".into(), mids(1), 0.0);
        assert_eq!(tracks.clear(), ["a"]);
        assert!(!tracks.is_able(0.0), "until the next relay says that it has WebRTC");
    }

    #[test]
    fn rtp_time_is_the_relays_clock() {
        let now = UnixMicros(1_796_000_000_123_456);
        for age_us in [0u64, 40, 150_000, 3_000_000, 3_600_000_000] {
            let time = UnixMicros(now.0 - age_us);
            let rtp = (u128::from(time.0) * 9 / 100) as u32;
            let read = time_of(rtp, now);
            assert!(read.0.abs_diff(time.0) <= 12, "{age_us}: {} off", read.0.abs_diff(time.0));
        }
        // A little ahead, as the relay's clock may seem to be.
        let rtp = (u128::from(now.0 + 200_000) * 9 / 100) as u32;
        assert!(time_of(rtp, now) > now);
    }
}
