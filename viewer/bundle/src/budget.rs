//! How much a browser fetches, and how much it may. Belongs here: sums, limits, the table. Does not: files.

use std::fmt;

use crate::assets::Asset;

/// The page, its style and the boot script: what a phone needs before it paints anything.
const SHELL_MAX_BYTES: usize = 15_000;
/// Both programs with their glue: what it needs before the first picture.
const PROGRAM_MAX_BYTES: usize = 250_000;
/// OpenH264, which is fetched where the browser decodes nothing itself.
const OPENH264_MAX_BYTES: usize = 110_000;
/// What other sites load before a visitor taps, without the picture: the element, the page's script and its style.
const EMBED_MAX_BYTES: usize = 4_000;

/// The script for browsers that run no wasm, unpacked: old ones may take neither brotli nor gzip.
const LITE_MAX_BYTES: usize = 10_000;

/// What is over its limit, or missing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{what} is {bytes} bytes{packed}, {} more than the {max} it may be: make it smaller", bytes - max)]
    TooLarge { what: &'static str, packed: &'static str, bytes: usize, max: usize },
    #[error("OpenH264 is not in this bundle, see above: without it there is nothing to check")]
    NoOpenh264,
}

/// What a file belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Shell,
    Program,
    Embed,
    /// The script for browsers that run no wasm.
    Lite,
    Openh264,
    /// Icons and the like, which nothing waits for.
    Static,
}

/// The sizes of a bundle's files.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

struct Row {
    part: Part,
    url: String,
    raw_bytes: usize,
    brotli_bytes: usize,
}

impl Report {
    /// Adds a file.
    pub(crate) fn add(&mut self, part: Part, asset: &Asset) {
        let Asset { url, raw_bytes, brotli_bytes } = asset;
        self.rows.push(Row { part, url: url.clone(), raw_bytes: *raw_bytes, brotli_bytes: *brotli_bytes });
    }

    /// Fails with the first part that is over its limit, or where a part was left out.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let parts = [
            ("the shell (page, style, boot script)", Part::Shell, SHELL_MAX_BYTES),
            ("app and worker together", Part::Program, PROGRAM_MAX_BYTES),
            ("what other sites load before a tap", Part::Embed, EMBED_MAX_BYTES),
            ("OpenH264", Part::Openh264, OPENH264_MAX_BYTES),
        ];
        if self.brotli_bytes(Part::Openh264) == 0 {
            return Err(Error::NoOpenh264);
        }
        for (what, part, max) in parts {
            let bytes = self.brotli_bytes(part);
            if bytes > max {
                return Err(Error::TooLarge { what, packed: " in brotli", bytes, max });
            }
        }
        let (what, bytes, max) = ("the script of the pages without wasm", self.lite_bytes(), LITE_MAX_BYTES);
        if bytes > max {
            return Err(Error::TooLarge { what, packed: "", bytes, max });
        }
        Ok(())
    }

    fn lite_bytes(&self) -> usize {
        self.rows.iter().filter(|row| row.part == Part::Lite).map(|row| row.raw_bytes).sum()
    }

    fn brotli_bytes(&self, part: Part) -> usize {
        self.rows.iter().filter(|row| row.part == part).map(|row| row.brotli_bytes).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:>10}  {:>8}", "bytes", "brotli")?;
        for Row { url, raw_bytes, brotli_bytes, .. } in &self.rows {
            writeln!(f, "{raw_bytes:>10}  {brotli_bytes:>8}  {url}")?;
        }
        let sums = [
            ("app + worker", Part::Program, PROGRAM_MAX_BYTES),
            ("shell", Part::Shell, SHELL_MAX_BYTES),
            ("embed", Part::Embed, EMBED_MAX_BYTES),
            ("OpenH264", Part::Openh264, OPENH264_MAX_BYTES),
        ];
        for (name, part, max) in sums {
            writeln!(f, "{:>10}  {:>8}  {name} (of {max})", "", self.brotli_bytes(part))?;
        }
        writeln!(f, "{:>10}  {:>8}  lite, unpacked (of {LITE_MAX_BYTES})", self.lite_bytes(), "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_its_limit() {
        let asset = |brotli_bytes| Asset { url: "/x".into(), raw_bytes: 0, brotli_bytes };
        let mut report = Report::default();
        report.add(Part::Shell, &asset(SHELL_MAX_BYTES));
        report.add(Part::Program, &asset(PROGRAM_MAX_BYTES));
        report.add(Part::Embed, &asset(EMBED_MAX_BYTES));
        report.add(Part::Static, &asset(1_000_000));
        assert!(matches!(report.check(), Err(Error::NoOpenh264)));
        report.add(Part::Openh264, &asset(OPENH264_MAX_BYTES));
        assert!(report.check().is_ok());
        report.add(Part::Program, &asset(7));
        let error = report.check().unwrap_err().to_string();
        assert!(error.contains("250007 bytes in brotli, 7 more"), "{error}");

        let mut report = Report::default();
        report.add(Part::Openh264, &asset(1));
        report.add(Part::Lite, &Asset { url: "/x".into(), raw_bytes: LITE_MAX_BYTES + 1, brotli_bytes: 1 });
        let error = report.check().unwrap_err().to_string();
        assert!(error.contains("is 10001 bytes, 1 more"), "{error}");
    }
}
