//! The words of the health ledger: lists, reports, lengths of time.

use super::{Lang, Text, texts};

texts! {
    /// A length of time.
    SECONDS = "{n} giây" | "{n} s";
    /// A length of time.
    MINUTES = "{n} phút" | "{n} min";
    /// A length of time.
    HOURS = "{n} giờ" | "{n} h";
    /// A length of time.
    DAYS = "{n} ngày" | "{n} d";
    /// No time at all, or nothing known.
    NOTHING = "-" | "-";
    /// A share, in per cent.
    PER_CENT = "{n} %" | "{n} %";
    /// What stands between the whole and the tenths of a number.
    DECIMAL = "," | ".";
    /// Heading: the camera's id.
    HEAD_ID = "MÃ" | "ID";
    /// Heading: the camera's state.
    HEAD_STATE = "TRẠNG THÁI" | "STATE";
    /// Heading: the share of time that was up.
    HEAD_UP = "HOẠT ĐỘNG" | "UP";
    /// Heading: how many outages.
    HEAD_OUTAGES = "SỐ LẦN MẤT" | "OUTAGES";
    /// Heading: their length together.
    HEAD_DOWN = "TỔNG THỜI GIAN MẤT" | "DOWN IN ALL";
    /// Heading: the longest one.
    HEAD_LONGEST = "LẦN DÀI NHẤT" | "LONGEST";
    /// Heading: the mean length of outages.
    HEAD_REPAIR = "TRUNG BÌNH MỖI LẦN" | "MEAN REPAIR";
    /// Heading: the newest outage.
    HEAD_LAST = "LẦN GẦN NHẤT" | "LAST ONE";
    /// Heading: the reason that cost most.
    HEAD_REASON = "NGUYÊN NHÂN CHÍNH" | "MAIN REASON";
    /// Heading: the camera's name.
    HEAD_NAME = "TÊN" | "NAME";
    /// A camera's state with its length.
    STATE_FOR = "{state}, {length}" | "{state}, {length}";
    /// The newest outage: when it began, how long it was.
    LAST_ENDED = "{time}, {length}" | "{time}, {length}";
    /// The newest outage, where it still lasts.
    LAST_OPEN = "{time}, vẫn đang mất" | "{time}, still out";
    /// Over the list: how many cameras are out, over which span.
    LIST_TITLE = "{days} ngày qua: {out}/{all} camera đang mất tín hiệu" | "Last {days} days: {out} of {all} cameras are out";
    /// Over the list where no relay runs.
    LIST_TITLE_STOPPED = "{days} ngày qua; relay không chạy từ {time} nên không rõ trạng thái hiện tại" | "Last {days} days; no relay has run since {time}, so the present state is not known";
    /// There is no ledger yet.
    LIST_NONE = "Chưa có số liệu: hãy chạy relay serve" | "Nothing recorded yet: run relay serve";
    /// The report's title.
    REPORT_TITLE = "Tình trạng camera tháng {month}" | "Camera health in {month}";
    /// All cameras together.
    REPORT_ALL = "Tất cả" | "All";
    /// Cameras without an area.
    REPORT_NO_AREA = "Chưa có khu vực" | "No area";
    /// How many cameras.
    REPORT_CAMERAS = "{n} camera" | "{n} cameras";
    /// Over the worst cameras.
    REPORT_WORST = "Camera mất tín hiệu nhiều nhất" | "Cameras that were out most";
    /// No camera was out.
    REPORT_FLAWLESS = "Không camera nào mất tín hiệu trong tháng" | "No camera was out in this month";
    /// A month without a camera.
    REPORT_EMPTY = "Không có số liệu của tháng {month}" | "There is nothing recorded for {month}";
    /// Column of the sheet.
    SHEET_AREA = "Khu vực" | "Area";
    /// Column of the sheet.
    SHEET_ID = "Mã camera" | "Camera id";
    /// Column of the sheet.
    SHEET_NAME = "Tên camera" | "Camera name";
    /// Column of the sheet.
    SHEET_CAMERAS = "Số camera" | "Cameras";
    /// Column of the sheet; whole numbers, since a decimal point means another thing in each language.
    SHEET_UP = "Hoạt động (phần nghìn)" | "Up (per mille)";
    /// Column of the sheet.
    SHEET_OUTAGES = "Số lần mất tín hiệu" | "Outages";
    /// Column of the sheet.
    SHEET_DOWN = "Mất tín hiệu (giây)" | "Down (s)";
    /// Column of the sheet.
    SHEET_UNKNOWN = "Không rõ (giây)" | "Unknown (s)";
    /// Column of the sheet.
    SHEET_REPAIR = "Trung bình mỗi lần (giây)" | "Mean repair (s)";
    /// Column of the sheet.
    SHEET_LONGEST = "Lần dài nhất (giây)" | "Longest (s)";
    /// Column of the sheet.
    SHEET_FLAPS = "Chập chờn (lần)" | "Flaps";
    /// Column of the sheet.
    SHEET_REASON = "Nguyên nhân chính" | "Main reason";
    /// A value that is no number of the range.
    BAD_NUMBER = "phải là một số từ {min} đến {max}" | "it must be a number from {min} to {max}";
    /// A value that is no date.
    BAD_DATE = "phải là một ngày như 2026-11-01" | "it must be a day like 2026-11-01";
    /// A span that is empty or too long.
    BAD_SPAN = "phải từ ngày bắt đầu trở đi và không quá {max} ngày" | "it must not lie before the first day nor {max} days or more behind it";
    /// A value that is no month.
    BAD_MONTH = "phải là một tháng như 2026-11" | "it must be a month like 2026-11";
    /// A value that is no place in a list.
    BAD_CURSOR = "phải lấy từ mục next của trang trước" | "it must be taken from next of the page before";
    /// A value that is no language.
    BAD_LANG = "phải là vi hoặc en" | "it must be vi or en";
    /// An argument of the command line that cannot be used.
    BAD_OPTION = "{option} {hint}" | "{option}: {hint}";
    /// Help: a command.
    HELP_HEALTH = "Camera đã mất tín hiệu khi nào, bao lâu, vì sao (được cả khi máy chủ đang chạy)" | "When cameras were out, how long and why (also while the relay runs)";
    /// Help: a command.
    HELP_HEALTH_LIST = "Tình trạng từng camera những ngày qua" | "How each camera fared lately";
    /// Help: a command.
    HELP_HEALTH_REPORT = "Báo cáo một tháng theo khu vực và camera" | "A month's report by area and camera";
    /// Help: an option.
    HELP_OPT_DAYS = "Số ngày (mặc định: 30)" | "How many days (default: 30)";
    /// Help: an option.
    HELP_OPT_MONTH = "Tháng, như 2026-11" | "The month, like 2026-11";
    /// Help: an option.
    HELP_OPT_CSV = "In CSV, mở được bằng Excel" | "Print CSV that Excel opens";
}

/// A length of time in its two largest units: `2 ngày 3 giờ`.
pub fn length(lang: Lang, secs: u64) -> String {
    let units = [(DAYS, 86_400), (HOURS, 3600), (MINUTES, 60), (SECONDS, 1)];
    let largest = units.iter().position(|(_, size)| secs >= *size).unwrap_or(units.len() - 1);
    let mut rest = secs;
    let mut words = Vec::new();
    for (unit, size) in &units[largest..units.len().min(largest + 2)] {
        let n = rest / size;
        rest %= size;
        if n > 0 || words.is_empty() {
            words.push(fill(*unit, lang, n));
        }
    }
    words.join(" ")
}

/// Thousandths in per cent: `99,8 %`.
pub fn per_cent(lang: Lang, per_mille: u16) -> String {
    let n = match per_mille % 10 {
        0 => (per_mille / 10).to_string(),
        tenth => format!("{}{}{tenth}", per_mille / 10, DECIMAL.raw(lang)),
    };
    PER_CENT.fill(lang, &[("n", &n)])
}

fn fill(text: Text, lang: Lang, n: u64) -> String {
    text.fill(lang, &[("n", &n.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_their_two_largest_units() {
        for (secs, vi, en) in [
            (0, "0 giây", "0 s"),
            (59, "59 giây", "59 s"),
            (60, "1 phút", "1 min"),
            (75, "1 phút 15 giây", "1 min 15 s"),
            (3600 + 59, "1 giờ", "1 h"),
            (2 * 86_400 + 3 * 3600 + 59, "2 ngày 3 giờ", "2 d 3 h"),
            (400 * 86_400, "400 ngày", "400 d"),
        ] {
            assert_eq!((length(Lang::Vi, secs).as_str(), length(Lang::En, secs).as_str()), (vi, en));
        }
    }

    #[test]
    fn shares_in_per_cent() {
        assert_eq!(per_cent(Lang::Vi, 998), "99,8 %");
        assert_eq!(per_cent(Lang::En, 998), "99.8 %");
        assert_eq!(per_cent(Lang::Vi, 1000), "100 %");
        assert_eq!(per_cent(Lang::En, 5), "0.5 %");
    }
}
