//! RTSP cameras: dial, supervise, turn into access units.
