//! The worker that receives, decodes and paints.
