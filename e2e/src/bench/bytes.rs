//! Row (f): what a browser loads for the wall, in brotli, from `viewer/dist`.

use super::table::Row;
use std::{fs, path::Path};

/// The rows of shell, of app and worker, and of OpenH264.
pub fn rows() -> Vec<Row> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../viewer/dist");
    let mut files: Vec<(String, u64)> = Vec::new();
    for folder in [dist.clone(), dist.join("assets")] {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".br") {
                files.push((name, entry.metadata().map_or(0, |m| m.len())));
            }
        }
    }
    let sum = |names: &[&str]| {
        let mine = files.iter().filter(|(file, _)| names.iter().any(|n| file.starts_with(n)));
        mine.map(|(_, bytes)| bytes).sum::<u64>()
    };
    let kb = |bytes: u64| bytes as f64 / 1e3;
    let shell = sum(&["index.html", "style-", "boot-", "icon-"]);
    let (app, worker) = (sum(&["viewer-"]), sum(&["worker-"]));
    let (both, decoder) = (kb(app + worker), kb(sum(&["openh264-"])));
    vec![
        Row::new("(f) shell: page, style, boot script, icon", format!("{:.1} KB", kb(shell))).at_most(
            "≤ 15 KB",
            kb(shell),
            15.0,
        ),
        Row::new("(f) app + worker for the wall's route", format!("{both:.1} KB ({:.1} + {:.1})", kb(app), kb(worker)))
            .at_most("≤ 250 KB", both, 250.0),
        Row::new("(f) OpenH264, where the browser decodes nothing", format!("{decoder:.1} KB")).at_most(
            "≤ 110 KB",
            decoder,
            110.0,
        ),
    ]
}
