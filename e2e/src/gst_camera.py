#!/usr/bin/python3
"""An independent camera: GStreamer's RTSP server plays an Annex B file in a loop, and asks for a user by digest.

Usage: gst_camera.py FILE FPS USER PASSWORD. Prints its address once it listens."""
import sys

import gi

for name in ("Gst", "GstRtsp", "GstRtspServer"):
    gi.require_version(name, "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

path, fps, user, password = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
Gst.init(None)


def access_units(data):
    """Splits at start codes; a new unit begins at a parameter set, SEI, delimiter or first slice behind a slice."""
    starts = []
    at = data.find(b"\0\0\1")
    while at >= 0:
        starts.append(at - 1 if at and data[at - 1] == 0 else at)
        at = data.find(b"\0\0\1", at + 3)
    starts.append(len(data))
    units, current, has_slice = [], b"", False
    for begin, end in zip(starts, starts[1:]):
        nal = data[begin:end]
        head = nal.find(b"\1") + 1
        kind = nal[head] & 31
        first_slice = kind in (1, 5) and nal[head + 1] & 0x80
        if has_slice and (kind in (6, 7, 8, 9) or first_slice):
            units.append(current)
            current, has_slice = b"", False
        current += nal
        has_slice |= kind in (1, 5)
    return units + [current]


UNITS = access_units(open(path, "rb").read())


def configure(_factory, media):
    source = media.get_element().get_child_by_name("source")
    state = {"n": 0}

    def need_data(source, _length):
        n = state["n"]
        state["n"] += 1
        buffer = Gst.Buffer.new_wrapped(UNITS[n % len(UNITS)])
        buffer.duration = Gst.SECOND // fps
        buffer.pts = buffer.dts = n * Gst.SECOND // fps
        source.emit("push-buffer", buffer)

    source.connect("need-data", need_data)


server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service("0")
auth = GstRtspServer.RTSPAuth()
auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
token = GstRtspServer.RTSPToken()
token.set_string("media.factory.role", "user")
auth.add_digest(user, password, token)
server.set_auth(auth)
permissions = GstRtspServer.RTSPPermissions()
for permission in ("media.factory.access", "media.factory.construct"):
    permissions.add_permission_for_role("user", permission, True)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    "( appsrc name=source is-live=true format=time block=true max-bytes=200000 "
    f"caps=video/x-h264,stream-format=byte-stream,alignment=au,framerate={fps}/1 "
    "! h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1 )"
)
factory.connect("media-configure", configure)
factory.set_shared(True)
factory.set_permissions(permissions)
server.get_mount_points().add_factory("/street", factory)
server.attach(None)
print(f"rtsp://127.0.0.1:{server.get_bound_port()}/street", flush=True)
GLib.MainLoop().run()
