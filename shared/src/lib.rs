//! What the relay and the viewer both know: ids, times, the wire, H.264 parsing, texts.
