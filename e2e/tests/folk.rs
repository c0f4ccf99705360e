//! People: an admin's forms, sent as a browser sends them.

pub(crate) mod desk;
