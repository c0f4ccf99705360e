//! The `Transport` header of SETUP (RFC 2326 section 12.39). Belongs here: choosing one of the client's offers, the answer's text.
//! Does not: ports that have to be opened.

use super::{udp::UdpPair, writer::Target};
use rtsp_types::headers::{RtpLowerTransport, RtpTransport, Transport, Transports};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// The first offer that can be served, with the header that says so; `None` where there is none.
pub(crate) fn choose(offers: &Transports, peer: IpAddr, udp: &Arc<UdpPair>, ssrc: u32) -> Option<(Target, String)> {
    offers.iter().find_map(|offer| match offer {
        Transport::Rtp(offer) => serve(offer, peer, udp, ssrc),
        Transport::Other(_) => None,
    })
}

fn serve(offer: &RtpTransport, peer: IpAddr, udp: &Arc<UdpPair>, ssrc: u32) -> Option<(Target, String)> {
    let params = &offer.params;
    if params.multicast {
        return None;
    }
    if offer.lower_transport == Some(RtpLowerTransport::Tcp) {
        let (rtp_channel, rtcp) = params.interleaved.unwrap_or((0, None));
        let rtcp_channel = rtcp.unwrap_or(rtp_channel.wrapping_add(1));
        let text = format!("RTP/AVP/TCP;unicast;interleaved={rtp_channel}-{rtcp_channel};ssrc={ssrc:08X}");
        return Some((Target::Tcp { rtp_channel, rtcp_channel }, text));
    }
    let (rtp, rtcp) = params.client_port?;
    let rtcp = rtcp.unwrap_or(rtp.wrapping_add(1));
    let (server_rtp, server_rtcp) = udp.ports();
    let text =
        format!("RTP/AVP;unicast;client_port={rtp}-{rtcp};server_port={server_rtp}-{server_rtcp};ssrc={ssrc:08X}");
    let at = |port| SocketAddr::new(peer, port);
    Some((Target::Udp { pair: udp.clone(), rtp: at(rtp), rtcp: at(rtcp) }, text))
}
