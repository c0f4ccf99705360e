//! Who may do what: the only maker of Allowed.
