//! `e2e/BENCH.md`, which two programs write: the table of `make bench`, and behind it the result of `make soak`. Belongs
//! here: that neither wipes out the other's part. Does not: what is in them.

use std::{fs, io, path::Path};

/// Begins the soak's part.
const SOAK: &str = "\n## Soak\n";

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("BENCH.md")
}

/// Keeps a new table in front of the last soak.
pub fn keep_table(table: &str) -> io::Result<()> {
    fs::write(path(), with_table(&fs::read_to_string(path()).unwrap_or_default(), table))
}

/// Keeps a new soak behind the last table.
pub fn keep_soak(soak: &str) -> io::Result<()> {
    fs::write(path(), with_soak(&fs::read_to_string(path()).unwrap_or_default(), soak))
}

fn with_table(kept: &str, table: &str) -> String {
    let soak = kept.find(SOAK).map_or("", |at| &kept[at..]);
    format!("{table}{soak}")
}

fn with_soak(kept: &str, soak: &str) -> String {
    let table = kept.find(SOAK).map_or(kept, |at| &kept[..at]);
    format!("{table}{SOAK}\n{soak}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_replaced_alone() {
        let first = with_soak(&with_table("", "table 1\n"), "soak 1\n");
        assert_eq!(first, "table 1\n\n## Soak\n\nsoak 1\n");
        assert_eq!(with_table(&first, "table 2\n"), "table 2\n\n## Soak\n\nsoak 1\n");
        assert_eq!(with_soak(&first, "soak 2\n"), "table 1\n\n## Soak\n\nsoak 2\n");
    }
}
