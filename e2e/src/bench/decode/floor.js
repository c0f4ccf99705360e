// The bare page's worker: what comes on the socket is decoded, what is decoded is drawn, at once.
self.onmessage = ({ data: canvases }) => {
  const streams = new Map(), tiles = canvases.map((canvas) => canvas.getContext("2d", { alpha: false }));
  const socket = new WebSocket(`ws://${location.host}/api/v1/live`, "PROTOCOL");
  socket.binaryType = "arraybuffer";
  socket.onopen = () => MESSAGES.forEach((message) => socket.send(JSON.stringify(message)));
  let stamp = 0;
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") {
      const told = JSON.parse(data);
      if (told.type !== "stream") return;
      const tile = tiles[told.slot], { width, height } = tile.canvas;
      const decoder = new VideoDecoder({
        error: (error) => { throw error; },
        output: (frame) => { tile.drawImage(frame, 0, 0, width, height); frame.close(); },
      });
      const description = Uint8Array.from(atob(told.avcc), (c) => c.charCodeAt(0));
      decoder.configure({ codec: told.codec, description, optimizeForLatency: true });
      streams.set(told.stream, decoder);
      return;
    }
    const head = new DataView(data), key = (head.getUint8(1) & 1) === 1;
    const unit = { type: key ? "key" : "delta", timestamp: stamp++, data: new Uint8Array(data, HEADER) };
    streams.get(head.getUint32(4))?.decode(new EncodedVideoChunk(unit));
  };
};
