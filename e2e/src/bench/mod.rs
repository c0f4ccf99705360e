//! `make bench`: what a viewer and a camera cost, beside a floor measured in the same run.
//! Belongs here: the rows of the table and the child processes that they need. Does not: passing or failing: a machine
//! that is busy makes a row worse, not a test red.

pub mod bytes;
pub mod cameras;
pub mod children;
pub mod decode;
pub mod drain;
pub mod fanout;
pub mod first_picture;
pub mod floor;
pub mod load;
pub mod lossy;
pub mod openh264;
pub mod painted;
pub mod rtp;
mod sample;
pub mod shape;
pub mod slow;
pub mod table;
