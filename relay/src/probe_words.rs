//! What was found at a camera, in words, for the command line and the pages. Belongs here: facts and failures as
//! sentences. Does not: how they are laid out.

use shared::{
    Profile,
    diagnosis::StreamFacts,
    text::{Lang, Text, probe as t, ui},
    wire::Reason,
};

/// A stream's name.
pub(crate) fn name(lang: Lang, profile: Profile) -> &'static str {
    match profile {
        Profile::Main => ui::PROFILE_MAIN.raw(lang),
        Profile::Sub => ui::PROFILE_SUB.raw(lang),
    }
}

/// What a stream sends, a sentence each.
pub(crate) fn facts(lang: Lang, f: &StreamFacts) -> [String; 5] {
    let whole = |value: u64| value.to_string();
    let yes_no = if f.b_frames { t::YES } else { t::NO };
    let gop = if f.gop.open { t::FACT_GOP_OPEN } else { t::FACT_GOP };
    let said = |text, values: &[(&str, String)]| fill(lang, text, values);
    [
        said(
            t::FACT_FORMAT,
            &[("format", f.format.clone()), ("width", whole(f.width.into())), ("height", whole(f.height.into()))],
        ),
        said(
            t::FACT_RATES,
            &[("fps", number(lang, f.true_fps())), ("kbps", whole(f.kbps.into())), ("peak", whole(f.kbps_peak.into()))],
        ),
        said(
            gop,
            &[
                ("secs", number(lang, f.gop.secs)),
                ("frames", whole(f.gop.frames.into())),
                ("kib", whole(u64::from(f.key_bytes).div_ceil(1024))),
            ],
        ),
        said(t::FACT_PICTURES, &[("b_frames", yes_no.raw(lang).into()), ("slices", whole(f.slices.into()))]),
        said(t::FACT_CLOCK, &[("timestamps", f.timestamps.text().raw(lang).into()), ("lost", whole(f.lost_packets))]),
    ]
}

/// Why a stream does not play, then what to do about it.
pub(crate) fn failure(lang: Lang, reason: Reason, fix: Option<Text>) -> String {
    let why = reason.text().raw(lang);
    fix.map_or_else(|| why.to_owned(), |fix| format!("{why}; {}", fix.raw(lang)))
}

/// With one digit behind the comma, or the point in English.
pub(crate) fn number(lang: Lang, value: f64) -> String {
    let text = format!("{value:.1}");
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}

/// A text with its holes filled.
pub(crate) fn fill(lang: Lang, text: Text, values: &[(&str, String)]) -> String {
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text.fill(lang, &values)
}
