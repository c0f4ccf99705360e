//! The GOP rings and those who read from them. Knows no socket, no disk, no RTSP.
