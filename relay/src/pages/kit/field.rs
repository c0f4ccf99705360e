//! One field of a form: label, hint, input, and what is wrong with it, tied together for those who do not see them.
//! Belongs here: the markup of a field. Does not: which fields a form has, what may stand in them.

use super::{Frame, sentence};
use crate::Failure;
use maud::{Markup, html};
use shared::text::Text;

/// What somebody typed into a field, and what is wrong with it. Passwords are never typed back: of those only the error
/// is kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    pub(crate) text: String,
    pub(crate) error: Option<Failure>,
}

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), error: None }
    }
}

/// What a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    Input(&'static str),
    Area,
    Select(&'a [Choice]),
}

/// One of several values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A field; made by [`text`], [`password`] and their like, then drawn with [`Field::draw`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    kind: Kind<'a>,
    name: &'static str,
    label: Text,
    value: &'a str,
    error: Option<&'a Failure>,
    hint: Option<&'a str>,
    /// What stands in front of the name to make its id: where a page has several such forms.
    scope: &'a str,
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    required: bool,
    readonly: bool,
    bare: bool,
    maxlength: Option<u16>,
}

/// A line of text.
pub(crate) fn text<'a>(name: &'static str, label: Text, typed: &'a Typed) -> Field<'a> {
    Field::new(Kind::Input("text"), name, label, typed)
}

/// Several lines of text.
pub(crate) fn area<'a>(name: &'static str, label: Text, typed: &'a Typed) -> Field<'a> {
    Field::new(Kind::Area, name, label, typed)
}

/// An input of another type that HTML knows: `date`, `time`, `number`.
pub(crate) fn input<'a>(kind: &'static str, name: &'static str, label: Text, typed: &'a Typed) -> Field<'a> {
    Field::new(Kind::Input(kind), name, label, typed)
}

/// One of several values.
pub(crate) fn select<'a>(name: &'static str, label: Text, typed: &'a Typed, choices: &'a [Choice]) -> Field<'a> {
    // That it may stay empty is one of its choices.
    Field::new(Kind::Select(choices), name, label, typed).bare()
}

/// A password, which is always empty when it is shown. `autocomplete` is `current-password` or `new-password`, or `off`
/// for one that is not the visitor's own.
pub(crate) fn password<'a>(
    name: &'static str,
    label: Text,
    error: Option<&'a Failure>,
    autocomplete: &'static str,
) -> Field<'a> {
    let field = Field { kind: Kind::Input("password"), error, ..Field::empty(name, label) };
    field.autocomplete(autocomplete).required()
}

/// A file.
pub(crate) fn file<'a>(name: &'static str, label: Text, error: Option<&'a Failure>) -> Field<'a> {
    Field { kind: Kind::Input("file"), error, ..Field::empty(name, label) }.required()
}

impl<'a> Field<'a> {
    fn empty(name: &'static str, label: Text) -> Self {
        Self {
            kind: Kind::Area,
            name,
            label,
            value: "",
            error: None,
            hint: None,
            scope: "f",
            autocomplete: None,
            inputmode: None,
            required: false,
            readonly: false,
            bare: false,
            maxlength: None,
        }
    }

    fn new(kind: Kind<'a>, name: &'static str, label: Text, typed: &'a Typed) -> Self {
        let field = Self { kind, value: &typed.text, error: typed.error.as_ref(), ..Self::empty(name, label) };
        field.autocomplete("off")
    }

    /// A sentence that says what to write.
    pub(crate) fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub(crate) fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// May stay empty.
    pub(crate) fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// Does not say that it may stay empty: a filter, or where the form or a hint says what is needed together.
    pub(crate) fn bare(self) -> Self {
        Self { bare: true, ..self }
    }

    /// Shown, and not to be changed.
    pub(crate) fn readonly(self) -> Self {
        Self { readonly: true, ..self }
    }

    /// What its id begins with.
    pub(crate) fn scope(self, scope: &'a str) -> Self {
        Self { scope, ..self }
    }

    /// A token of HTML's `autocomplete`.
    pub(crate) fn autocomplete(self, token: &'static str) -> Self {
        Self { autocomplete: Some(token), ..self }
    }

    /// Which keyboard a phone shows.
    pub(crate) fn inputmode(self, mode: &'static str) -> Self {
        Self { inputmode: Some(mode), ..self }
    }

    /// The most characters.
    pub(crate) fn maxlength(self, characters: u16) -> Self {
        Self { maxlength: Some(characters), ..self }
    }

    pub(crate) fn draw(self, f: &Frame<'_>) -> Markup {
        let id = format!("{}-{}", self.scope, self.name);
        html! {
            div.field {
                label for=(id) {
                    (f.say(self.label))
                    @if !self.required && !self.readonly && !self.bare { " " span.optional { (f.say(shared::text::door::DOOR_OPTIONAL)) } }
                }
                @if let Some(hint) = self.hint { p.hint id=(format!("{id}-hint")) { (hint) } }
                (self.control(&id))
                @if let Some(error) = self.error {
                    p.error id=(format!("{id}-error")) { (sentence(&error.words(f.lang))) }
                }
            }
        }
    }

    fn control(&self, id: &str) -> Markup {
        let parts = [self.hint.map(|_| "hint"), self.error.map(|_| "error")];
        let parts: Vec<_> = parts.into_iter().flatten().map(|part| format!("{id}-{part}")).collect();
        let described = (!parts.is_empty()).then(|| parts.join(" "));
        let invalid = self.error.map(|_| "true");
        // The first of several is where the cursor goes.
        let focus = self.error.is_some();
        // A phone neither corrects nor capitalises what it does not understand.
        let exact = self.autocomplete.map(|_| "none");
        match self.kind {
            Kind::Input(kind) => html! {
                input id=(id) name=(self.name) type=(kind) value=[(!self.value.is_empty()).then_some(self.value)]
                    autocomplete=[self.autocomplete] inputmode=[self.inputmode] maxlength=[self.maxlength]
                    autocapitalize=[exact] spellcheck="false" required[self.required] readonly[self.readonly] autofocus[focus]
                    aria-describedby=[described] aria-invalid=[invalid];
            },
            Kind::Area => html! {
                textarea id=(id) name=(self.name) rows="3" maxlength=[self.maxlength] required[self.required]
                    spellcheck="false" autofocus[focus] aria-describedby=[described] aria-invalid=[invalid] {
                    // A parser drops the first line break, so one is given to be dropped.
                    "\n" (self.value)
                }
            },
            Kind::Select(choices) => html! {
                select id=(id) name=(self.name) required[self.required] autofocus[focus]
                    aria-describedby=[described] aria-invalid=[invalid] {
                    @for choice in choices {
                        option value=(choice.value) selected[choice.value == self.value] { (choice.label) }
                    }
                }
            },
        }
    }
}

/// A box to tick; its value is `1`.
pub(crate) fn tick(f: &Frame<'_>, name: &str, label: Text, ticked: bool) -> Markup {
    let id = format!("f-{name}");
    html! {
        div.tick {
            input id=(id) name=(name) type="checkbox" value="1" checked[ticked];
            label for=(id) { (f.say(label)) }
        }
    }
}

/// One of a few values, all in sight.
pub(crate) fn radios(f: &Frame<'_>, name: &'static str, label: Text, typed: &Typed, choices: &[Choice]) -> Markup {
    let error_id = format!("f-{name}-error");
    let described = typed.error.as_ref().map(|_| error_id.as_str());
    html! {
        fieldset.field aria-describedby=[described] {
            legend { (f.say(label)) }
            @for choice in choices {
                @let id = format!("f-{name}-{}", choice.value);
                div.tick {
                    input id=(id) name=(name) type="radio" value=(choice.value) required
                        checked[choice.value == typed.text] aria-invalid=[described.map(|_| "true")];
                    label for=(id) { (choice.label) }
                }
            }
            @if let Some(error) = &typed.error { p.error id=(error_id) { (sentence(&error.words(f.lang))) } }
        }
    }
}

#[cfg(test)]
#[path = "field_tests.rs"]
mod tests;
