// Drives OpenH264's script and module in the page of a test.
window.openh264 = (() => {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  // What the worker of the viewer would load: its script names them.
  const find = async () => {
    const worker = performance.getEntriesByType("resource").find(({ name }) => /\/assets\/worker-\w+\.js$/.test(name));
    const text = await (await fetch(worker.name)).text();
    const [, script, module] = /wardOpenh264 = \{ script: "(.*?)", module: "(.*?)" \}/.exec(text);
    return { script, module: await WebAssembly.compileStreaming(fetch(module)) };
  };
  let found;
  const open = async (avcc, tell) => {
    const { script, module } = await (found ??= find());
    const worker = new Worker(script), { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => tell(data);
    worker.onerror = (event) => tell("not caught: " + event.message);
    worker.postMessage([module, bytes(avcc), port2], [port2]);
    return { postMessage: (...message) => port1.postMessage(...message), terminate: () => worker.terminate() };
  };

  const hash = async ([, planes, width, height, row, chromaRow]) => {
    const all = new Uint8Array(planes), half = [(width + 1) >> 1, (height + 1) >> 1];
    const tight = new Uint8Array(width * height + 2 * half[0] * half[1]);
    let from = 0, to = 0;
    for (const [stride, w, h] of [[row, width, height], [chromaRow, ...half], [chromaRow, ...half]]) {
      for (let line = 0; line < h; line++, to += w) tight.set(all.subarray(from + line * stride, from + line * stride + w), to);
      from += stride * h;
    }
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", tight));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const decode = ({ avcc, units }) =>
    new Promise((resolve, reject) => {
      const pictures = [];
      const end = async (worker, ended) => {
        worker.terminate();
        resolve({ pictures: await Promise.all(pictures), ended });
      };
      const opened = open(avcc, async (data) => {
        const worker = await opened;
        if (typeof data === "string") return end(worker, data);
        if (data[0] !== pictures.length) return reject("units are answered out of order");
        pictures.push(data.length > 1 ? hash(data) : "");
        if (pictures.length === units.length) end(worker, null);
      });
      opened.then((worker) => units.forEach((unit, n) => worker.postMessage([bytes(unit), n])), reject);
    });

  const restart = async ({ avcc, units, times }) => {
    let whole = 0;
    for (let n = 0; n < times; n++) {
      const { pictures } = await decode({ avcc, units: units.slice(0, 2) });
      whole += pictures.filter((picture) => picture).length === 2;
    }
    return whole;
  };

  const run = async ({ avcc, units, pictures }) => {
    const { module } = await (found ??= find());
    const wasm = new WebAssembly.Instance(module, {}).exports;
    const call = (name, unit) => {
      const at = wasm.input(unit.length);
      new Uint8Array(wasm.memory.buffer).set(unit, at);
      return wasm[name](unit.length);
    };
    if (call("open", bytes(avcc)) !== 0) throw "it does not open";
    const all = units.map(bytes);
    let first;
    for (let n = 0; n < pictures; n++) {
      if (call("decode", all[n % all.length]) !== 1) throw "no picture out of unit " + n;
      if (n === all.length) first = wasm.memory.buffer.byteLength;
    }
    return [first, wasm.memory.buffer.byteLength];
  };

  // Pictures a second of the worker, and of the browser's own decoder, the same stream flat out again and again. The first
  // round is not counted.
  const race = async ({ avcc, units, keys, codec, rounds }) => {
    const all = units.map(bytes), total = all.length * rounds;
    const timed = (begin) =>
      new Promise((resolve, reject) => {
        let count = 0, since;
        const step = () => {
          count += 1;
          if (count === all.length) since = performance.now();
          if (count === total) resolve(((total - all.length) * 1000) / (performance.now() - since));
        };
        begin(step, reject);
      });
    const ours = await timed(async (step, reject) => {
      const worker = await open(avcc, (data) => {
        if (typeof data === "string") reject(data);
        else if (data.length > 1) step();
      });
      for (let n = 0; n < total; n++) worker.postMessage([all[n % all.length], n]);
    });
    const browsers = await timed((step, reject) => {
      const decoder = new VideoDecoder({ error: reject, output: (frame) => { frame.close(); step(); } });
      decoder.configure({ codec, description: bytes(avcc), optimizeForLatency: true });
      for (let n = 0; n < total; n++) {
        const type = keys[n % all.length] ? "key" : "delta";
        decoder.decode(new EncodedVideoChunk({ type, timestamp: n, data: all[n % all.length] }));
      }
      decoder.flush().catch(reject);
    });
    return [ours, browsers];
  };

  return { decode, race, restart, run };
})();
