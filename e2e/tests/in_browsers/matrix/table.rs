//! The table as README shows it.

use super::{cells::Cell, streams::Stream};
use e2e::{browser::Kind, rungs::Rung};
use std::fmt;

pub(super) struct Table {
    names: Vec<&'static str>,
    rows: Vec<(Kind, Rung, Vec<Cell>)>,
}

impl Table {
    pub(super) fn new(streams: &[Stream]) -> Self {
        Self { names: streams.iter().map(|stream| stream.name).collect(), rows: Vec::new() }
    }

    pub(super) fn add(&mut self, kind: Kind, best: Rung, cells: Vec<Cell>) {
        self.rows.push((kind, best, cells));
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|(.., cells)| cells)
    }
}

/// Markdown: a row for each browser and rung, with a number for each reason why a stream ended lower.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| | best rung | {} |", self.names.join(" | "))?;
        writeln!(f, "|---|---|{}", "---|".repeat(self.names.len()))?;
        let mut reasons: Vec<&str> = Vec::new();
        for (kind, best, cells) in &self.rows {
            write!(f, "| {} | {} |", kind.name(), best.name())?;
            for cell in cells {
                let text = match &cell.failure {
                    Some(_) => "**fails**",
                    None if cell.rung == *best => "plays",
                    None => cell.rung.name(),
                };
                write!(f, " {text}")?;
                for why in &cell.why {
                    let known = reasons.iter().position(|reason| reason == why);
                    let number = known.unwrap_or_else(|| {
                        reasons.push(why);
                        reasons.len() - 1
                    });
                    write!(f, " [{}]", number + 1)?;
                }
                write!(f, " |")?;
            }
            writeln!(f)?;
        }
        writeln!(f)?;
        for (n, reason) in reasons.iter().enumerate() {
            writeln!(f, "[{}] {reason}.  ", n + 1)?;
        }
        Ok(())
    }
}
