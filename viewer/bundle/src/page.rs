//! The shell: what paints before any wasm. Belongs here: `index.html`, `boot.js`, the style sheets, `static/`, and the
//! placeholders in them. Does not: the programs, which are given as URLs.

use std::path::{Path, PathBuf};

use crate::{
    assets::{self, Assets, list, read},
    budget::{Part, Report},
};

/// Adds the shell's files. A `{name}` in the page, the boot script and the style sheets becomes the URL of that name, a
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

    let mut css = Vec::new();
    for path in list(&viewer.join("style"))?.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "css"))
    {
        css.extend(urls.fill(read(&path)?));
        css.push(b'\n');
    }
    let css = assets.add("style", "css", &css)?;
    report.add(Part::Shell, &css);
    urls.0.push(("{css}".to_owned(), css.url));

    let boot = urls.fill(read(&viewer.join("boot.js"))?);
    let boot = assets.add("boot", "js", &boot)?;
    report.add(Part::Shell, &boot);
    urls.0.push(("{boot_js}".to_owned(), boot.url));

    let page = urls.fill(read(&viewer.join("index.html"))?);
    report.add(Part::Shell, &assets.add_page("index.html", &page)?);
    Ok(())
}

struct Urls(Vec<(String, String)>);

impl Urls {
    fn fill(&self, text: Vec<u8>) -> Vec<u8> {
        match String::from_utf8(text) {
            Ok(text) => self.0.iter().fold(text, |text, (name, url)| text.replace(name, url)).into_bytes(),
            // No text, so no placeholder in it.
            Err(bytes) => bytes.into_bytes(),
        }
    }
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
    fn placeholders_become_urls_and_other_braces_stay() {
        let urls = Urls(vec![("{css}".into(), "/assets/style-1.css".into())]);
        let filled = urls.fill(b"<link href=\"{css}\"> { css } {other}".to_vec());
        assert_eq!(filled, b"<link href=\"/assets/style-1.css\"> { css } {other}");
    }
}
