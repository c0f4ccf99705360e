//! A principal for the tests of other crates, made the way every principal is made: from facts.

use crate::{Book, CameraFacts, Facts, Person, Principal, SessionFacts, Settings, Token};
use shared::{
    CameraId, UnixMicros,
    access::{Grant, Role, Scope},
};
use std::sync::Arc;

/// Somebody with an account, in a book where nobody else has one.
#[derive(Debug)]
pub struct Somebody {
    /// The book.
    pub book: Arc<Book>,
    /// What his cookie carries.
    pub token: Token,
}

impl Somebody {
    /// As he asks.
    ///
    /// # Panics
    /// Where the book was changed so that he may not.
    pub fn principal(&self) -> Principal {
        self.book.session(self.token.hash()).expect("he has a session")
    }
}

/// Somebody with a role over the whole ward.
///
/// # Panics
/// Never: the names are valid.
pub fn somebody(role: Role, cameras: &[CameraId]) -> Somebody {
    let settings = Settings { clock: Box::new(|| UnixMicros(1)), utc_offset_minutes: 0, totp_roles: Vec::new() };
    let book = Book::new(settings);
    let token = Token::random();
    let grant = Grant { id: "g".parse().expect("an id"), role, scope: Scope::Site, hours: None, until: None };
    let person = Person {
        login: "somebody".parse().expect("a login"),
        name: "Somebody".into(),
        grants: vec![grant],
        has_totp: false,
        enabled: true,
    };
    let user: shared::UserId = "u".parse().expect("an id");
    let session = SessionFacts { id: "s".parse().expect("an id"), user: user.clone(), until: UnixMicros(u64::MAX) };
    let cameras = cameras.iter().map(|id| (id.clone(), CameraFacts::default())).collect();
    let (people, sessions) = ([(user, person)].into(), [(token.hash(), session)].into());
    book.replace(Facts { people, sessions, cameras, ..Facts::default() });
    Somebody { book, token }
}
