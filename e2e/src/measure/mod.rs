//! What `bench` and `soak` share: a relay to be measured, cheap viewers, the kernel's figures, plain statistics.
//! Belongs here: measuring. Does not: what is measured, and which bounds hold.

pub mod ages;
pub mod dice;
pub mod eye;
pub mod frames;
pub mod kept;
pub mod machine;
pub mod quota;
pub mod socket;
pub mod stage;
pub mod stats;
pub mod usage;
