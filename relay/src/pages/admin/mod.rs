//! Administration: cameras, areas, people, sessions, web sites, the audit, settings. Belongs here: one file a page.
//! Does not: parts that other pages share (see `kit`).

mod areas;
mod audit;
mod camera_add;
mod camera_edit;
mod camera_form;
mod camera_trial;
mod cameras;
mod checks;
mod embed_made;
mod embeds;
mod grant;
mod import;
mod people;
mod person;
mod sessions;
mod settings;

pub(crate) use areas::{AreaOne, AreaRow, Areas};
pub(crate) use audit::{AuditFilters, AuditRow, AuditTrail, ChainState};
pub(crate) use camera_add::CameraAdd;
pub(crate) use camera_edit::CameraEdit;
pub(crate) use camera_form::CameraForm;
pub(crate) use camera_trial::CameraTrial;
pub(crate) use cameras::{CameraRow, Cameras, export_secrets, remove as camera_remove};
pub(crate) use checks::{CheckRow, Checks};
pub(crate) use embed_made::EmbedMade;
pub(crate) use embeds::{EmbedForm, EmbedRow, Embeds, revoke as embed_revoke};
pub(crate) use grant::{GrantForm, GrantRow, Where, remove as grant_remove};
pub(crate) use import::{Change, Import, Mistake, Tried};
pub(crate) use people::{People, PersonAdd, PersonRow, PersonState};
pub(crate) use person::{PersonPage, person_question};
pub(crate) use sessions::Sessions;
pub(crate) use settings::{Setting, Settings, Tls};
