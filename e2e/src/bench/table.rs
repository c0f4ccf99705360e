//! The table: a row a claim, with its floor, its goal, and whether it holds.

use std::fmt::Write;

/// One row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    what: String,
    value: String,
    floor: String,
    ratio: String,
    goal: String,
    held: String,
}

impl Row {
    /// A claim and what was measured.
    pub fn new(what: impl Into<String>, value: impl Into<String>) -> Self {
        let dash = || "–".to_owned();
        Self { what: what.into(), value: value.into(), floor: dash(), ratio: dash(), goal: dash(), held: dash() }
    }

    /// What the same costs without us, and how many times that the value is.
    pub fn floor(mut self, floor: impl Into<String>, value: f64, of: f64) -> Self {
        self.floor = floor.into();
        self.ratio = if of > 0.0 { format!("{:.2}", value / of) } else { "–".into() };
        self
    }

    /// What is wanted, and whether `value` is at most `most`; where not, the row says by how much.
    pub fn at_most(mut self, goal: impl Into<String>, value: f64, most: f64) -> Self {
        self.goal = goal.into();
        let over = (value / most - 1.0) * 100.0;
        self.held = if value <= most { "held".into() } else { format!("**no**, by {over:.0} %") };
        self
    }

    /// Why it is as it is.
    pub fn note(mut self, why: &str) -> Self {
        self.held = if self.held == "–" { why.into() } else { format!("{}; {why}", self.held) };
        self
    }
}

const HEADS: [&str; 6] = ["measured", "value", "floor", "ratio", "goal", "held"];

/// As Markdown, in columns that can be read without rendering.
pub fn markdown(rows: &[Row]) -> String {
    let cells = |r: &Row| [&r.what, &r.value, &r.floor, &r.ratio, &r.goal, &r.held].map(String::clone);
    let mut lines = vec![HEADS.map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    let width = |column: usize| lines.iter().map(|l| l[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut out = String::new();
    for (n, line) in lines.iter().enumerate() {
        for (cell, width) in line.iter().zip(widths) {
            let _ = write!(out, "| {cell:<width$} ");
        }
        out.push_str("|\n");
        if n == 0 {
            out.extend(widths.map(|width| format!("|{}", "-".repeat(width + 2))));
            out.push_str("|\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_by_how_much_it_fails_and_why() {
        let rows = [
            Row::new("CPU", "0.30").floor("0.15", 0.3, 0.15).at_most("≤ 1.5 ×", 2.0, 1.5).note("ingest"),
            Row::new("bytes", "9"),
        ];
        let text = markdown(&rows);
        assert!(text.contains("| CPU      | 0.30  | 0.15  | 2.00  | ≤ 1.5 × | **no**, by 33 %; ingest |"), "{text}");
        assert_eq!(text.lines().map(|l| l.chars().count()).collect::<std::collections::BTreeSet<_>>().len(), 1);
    }
}
