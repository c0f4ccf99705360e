//! A submitted form. Belongs here: fields by name, each once. Does not: what may stand in them.

use super::super::problem::Refusal;
use axum::{
    Form,
    extract::{FromRequest, Request},
};
use secrecy::SecretString;
use shared::wire::Reason;
use std::collections::BTreeMap;

/// The fields of a form in `application/x-www-form-urlencoded`. Those that nobody asks for are ignored.
pub(in super::super) struct Fields(BTreeMap<String, String>);

impl Fields {
    /// A field as it was typed; empty where it is missing.
    pub(in super::super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The same; `None` where it is missing.
    pub(in super::super) fn find(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A field that is a secret.
    pub(in super::super) fn secret(&self, name: &str) -> SecretString {
        self.get(name).into()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(|e| Refusal(if e.status().as_u16() == 413 { Reason::BodyTooLarge } else { Reason::BadMessage }))?;
        let mut fields = BTreeMap::new();
        for (name, value) in pairs {
            // Which of two counts is nobody's guess.
            if fields.insert(name, value).is_some() {
                return Err(Refusal(Reason::BadMessage));
            }
        }
        Ok(Self(fields))
    }
}
