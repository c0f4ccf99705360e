//! Rows of text in columns.

/// Columns as wide as their widest cell; the last one as it is.
pub(super) fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let cell = |(i, cell): (usize, &String)| match widths[i] {
        _ if i + 1 == N => cell.clone(),
        width => format!("{cell:<width$}  "),
    };
    let line = |row: &[String; N]| row.iter().enumerate().map(cell).chain(["\n".to_owned()]).collect::<String>();
    rows.iter().map(line).collect()
}
