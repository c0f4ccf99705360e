//! One field at a time: what ties its parts together, and what is never typed back.

use super::{super::super::samples, *};
use shared::text::{Lang, cli, door::entry as t, model};

#[test]
fn an_error_is_tied_to_its_field_and_the_cursor_goes_there() {
    let f = samples::frame(Lang::Vi);
    let typed = Typed { text: "70000".into(), error: Some(Failure::new(model::PORT_BAD, [])) };
    let html = text("port", t::SIGNIN_NAME, &typed).hint("554").draw(&f).into_string();
    assert!(html.contains(r#"aria-describedby="f-port-hint f-port-error""#), "{html}");
    assert!(html.contains(r#"aria-invalid="true""#) && html.contains(" autofocus"), "{html}");
    assert!(html.contains(r#"<p class="error" id="f-port-error">Cổng phải là số"#), "{html}");
    assert!(html.contains(r#"value="70000""#), "{html}");
    let good = text("port", t::SIGNIN_NAME, &Typed::from("554")).draw(&f).into_string();
    assert!(!good.contains("aria-") && !good.contains("autofocus") && !good.contains("error"), "{good}");
}

#[test]
fn a_password_is_never_typed_back() {
    let f = samples::frame(Lang::En);
    let error = Failure::new(cli::NAME_BAD, []);
    let html = password("password", t::SIGNIN_PASSWORD, Some(&error), "current-password").draw(&f).into_string();
    assert!(!html.contains("value=") && html.contains(r#"autocomplete="current-password""#), "{html}");
    assert!(html.contains(r#"aria-describedby="f-password-error""#), "{html}");
}

#[test]
fn text_that_looks_like_html_stays_text() {
    let f = samples::frame(Lang::Vi);
    let typed = Typed::from("\"><b>\n</textarea>");
    for field in [text("a", t::SIGNIN_NAME, &typed), area("a", t::SIGNIN_NAME, &typed)] {
        let html = field.draw(&f).into_string();
        assert!(!html.contains("<b>") && html.contains("&lt;b&gt;"), "{html}");
    }
    let choices = [Choice::new("<i>", "<i>")];
    let html = select("a", t::SIGNIN_NAME, &Typed::from("<i>"), &choices).draw(&f).into_string();
    assert!(html.contains(r#"<option value="&lt;i&gt;" selected>&lt;i&gt;</option>"#), "{html}");
}
