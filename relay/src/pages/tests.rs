//! What holds for every page: names stay text, fields have labels, errors are tied to their fields, no script, no style.

use super::{
    kit::{Flash, Frame, Visitor},
    samples,
};
use shared::text::{Lang, model};
use std::{collections::HashSet, fs, path::Path};

/// What an attacker would call himself, and how it may stand in a page.
const MARK: &str = "<b x=\"y\" onload='z'>&amp;";
const MARK_ESCAPED: &str = "&lt;b x=&quot;y&quot; onload='z'&gt;&amp;amp;";

fn pages(lang: Lang, mark: &str) -> Vec<(&'static str, String)> {
    let visitor = Visitor { name: format!("Nam{mark}"), rights: samples::admin_rights() };
    let flash = Flash(format!("Nam{mark}"));
    let here = format!("/x?q={mark}");
    let place = format!("Phường Cái Khế{mark}");
    let frame =
        Frame { visitor: Some(&visitor), flash: Some(&flash), here: &here, place: &place, ..samples::frame(lang) };
    samples::all(frame, mark).into_iter().map(|(name, page)| (name, page.into_string())).collect()
}

/// The tags of a page with their attributes, as `input id="…" name="…"`.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let rest = move |tag: &&str| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>']));
    html.split('<').skip(1).filter(rest).filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value)
}

#[test]
fn every_page_has_a_name_of_its_own() {
    let pages = pages(Lang::Vi, "");
    let names: HashSet<_> = pages.iter().map(|(name, _)| *name).collect();
    assert!(names.len() == pages.len() && pages.len() > 50, "{} of {}", names.len(), pages.len());
}

#[test]
fn what_people_type_is_shown_as_text() {
    for (name, html) in pages(Lang::Vi, MARK) {
        assert!(html.contains(MARK_ESCAPED), "{name} shows nothing of what was typed");
        assert!(
            !html.contains("<b") || html.matches("<b").count() == count(&html, &["<body", "<button", "<br"]),
            "{name}"
        );
        assert!(!html.replace(MARK_ESCAPED, "").contains("onload"), "{name}");
    }
}

fn count(html: &str, tags: &[&str]) -> usize {
    tags.iter().map(|tag| html.matches(tag).count()).sum()
}

#[test]
fn nothing_inline_that_the_policy_refuses() {
    for (name, html) in pages(Lang::Vi, "") {
        let html = html.replace("&lt;script", "");
        assert!(!html.contains("<script") && !html.contains(" style=") && !html.contains("<style"), "{name}");
        assert!(!html.contains("javascript:"), "{name}");
        assert!(html.contains("<link rel=\"stylesheet\" href=\"door.css\">"), "{name}");
    }
}

#[test]
fn every_field_has_a_label_and_every_id_stands_once() {
    for (name, html) in pages(Lang::En, "") {
        let mut ids = HashSet::new();
        for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.insert(id), "{name}: {id} stands twice");
        }
        let labels: HashSet<_> = tags(&html, "label").filter_map(|tag| attribute(tag, "for")).collect();
        for kind in ["input", "select", "textarea"] {
            for tag in tags(&html, kind).filter(|tag| attribute(tag, "type") != Some("hidden")) {
                let id = attribute(tag, "id").unwrap_or_else(|| panic!("{name}: {tag}"));
                assert!(labels.contains(id), "{name}: {id} has no label");
            }
        }
        for label in labels {
            assert!(ids.contains(label), "{name}: a label for {label}, which is not there");
        }
    }
}

#[test]
fn every_error_beside_a_field_is_tied_to_it() {
    let mut errors = 0;
    for lang in [Lang::Vi, Lang::En] {
        let words = model::PORT_BAD.raw(lang).chars().skip(1).collect::<String>();
        for (name, html) in pages(lang, "") {
            let described: HashSet<_> = html
                .split(" aria-describedby=\"")
                .skip(1)
                .flat_map(|rest| rest.split('"').next().unwrap().split(' '))
                .collect();
            for tag in tags(&html, "p").filter(|tag| tag.contains("class=\"error\"")) {
                let id = attribute(tag, "id").unwrap();
                assert!(described.contains(id), "{name}: {id}");
                errors += 1;
            }
            // A file's mistakes stand in a table under what announces them.
            let in_table = name == "import_bad";
            let shown =
                tags(&html, "p").filter(|t| t.contains("class=\"error\"") || t.contains("role=\"alert\"")).count();
            assert!(in_table || html.matches(&words).count() <= shown, "{name}: an error that is nowhere announced");
            for id in described {
                assert!(html.contains(&format!(" id=\"{id}\"")), "{name}: {id} is described by nothing");
            }
        }
    }
    assert!(errors > 40, "{errors}");
}

#[test]
fn passwords_are_never_typed_back() {
    for (name, html) in pages(Lang::Vi, "") {
        for tag in tags(&html, "input").filter(|tag| attribute(tag, "type") == Some("password")) {
            assert!(attribute(tag, "value").is_none(), "{name}: {tag}");
            assert!(attribute(tag, "autocomplete").is_some(), "{name}: {tag}");
        }
        assert!(!html.contains("never shown"), "{name}");
    }
}

#[test]
fn each_page_is_in_the_language_that_was_asked_for() {
    for ((name, vi), (_, en)) in pages(Lang::Vi, "").into_iter().zip(pages(Lang::En, "")) {
        assert!(vi.contains("<html lang=\"vi\"") && en.contains("<html lang=\"en\""), "{name}");
        let heading = |html: &str| html.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0.to_owned();
        assert_ne!(heading(&vi), heading(&en), "{name}");
        assert!(!vi.contains("{") && !en.contains("{"), "{name}: a hole that was not filled");
    }
}

/// Writes every page with its style to the folder that `WARD_DOOR_PAGES` names, to be looked at.
#[test]
fn pages_can_be_looked_at() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../viewer/style");
    let mut sheets: Vec<_> =
        ["10-tokens.css", "20-base.css", "25-brand.css", "26-theme.css"].map(|name| root.join(name)).to_vec();
    let mut own: Vec<_> = fs::read_dir(root.join("door")).unwrap().map(|entry| entry.unwrap().path()).collect();
    own.sort();
    sheets.extend(own);
    let css: String = sheets.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    // A class that no style knows is a slip of the pen.
    for (name, html) in pages(Lang::Vi, "") {
        for class in html.split(" class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' ')) {
            assert!(class.is_empty() || css.contains(&format!(".{class}")), "{name}: class {class}");
        }
    }
    let Some(dir) = std::env::var_os("WARD_DOOR_PAGES") else { return };
    for lang in [Lang::Vi, Lang::En] {
        let dir = Path::new(&dir).join(lang.as_str());
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("door.css"), &css).unwrap();
        for (name, html) in pages(lang, "") {
            fs::write(dir.join(name).with_extension("html"), html).unwrap();
        }
    }
}
