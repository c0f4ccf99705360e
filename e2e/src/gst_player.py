#!/usr/bin/python3
"""An independent WHEP player: GStreamer's webrtcbin with libnice, its own DTLS, SRTP and H.264 decoder.

Usage: gst_player.py URL COOKIE ORIGIN FOLDER. Prints `frame N WIDTH HEIGHT` for each decoded picture; every tenth lies in
FOLDER as N.rgba before its line is printed. Ends the session when it is terminated."""
import signal
import sys
import urllib.parse
import urllib.request

import gi

for name in ("Gst", "GstWebRTC", "GstSdp", "GstApp"):
    gi.require_version(name, "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC

url, cookie, origin, folder = sys.argv[1:5]
Gst.init(None)
loop = GLib.MainLoop()
session = None
count = 0


def ask(method, address, body=None, kind=None):
    headers = {"Cookie": cookie, "Origin": origin}
    if kind:
        headers["Content-Type"] = kind
    data = body.encode() if body is not None else None
    return urllib.request.urlopen(urllib.request.Request(address, data=data, headers=headers, method=method))


pipeline = Gst.Pipeline()
web = Gst.ElementFactory.make("webrtcbin")
web.set_property("bundle-policy", GstWebRTC.WebRTCBundlePolicy.MAX_BUNDLE)
web.set_property("latency", 50)
# Nobody's router is to be asked for anything.
ice = web.get_property("ice-agent")
agent = ice.get_property("agent")
agent.set_property("upnp", False)
# The relay is on this machine; from another of its addresses libnice sends out of the network card (IP_UNICAST_IF).
ice.emit("add-local-ip-address", "127.0.0.1")
pipeline.add(web)


def offered(promise, _web):
    # The offer is a part of the reply, which has to outlive it.
    reply = promise.get_reply()
    offer = reply.get_value("offer")
    web.emit("set-local-description", offer, Gst.Promise.new())


def negotiate(_web):
    web.emit("create-offer", None, Gst.Promise.new_with_change_func(offered, web))


def post():
    """The offer with all candidates, as WHEP lets a player send it that knows no trickling."""
    global session
    offer = web.get_property("local-description").sdp.as_text()
    with ask("POST", url, offer, "application/sdp") as answer:
        print("status", answer.status, flush=True)
        session = urllib.parse.urljoin(url, answer.headers["Location"])
        text = answer.read()
    _, sdp = GstSdp.SDPMessage.new()
    GstSdp.sdp_message_parse_buffer(text, sdp)
    description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
    web.emit("set-remote-description", description, Gst.Promise.new())
    return GLib.SOURCE_REMOVE


def gathered(_web, _spec):
    if web.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE:
        GLib.idle_add(post)


def decoded(sink):
    global count
    sample = sink.emit("pull-sample")
    caps = sample.get_caps().get_structure(0)
    count += 1
    if count % 10 == 0:
        ok, mapped = sample.get_buffer().map(Gst.MapFlags.READ)
        if ok:
            with open(f"{folder}/{count}.rgba", "wb") as file:
                file.write(mapped.data)
            sample.get_buffer().unmap(mapped)
    print("frame", count, caps.get_value("width"), caps.get_value("height"), flush=True)
    return Gst.FlowReturn.OK


def arrived(_web, pad):
    if pad.direction != Gst.PadDirection.SRC:
        return
    chain = Gst.parse_bin_from_description(
        "rtph264depay ! h264parse ! avdec_h264 ! videoconvert ! video/x-raw,format=RGBA ! appsink name=sink sync=false",
        True,
    )
    sink = chain.get_by_name("sink")
    sink.set_property("emit-signals", True)
    sink.connect("new-sample", decoded)
    pipeline.add(chain)
    chain.sync_state_with_parent()
    pad.link(chain.get_static_pad("sink"))


def end():
    if session:
        with ask("DELETE", session) as answer:
            print("ended", answer.status, flush=True)
    loop.quit()
    return GLib.SOURCE_REMOVE


web.connect("on-negotiation-needed", negotiate)
web.connect("notify::ice-gathering-state", gathered)
web.connect("pad-added", arrived)
caps = Gst.Caps.from_string(
    "application/x-rtp,media=video,encoding-name=H264,payload=96,clock-rate=90000,packetization-mode=(string)1,"
    "profile-level-id=(string)42e01f,rtcp-fb-nack=(boolean)true,rtcp-fb-nack-pli=(boolean)true"
)
web.emit("add-transceiver", GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY, caps)
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, end)
pipeline.set_state(Gst.State.PLAYING)
loop.run()
pipeline.set_state(Gst.State.NULL)
