// One stream's decoder in a worker of its own, so that decoding holds up neither the socket nor the other streams, and a
// stream that hangs or traps the decoder costs only itself: whoever began it ends the worker.
//
// In, to the worker: [module, avcC, port] once. In, by the port, which keeps what comes before: [unit, stamp] each.
// Out, by the port, for each unit [stamp], or [stamp, planes, width, height, row, chromaRow, bt709, fullRange]; planes is an
// ArrayBuffer with Y, Cb, Cr one behind the other, rows `row` and `chromaRow` bytes apart. Or one string, why there will be no
// more.
"use strict";
self.onmessage = ({ data: [module, avcc, port] }) => {
  let wasm = null;

  const end = (why) => {
    port.onmessage = wasm = null;
    port.postMessage(String(why));
  };
  const reason = () =>
    new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, wasm.reason(), wasm.reason_length()).slice());

  // Writes bytes where the module reads them, and calls it.
  const call = (name, bytes) => {
    const at = wasm.input(bytes.length);
    if (at === 0) throw new Error("there is no room for " + bytes.length + " bytes");
    new Uint8Array(wasm.memory.buffer).set(bytes, at);
    const said = wasm[name](bytes.length);
    if (said < 0) throw new Error(reason());
    return said;
  };

  const decode = ([unit, stamp]) => {
    if (call("decode", unit) === 0) return port.postMessage([stamp]);
    const heap = wasm.memory.buffer;
    const [y, cb, cr, row, chromaRow, width, height, bt709, fullRange] = new Uint32Array(heap, wasm.picture(), 9);
    const rows = (height + 1) >> 1;
    const luma = row * height;
    const chroma = chromaRow * rows;
    const planes = new Uint8Array(luma + 2 * chroma);
    // The last row ends with its last sample.
    const copy = (from, stride, rows, width, to) =>
      planes.set(new Uint8Array(heap, from, stride * (rows - 1) + width), to);
    copy(y, row, height, width, 0);
    copy(cb, chromaRow, rows, (width + 1) >> 1, luma);
    copy(cr, chromaRow, rows, (width + 1) >> 1, luma + chroma);
    port.postMessage([stamp, planes.buffer, width, height, row, chromaRow, bt709, fullRange], [planes.buffer]);
  };

  // Also a trap ends it: the instance is not used again.
  const attempt = (what) => {
    try {
      what();
    } catch (error) {
      end(error.message || error);
    }
  };
  port.onmessage = ({ data }) => attempt(() => decode(data));
  attempt(() => {
    wasm = new WebAssembly.Instance(module, {}).exports;
    call("open", avcc);
  });
};
