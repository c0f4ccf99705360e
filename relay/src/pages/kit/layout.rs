//! A page from its head to its foot. Belongs here: what stands around every page's content. Does not: the content.

use super::{Flash, Frame, Theme};
use maud::{DOCTYPE, Markup, html};
use shared::{
    access::Right,
    routes::{self, door},
    text::{Lang, Text, door as t, ui},
};

/// Which section of the door a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// None: login, invitations, refusals.
    None,
    /// Which wall is shown, and how.
    Walls,
    /// The nearest cameras.
    Near,
    Map,
    /// The duty book.
    Shift,
    /// The household's own cameras.
    Mine,
    Health,
    Cameras,
    Areas,
    People,
    Sessions,
    Embeds,
    Audit,
    Checks,
    Settings,
    /// The visitor's own account.
    Account,
}

/// The sections in their order, with the right that each needs; walls, maps, health and the account need none.
const SECTIONS: [(Section, &str, Text, Option<Right>); 15] = [
    (Section::Walls, door::WALLS, t::walls::NAV_WALLS, None),
    (Section::Near, door::NEAR, t::map::NEAR_TITLE, None),
    (Section::Map, door::MAP, t::map::MAP_TITLE, None),
    (Section::Shift, door::SHIFT, t::shift::SHIFT_TITLE, Some(Right::Shift)),
    (Section::Mine, door::MINE, t::NAV_MINE, Some(Right::Lend)),
    (Section::Health, door::HEALTH, t::health::HEALTH_TITLE, None),
    (Section::Cameras, door::CAMERAS, t::NAV_CAMERAS, Some(Right::Configure)),
    (Section::Areas, door::AREAS, t::NAV_AREAS, Some(Right::Configure)),
    (Section::People, door::PEOPLE, t::NAV_PEOPLE, Some(Right::People)),
    (Section::Sessions, door::SESSIONS, t::NAV_SESSIONS, Some(Right::People)),
    (Section::Embeds, door::EMBEDS, t::NAV_EMBEDS, Some(Right::Embed)),
    (Section::Audit, door::AUDIT, t::NAV_AUDIT, Some(Right::Audit)),
    (Section::Checks, door::CHECKS, t::NAV_CHECKS, Some(Right::Configure)),
    (Section::Settings, door::SETTINGS, t::NAV_SETTINGS, Some(Right::Configure)),
    (Section::Account, door::ACCOUNT, t::NAV_ACCOUNT, None),
];

/// A whole page. `class` says how wide its content is: `narrow` for one form, `paper` for what is printed, else empty.
pub(crate) fn page(f: &Frame<'_>, section: Section, title: &str, class: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(f.lang.as_str()) data-theme=(f.theme.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content=(f.theme.as_str());
                meta name="theme-color" content=(ground(f.theme));
                meta name="robots" content="noindex";
                title { (title) " · " (f.say(ui::APP_NAME)) }
                link rel="icon" href=(f.icon) type="image/svg+xml";
                link rel="stylesheet" href=(f.style);
            }
            body.door {
                a.skip href="#main" { (f.say(t::DOOR_SKIP)) }
                (top(f))
                @if f.visitor.is_some() { (nav(f, section)) }
                main id="main" class=(class) {
                    h1 { (title) }
                    @if let Some(flash) = f.flash { (flash_message(flash)) }
                    (content)
                }
                footer.foot { (f.say(ui::APP_NAME)) @if !f.place.is_empty() { " · " (f.place) } }
            }
        }
    }
}

fn top(f: &Frame<'_>) -> Markup {
    let (other, url) = other_language(f);
    html! {
        header.top {
            a.brand href=(routes::WALL) { span.brand-eye aria-hidden="true" {} (f.say(ui::APP_NAME)) }
            @if !f.place.is_empty() { span.place { (f.place) } }
            (theme_switch(f))
            a.language href=(url) lang=(other.as_str()) hreflang=(other.as_str()) {
                (f.say(ui::OTHER_LANGUAGE))
            }
        }
    }
}

/// Two lists of the same links, of which the style shows one: a row where there is room, a menu where there is not.
fn nav(f: &Frame<'_>, section: Section) -> Markup {
    let shown: Vec<_> = SECTIONS.iter().filter(|s| s.3.is_none_or(|right| f.has(right))).collect();
    let current = shown.iter().find(|s| s.0 == section).map_or(t::NAV_MENU, |s| s.2);
    let links = html! {
        ul {
            li { a href=(routes::WALL) { (f.say(t::NAV_WALL)) } }
            @for (one, url, name, _) in shown {
                li {
                    a href=(url) aria-current=[(*one == section).then_some("page")] {
                        (f.say(*name))
                        @if *one == Section::Account { @if let Some(visitor) = f.visitor { span.who { (visitor.name) } } }
                    }
                }
            }
        }
    };
    html! {
        nav.sections aria-label=(f.say(t::NAV_MENU)) { (links) }
        details.menu {
            summary { (f.say(current)) }
            nav aria-label=(f.say(t::NAV_MENU)) { (links) }
        }
    }
}

fn flash_message(Flash(words): &Flash) -> Markup {
    html! { p.flash.done role="status" { (words) } }
}

/// The other language, and where this page is had in it.
pub(crate) fn other_language(f: &Frame<'_>) -> (Lang, String) {
    let other = if f.lang == Lang::Vi { Lang::En } else { Lang::Vi };
    (other, with(f.here, "lang", other.as_str()))
}

/// The switch to the other theme.
pub(crate) fn theme_switch(f: &Frame<'_>) -> Markup {
    let other = f.theme.other();
    let name = f.say(if other == Theme::Light { ui::LIGHT_THEME } else { ui::DARK_THEME });
    html! {
        a.theme href=(with(f.here, "theme", other.as_str())) title=(name) aria-label=(name) {}
    }
}

/// The colour that a phone's browser takes for what is around the page: that of the ground.
fn ground(theme: Theme) -> &'static str {
    match theme {
        Theme::Dark => "#0b0f14",
        Theme::Light => "#ffffff",
    }
}

/// The same page with this in its query, in place of what stands there already.
fn with(here: &str, name: &str, value: &str) -> String {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(name);
    let mut query: Vec<_> = query.split('&').filter(is_other).collect();
    let pair = format!("{name}={value}");
    query.push(&pair);
    format!("{path}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::{super::super::samples, *};

    #[test]
    fn the_switch_keeps_the_rest_of_the_query() {
        assert_eq!(with("/login", "lang", "en"), "/login?lang=en");
        assert_eq!(with("/admin/audit?who=a&lang=vi&page=2", "lang", "en"), "/admin/audit?who=a&page=2&lang=en");
        assert_eq!(with("/near?theme=dark", "theme", "light"), "/near?theme=light");
    }

    #[test]
    fn only_sections_that_a_visitor_may_enter_are_offered() {
        let frame = samples::frame(Lang::Vi);
        let shown = |rights: &[Right]| {
            let visitor = super::super::Visitor { name: "A".into(), rights: rights.to_vec() };
            let frame = Frame { visitor: Some(&visitor), ..frame };
            page(&frame, Section::Account, "T", "", &html! {}).into_string()
        };
        let admin = format!("href=\"{}", door::CAMERAS);
        assert!(!shown(&[Right::Watch]).contains(&admin) && shown(&[Right::Configure]).contains(&admin));
        assert!(!shown(&[Right::Watch]).contains(door::MINE) && shown(&[Right::Lend]).contains(door::MINE));
        let nobody = page(&Frame { visitor: None, ..frame }, Section::None, "T", "", &html! {}).into_string();
        assert!(!nobody.contains("<nav"));
    }
}
