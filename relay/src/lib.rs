//! A thin relay from RTSP H.264 cameras to browsers, the viewer inside.
