//! People in the browser: invited by an admin's forms, watching from a phone, cut off, locked out of nothing they need.

mod invited;
mod officer;
mod trail;
