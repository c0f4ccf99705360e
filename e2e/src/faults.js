// In front of the page's and the workers' scripts: breaks decoders, and turns the workers' clock, when a test says so over a
// BroadcastChannel. `webcodecs`: "silent" swallows pictures, "error" and "reclaimed" close the decoder with that error, "error once"
// the next one only; `mse`: "error" refuses each segment; `openh264`: "error" ends each decoder; `ahead`: milliseconds
// that are added to the workers' `performance.now()`.
(() => {
  if (globalThis.wardFaults) return;
  const fault = (globalThis.wardFaults = { webcodecs: "", mse: "", openh264: "", ahead: 0 });
  // Kept: one that is collected hears nothing.
  const channel = (globalThis.wardFaultsChannel = new BroadcastChannel("ward.faults"));
  channel.onmessage = ({ data }) => {
    if (data !== "what?") Object.assign(fault, data);
    else if (globalThis.document) channel.postMessage(fault);
  };
  // A worker that begins later asks the page.
  if (!globalThis.document) channel.postMessage("what?");

  if (globalThis.VideoDecoder) {
    globalThis.VideoDecoder = class extends VideoDecoder {
      #error;
      constructor({ output, error }) {
        super({ output: (frame) => (fault.webcodecs === "silent" ? frame.close() : output(frame)), error });
        this.#error = error;
      }
      decode(chunk) {
        const kind = { error: "EncodingError", "error once": "EncodingError", reclaimed: "QuotaExceededError" }[fault.webcodecs];
        if (!kind) return super.decode(chunk);
        if (fault.webcodecs === "error once") fault.webcodecs = "";
        if (this.state === "closed") return;
        this.close();
        queueMicrotask(() => this.#error(new DOMException("a test has broken it", kind)));
      }
    };
  }
  if (globalThis.SourceBuffer) {
    const append = SourceBuffer.prototype.appendBuffer;
    SourceBuffer.prototype.appendBuffer = function (segment) {
      if (fault.mse === "error") throw new DOMException("a test has broken it", "InvalidStateError");
      return append.call(this, segment);
    };
  }
  if (!globalThis.document) {
    const now = performance.now.bind(performance);
    performance.now = () => now() + fault.ahead;
    if (/openh264/.test(location.pathname)) {
      const post = MessagePort.prototype.postMessage;
      MessagePort.prototype.postMessage = function (...words) {
        return fault.openh264 === "error" ? post.call(this, "a test has broken it") : post.apply(this, words);
      };
    }
  }
})();
