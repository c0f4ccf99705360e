//! How frames leave the relay: the live WebSocket.
