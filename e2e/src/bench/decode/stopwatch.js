// Stands in front of a worker's script: times what goes into the decoders, what comes out and when it is drawn.
(() => {
  const drawnFrom = new WeakMap();
  let figures = null;
  const since = (at) => performance.now() - at;
  const channel = new BroadcastChannel("stopwatch");
  channel.onmessage = ({ data }) => {
    if (data === "start") figures = { decoded: [], drawn: [], start: performance.now() };
    if (data === "stop" && figures) {
      channel.postMessage({ decoded: figures.decoded, drawn: figures.drawn, ms: since(figures.start) });
      figures = null;
    }
  };
  self.VideoDecoder = class extends self.VideoDecoder {
    constructor({ error, output }) {
      const given = new Map();
      super({
        error,
        output: (frame) => {
          const at = given.get(frame.timestamp);
          given.delete(frame.timestamp);
          drawnFrom.set(frame, at);
          figures?.decoded.push(since(at));
          output(frame);
        },
      });
      this.given = given;
    }
    decode(chunk) {
      this.given.set(chunk.timestamp, performance.now());
      super.decode(chunk);
    }
  };
  const context = self.OffscreenCanvasRenderingContext2D.prototype;
  const draw = context.drawImage;
  context.drawImage = function (picture, ...where) {
    draw.call(this, picture, ...where);
    const at = drawnFrom.get(picture);
    if (at !== undefined) figures?.drawn.push(since(at));
  };
})();
