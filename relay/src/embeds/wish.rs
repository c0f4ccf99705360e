//! What somebody wants of an embed, as he types it. Belongs here: reading a form's fields, and what is wrong with each.
//! Does not: the form's markup.

use crate::{
    Failure,
    health::{self, Calendar},
};
use shared::{
    Profile, UnixMicros,
    label::{NAME_MAX, is_label},
    text::door::embeds as t,
};
use std::ops::RangeInclusive;
use store::embeds::Embed;
use url::{Host, Position, Url};

/// How many visitors at the same time an embed may be given.
const VIEWERS: RangeInclusive<u32> = 1..=99_999;
/// How many sites one embed may stand on.
const ORIGINS_MAX: usize = 20;

/// The fields as they were typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish<'a> {
    /// Empty: the camera's own.
    pub(crate) name: &'a str,
    /// One a line.
    pub(crate) origins: &'a str,
    /// `main` or `sub`.
    pub(crate) best: &'a str,
    /// `live` or `still`.
    pub(crate) moving: &'a str,
    /// A number.
    pub(crate) viewers: &'a str,
    /// The last day, such as `2026-12-31`; empty: without end.
    pub(crate) until: &'a str,
}

/// What is wrong, field by field.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) name: Option<Failure>,
    pub(crate) origins: Option<Failure>,
    pub(crate) best: Option<Failure>,
    pub(crate) moving: Option<Failure>,
    pub(crate) viewers: Option<Failure>,
    pub(crate) until: Option<Failure>,
}

impl Wish<'_> {
    /// What is to be stored, for a camera of this name.
    pub(crate) fn read(&self, camera: &str, calendar: Calendar, now: UnixMicros) -> Result<Embed, Box<Faults>> {
        let choice = || Failure::new(t::WEB_CHOICE_BAD, []);
        let mut faults = Faults::default();
        let name = note(name(self.name, camera), &mut faults.name);
        let origins = note(origins(self.origins), &mut faults.origins);
        let best = [Profile::Main, Profile::Sub].into_iter().find(|p| p.as_str() == self.best);
        let best = note(best.ok_or_else(choice), &mut faults.best);
        let moving = match self.moving {
            "live" => Ok(true),
            "still" => Ok(false),
            _ => Err(choice()),
        };
        let moving = note(moving, &mut faults.moving);
        let viewers = self.viewers.trim().parse().ok().filter(|n| VIEWERS.contains(n));
        let viewers = note(viewers.ok_or_else(|| Failure::new(t::WEB_MAX_BAD, [])), &mut faults.viewers);
        let until = note(until(self.until.trim(), calendar, now), &mut faults.until);
        match (name, origins, best, moving, viewers, until) {
            (Some(name), Some(origins), Some(best), Some(moving), Some(viewers_max), Some(expires)) => {
                Ok(Embed { name, origins, best, moving, viewers_max, expires })
            }
            _ => Err(Box::new(faults)),
        }
    }
}

fn note<T>(read: Result<T, Failure>, fault: &mut Option<Failure>) -> Option<T> {
    read.map_err(|failure| *fault = Some(failure)).ok()
}

fn name(typed: &str, camera: &str) -> Result<String, Failure> {
    let typed = typed.trim();
    let name = if typed.is_empty() { camera } else { typed };
    if is_label(name, NAME_MAX) { Ok(name.to_owned()) } else { Err(Failure::new(t::WEB_NAME_BAD, [])) }
}

fn origins(typed: &str) -> Result<Vec<String>, Failure> {
    let mut origins = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let shown: String = line.chars().take(80).collect();
        let origin = origin(line).ok_or_else(|| Failure::new(t::WEB_ORIGIN_BAD, [("origin", &shown)]))?;
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    if (1..=ORIGINS_MAX).contains(&origins.len()) {
        Ok(origins)
    } else {
        Err(Failure::new(t::WEB_ORIGINS_COUNT, [("max", &ORIGINS_MAX)]))
    }
}

/// A site's origin as it may stand in a policy (CSP 3 §2.3.1). Over plain HTTP only this machine, to try things on.
fn origin(line: &str) -> Option<String> {
    let url = Url::parse(line).ok()?;
    let bare =
        matches!(&url[Position::BeforePath..], "" | "/") && url.username().is_empty() && url.password().is_none();
    let here = matches!(url.host(), Some(Host::Domain("localhost")))
        || matches!(url.host(), Some(Host::Ipv4(ip)) if ip.is_loopback());
    let good = match url.scheme() {
        "https" => matches!(url.host(), Some(Host::Domain(_) | Host::Ipv4(_))),
        "http" => here,
        _ => false,
    };
    let origin = url.origin().ascii_serialization();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b".-:/".contains(&b);
    (bare && good && origin.bytes().all(plain)).then_some(origin)
}

fn until(day: &str, calendar: Calendar, now: UnixMicros) -> Result<Option<UnixMicros>, Failure> {
    if day.is_empty() {
        return Ok(None);
    }
    let day = health::date(day).map_err(|_| Failure::new(t::WEB_UNTIL_BAD, []))?;
    let end: UnixMicros = calendar.days(day, day).to.into();
    if now < end { Ok(Some(end)) } else { Err(Failure::new(t::WEB_UNTIL_PAST, [])) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Wish<'_> = Wish {
        name: "",
        origins: "https://Ward.example.vn/\n\n https://ward.example.vn \nhttp://localhost:8000",
        best: "sub",
        moving: "live",
        viewers: " 50 ",
        until: "2026-12-31",
    };
    /// 2026-11-26.
    const NOW: UnixMicros = UnixMicros(1_795_676_580_000_000);

    fn read(wish: Wish<'_>) -> Result<Embed, Box<Faults>> {
        wish.read("Quảng trường", Calendar::new(420).unwrap(), NOW)
    }

    #[test]
    fn a_form_becomes_what_is_stored() {
        let embed = read(GOOD).unwrap();
        assert_eq!(embed.name, "Quảng trường");
        assert_eq!(embed.origins, ["https://ward.example.vn", "http://localhost:8000"]);
        assert_eq!((embed.best, embed.moving, embed.viewers_max), (Profile::Sub, true, 50));
        // 2027-01-01 begins in Vietnam at 17:00 UTC the day before.
        assert_eq!(embed.expires, Some(UnixMicros(1_798_736_400_000_000)));
        assert_eq!(read(Wish { until: "", moving: "still", ..GOOD }).unwrap().expires, None);
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        for bad in [
            "",
            "ward.example.vn",
            "http://ward.example.vn",
            "https://ward.example.vn/page",
            "https://ward.example.vn?x",
            "https://a@ward.example.vn",
            "https://*.example.vn",
            "https://ward.example.vn; script-src *",
            "https://[::1]",
            "*",
            "data:text/html,x",
        ] {
            assert!(read(Wish { origins: bad, ..GOOD }).unwrap_err().origins.is_some(), "{bad}");
        }
        let many: String = (0..21).map(|n| format!("https://w{n}.example.vn\n")).collect();
        assert!(read(Wish { origins: &many, ..GOOD }).unwrap_err().origins.is_some());
        for bad in ["0", "-1", "100000", "x", ""] {
            assert!(read(Wish { viewers: bad, ..GOOD }).unwrap_err().viewers.is_some(), "{bad}");
        }
        for bad in ["2026-11-25", "2026-13-01", "x"] {
            assert!(read(Wish { until: bad, ..GOOD }).unwrap_err().until.is_some(), "{bad}");
        }
        let all = read(Wish { name: "a\u{202e}b", best: "x", moving: "", viewers: "", ..GOOD }).unwrap_err();
        assert!(all.name.is_some() && all.best.is_some() && all.moving.is_some() && all.viewers.is_some());
        assert!(all.origins.is_none() && all.until.is_none());
    }
}
