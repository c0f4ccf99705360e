//! From a camera's parameter sets to what decoders are told.

use crate::Failure;
use bytes::Bytes;
use hub::StreamParams;
use shared::{
    StreamId,
    h264::{Avcc, Sps},
    wire::Reason,
};

/// Reads the decoder configuration that came with a stream. The stream's number is given by the hub later.
pub(crate) fn stream_params(avcc: &[u8]) -> Result<StreamParams, Failure> {
    let broken = |what: String| Failure::new(Reason::ProtocolError, what);
    let parsed = Avcc::parse(avcc).map_err(|e| broken(e.to_string()))?;
    let first = parsed.sps.first().ok_or_else(|| broken("no sequence parameter set".into()))?;
    let sps = Sps::parse(first).map_err(|e| broken(e.to_string()))?;
    if !sps.frame_mbs_only {
        return Err(Failure::new(Reason::Interlaced, "frame_mbs_only_flag is 0"));
    }
    let record = Bytes::copy_from_slice(avcc);
    Ok(StreamParams {
        stream: StreamId(0),
        avcc_live: record.clone(),
        avcc_source: record,
        codec: parsed.codec().map_err(|e| broken(e.to_string()))?,
        width: sps.width,
        height: sps.height,
        reorders: !sps.cannot_reorder(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn avcc(sps: &str) -> Vec<u8> {
        let sps = (0..sps.len()).step_by(2).map(|i| u8::from_str_radix(&sps[i..i + 2], 16).unwrap()).collect();
        Avcc { sps: vec![sps], pps: vec![vec![0x68, 0xce]], extension: vec![] }.encode().unwrap()
    }

    #[test]
    fn a_progressive_stream_is_described() {
        let p = stream_params(&avcc("6742c016d900a02ff97ff0003000410000030001000003001e0f162e48")).unwrap();
        assert_eq!((p.codec.as_str(), p.width, p.height, p.reorders), ("avc1.42c016", 640, 360, false));
    }

    #[test]
    fn interlaced_and_rubbish_are_refused_in_words() {
        let interlaced = stream_params(&avcc("6764001eacd940b424dff80080007880000003008000000f0f8a14cb"));
        assert_eq!(interlaced.unwrap_err().reason, Reason::Interlaced);
        assert_eq!(stream_params(&[1, 2, 3]).unwrap_err().reason, Reason::ProtocolError);
    }
}
