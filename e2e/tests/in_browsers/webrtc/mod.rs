//! WebRTC in a browser, by a player that is not ours, and with TURN.

mod plain;
mod turn;
