// What this device can show: asks the browser, lets the app's own worker decode, times the relay. ECMAScript 5, so that it
// runs, and says so, where the app does not. Belongs here: finding out. Does not: words (they stand in the page).
(function () {
  "use strict";

  var PATIENCE_MS = 20000, CODECS = ["avc1.42e01e", "avc1.4d401f", "avc1.640028"];
  var RUNGS = ["webcodecs", "mse", "webrtc", "openh264", "still"];

  var page = document.querySelector("[data-worker]");
  var form = document.querySelector("form");
  if (!page) return;
  var hello = page.getAttribute("data-hello"), words = {}, found = {}, open = 0;

  function each(selector, act) {
    [].forEach.call(document.querySelectorAll(selector), act);
  }

  function now() {
    return window.performance && performance.now ? performance.now() : Date.now();
  }

  // One thing is found out once: what comes later is too late.
  function tell(what, outcome, ms, detail) {
    if (found[what] && found[what].outcome) return;
    open--;
    detail = String(detail === undefined ? "" : detail).slice(0, 300);
    found[what] = { what: what, outcome: outcome, detail: detail };
    if (ms !== undefined) found[what].ms = Math.max(0, Math.round(ms));
    var row = document.querySelector('[data-check="' + what + '"]');
    row.setAttribute("data-outcome", outcome);
    row.querySelector(".outcome").textContent = words[outcome];
    row.querySelector(".ms").textContent = ms === undefined ? "" : words.ms.replace("{n}", found[what].ms);
    row.querySelector(".detail").textContent = detail;
    if (!open) end();
  }

  function end() {
    function works(what) {
      return found[what].outcome === "passed" || found[what].outcome === "partly";
    }
    var moves = works("webcodecs") || works("mse") || works("webrtc") || works("openh264");
    var verdict = document.querySelector(".verdict");
    var all = [];
    verdict.textContent = !works("wasm") || !works("worker") ? words.lite : moves ? words.full : words.stills;
    verdict.setAttribute("data-verdict", moves ? "full" : "less");
    each("[data-check]", function (row) { all.push(found[row.getAttribute("data-check")]); });
    form.elements.findings.value = JSON.stringify(all);
    form.querySelector("button").disabled = false;
  }

  // `act` is given the time and finds out one thing; what it throws is an answer, too.
  function find(what, act) {
    setTimeout(function () { tell(what, "failed", undefined, words.silent); }, PATIENCE_MS);
    var began = now();
    function failed(error) {
      tell(what, "failed", undefined, error && error.message || error);
    }
    try {
      act(began, failed);
    } catch (error) {
      failed(error);
    }
  }

  function has(what, there, detail) {
    find(what, function () { tell(what, there ? "passed" : "missing", undefined, detail); });
  }

  function some(what, of, detail) {
    tell(what, of === CODECS.length ? "passed" : of ? "partly" : "failed", undefined, detail);
  }

  // The browser -------------------------------------------------------------------------------------------------------

  function wasm(bytes) {
    return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0].concat(bytes)));
  }

  function typed(what, source) {
    find(what, function () {
      if (!source) return tell(what, "missing");
      var known = CODECS.filter(function (codec) { return source.isTypeSupported('video/mp4; codecs="' + codec + '"'); });
      some(what, known.length, known.join(", "));
    });
  }

  function browser() {
    var canvas = document.createElement("canvas");
    has("secure_context", window.isSecureContext === undefined ? location.protocol === "https:" : window.isSecureContext);
    find("wasm", function (began) {
      if (!window.WebAssembly) return tell("wasm", "missing");
      wasm([]);
      tell("wasm", "passed", now() - began);
    });
    find("simd", function () {
      if (!window.WebAssembly) return tell("simd", "missing");
      // A function that gives a vector: i32.const 0, i8x16.splat.
      wasm([1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11]);
      tell("simd", "passed");
    });
    has("worker", !!window.Worker);
    has("offscreen_canvas", !!(window.OffscreenCanvas && canvas.transferControlToOffscreen));
    find("video_decoder", function (_, failed) {
      if (!window.VideoDecoder) return tell("video_decoder", "missing");
      Promise.all(CODECS.map(function (codec) {
        return VideoDecoder.isConfigSupported({ codec: codec, optimizeForLatency: true });
      })).then(function (all) {
        var known = CODECS.filter(function (_, n) { return all[n].supported; });
        some("video_decoder", known.length, known.join(", "));
      }).catch(failed);
    });
    typed("media_source", window.MediaSource);
    typed("managed_media_source", window.ManagedMediaSource);
    find("rtc_h264", function (_, failed) {
      if (!window.RTCPeerConnection || !window.Promise) return tell("rtc_h264", "missing");
      offer(1).then(function (made) {
        made.peer.close();
        tell("rtc_h264", /H264\/90000/i.test(made.offer.sdp) ? "passed" : "failed");
      }).catch(failed);
    });
    // Some browsers do not say.
    find("memory", function () {
      var size = navigator.deviceMemory;
      tell("memory", size ? "passed" : "skipped", undefined, size && size + " GB");
    });
    find("cores", function () {
      var count = navigator.hardwareConcurrency;
      tell("cores", count ? "passed" : "skipped", undefined, count);
    });
    has("screen", true, screen.width + "x" + screen.height + ", " + (window.devicePixelRatio || 1) + "x");
  }

  // The relay ---------------------------------------------------------------------------------------------------------

  function ask(method, url, body, done) {
    var xhr = new XMLHttpRequest();
    xhr.open(method, url);
    if (body) xhr.setRequestHeader("Content-Type", "application/sdp");
    xhr.onload = xhr.onerror = function () { done(xhr); };
    xhr.send(body);
  }

  function relay() {
    var times = [];
    find("relay", function () {
      (function again() {
        var began = now();
        ask("GET", page.getAttribute("data-healthz"), null, function (xhr) {
          if (xhr.status !== 200) return tell("relay", "failed", undefined, xhr.status);
          times.push(Math.round(now() - began));
          // The first one may have had to connect.
          if (times.length < 4) again();
          else tell("relay", "passed", Math.min.apply(null, times), times.join(", "));
        });
      })();
    });
  }

  function live() {
    find("socket", function (began, failed) {
      if (!hello) return tell("socket", "skipped");
      if (!window.WebSocket) return tell("socket", "missing");
      var url = location.protocol.replace("http", "ws") + "//" + location.host + page.getAttribute("data-live");
      var socket = new WebSocket(url, "ward.v1"), opened, asked;
      socket.onerror = socket.onclose = function () { failed(""); };
      socket.onopen = function () {
        opened = now() - began;
        socket.send(hello);
        asked = now();
        socket.send('{"type":"ping"}');
      };
      socket.onmessage = function (event) {
        if (typeof event.data !== "string" || JSON.parse(event.data).type !== "pong") return;
        tell("socket", "passed", now() - asked, "+ " + Math.round(opened));
        socket.close();
      };
    });
  }

  function offer(tracks) {
    var peer = new RTCPeerConnection(), wanted = {};
    if (peer.addTransceiver) while (tracks--) peer.addTransceiver("video", { direction: "recvonly" });
    else wanted.offerToReceiveVideo = true;
    return peer.createOffer(wanted).then(function (made) { return { peer: peer, offer: made }; });
  }

  // A session without any camera: the way through the network is what is tried.
  function session(tracks, connected, failed) {
    var began = now();
    offer(tracks).then(function (made) {
      var peer = made.peer;
      ask("POST", page.getAttribute("data-whep"), made.offer.sdp, function (xhr) {
        var url = xhr.status === 201 && xhr.getResponseHeader("Location");
        if (!url) return failed("HTTP " + xhr.status);
        peer.oniceconnectionstatechange = function () {
          var state = peer.iceConnectionState;
          if (state === "failed") failed("ICE failed");
          if (state !== "connected" && state !== "completed") return;
          peer.oniceconnectionstatechange = null;
          connected(url, peer, now() - began);
        };
        // Closed in any case, so that none is left at the relay.
        setTimeout(function () {
          peer.close();
          ask("DELETE", url, null, function () {});
        }, PATIENCE_MS + 1000);
        peer.setLocalDescription(made.offer).then(function () {
          return peer.setRemoteDescription({ type: "answer", sdp: xhr.responseText });
        }).catch(failed);
      });
    }).catch(failed);
  }

  function rtp() {
    find("rtp", function (_, failed) {
      if (!window.RTCPeerConnection || !window.Promise) return tell("rtp", "missing");
      if (!hello) return tell("rtp", "skipped");
      session(1, function (url, peer, ms) { tell("rtp", "passed", ms); }, failed);
    });
  }

  // The rungs, by the worker that decodes for the wall ----------------------------------------------------------------

  function rungs() {
    var worker = null, parts = {}, surfaces = {}, helpers = {};
    var canRtc = !!(window.RTCPeerConnection && window.Promise && hello);
    function say(message) {
      worker.postMessage([JSON.stringify(message)]);
    }
    function all(outcome, why) {
      RUNGS.forEach(function (name) { tell(name, outcome, undefined, why); });
    }
    RUNGS.forEach(function (name) { find(name, function () {}); });
    if (!window.Worker || !window.WebAssembly) return all("missing", window.Worker ? "WebAssembly" : "Worker");
    try {
      worker = new Worker(page.getAttribute("data-worker"));
    } catch (error) {
      return all("failed", error.message);
    }
    worker.onerror = function (event) { all("failed", event.message || "Worker"); };

    function checked(one) {
      var of = parts[one.rung] = parts[one.rung] || [];
      of.push(one);
      if (of.length < 3 || RUNGS.indexOf(one.rung) < 0) return;
      var passed = of.filter(function (part) { return part.outcome === "passed"; });
      var gone = of.every(function (part) { return part.outcome === "missing"; });
      var detail = of.map(function (part) {
        return part.profile + " " + (part.outcome === "passed" ? part.ms + " ms" : part.why || part.outcome);
      }).join("; ");
      var ms = passed.length ? Math.min.apply(null, passed.map(function (part) { return part.ms; })) : undefined;
      if (one.rung === "webrtc" && !hello && window.RTCPeerConnection) return tell("webrtc", "skipped");
      tell(one.rung, gone ? "missing" : passed.length === 3 ? "passed" : passed.length ? "partly" : "failed", ms, detail);
    }

    function surface(made) {
      var number = made.surface, element, parts = [], buffer = null, source;
      function broken(why) {
        say({ Broken: { surface: number, why: String(why && why.message || why) } });
      }
      function presented(at) {
        say({ Presented: { surface: number, at: at } });
      }
      function feed() {
        if (buffer && !buffer.updating && parts.length) buffer.appendBuffer(parts.shift());
      }
      surfaces[number] = {
        take: function (bytes) {
          if (made.source.Mse) {
            parts.push(bytes);
            return feed();
          }
          element.src = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
        },
        end: function () {
          if (element.src) URL.revokeObjectURL(element.src);
          element.removeAttribute("src");
          if (element.parentNode) element.parentNode.removeChild(element);
        }
      };
      if (!made.source.Mse) {
        element = document.createElement("img");
        element.onload = function () { presented(0); };
        element.onerror = function () { broken("JPEG"); };
        return;
      }
      element = document.createElement("video");
      element.className = "trial";
      element.muted = element.playsInline = element.disableRemotePlayback = true;
      element.onerror = function () { broken(element.error && element.error.message || "video"); };
      element.onloadeddata = function () {
        if (element.videoWidth) presented(Math.round(element.currentTime * 90000));
      };
      document.body.appendChild(element);
      source = new (window.ManagedMediaSource || window.MediaSource)();
      source.onsourceopen = function () {
        try {
          buffer = source.addSourceBuffer(made.source.Mse.mime);
        } catch (error) {
          return broken(error);
        }
        buffer.onerror = function () { broken("SourceBuffer"); };
        buffer.onupdateend = function () {
          var ready = element.buffered;
          if (ready.length && element.currentTime < ready.start(0)) element.currentTime = ready.start(0);
          feed();
        };
        feed();
      };
      element.src = URL.createObjectURL(source);
    }

    worker.onmessage = function (event) {
      var bytes = typeof event.data === "string" ? null : event.data[1];
      var message = JSON.parse(bytes ? event.data[0] : event.data);
      if (message.Checked) checked(message.Checked);
      if (message.Surface) surface(message.Surface);
      if (message.Bytes && surfaces[message.Bytes.surface]) surfaces[message.Bytes.surface].take(bytes);
      if (message.Gone && surfaces[message.Gone.surface]) surfaces[message.Gone.surface].end();
      if (message.Helper) {
        helpers[message.Helper.helper] = new Worker(message.Helper.script);
        helpers[message.Helper.helper].postMessage(bytes, [bytes[2]]);
      }
      if (message.HelperGone && helpers[message.HelperGone.helper]) helpers[message.HelperGone.helper].terminate();
      if (message.Rtp) {
        session(message.Rtp.tracks, function (url, peer) {
          var mids = peer.getTransceivers ? peer.getTransceivers().map(function (one) { return one.mid; }) : ["0"];
          say({ RtpOpen: { session: url.split("/").pop(), mids: mids } });
        }, function (error) {
          say({ RtpLost: { session: null, why: String(error && error.message || error) } });
        });
      }
    };
    say({ Start: { page: { mse: !!(window.ManagedMediaSource || window.MediaSource), webrtc: canRtc, workers: true }, proofs: [], feed: null } });
    say({ Check: null });
  }

  each("[data-word]", function (node) { words[node.getAttribute("data-word")] = node.textContent; });
  // Nothing ends before everything has begun.
  each("[data-check]", function () { open++; });
  browser();
  relay();
  live();
  rtp();
  rungs();
})();
