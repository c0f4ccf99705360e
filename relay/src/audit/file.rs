//! The audit as a file that can be checked anywhere: lines of JSON, first what the file is, then all heads, then rows.
//! Belongs here: writing and checking one. Does not: where it lies.

use serde::{Deserialize, Serialize};
use shared::{
    SiteId, UnixMicros,
    audit::{Broken, Head, PublicKey, Row, Span, SpanKind, Verifier, Whole},
};
use std::io::{self, BufRead, Read, Write};
use store::{Store, StoreError};

const FORMAT: &str = "ward-audit";
const VERSION: u32 = 1;
/// The longest line that is read, in bytes: a row with the longest texts stays far below.
const LINE_MAX: u64 = 256 << 10;
/// The most heads that are read: those of 270 years.
const HEADS_MAX: usize = 100_000;
/// Rows that are taken from the store at a time.
const ROWS: u32 = 1000;

/// Why a file cannot be written or is not whole.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Read(io::Error),
    /// It cannot be written.
    #[error("cannot be written: {0}")]
    Write(io::Error),
    /// A line is not what an export has there.
    #[error("line {0} is none of an export")]
    NoExport(u64),
    /// A newer relay has written it.
    #[error("of a newer version")]
    Newer,
    /// It was altered.
    #[error("broken: {0}")]
    Broken(#[from] Broken),
    /// The store does not serve.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A value is no JSON.
    #[error("no JSON: {0}")]
    Json(serde_json::Error),
}

/// Which part of the audit is written: whole days (UTC) that hold something from `from` until before `until`.
#[derive(Debug, Clone)]
pub struct Export {
    /// Whose audit.
    pub site: SiteId,
    /// When it is written.
    pub made: UnixMicros,
    /// From here.
    pub from: UnixMicros,
    /// Until here.
    pub until: UnixMicros,
}

/// A file that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// What is in it.
    pub whole: Whole,
    /// The key that it is signed with; only whoever knows that key knows whose file it is.
    pub key: PublicKey,
    /// Whose audit it says it is.
    pub site: SiteId,
    /// When it says it was written.
    pub made: UnixMicros,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line {
    About(About),
    Head(Head),
    Row(Row),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    format: String,
    version: u32,
    site: SiteId,
    made: UnixMicros,
    key: PublicKey,
    span: Span,
}

/// Writes a part of the audit; answers how many rows. Of an audit without rows nothing is written.
pub async fn write_export(store: &Store, export: &Export, out: &mut (dyn Write + Send)) -> Result<u64, FileError> {
    let Some(mut reader) = store.audit_reader().await? else { return Ok(0) };
    let span = reader.span(export.from, export.until).await?;
    let (site, made, key) = (export.site.clone(), export.made, reader.key());
    put(out, &Line::About(About { format: FORMAT.into(), version: VERSION, site, made, key, span }))?;
    for head in reader.heads() {
        put(out, &Line::Head(*head))?;
    }
    reader.begin_at(span.first);
    let mut count = 0;
    loop {
        let rows = reader.rows(ROWS).await?;
        for row in rows.iter().take_while(|row| row.seq <= span.last) {
            put(out, &Line::Row(row.clone()))?;
            count += 1;
        }
        if rows.last().is_none_or(|row| row.seq >= span.last) {
            break;
        }
    }
    out.flush().map_err(FileError::Write)?;
    Ok(count)
}

fn put(out: &mut dyn Write, line: &Line) -> Result<(), FileError> {
    let text = serde_json::to_string(line).map_err(FileError::Json)?;
    writeln!(out, "{text}").map_err(FileError::Write)
}

/// Checks a file by itself.
pub fn prove(file: impl BufRead) -> Result<Proved, FileError> {
    let mut lines = Lines { file, number: 0 };
    let Some(Line::About(about)) = lines.next()? else { return Err(FileError::NoExport(1)) };
    if about.format != FORMAT || about.version == 0 {
        return Err(FileError::NoExport(1));
    }
    if !(1..=VERSION).contains(&about.version) {
        return Err(FileError::Newer);
    }
    let mut heads = Vec::new();
    let mut first = None;
    while let Some(line) = lines.next()? {
        match line {
            Line::Head(head) if heads.len() < HEADS_MAX => heads.push(head),
            Line::Row(row) => {
                first = Some(row);
                break;
            }
            _ => return Err(FileError::NoExport(lines.number)),
        }
    }
    let mut verifier = Verifier::new(&about.key, &heads, about.span, SpanKind::File)?;
    if let Some(row) = first {
        verifier.row(&row)?;
    }
    while let Some(line) = lines.next()? {
        let Line::Row(row) = line else { return Err(FileError::NoExport(lines.number)) };
        verifier.row(&row)?;
    }
    Ok(Proved { whole: verifier.end()?, key: about.key, site: about.site, made: about.made })
}

struct Lines<R> {
    file: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> Result<Option<Line>, FileError> {
        let mut bytes = Vec::new();
        let read = (&mut self.file).take(LINE_MAX).read_until(b'\n', &mut bytes).map_err(FileError::Read)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        serde_json::from_slice(&bytes).map(Some).map_err(|_| FileError::NoExport(self.number))
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
