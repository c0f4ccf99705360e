// One stream's decoder in a worker of its own, so that decoding holds up neither the socket nor the other streams, and a
// stream that hangs or traps the decoder costs only itself: whoever began it ends the worker.
//
// In: [module, avcC] once; then [unit, stamp] each. Units may come first: they wait.
// Out: for each unit [stamp], or [stamp, planes, width, height, row, chromaRow, bt709, fullRange]; planes is an ArrayBuffer
// with Y, Cb, Cr one behind the other, rows `row` and `chromaRow` bytes apart. Or one string, why there will be no more.
"use strict";
(() => {
  const early = [];
  let wasm = null;
  let ended = false;

  const end = (why) => {
    ended = true;
    wasm = null;
    postMessage(String(why));
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

  const begin = (module, avcc) => {
    wasm = new WebAssembly.Instance(module, {}).exports;
    call("open", avcc);
    early.splice(0).forEach(decode);
  };

  const decode = ([unit, stamp]) => {
    if (call("decode", unit) === 0) return postMessage([stamp]);
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
    const picture = [stamp, planes.buffer, width, height, row, chromaRow, bt709, fullRange];
    postMessage(picture, [planes.buffer]);
  };

  self.onmessage = ({ data }) => {
    if (ended) return;
    try {
      if (data[0] instanceof WebAssembly.Module) begin(data[0], data[1]);
      else if (wasm) decode(data);
      else early.push(data);
    } catch (error) {
      // Also a trap: the instance is not used again.
      end(error.message || error);
    }
  };
})();
