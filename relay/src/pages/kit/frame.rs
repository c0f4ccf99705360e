//! What every page knows beside its own content: language, visitor, address, time. Belongs here: saying a text, a time or
//! a length in the page's language. Does not: markup of the page itself (see `layout`).

use super::Theme;
use maud::{Markup, html};
use shared::{
    UnixMicros,
    access::Right,
    text::{Lang, Text, door as t, health},
};
use time::{OffsetDateTime, UtcOffset};

/// The frame of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    /// The URL of the door's style sheet.
    pub(crate) style: &'a str,
    /// The URL of the icon.
    pub(crate) icon: &'a str,
    /// The ward, as people call it; may be empty.
    pub(crate) place: &'a str,
    /// Path and query of this page's GET, for the switches of language and theme.
    pub(crate) here: &'a str,
    /// Who is logged in.
    pub(crate) visitor: Option<&'a Visitor>,
    /// What the step before this page has done.
    pub(crate) flash: Option<&'a Flash>,
    pub(crate) now: UnixMicros,
    /// Minutes by which the site's clocks are ahead of UTC.
    pub(crate) utc_offset_minutes: i16,
}

/// Whoever looks at a page.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) name: String,
    /// What he may do somewhere; decides which sections are offered, not what is allowed.
    pub(crate) rights: Vec<Right>,
}

/// A sentence about what the step before has done.
#[derive(Debug, Clone)]
pub(crate) struct Flash(pub(crate) String);

impl<'a> Frame<'a> {
    /// A text without holes.
    pub(crate) fn say(&self, text: Text) -> &'static str {
        text.raw(self.lang)
    }

    /// A text with its holes filled.
    pub(crate) fn fill(&self, text: Text, values: &[(&str, &dyn ToString)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text.fill(self.lang, &values)
    }

    /// A moment by the site's clocks, to the minute.
    pub(crate) fn time(&self, at: UnixMicros) -> Markup {
        html! { time datetime=(self.iso(at)) { (self.clock(at)) } }
    }

    /// The same without markup.
    pub(crate) fn clock(&self, at: UnixMicros) -> String {
        let Some(at) = self.local(at) else { return String::new() };
        let (day, month) = (at.day(), u8::from(at.month()));
        match self.lang {
            Lang::Vi => format!("{:02}:{:02} {day:02}/{month:02}/{}", at.hour(), at.minute(), at.year()),
            Lang::En => format!("{}-{month:02}-{day:02} {:02}:{:02}", at.year(), at.hour(), at.minute()),
        }
    }

    /// The same to the second, and without its day where that is today.
    pub(crate) fn second(&self, at: UnixMicros) -> String {
        match (self.local(at), self.local(self.now)) {
            (Some(then), Some(now)) if then.date() == now.date() => {
                format!("{:02}:{:02}:{:02}", then.hour(), then.minute(), then.second())
            }
            _ => self.clock(at),
        }
    }

    /// How long ago a moment was.
    pub(crate) fn ago(&self, at: UnixMicros) -> Markup {
        let secs = self.now.0.saturating_sub(at.0) / 1_000_000;
        let words = if secs < 60 { self.say(t::DOOR_JUST_NOW).to_owned() } else { self.fill_ago(secs) };
        html! { time datetime=(self.iso(at)) title=(self.clock(at)) { (words) } }
    }

    /// A length of time in words.
    pub(crate) fn length(&self, secs: u64) -> String {
        health::length(self.lang, secs)
    }

    fn fill_ago(&self, secs: u64) -> String {
        // Its larger unit says enough.
        let rounded = [86_400, 3600, 60].into_iter().find(|unit| secs >= *unit).map_or(secs, |unit| secs - secs % unit);
        self.fill(t::DOOR_AGO, &[("length", &self.length(rounded))])
    }

    fn iso(&self, at: UnixMicros) -> String {
        let Some(at) = self.local(at) else { return String::new() };
        let offset = self.utc_offset_minutes;
        let sign = if offset < 0 { '-' } else { '+' };
        let ahead = offset.unsigned_abs();
        let clock = format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second());
        format!("{}T{clock}{sign}{:02}:{:02}", at.date(), ahead / 60, ahead % 60)
    }

    fn local(&self, at: UnixMicros) -> Option<OffsetDateTime> {
        let utc = OffsetDateTime::from_unix_timestamp(i64::try_from(at.0 / 1_000_000).ok()?).ok()?;
        utc.checked_to_offset(UtcOffset::from_whole_seconds(i32::from(self.utc_offset_minutes) * 60).ok()?)
    }

    /// Whether the visitor has a right somewhere.
    pub(crate) fn has(&self, right: Right) -> bool {
        self.visitor.is_some_and(|visitor| visitor.rights.contains(&right))
    }
}

/// Messages of the command line begin with a small letter; beside a field they stand by themselves.
pub(crate) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::{super::super::samples, *};

    #[test]
    fn times_are_the_sites_and_in_its_words() {
        let vi = Frame { now: UnixMicros(1_796_058_061_000_000), ..samples::frame(Lang::Vi) };
        let en = Frame { lang: Lang::En, ..vi };
        // 2026-11-30 17:00 UTC is midnight in Vietnam.
        let midnight = UnixMicros(1_796_058_000_000_000);
        assert_eq!(vi.clock(midnight), "00:00 01/12/2026");
        assert_eq!(en.clock(midnight), "2026-12-01 00:00");
        assert!(vi.ago(midnight).into_string().contains(r#"datetime="2026-12-01T00:00:00+07:00""#));
        assert!(vi.ago(midnight).into_string().contains("1 phút trước"));
        assert!(en.ago(UnixMicros(midnight.0 - 7_200_000_000)).into_string().contains("2 h ago"));
        assert!(vi.ago(vi.now).into_string().contains("vừa xong"));
    }

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("địa chỉ không dùng được"), "Địa chỉ không dùng được");
        assert_eq!(sentence(""), "");
    }
}
