//! The only place with SQL: cameras, their sealed secrets, the areas they hang in, people, the health ledger, the audit,
//! what visitors' devices can show, walls and the duty book, in SQLite.
//! Belongs here: schema, queries, sealing.
//! Does not: what an address means, dialling, who may ask.

mod areas;
pub mod audit;
pub mod backup;
mod batch;
mod cameras;
mod changes;
pub mod checks;
pub mod embeds;
mod ids;
mod key;
pub mod ledger;
mod open;
pub mod people;
mod record;
mod row;
mod seal;
pub mod shifts;
pub mod walls;

pub use areas::{AreaRecord, Areas};
pub use batch::Batch;
pub use changes::Changes;
pub use open::{DATABASE, KEY, Store};
pub use record::{CameraRecord, Credentials, Stored, Transport};

use std::path::PathBuf;

/// Why the store does not serve.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data folder or a file in it cannot be made, read or written.
    #[error("{path}: {source}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database was made by a newer relay. Nothing was changed.
    #[error("the database {path} is of a newer version ({version})")]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its newest migration.
        version: i64,
    },
    /// The file is no database, or a broken one.
    #[error("the database {path} cannot be opened: {source}")]
    Broken {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: sqlx::Error,
    },
    /// The key file holds no key.
    #[error("the key file {0} holds no key")]
    KeyBroken(PathBuf),
    /// There are sealed secrets but no key file.
    #[error("the key file {0} is missing")]
    KeyMissing(PathBuf),
    /// The key does not open the stored secrets.
    #[error("the key file {0} does not open the stored secrets")]
    KeyWrong(PathBuf),
    /// A secret that this key should open does not open: it was altered, or moved from another camera.
    #[error("the secrets of camera {0} were altered")]
    Altered(String),
    /// There is a camera with this id already.
    #[error("there is a camera {0} already")]
    Exists(shared::CameraId),
    /// There is an area of this name beside it already.
    #[error("there is an area of this name already")]
    AreaExists,
    /// The area is not there.
    #[error("there is no such area")]
    NoArea,
    /// Something lies in the area.
    #[error("{cameras} cameras and {areas} areas lie in this area, {grants} grants name it")]
    AreaInUse {
        /// Cameras directly in it.
        cameras: u32,
        /// Areas directly in it.
        areas: u32,
        /// Grants that name it.
        grants: u32,
    },
    /// Somebody has this login name already.
    #[error("somebody has the login name {0} already")]
    LoginTaken(shared::access::Login),
    /// The user is not there.
    #[error("there is no such user")]
    NoUser,
    /// The grant is not there.
    #[error("there is no such grant")]
    NoGrant,
    /// A grant names a camera or an area that is not there, or a role that nobody can have.
    #[error("the grant names what is not there")]
    NoScope,
    /// The embed is not there.
    #[error("there is no such embed")]
    NoEmbed,
    /// The wall is not there.
    #[error("there is no such wall")]
    NoWall,
    /// A person has as many walls as one may keep.
    #[error("there are {} walls already", shared::wall::WALLS_MAX)]
    WallsFull,
    /// Without this user or grant nobody could set up anything any more.
    #[error("this is the last admin")]
    LastAdmin,
    /// A second factor that this key should open does not open: it was altered, or moved from another user.
    #[error("the second factor of {0} was altered")]
    FactorAltered(shared::access::Login),
    /// The key that signs the audit is not the one that the key file opens: it was replaced or altered.
    #[error("the key that signs the audit was altered")]
    AuditKey,
    /// The audit was altered from outside, so that nothing can be added to it.
    #[error("the audit was altered")]
    AuditBroken,
    /// The database failed in the middle.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}
