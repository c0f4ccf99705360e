//! The words about vendors, areas and lists of cameras.

use super::texts;

texts! {}
