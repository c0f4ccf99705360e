//! A spreadsheet's rows, from bytes. Belongs here: separators, headers, line numbers. Does not: what cells mean.

use super::{Column, RowFault, cell};
use crate::Failure;
use shared::text::model as t;

/// The largest file that is read, in bytes.
pub(crate) const BYTES_MAX: u64 = 8 << 20;
/// The most rows of a list.
const ROWS_MAX: usize = 5000;

/// A list as it was written.
#[derive(Debug)]
pub(crate) struct Sheet {
    columns: Vec<Column>,
    pub(crate) rows: Vec<SheetRow>,
}

/// One row that is not empty.
#[derive(Debug)]
pub(crate) struct SheetRow {
    pub(crate) line: u64,
    cells: csv::StringRecord,
}

impl Sheet {
    /// The text of a row's cell; `None` where the list has no such column.
    pub(crate) fn cell<'a>(&self, row: &'a SheetRow, column: Column) -> Option<&'a str> {
        let n = self.columns.iter().position(|c| *c == column)?;
        row.cells.get(n).map(cell::unguard)
    }

    /// Reads a list: UTF-8 with or without a byte order mark, cells (RFC 4180) between commas, semicolons or tabs, the
    /// first row naming the columns. Names every row that does not fit.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Vec<RowFault>> {
        let text = text(bytes).map_err(|fault| vec![fault])?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator(text))
            .from_reader(text.as_bytes());
        let (mut columns, mut rows, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        for record in reader.records() {
            // The text is UTF-8 and rows may have any length: nothing else can fail.
            let Ok(cells) = record else { continue };
            let line = cells.position().map_or(0, |at| line(text, at));
            if cells.iter().all(|c| c.trim().is_empty()) {
                continue;
            }
            if columns.is_empty() {
                columns = header(&cells, line)?;
            } else if cells.len() != columns.len() {
                let values: [(&str, &dyn ToString); 2] = [("cells", &cells.len()), ("columns", &columns.len())];
                faults.push(RowFault { line, column: None, what: Failure::new(t::SHEET_CELLS, values) });
            } else {
                rows.push(SheetRow { line, cells });
            }
            if rows.len() > ROWS_MAX {
                return Err(vec![RowFault {
                    line,
                    column: None,
                    what: Failure::new(t::SHEET_TOO_LONG, [("max", &ROWS_MAX)]),
                }]);
            }
        }
        match (columns.is_empty(), faults.is_empty()) {
            (true, _) => Err(vec![RowFault { line: 1, column: None, what: Failure::new(t::SHEET_EMPTY, []) }]),
            (_, false) => Err(faults),
            _ => Ok(Self { columns, rows }),
        }
    }
}

/// The line in which a record begins; its position is that of the empty lines in front of it.
fn line(text: &str, at: &csv::Position) -> u64 {
    let rest = usize::try_from(at.byte()).ok().and_then(|n| text.as_bytes().get(n..)).unwrap_or_default();
    let empty = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
    at.line() + empty as u64
}

fn text(bytes: &[u8]) -> Result<&str, RowFault> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|e| {
        let before = bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
        RowFault { line: before as u64 + 1, column: None, what: Failure::new(t::SHEET_ENCODING, []) }
    })
}

/// What stands most often in the header, whose names hold none of these.
fn separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &u8| header.bytes().filter(|b| b == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The columns. An unknown name is not repeated: where the header is missing, it may be somebody's password.
fn header(cells: &csv::StringRecord, line: u64) -> Result<Vec<Column>, Vec<RowFault>> {
    let (mut columns, mut faults) = (Vec::new(), Vec::new());
    for (n, name) in cells.iter().enumerate() {
        let mut bad = |what| faults.push(RowFault { line, column: Some(letter(n)), what });
        match Column::from_header(&cell::tidy(name)) {
            Some(column) if columns.contains(&column) => {
                bad(Failure::new(t::SHEET_COLUMN_TWICE, [("name", &column.as_str())]));
            }
            Some(column) => columns.push(column),
            None => {
                let known = Column::ALL.map(Column::as_str).join(", ");
                bad(Failure::new(t::SHEET_COLUMN_UNKNOWN, [("columns", &known)]));
            }
        }
    }
    if faults.is_empty() && ![Column::Id, Column::Name].iter().any(|c| columns.contains(c)) {
        faults.push(RowFault { line, column: None, what: Failure::new(t::SHEET_COLUMN_MISSING, []) });
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

/// A column as spreadsheets call it: A to Z, then by number.
fn letter(n: usize) -> String {
    u8::try_from(n).ok().filter(|n| *n < 26).map_or_else(|| (n + 1).to_string(), |n| char::from(b'A' + n).to_string())
}
