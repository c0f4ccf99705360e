//! The shell: what paints before any wasm. Belongs here: `index.html`, `floor.js`, `boot.js`, `tv.js`, `lens.js`, the style sheets (the
//! door's, too), `static/`, what other sites show (`embed/`), what runs without wasm (`lite/`), what makes it an app of its own
//! (`pwa/`), and the placeholders in them. Does not: the programs, which are given as URLs.

use std::path::{Path, PathBuf};

use crate::{
    assets::{self, Assets, list, read},
    budget::{Part, Report},
};

/// What the door's style sheet has of the wall's.
const DOOR_SHARES: [&str; 4] = ["10-tokens", "20-base", "25-brand", "26-theme"];

/// Adds the shell's files, and the style sheet of the door's pages. A `{name}` in the page, the boot script and the style sheets becomes the URL of that name, a
/// `{static/icon.svg}` that of a file in `static/`.
pub(crate) fn add(
    viewer: &Path,
    programs: [(&str, String); 4],
    assets: &mut Assets,
    report: &mut Report,
) -> Result<(), assets::Error> {
    let mut urls = Urls(programs.map(|(name, url)| (format!("{{{name}}}"), url)).to_vec());
    for path in list(&viewer.join("static"))? {
        let (stem, ext) = split(&path);
        let asset = assets.add(&stem, &ext, &read(&path)?)?;
        report.add(Part::Static, &asset);
        urls.0.push((format!("{{static/{stem}.{ext}}}"), asset.url));
    }

    let css = urls.sheet(&viewer.join("style"), |_| true)?;
    let css = assets.add("style", "css", &css)?;
    report.add(Part::Shell, &css);
    urls.0.push(("{css}".to_owned(), css.url));

    // The door's pages stand on the same ground and share nothing else with the wall: neither waits for the other's.
    let ground = |stem: &str| DOOR_SHARES.contains(&stem);
    let mut door = urls.sheet(&viewer.join("style"), ground)?;
    door.extend(urls.sheet(&viewer.join("style/door"), |_| true)?);
    report.add(Part::Static, &assets.add("door", "css", &door)?);

    // What other sites show, each part small enough to be there before a visitor asks for it.
    for path in list(&viewer.join("embed"))? {
        let (stem, ext) = split(&path);
        let file = urls.fill(read(&path)?);
        report.add(Part::Embed, &assets.add(&stem, &ext, &file)?);
    }

    // What is loaded in place of the programs where these do not run.
    for path in list(&viewer.join("lite"))? {
        let (stem, ext) = split(&path);
        let file = urls.fill(read(&path)?);
        let file = if ext == "js" { squeezed(&file) } else { file };
        let part = if (stem.as_str(), ext.as_str()) == ("lite", "js") { Part::Lite } else { Part::Static };
        report.add(part, &assets.add(&stem, &ext, &file)?);
    }

    for (name, file, part) in [
        ("floor", "floor.js", Part::Shell),
        ("tv", "tv.js", Part::Static),
        ("lens", "lens.js", Part::Static),
        ("meter", "meter.js", Part::Static),
        ("boot", "boot.js", Part::Shell),
        ("home", "pwa/home.js", Part::Shell),
    ] {
        let script = squeezed(&urls.fill(read(&viewer.join(file))?));
        let script = assets.add(name, "js", &script)?;
        report.add(part, &script);
        urls.0.push((format!("{{{name}_js}}"), script.url));
    }

    let manifest = urls.fill(read(&viewer.join("pwa/manifest.webmanifest"))?);
    let manifest = assets.add("manifest", "webmanifest", &manifest)?;
    report.add(Part::Static, &manifest);
    urls.0.push(("{manifest}".to_owned(), manifest.url));
    // Named by what it keeps: another build has another.
    let worker = squeezed(&urls.fill(read(&viewer.join("pwa/sw.js"))?));
    urls.0.push(("{build}".to_owned(), assets::hash(&worker)));
    for (name, file) in [("sw.js", worker), ("offline.html", read(&viewer.join("pwa/offline.html"))?)] {
        report.add(Part::Static, &assets.add_page(name, &urls.fill(file))?);
    }

    let page = urls.fill(read(&viewer.join("index.html"))?);
    report.add(Part::Shell, &assets.add_page("index.html", &page)?);
    Ok(())
}

struct Urls(Vec<(String, String)>);

impl Urls {
    /// The style sheets of a folder whose stems are wanted, one behind the other.
    fn sheet(&self, dir: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<u8>, assets::Error> {
        let mut css = Vec::new();
        for path in list(dir)? {
            let (stem, ext) = split(&path);
            if ext == "css" && wanted(&stem) {
                css.extend(self.fill(read(&path)?));
                css.push(b'\n');
            }
        }
        Ok(css)
    }

    fn fill(&self, text: Vec<u8>) -> Vec<u8> {
        match String::from_utf8(text) {
            Ok(text) => self.0.iter().fold(text, |text, (name, url)| text.replace(name, url)).into_bytes(),
            // No text, so no placeholder in it.
            Err(bytes) => bytes.into_bytes(),
        }
    }
}

/// A script without its comments that fill lines, and without indentation. It must have no text over several lines.
fn squeezed(script: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(script);
    let lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes()
}

fn split(path: &Path) -> (String, String) {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let path = PathBuf::from(path.file_name().unwrap_or_default());
    (part(path.file_stem()), part(path.extension()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_door_has_the_walls_ground_and_its_own_sheets() {
        let dir = tempfile::tempdir().unwrap();
        let sheets = ["10-tokens.css", "20-base.css", "25-brand.css", "40-wall.css", "note.txt"];
        for (name, css) in sheets.into_iter().zip(["a{}", "b{}", "c{}", "d{}", "e"]) {
            std::fs::write(dir.path().join(name), css).unwrap();
        }
        let urls = Urls(Vec::new());
        let css = |wanted: &dyn Fn(&str) -> bool| String::from_utf8(urls.sheet(dir.path(), wanted).unwrap()).unwrap();
        assert_eq!(css(&|stem| DOOR_SHARES.contains(&stem)), "a{}\nb{}\nc{}\n");
        assert_eq!(css(&|_| true), "a{}\nb{}\nc{}\nd{}\n");
    }

    #[test]
    fn a_squeezed_script_has_the_same_statements() {
        let script = "// Why.\n(function () {\n  // How.\n  var url = \"//x\"; // kept\n\n})();\n";
        assert_eq!(squeezed(script.as_bytes()), b"(function () {\nvar url = \"//x\"; // kept\n})();\n");
    }

    #[test]
    fn placeholders_become_urls_and_other_braces_stay() {
        let urls = Urls(vec![("{css}".into(), "/assets/style-1.css".into())]);
        let filled = urls.fill(b"<link href=\"{css}\"> { css } {other}".to_vec());
        assert_eq!(filled, b"<link href=\"/assets/style-1.css\"> { css } {other}");
    }
}
