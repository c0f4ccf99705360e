//! Somebody: roles, login, devices, and what can be done about the account.

use super::{GrantForm, GrantRow, PersonState, Where, grant};
use crate::{
    Failure,
    pages::{
        SessionRow,
        kit::{self, Confirm, Frame, Section, Tone, Typed},
        sessions,
    },
};
use maud::{Markup, html};
use shared::{
    UserId,
    routes::door::{self, PersonStep},
    text::{
        Text,
        door::{self as all, people as t},
    },
};

/// The page. `name` is posted to [`PersonStep::Name`], the fields of [`GrantForm`] to [`PersonStep::Grant`].
#[derive(Debug, Clone)]
pub(crate) struct PersonPage {
    pub(crate) id: UserId,
    /// As it is now.
    pub(crate) present: String,
    pub(crate) name: Typed,
    pub(crate) login: String,
    pub(crate) state: PersonState,
    pub(crate) has_totp: bool,
    pub(crate) grants: Vec<GrantRow>,
    pub(crate) grant: GrantForm,
    /// Everywhere that a grant can be given.
    pub(crate) places: Vec<Where>,
    pub(crate) sessions: Vec<SessionRow>,
    pub(crate) error: Option<Failure>,
}

impl PersonPage {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let wrong = [&self.grant.role, &self.grant.scope, &self.grant.from, &self.grant.to, &self.grant.until];
        let open = self.grants.is_empty() || wrong.iter().any(|typed| typed.error.is_some());
        let grants = html! {
            (grant::table(f, &self.id, &self.grants))
            details.more open[open] {
                summary { (f.say(t::GRANT_ADD)) }
                (kit::form(Some(&self.at(PersonStep::Grant)), &html! {
                    (self.grant.draw(f, &self.places))
                    (kit::actions(&kit::submit(f, t::GRANT_BUTTON)))
                }))
            }
        };
        let content = html! {
            (kit::whole_error(f, self.error.as_ref()))
            (kit::panel(f.say(t::PERSON_GRANTS), &grants))
            div.columns {
                (kit::panel(f.say(t::PERSON_ACCESS), &self.access(f)))
                (kit::panel(f.say(t::PERSON_STEPS), &self.steps(f)))
            }
            (kit::panel(f.say(t::PERSON_SESSIONS), &sessions::table(f, &self.sessions, door::SESSION_END_PATTERN)))
        };
        kit::page(f, Section::People, &self.present, "", &content)
    }

    fn at(&self, step: PersonStep) -> String {
        door::person_step(&self.id, step)
    }

    fn access(&self, f: &Frame<'_>) -> Markup {
        let state = html! {
            (self.state.badge(f))
            @if self.has_totp { " " (kit::badge(Tone::Plain, f.say(t::FOLK_TOTP))) }
        };
        html! {
            (kit::facts(f, &[(t::FOLK_LOGIN, html! { (self.login) }), (t::FOLK_STATE, state)]))
            @if let PersonState::Invited { until } = self.state {
                p.hint { (f.fill(t::PERSON_INVITED_UNTIL, &[("time", &f.clock(until))])) }
            }
            (kit::form(Some(&self.at(PersonStep::Name)), &html! {
                (kit::text("name", t::FOLK_NAME, &self.name).required().maxlength(120).scope("person").draw(f))
                (kit::actions(&kit::submit(f, all::DOOR_SAVE)))
            }))
        }
    }

    fn steps(&self, f: &Frame<'_>) -> Markup {
        let invite = if self.state == PersonState::Active { t::PERSON_RESET } else { t::PERSON_INVITE };
        html! {
            div.stack {
                @if self.state == PersonState::Disabled {
                    (kit::post(f, &self.at(PersonStep::Enable), t::PERSON_ENABLE))
                } @else {
                    (kit::post(f, &self.at(PersonStep::Invite), invite))
                    @if !self.sessions.is_empty() {
                        (kit::danger_link(f, &self.at(PersonStep::Logout), t::PERSON_LOGOUT))
                    }
                    @if self.has_totp { (kit::danger_link(f, &self.at(PersonStep::TotpOff), t::PERSON_TOTP_OFF)) }
                    (kit::danger_link(f, &self.at(PersonStep::Disable), t::PERSON_DISABLE))
                }
                (kit::danger_link(f, &self.at(PersonStep::Remove), t::PERSON_REMOVE))
            }
        }
    }
}

/// Asks before a step about somebody; `None` for a step that needs no question. `own`: it is whoever asks; `error`: why
/// it failed the last time.
pub(crate) fn person_question(
    f: &Frame<'_>,
    step: PersonStep,
    id: &UserId,
    name: &str,
    own: bool,
    error: Option<Failure>,
) -> Option<Confirm> {
    let [question, follows, label]: [Text; 3] = match step {
        PersonStep::Disable => [t::PERSON_DISABLE_QUESTION, t::PERSON_DISABLE_FOLLOWS, t::PERSON_DISABLE],
        PersonStep::TotpOff => [t::PERSON_TOTP_QUESTION, t::PERSON_TOTP_FOLLOWS, t::PERSON_TOTP_OFF],
        PersonStep::Logout => [t::PERSON_LOGOUT_QUESTION, t::PERSON_LOGOUT_FOLLOWS, t::PERSON_LOGOUT],
        PersonStep::Remove => [t::PERSON_REMOVE_QUESTION, t::PERSON_REMOVE_FOLLOWS, t::PERSON_REMOVE],
        PersonStep::Name | PersonStep::Grant | PersonStep::Invite | PersonStep::Enable => return None,
    };
    Some(Confirm {
        question: f.fill(question, &[("name", &name)]),
        follows: if own { format!("{} {}", f.say(t::PERSON_OWN), f.say(follows)) } else { f.say(follows).to_owned() },
        label,
        back: door::person(id),
        error,
    })
}
