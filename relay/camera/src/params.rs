//! From a camera's parameter sets to what decoders are told.

use crate::{Failure, reorder::Claim};
use bytes::Bytes;
use hub::StreamParams;
use shared::{
    StreamId,
    h264::{Avcc, Sps, rewrite},
    wire::Reason,
};

/// Whether the parameter sets alone rule out that pictures are reordered.
pub(crate) fn cannot_reorder(avcc: &[u8]) -> bool {
    let sps = Avcc::parse(avcc).ok().and_then(|a| Sps::parse(a.sps.first()?).ok());
    sps.is_some_and(|s| s.cannot_reorder())
}

/// Reads the decoder configuration that came with a stream. The stream's number is given by the hub later.
pub(crate) fn stream_params(avcc: &[u8], claim: Claim) -> Result<StreamParams, Failure> {
    let broken = |what: String| Failure::new(Reason::ProtocolError, what);
    let parsed = Avcc::parse(avcc).map_err(|e| broken(e.to_string()))?;
    let first = parsed.sps.first().ok_or_else(|| broken("no sequence parameter set".into()))?;
    let sps = Sps::parse(first).map_err(|e| broken(e.to_string()))?;
    if !sps.frame_mbs_only {
        return Err(Failure::new(Reason::Interlaced, "frame_mbs_only_flag is 0"));
    }
    let source = Bytes::copy_from_slice(avcc);
    let live = match claim {
        Claim::AsGiven => None,
        Claim::NoReordering => without_reordering(&parsed).and_then(|live| live.encode().ok()).map(Bytes::from),
    };
    Ok(StreamParams {
        stream: StreamId(0),
        avcc_live: live.unwrap_or_else(|| source.clone()),
        avcc_source: source,
        codec: parsed.codec().map_err(|e| broken(e.to_string()))?,
        width: sps.width,
        height: sps.height,
        reorders: claim == Claim::AsGiven,
    })
}

/// The record with every SPS rewritten; `None` where one of them cannot be.
pub(crate) fn without_reordering(source: &Avcc) -> Option<Avcc> {
    let sps = source.sps.iter().map(|s| rewrite::without_reordering(s)).collect::<Option<_>>()?;
    Some(Avcc { sps, ..source.clone() })
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
        let source = avcc("6742c016d900a02ff97ff0003000410000030001000003001e0f162e48");
        assert!(cannot_reorder(&source));
        let p = stream_params(&source, Claim::NoReordering).unwrap();
        assert_eq!((p.codec.as_str(), p.width, p.height, p.reorders), ("avc1.42c016", 640, 360, false));
    }

    #[test]
    fn what_is_claimed_stands_in_the_live_record_only() {
        let source = avcc("67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580");
        let reorder = |record: &[u8]| Sps::parse(&Avcc::parse(record).unwrap().sps[0]).unwrap().vui.unwrap().reorder;
        let given = stream_params(&source, Claim::AsGiven).unwrap();
        assert_eq!((reorder(&given.avcc_live), given.reorders), (Some((2, 4)), true));
        let claimed = stream_params(&source, Claim::NoReordering).unwrap();
        assert_eq!((reorder(&claimed.avcc_live), claimed.reorders), (Some((0, 4)), false));
        assert_eq!(reorder(&claimed.avcc_source), Some((2, 4)));
    }

    #[test]
    fn interlaced_and_rubbish_are_refused_in_words() {
        let interlaced =
            stream_params(&avcc("6764001eacd940b424dff80080007880000003008000000f0f8a14cb"), Claim::AsGiven);
        assert_eq!(interlaced.unwrap_err().reason, Reason::Interlaced);
        assert_eq!(stream_params(&[1, 2, 3], Claim::AsGiven).unwrap_err().reason, Reason::ProtocolError);
    }
}
