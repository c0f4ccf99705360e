//! Simulated and scripted RTSP cameras.
