//! `relay health report` in words.

use super::{length, up};
use crate::cli::table::table;
use shared::{
    CameraId,
    api::health::{AreaReport, CameraReport, Figures, HealthReport},
    text::{Lang, health as t},
    wire::Reason,
};

/// A title, the areas, the cameras, the worst ones.
pub(super) fn words(report: &HealthReport, lang: Lang) -> String {
    if report.cameras.is_empty() {
        return t::REPORT_EMPTY.fill(lang, &[("month", &report.month)]);
    }
    let title = t::REPORT_TITLE.fill(lang, &[("month", &report.month)]);
    let head =
        [t::HEAD_UP, t::HEAD_OUTAGES, t::HEAD_DOWN, t::HEAD_REPAIR, t::HEAD_LONGEST, t::HEAD_REASON, t::HEAD_NAME]
            .map(|head| head.raw(lang).to_owned());
    let many = |name: &str, cameras: usize, figures: &Figures| {
        let count = t::REPORT_CAMERAS.fill(lang, &[("n", &cameras.to_string())]);
        line(&format!("{name} ({count})"), figures, lang)
    };
    let all = many(t::REPORT_ALL.raw(lang), report.cameras.len(), &report.all);
    let area =
        |a: &AreaReport| many(a.name.as_deref().unwrap_or(t::REPORT_NO_AREA.raw(lang)), a.cameras as usize, &a.figures);
    let camera = |c: &CameraReport| {
        let name = format!("{} ({})", c.name, c.id.camera());
        line(&name, &c.figures, lang)
    };
    let areas: Vec<_> = [head.clone(), all].into_iter().chain(report.areas.iter().map(area)).collect();
    let cameras: Vec<_> = [head.clone()].into_iter().chain(report.cameras.iter().map(camera)).collect();
    let named = |id: &CameraId| report.cameras.iter().find(|c| c.id == *id);
    let worst: Vec<_> = report.worst.iter().filter_map(named).map(camera).collect();
    let worst = if worst.is_empty() {
        t::REPORT_FLAWLESS.raw(lang).to_owned()
    } else {
        let rows: Vec<_> = [head].into_iter().chain(worst).collect();
        format!("{}\n{}", t::REPORT_WORST.raw(lang), table(&rows))
    };
    format!("{title}\n\n{}\n{}\n{worst}", table(&areas), table(&cameras))
}

fn line(name: &str, figures: &Figures, lang: Lang) -> [String; 7] {
    let worst: Option<Reason> = figures.reasons.first().map(|share| share.reason);
    [
        up(figures.tally.availability_per_mille, lang),
        figures.outages.to_string(),
        length(figures.tally.down_secs, lang),
        length(figures.mean_repair_secs.unwrap_or(0), lang),
        length(figures.longest_secs, lang),
        worst.map_or(t::NOTHING, Reason::text).raw(lang).to_owned(),
        name.to_owned(),
    ]
}
