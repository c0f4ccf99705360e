//! Builds the viewer and its worker into hashed, compressed files.
