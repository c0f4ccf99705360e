// Stills that renew themselves, and WebRTC video on a camera's page, for browsers that cannot run the app. ECMAScript 5
// and XMLHttpRequest only: Safari of iOS 9 and old web views read it. Belongs here: what is shown, how old it is, and
// saying so by `data-state`. Does not: words (they stand in the page).
(function () {
  "use strict";

  var LIST_EVERY_MS = 2000, ONE_EVERY_MS = 1000, AT_ONCE = 2, ANSWER_MS = 15000;
  var LATE_MS = 3000, AWAY_MS = 10000, VIDEO_OPENS_MS = 10000, VIDEO_AGAIN_MS = 60000;

  var words = {}, cards = [], video = null, asking = 0;
  // The relay's clock less this device's: right to a second, and ahead by the way to the relay rather than behind.
  var ahead = 0;

  if (!window.URL || !URL.createObjectURL) return;

  function nothing() {}

  function now() {
    return Date.now();
  }

  function each(selector, root, act) {
    [].forEach.call(root.querySelectorAll(selector), act);
  }

  function write(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  function clock(ms) {
    return new Date(ms).toTimeString().slice(0, 8);
  }

  function ago(ms) {
    var secs = Math.floor(ms / 1000);
    return secs < 120 ? words.secs.replace("{n}", secs || "<1") : words.minutes.replace("{n}", Math.floor(secs / 60));
  }

  function ask(method, url, body, done) {
    var xhr = new XMLHttpRequest(), began = now();
    xhr.open(method, url);
    xhr.timeout = ANSWER_MS;
    if (method === "GET") xhr.responseType = "blob";
    if (body) xhr.setRequestHeader("Content-Type", "application/sdp");
    xhr.onload = xhr.onerror = xhr.ontimeout = function () {
      var date = xhr.status && Date.parse(xhr.getResponseHeader("Date"));
      if (date) ahead = date - began;
      if (xhr.status === 401) location.reload();
      else done(xhr.status, xhr, began);
    };
    xhr.send(body);
  }

  // One camera: its newest still, its state, its age ------------------------------------------------------------------

  function Card(element, shown) {
    this.element = element;
    this.image = element.querySelector("img");
    this.url = this.image.getAttribute("data-still");
    this.everyMs = shown ? ONE_EVERY_MS : LIST_EVERY_MS;
    this.told = element.getAttribute("data-state");
    this.why = "";
    this.heard = now();
    this.limit = AWAY_MS;
    // When the relay had the picture that is shown, by its clock.
    this.due = this.at = 0;
    this.video = shown && new Video(this, shown);
  }

  Card.prototype.isDue = function () {
    var box = this.element.getBoundingClientRect();
    var covered = this.video && this.video.plays && this.video.ageMs() < LATE_MS;
    return !this.busy && !covered && this.due <= now() && box.bottom > 0 && box.top < window.innerHeight;
  };

  Card.prototype.refresh = function () {
    var card = this;
    card.busy = true;
    asking++;
    ask("GET", card.url, null, function (status, xhr, began) {
      card.busy = false;
      asking--;
      // Slow answers are asked for more slowly.
      card.due = began + Math.max(card.everyMs, 4 * (now() - began));
      if (status) card.heard = now();
      if (status === 200) card.take(xhr, card.due - began);
      else if (status === 403) card.none("paused", "paused");
      else if (status === 404) card.none("offline", "unknown_camera");
      else card.due = now() + 1000 * (status && xhr.getResponseHeader("Retry-After") || 5);
      card.draw();
    });
  };

  Card.prototype.take = function (xhr, everyMs) {
    var at = xhr.getResponseHeader("Ward-Picture-Time") / 1000, image = this.image;
    var url = URL.createObjectURL(xhr.response);
    this.told = xhr.getResponseHeader("Ward-Camera-State");
    this.why = xhr.getResponseHeader("Ward-Camera-Reason");
    // Two refreshes, and twice what lies between two keyframes.
    if (at !== this.at) this.limit = 2 * (LATE_MS + everyMs + (this.at && at - this.at));
    this.at = at;
    image.onload = image.onerror = function () {
      URL.revokeObjectURL(url);
    };
    image.src = url;
    image.hidden = this.video && this.video.plays;
  };

  Card.prototype.none = function (state, why) {
    this.told = state;
    this.why = why;
    this.at = 0;
    this.due = now() + AWAY_MS;
    if (this.video) this.video.stop();
    this.image.removeAttribute("src");
    this.image.hidden = true;
  };

  Card.prototype.draw = function () {
    var plays = this.video && this.video.plays, state = this.told, why = this.why, element = this.element;
    var age = plays ? this.video.ageMs() : this.at ? Math.max(0, now() + ahead - this.at) : null;
    if (plays) state = age > AWAY_MS ? "offline" : age > LATE_MS ? "stale" : "live";
    else if (now() - this.heard > AWAY_MS) {
      state = "offline";
      why = "lost";
    } else if (state === "live" && age > this.limit) state = age > 2 * this.limit ? "offline" : "stale";
    var old = age === null ? "" : state === "offline" ? words.last.replace("{time}", clock(now() - age)) : ago(age);
    function set(name, value) {
      element.setAttribute("data-" + name, value);
    }
    set("state", state);
    set("rung", plays ? "webrtc" : "still");
    set("feed", plays ? "rtp" : "http");
    set("age-ms", age === null ? "" : Math.round(age));
    write(element.querySelector(".state"), state !== "live" ? words[state] || words.unknown : plays ? words.video : words.stills);
    write(element.querySelector(".age"), old);
    write(element.querySelector(".why"), state !== "live" && words["r-" + why] || "");
  };

  // Video on a camera's page: WHEP, tried again with ever longer waits ------------------------------------------------

  function Video(card, element) {
    this.card = card;
    this.element = element;
    this.note = card.element.querySelector(".note");
    this.failures = this.again = 0;
    this.can = window.RTCPeerConnection && window.Promise && "srcObject" in element;
    if (!this.can) write(this.note, words.never);
  }

  Video.prototype.ageMs = function () {
    return Math.max(0, now() - (this.pictureAt || this.frameAt));
  };

  Video.prototype.start = function () {
    var video = this, element = video.element, peer = new RTCPeerConnection(), wanted = {};
    video.peer = peer;
    video.began = now();
    video.frames = video.frameAt = video.pictureAt = 0;
    write(video.note, words.joining);
    function mine(act) {
      return function (value) {
        if (video.peer === peer) return act(value);
      };
    }
    var failed = mine(function () { video.fail(); });
    peer.ontrack = mine(function (event) {
      element.srcObject = event.streams[0] || new MediaStream([event.track]);
      var playing = element.play();
      if (playing) playing.catch(function () {});
      if (element.requestVideoFrameCallback) video.follow(peer);
    });
    if (peer.addTransceiver) peer.addTransceiver("video", { direction: "recvonly" });
    else wanted.offerToReceiveVideo = true;
    peer.createOffer(wanted).then(mine(function (offer) {
      ask("POST", element.getAttribute("data-whep"), offer.sdp, function (status, xhr) {
        var session = status === 201 && xhr.getResponseHeader("Location");
        if (video.peer !== peer) return session && ask("DELETE", session, null, nothing);
        if (!session) return video.fail(status === 409 && "reordered");
        video.session = session;
        var servers = iceServers(xhr.getResponseHeader("Link") || "");
        if (servers.length && peer.setConfiguration) peer.setConfiguration({ iceServers: servers });
        peer.setLocalDescription(offer).then(function () {
          return peer.setRemoteDescription({ type: "answer", sdp: xhr.responseText });
        }).catch(failed);
      });
    })).catch(failed);
  };

  // The RTP time is the relay's clock in 90 kHz, modulo 2^32.
  Video.prototype.follow = function (peer) {
    var video = this;
    video.element.requestVideoFrameCallback(function (_, frame) {
      if (video.peer !== peer) return;
      video.frameAt = video.pictureAt = now();
      if (frame.rtpTimestamp) {
        var late = ((now() + ahead) * 90 - frame.rtpTimestamp) % 4294967296;
        video.pictureAt -= (late > 2147483648 ? late - 4294967296 : late) / 90;
      }
      video.follow(peer);
    });
  };

  // The same for browsers that do not tell of each frame.
  Video.prototype.count = function () {
    var video = this, peer = video.peer;
    if (!peer.getStats || video.element.requestVideoFrameCallback || video.element.paused) return;
    peer.getStats().then(function (all) {
      var frames = 0;
      all.forEach(function (one) { frames += one.type === "inbound-rtp" && one.framesDecoded || 0; });
      if (video.peer === peer && frames > video.frames) video.frameAt = now();
      video.frames = frames;
    });
  };

  Video.prototype.tick = function () {
    if (!this.can || this.card.told === "paused") return;
    if (!this.peer) {
      if (now() < this.again || this.card.told === "offline") return;
      try {
        this.start();
      } catch (error) {
        this.fail();
      }
      return;
    }
    this.count();
    if (now() - (this.frameAt || this.began) > (this.frameAt ? 2 * LATE_MS : VIDEO_OPENS_MS)) this.fail();
    else if (this.frameAt && !this.plays) {
      this.failures = 0;
      write(this.note, "");
      this.show(true);
    }
  };

  Video.prototype.show = function (plays) {
    this.plays = plays;
    this.element.hidden = !plays;
    this.card.image.hidden = plays || !this.card.image.getAttribute("src");
  };

  Video.prototype.stop = function () {
    if (this.session) ask("DELETE", this.session, null, nothing);
    if (this.peer) this.peer.close();
    this.peer = this.session = this.element.srcObject = null;
    this.show(false);
  };

  // Stills take over: they say what is wrong with the camera, too. B-frames stay: that is asked again in a while only.
  Video.prototype.fail = function (why) {
    this.stop();
    this.again = now() + (why ? 5 * VIDEO_AGAIN_MS : Math.min(VIDEO_AGAIN_MS, 2500 << Math.min(9, ++this.failures)));
    write(this.note, words[why ? "r-" + why : "again"]);
    this.card.due = 0;
  };

  // RFC 8288: <turn:…>; rel="ice-server"; username="…"; credential="…"
  function iceServers(link) {
    return link.split(/,\s*(?=<)/).filter(function (one) {
      return /rel="?ice-server/.test(one);
    }).map(function (one) {
      var found, server = {}, part = /<([^>]+)>|(username|credential)="([^"]*)"/g;
      while ((found = part.exec(one))) server[found[2] || "urls"] = found[1] || found[3];
      return server;
    });
  }

  // What happens around ----------------------------------------------------------------------------------------------

  each("[data-word]", document, function (node) { words[node.getAttribute("data-word")] = node.textContent; });
  each("[data-camera]", document, function (element) {
    var card = new Card(element, element.querySelector("video"));
    video = card.video;
    cards.push(card);
  });

  function tick() {
    if (document.hidden) return;
    if (video) video.tick();
    var due = cards.filter(function (card) { return card.isDue(); });
    due.sort(function (a, b) { return a.due - b.due; });
    while (due.length && asking < AT_ONCE) due.shift().refresh();
    cards.forEach(function (card) { card.draw(); });
  }

  function away() {
    if (document.hidden && video && video.peer) video.stop();
    cards.forEach(function (card) { card.heard = now(); });
    tick();
  }

  document.addEventListener("visibilitychange", away);
  setInterval(tick, 250);
  tick();
})();
