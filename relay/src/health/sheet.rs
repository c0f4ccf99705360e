//! A report as a sheet: CSV (RFC 4180) that Excel opens with a double click. Belongs here: columns and what makes them
//! safe to open.

use shared::{
    api::health::{CameraReport, Figures, HealthReport},
    text::{Lang, Text, health as t},
};

/// Without it Excel takes UTF-8 for a Windows code page, and Vietnamese for rubbish.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

const COLUMNS: [Text; 12] = [
    t::SHEET_AREA,
    t::SHEET_ID,
    t::SHEET_NAME,
    t::SHEET_CAMERAS,
    t::SHEET_UP,
    t::SHEET_OUTAGES,
    t::SHEET_DOWN,
    t::SHEET_UNKNOWN,
    t::SHEET_REPAIR,
    t::SHEET_LONGEST,
    t::SHEET_FLAPS,
    t::SHEET_REASON,
];

/// One line for all cameras, one an area, one a camera. Numbers are whole: a decimal sign would split them or turn them
/// into dates, depending on the reader's country.
pub(crate) fn sheet(report: &HealthReport, lang: Lang) -> Result<String, csv::Error> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let area_of = |camera: &CameraReport| {
        let area = camera.area.as_ref().and_then(|id| report.areas.iter().find(|a| a.area.as_ref() == Some(id)));
        area.and_then(|area| area.name.as_deref()).unwrap_or(t::REPORT_NO_AREA.raw(lang))
    };
    out.write_record(COLUMNS.map(|c| c.raw(lang)))?;
    let count = report.cameras.len().to_string();
    out.write_record(line([t::REPORT_ALL.raw(lang), "", "", &count], &report.all, lang))?;
    for area in &report.areas {
        let name = area.name.as_deref().unwrap_or(t::REPORT_NO_AREA.raw(lang));
        out.write_record(line([name, "", "", &area.cameras.to_string()], &area.figures, lang))?;
    }
    for camera in &report.cameras {
        out.write_record(line([area_of(camera), camera.id.as_str(), &camera.name, ""], &camera.figures, lang))?;
    }
    let bytes = out.into_inner().map_err(|e| csv::Error::from(std::io::Error::other(e.to_string())))?;
    Ok(BYTE_ORDER_MARK.to_owned() + &String::from_utf8_lossy(&bytes))
}

fn line(who: [&str; 4], figures: &Figures, lang: Lang) -> [String; 12] {
    let [area, id, name, cameras] = who.map(no_formula);
    let tally = figures.tally;
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let reason = figures.reasons.first().map(|share| share.reason.text().raw(lang));
    [
        area,
        id,
        name,
        cameras,
        number(tally.availability_per_mille.map(u64::from)),
        figures.outages.to_string(),
        tally.down_secs.to_string(),
        tally.unknown_secs.to_string(),
        number(figures.mean_repair_secs),
        figures.longest_secs.to_string(),
        figures.flaps.to_string(),
        reason.unwrap_or_default().to_owned(),
    ]
}

/// A name that a spreadsheet would run as a formula is made text by an apostrophe in front. Leading blanks do not
/// stop a spreadsheet, nor do full-width signs.
pub(crate) fn no_formula(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        UnixMicros,
        api::health::{AreaReport, ReasonShare},
        wire::Reason,
    };

    #[test]
    fn excel_reads_vietnamese_and_runs_no_name() {
        let figures = Figures {
            outages: 2,
            longest_secs: 90,
            mean_repair_secs: Some(75),
            reasons: vec![ReasonShare { reason: Reason::Unreachable, outages: 2, down_secs: 150 }],
            ..Figures::default()
        };
        let camera = CameraReport {
            id: "ward/a".parse().unwrap(),
            name: "=HYPERLINK(\"http://evil\"),\"Ngõ\"\n12".into(),
            area: Some("to-1".into()),
            figures: figures.clone(),
        };
        let area =
            AreaReport { area: Some("to-1".into()), name: Some("Tổ 1".into()), cameras: 1, figures: figures.clone() };
        let report = HealthReport {
            month: "2026-11".into(),
            utc_offset_minutes: 420,
            from: UnixMicros(0),
            to: UnixMicros(0),
            all: figures,
            areas: vec![area],
            cameras: vec![camera],
            worst: vec![],
        };
        let text = sheet(&report, Lang::Vi).unwrap();
        assert!(text.starts_with("\u{feff}Khu vực,Mã camera,"));
        assert!(text.contains(
            "Tổ 1,ward/a,\"'=HYPERLINK(\"\"http://evil\"\"),\"\"Ngõ\"\"\n12\",,,2,0,0,75,90,0,Camera không trả lời"
        ));
        let read: Vec<_> = csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap).collect();
        assert_eq!(read.len(), 3);
        assert!(read.iter().all(|line| line.len() == COLUMNS.len()));
        assert!(sheet(&report, Lang::En).unwrap().contains("\r\nAll,,,1,"));
    }

    #[test]
    fn every_way_to_begin_a_formula_is_stopped() {
        for cell in ["=1", "+1", "-1", "@a", " =1", "\t=1", "\r=1", "\u{a0}=1", "＝1"] {
            assert_eq!(no_formula(cell), format!("'{cell}"));
        }
        assert_eq!(no_formula("Ngã tư 1-2"), "Ngã tư 1-2");
    }
}
