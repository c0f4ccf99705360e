//! The duty book. Belongs here: markup: who is on duty, coming and going, notes, one shift to be read or printed. Does not:
//! which notes a visitor may read.

use super::kit::{self, Choice, Frame, Section, Typed};
use maud::{Markup, html};
use shared::{
    CameraId, UnixMicros,
    routes::{self, door},
    text::door::shift as t,
};
use store::shifts::{Shift, TEXT_MAX};

/// The book as it lies open.
#[derive(Debug, Clone)]
pub(crate) struct Duty {
    /// Those on duty.
    pub(crate) now: Vec<Shift>,
    /// The visitor is one of them.
    pub(crate) mine: bool,
    pub(crate) notes: Vec<NoteRow>,
    /// Shifts that are over, the newest first.
    pub(crate) past: Vec<Shift>,
    /// The cameras that the visitor may name.
    pub(crate) cameras: Vec<Choice>,
    /// Those that are out, by name.
    pub(crate) dead: Vec<String>,
    pub(crate) camera: Typed,
    pub(crate) at: Typed,
    pub(crate) text: Typed,
    pub(crate) handover: Typed,
}

/// A note as the visitor may read it.
#[derive(Debug, Clone)]
pub(crate) struct NoteRow {
    pub(crate) name: String,
    pub(crate) seen: UnixMicros,
    pub(crate) camera: Option<(CameraId, String)>,
    pub(crate) text: String,
}

impl Duty {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            div.columns {
                div {
                    (kit::panel(f.say(t::SHIFT_NOW), &self.on_duty(f)))
                    (kit::panel(f.say(t::SHIFT_NOTE), &self.note(f)))
                }
                div {
                    (kit::panel(f.say(t::SHIFT_NOTES), &notes(f, &self.notes)))
                    @if !self.past.is_empty() { (kit::panel(f.say(t::SHIFT_PAST), &self.past(f))) }
                }
            }
        };
        kit::page(f, Section::Shift, f.say(t::SHIFT_TITLE), "", &content)
    }

    fn on_duty(&self, f: &Frame<'_>) -> Markup {
        let names = self.now.iter().map(|shift| shift.name.as_str()).collect::<Vec<_>>().join(", ");
        html! {
            @for shift in &self.now {
                p {
                    strong { (shift.name) } " "
                    span.hint { (f.fill(t::SHIFT_SINCE, &[("time", &f.clock(shift.began)), ("length", &f.length(f.now.since(shift.began).as_secs()))])) }
                }
            }
            @if self.now.is_empty() { p { (f.say(t::SHIFT_NOBODY)) } }
            @if let Some(last) = self.past.first().filter(|last| !last.handover.is_empty()) {
                div.handover { p.hint { (last.name) } p { (last.handover) } }
            }
            @if self.mine {
                (kit::form(Some(door::SHIFT_END), &html! {
                    @if !self.dead.is_empty() { p.hint { (f.fill(t::SHIFT_DEAD, &[("names", &self.dead.join(", "))])) } }
                    (kit::area("handover", t::SHIFT_HANDOVER, &self.handover).optional().maxlength(TEXT_MAX as u16).draw(f))
                    (kit::actions(&kit::submit(f, t::SHIFT_GIVE)))
                }))
            } @else {
                (kit::form(Some(door::SHIFT_BEGIN), &html! {
                    @if !self.now.is_empty() {
                        div.tick {
                            input #f-alone type="checkbox" name="alone" value="1" checked;
                            label for="f-alone" { (f.fill(t::SHIFT_RELIEVE, &[("names", &names)])) }
                        }
                    }
                    (kit::actions(&kit::submit(f, t::SHIFT_TAKE)))
                }))
            }
        }
    }

    fn note(&self, f: &Frame<'_>) -> Markup {
        let mut cameras = vec![Choice::new("", f.say(t::SHIFT_NO_CAMERA))];
        cameras.extend(self.cameras.iter().cloned());
        kit::form(
            Some(door::SHIFT_NOTES),
            &html! {
                (kit::area("text", t::SHIFT_WHAT, &self.text).required().maxlength(TEXT_MAX as u16).draw(f))
                (kit::select("camera", t::SHIFT_CAMERA, &self.camera, &cameras).draw(f))
                (kit::input("time", "at", t::SHIFT_WHEN, &self.at).draw(f))
                (kit::actions(&kit::submit(f, t::SHIFT_KEEP)))
            },
        )
    }

    fn past(&self, f: &Frame<'_>) -> Markup {
        html! {
            ul.plain {
                @for shift in &self.past {
                    li {
                        a href=(door::shift(shift.id)) { (shift.name) } " "
                        span.hint { (span(f, shift)) }
                    }
                }
            }
        }
    }
}

/// One shift: what was handed over, and what was noted.
#[derive(Debug, Clone)]
pub(crate) struct OneShift {
    pub(crate) shift: Shift,
    pub(crate) notes: Vec<NoteRow>,
}

impl OneShift {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let shift = &self.shift;
        let content = html! {
            p { (span(f, shift)) }
            @if let Some(name) = &shift.ended_by { p.hint { (f.fill(t::SHIFT_ENDED_BY, &[("name", name)])) } }
            @if shift.handover.is_empty() { p.hint { (f.say(t::SHIFT_NO_HANDOVER)) } }
            @else { div.handover { p { (shift.handover) } } }
            (kit::panel(f.say(t::SHIFT_NOTES), &notes(f, &self.notes)))
            (kit::actions(&kit::link(f, door::SHIFT, t::SHIFT_BACK)))
        };
        kit::page(f, Section::Shift, &f.fill(t::SHIFT_OF, &[("name", &shift.name)]), "paper", &content)
    }
}

fn span(f: &Frame<'_>, shift: &Shift) -> String {
    let until = shift.ended.map_or("…".to_owned(), |at| f.clock(at));
    f.fill(t::SHIFT_SPAN, &[("from", &f.clock(shift.began)), ("until", &until)])
}

fn notes(f: &Frame<'_>, notes: &[NoteRow]) -> Markup {
    if notes.is_empty() {
        return kit::empty(f, t::SHIFT_NO_NOTES, t::SHIFT_NO_NOTES_HINT);
    }
    html! {
        ul.plain.notes {
            @for note in notes {
                li {
                    p.hint {
                        (f.time(note.seen)) " · " (f.fill(t::SHIFT_BY, &[("name", &note.name)]))
                        @if let Some((id, name)) = &note.camera { " · " a href=(routes::camera_page(id)) { (name) } }
                    }
                    p.said { (note.text) }
                }
            }
        }
    }
}
