//! The audit as a sheet: CSV (RFC 4180) that Excel opens with a double click.

use super::words::{facts, time};
use crate::health::{BYTE_ORDER_MARK, Calendar, no_formula};
use shared::{
    audit::Row,
    text::{Lang, Text, audit as t},
};

const COLUMNS: [Text; 10] = [
    t::COLUMN_SEQ,
    t::COLUMN_TIME,
    t::COLUMN_KIND,
    t::COLUMN_ID,
    t::COLUMN_NAME,
    t::COLUMN_ADDRESS,
    t::COLUMN_WHAT,
    t::COLUMN_CAMERA,
    t::COLUMN_TARGET,
    t::COLUMN_DETAIL,
];

/// One line a row, times by the site's clock. Texts come from anybody who has tried to log in, so none is left that a
/// spreadsheet would run as a formula.
pub fn sheet(rows: &[Row], calendar: Calendar, lang: Lang) -> Result<String, csv::Error> {
    Ok(head(lang)? + &lines(rows, calendar, lang)?)
}

/// What stands in front of all lines.
pub(crate) fn head(lang: Lang) -> Result<String, csv::Error> {
    let mut out = writer();
    out.write_record(COLUMNS.map(|column| column.raw(lang)))?;
    Ok(BYTE_ORDER_MARK.to_owned() + &text(out)?)
}

/// The lines alone, for a sheet that is made piece by piece.
pub(crate) fn lines(rows: &[Row], calendar: Calendar, lang: Lang) -> Result<String, csv::Error> {
    let mut out = writer();
    for row in rows {
        let optional = |text: &Option<String>| no_formula(text.as_deref().unwrap_or_default());
        out.write_record([
            row.seq.to_string(),
            time(row.at, calendar),
            row.actor_kind().text().raw(lang).to_owned(),
            no_formula(&row.actor),
            no_formula(&row.actor_name),
            optional(&row.address),
            row.action().text().raw(lang).to_owned(),
            optional(&row.camera),
            optional(&row.target),
            no_formula(&facts(row, calendar, lang)),
        ])?;
    }
    text(out)
}

fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new())
}

fn text(out: csv::Writer<Vec<u8>>) -> Result<String, csv::Error> {
    let bytes = out.into_inner().map_err(|e| csv::Error::from(std::io::Error::other(e.to_string())))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        UnixMicros,
        audit::{Action, Actor, ActorKind, Entry, Hash},
    };

    #[test]
    fn what_a_stranger_typed_is_text() {
        let stranger = Actor { kind: ActorKind::Unknown, id: "@x".into(), name: "\t=1+1".into() };
        let tried = Entry::new(UnixMicros(0), stranger, Action::LoginFailed).target("=HYPERLINK(\"http://evil\")");
        let lan = Actor { kind: ActorKind::User, id: "u1".into(), name: "Bà Lan".into() };
        let second = |n: u64| UnixMicros(n * 1_000_000);
        let watched = Entry::watched(second(90), lan, "phuong/a".parse().unwrap(), second(0), second(61));
        let rows = [Row::new(&tried, 1, Hash::NONE), Row::new(&watched.with("note", "-1"), 2, Hash::NONE)];
        let text = sheet(&rows, Calendar::new(420).unwrap(), Lang::Vi).unwrap();
        assert!(text.starts_with("\u{feff}Số,Thời gian,Loại,"), "{text}");
        let read: Vec<_> = csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap).collect();
        assert_eq!((&read[0][3], &read[0][4], &read[0][8]), ("'@x", "'\t=1+1", "'=HYPERLINK(\"http://evil\")"));
        assert_eq!((&read[1][1], &read[1][4], &read[1][6]), ("1970-01-01 07:01:30", "Bà Lan", "Xem camera"));
        assert_eq!(&read[1][9], "1970-01-01 07:00:00 – 1970-01-01 07:01:01; note=-1");
    }
}
