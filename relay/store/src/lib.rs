//! The only place with SQL: cameras and their sealed secrets.
