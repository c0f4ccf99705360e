//! What ends a command: one sentence that says what to do, in the user's language. Belongs here: from every module's
//! error to its words, in one place. Does not: logging.

use crate::http::tls::TlsError;
use shared::text::{Lang, Text, audit, cli as t, door, line, model, people};
use std::path::Path;
use store::StoreError;

/// A command's failure: a text with what is filled into it.
#[derive(Debug, Clone)]
pub struct Failure {
    text: Text,
    values: Vec<(&'static str, String)>,
    /// A further text with its values, filled in as `hint`.
    hint: Option<Box<Failure>>,
}

impl Failure {
    pub(crate) fn new<const N: usize>(text: Text, values: [(&'static str, &dyn ToString); N]) -> Self {
        let values = values.into_iter().map(|(name, value)| (name, value.to_string())).collect();
        Self { text, values, hint: None }
    }

    /// A sentence with a second one in its place `hint`.
    pub(crate) fn hinted<const N: usize, const M: usize>(
        text: Text,
        values: [(&'static str, &dyn ToString); N],
        hint: Text,
        hint_values: [(&'static str, &dyn ToString); M],
    ) -> Self {
        Self { hint: Some(Box::new(Self::new(hint, hint_values))), ..Self::new(text, values) }
    }

    /// The sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        t::ERROR.fill(lang, &[("what", &self.words(lang))])
    }

    /// The same for what is no failure yet.
    pub(crate) fn warning(&self, lang: Lang) -> String {
        line::WARNING.fill(lang, &[("what", &self.words(lang))])
    }

    /// The same without the word in front, for a list of mistakes.
    pub(crate) fn words(&self, lang: Lang) -> String {
        let hint = self.hint.as_ref().map(|h| h.words(lang));
        let mut values: Vec<_> = self.values.iter().map(|(n, v)| (*n, v.as_str())).collect();
        values.extend(hint.as_deref().map(|h| ("hint", h)));
        self.text.fill(lang, &values)
    }

    /// The data folder or something in it cannot be used.
    pub(crate) fn folder(path: &Path, error: &dyn ToString) -> Self {
        Self::new(t::DATA_DIR, [("path", &path.display()), ("error", error)])
    }
}

impl From<StoreError> for Failure {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::Folder { path, source } => Self::folder(&path, &source),
            StoreError::Newer { path, .. } => Self::new(t::DATABASE_NEWER, [("path", &path.display())]),
            StoreError::Broken { path, source } => {
                Self::new(t::DATABASE_BROKEN, [("path", &path.display()), ("error", &source)])
            }
            StoreError::KeyBroken(path) => Self::new(t::KEY_BROKEN, [("path", &path.display())]),
            StoreError::KeyMissing(path) => Self::new(t::KEY_MISSING, [("path", &path.display())]),
            StoreError::KeyWrong(path) => Self::new(t::KEY_WRONG, [("path", &path.display())]),
            StoreError::Altered(id) => Self::new(t::SECRET_ALTERED, [("id", &id)]),
            StoreError::Exists(id) => Self::new(t::CAMERA_EXISTS, [("id", &id.camera())]),
            StoreError::AreaExists => Self::new(model::AREA_EXISTS, []),
            StoreError::NoArea => Self::new(model::AREA_UNKNOWN, []),
            StoreError::AreaInUse { cameras, areas, grants } => {
                Self::new(model::AREA_IN_USE, [("cameras", &cameras), ("areas", &areas), ("grants", &grants)])
            }
            StoreError::LoginTaken(login) => Self::new(people::LOGIN_TAKEN, [("login", &login)]),
            StoreError::NoUser => Self::new(people::USER_GONE, []),
            StoreError::NoGrant => Self::new(people::GRANT_GONE, []),
            StoreError::NoScope => Self::new(people::SCOPE_GONE, []),
            StoreError::NoEmbed => Self::new(door::embeds::WEB_GONE, []),
            StoreError::NoWall => Self::new(door::walls::WALLS_GONE, []),
            StoreError::WallsFull => Self::new(door::walls::WALLS_FULL, [("max", &shared::wall::WALLS_MAX)]),
            StoreError::LastAdmin => Self::new(people::LAST_ADMIN, []),
            StoreError::FactorAltered(login) => Self::new(people::FACTOR_ALTERED, [("login", &login)]),
            StoreError::AuditKey => Self::new(audit::KEY_ALTERED, []),
            StoreError::AuditBroken => Self::new(audit::RECORD_ALTERED, []),
            StoreError::Database(error) => Self::new(t::STORE_FAILED, [("error", &error)]),
        }
    }
}

impl From<camera::AddressError> for Failure {
    fn from(e: camera::AddressError) -> Self {
        match e {
            camera::AddressError::Scheme(scheme) => Self::new(t::URL_SCHEME, [("scheme", &scheme)]),
            camera::AddressError::Bad => Self::new(t::URL_BAD, []),
        }
    }
}

impl From<TlsError> for Failure {
    fn from(e: TlsError) -> Self {
        match e {
            TlsError::Unreadable { path, source } => {
                Self::new(line::TLS_UNREADABLE, [("path", &path.display()), ("error", &source)])
            }
            TlsError::NoCertificate(path) => Self::new(line::TLS_NO_CERTIFICATE, [("path", &path.display())]),
            TlsError::NoKey(path) => Self::new(line::TLS_NO_KEY, [("path", &path.display())]),
            TlsError::Mismatch { cert, key } => {
                Self::new(line::TLS_MISMATCH, [("cert", &cert.display()), ("key", &key.display())])
            }
            TlsError::Unusable { cert, key, source } => {
                let values: [(_, &dyn ToString); 3] =
                    [("cert", &cert.display()), ("key", &key.display()), ("error", &source)];
                Self::new(line::TLS_UNUSABLE, values)
            }
            TlsError::NotMade { path, why } => {
                Self::new(line::TLS_NOT_MADE, [("path", &path.display()), ("error", &why)])
            }
            TlsError::Setup(error) => Self::new(t::RUNTIME, [("error", &error)]),
        }
    }
}
