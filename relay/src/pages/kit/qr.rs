//! QR codes as inline SVG. Belongs here: drawing one. Does not: what stands in it.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// The margin that scanners need, in modules (ISO/IEC 18004 §5.3.8).
const QUIET: usize = 4;

/// A code that says `text`, dark on white whatever the page's colours are; nothing where the text is too long for one
/// (over 2,331 bytes). `label` says what it is to those who do not see it.
pub(crate) fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return html! {} };
    let width = code.width();
    let side = width + 2 * QUIET;
    html! {
        svg.qr role="img" aria-label=(label) viewBox=(format!("0 0 {side} {side}")) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path fill="#000" d=(path(&code.to_colors(), width)) {}
        }
    }
}

/// Each run of dark modules is one rectangle.
fn path(modules: &[Color], width: usize) -> String {
    let mut d = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                d.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
            }
            x += run.len();
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_dark_modules_are_drawn_where_they_stand() {
        let (d, l) = (Color::Dark, Color::Light);
        assert_eq!(path(&[d, d, l, l, d, l, l, l, d], 3), "M4 4h2v1h-2zM5 5h1v1h-1zM6 6h1v1h-1z");
    }

    #[test]
    fn a_link_fits_and_a_book_does_not() {
        let html = qr("https://camera.example.vn/invite/0123456789abcdef0123456789abcdef", "mã <QR>").into_string();
        assert!(html.contains("<path") && html.contains("aria-label=\"mã &lt;QR&gt;\""), "{html}");
        assert!(qr(&"a".repeat(3000), "").into_string().is_empty());
    }
}
