// WHEP as its specification has it, in ten lines. What `open` resolves with is for the test.
async function open(url, configuration) {
  const peer = (window.peer = new RTCPeerConnection());
  peer.addTransceiver("video", { direction: "recvonly" });
  const offer = await peer.createOffer();
  const headers = { "content-type": "application/sdp" };
  const answer = await fetch(url, { method: "POST", headers, body: offer.sdp });
  if (answer.status !== 201) return { status: answer.status, body: await answer.text() };
  const link = answer.headers.get("link") || "", servers = [];
  for (const [, urls, rest] of link.matchAll(/<([^>]+)>([^<]*)/g)) {
    const said = (name) => rest.match(`${name}="([^"]*)"`)?.[1];
    servers.push({ urls, username: said("username"), credential: said("credential") });
  }
  peer.setConfiguration({ iceServers: servers, ...configuration });
  const video = document.body.appendChild(document.createElement("video"));
  video.muted = video.autoplay = true;
  peer.ontrack = (event) => (video.srcObject = event.streams[0] ?? new MediaStream([event.track]));
  await peer.setLocalDescription(offer);
  await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
  return { status: answer.status, link, session: answer.headers.get("location") };
}
