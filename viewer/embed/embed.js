// The page in another site's frame: a still at once, live on tap, stills where live cannot be. Belongs here: which of
// these, and saying so by `data-state`. Does not: words (they stand in the page), sockets and decoding (the worker's).

const STILL_EVERY_MS = 5000;
const SILENCE_MS = 3000;

const main = document.querySelector("main");
const image = main.querySelector("img");
const time = main.querySelector("time");
const button = main.querySelector("button");
const token = location.pathname.split("/")[2];
const can = typeof VideoDecoder === "function" && "transferControlToOffscreen" in HTMLCanvasElement.prototype;

let worker = null;
let canvas = null;
let heard = 0;
let seen = true;
let stills = 0;
// Said in place of what a still would say: why there is nothing but stills.
let instead = null;

const say = (state) => {
  if (main.dataset.state === state) return;
  main.dataset.state = state;
  for (const part of main.querySelectorAll("[data-for]")) {
    part.hidden = !part.dataset.for.split(" ").includes(state);
  }
};

const stop = () => {
  clearTimeout(stills);
  stills = 0;
  worker?.terminate();
  canvas?.remove();
  worker = canvas = null;
  delete main.dataset.profile;
};

const end = (state) => {
  stop();
  image.hidden = true;
  image.removeAttribute("src");
  say(state);
};

// Stills -----------------------------------------------------------------------------------------------------------

const show = async (answer) => {
  const at = Number(answer.headers.get("ward-picture-time")) / 1000;
  const url = URL.createObjectURL(await answer.blob());
  image.onload = () => URL.revokeObjectURL(url);
  image.src = url;
  image.hidden = false;
  time.dateTime = new Date(at).toISOString();
  time.textContent = new Date(at).toLocaleTimeString(document.documentElement.lang);
  say(answer.headers.get("ward-camera-state") === "live" ? instead ?? "still" : "old");
};

const refresh = async () => {
  if (seen && !document.hidden) {
    try {
      const width = Math.min(640, Math.max(160, Math.round(main.clientWidth * devicePixelRatio)));
      const answer = await fetch(`${location.pathname}/still.jpg?width=${width}`, { cache: "no-cache" });
      if (!stills) return;
      if (answer.ok) await show(answer);
      else if (answer.status === 404) return end("ended");
      else if (answer.status === 403) { image.hidden = true; say("paused"); }
      else say("lost");
    } catch {
      if (stills) say("lost");
    }
  }
  if (stills) stills = setTimeout(refresh, STILL_EVERY_MS);
};

const watchStills = (why) => {
  stop();
  instead = why;
  if (why) say(why);
  stills = -1;
  refresh();
};

// Live -------------------------------------------------------------------------------------------------------------

const tell = (message, ...things) => worker?.postMessage([JSON.stringify(message), ...things], things);

const layout = () => {
  const size = (css) => Math.round(css * devicePixelRatio);
  const drawn = { width: size(main.clientWidth), height: size(main.clientHeight), on_screen: seen };
  tell({ Layout: { tile: 1, ...drawn } });
};

const report = ({ tiles: [tile] }) => {
  heard = Date.now();
  if (!tile) return;
  main.dataset.profile = tile.profile ?? "";
  main.dataset.ageMs = tile.age_ms ?? "";
  const { state } = tile;
  const reason = tile.why?.Relay;
  if (reason === "paused") canvas.hidden = image.hidden = true;
  else if (state === "live") { canvas.hidden = false; image.hidden = true; }
  say(reason === "paused" ? "paused" : state === "starting" ? "opening" : state === "refused" ? "offline" : state);
};

const hear = ({ data }) => {
  const message = JSON.parse(data);
  if (message.Report) report(message.Report);
  const status = message.NoTicket?.status;
  if (status === 404) end("ended");
  else if (status === 503 || status === 429) watchStills("full");
};

const play = () => {
  if (!can) return watchStills("nolive");
  stop();
  say("opening");
  canvas = document.createElement("canvas");
  canvas.hidden = true;
  image.after(canvas);
  worker = new Worker("{worker_js}", { name: token });
  worker.onmessage = hear;
  worker.onerror = () => watchStills("nolive");
  heard = Date.now();
  const picture = canvas.transferControlToOffscreen();
  tell({ Open: { tile: 1, camera: "embed/camera", may_main: main.dataset.best === "main" } }, picture);
  tell({ Visible: { visible: !document.hidden } });
  layout();
};

// What happens around ----------------------------------------------------------------------------------------------

// Where there are only stills, there is no button.
button?.addEventListener("click", () => {
  if (!worker) return play();
  stop();
  image.hidden = false;
  image.src = `${location.pathname}/still.jpg?width=160`;
  say("poster");
});
image.addEventListener("error", () => { image.hidden = true; });
document.addEventListener("visibilitychange", () => {
  heard = Date.now();
  tell({ Visible: { visible: !document.hidden } });
});
new IntersectionObserver((entries) => {
  seen = entries.at(-1).isIntersecting;
  layout();
}).observe(main);
new ResizeObserver(layout).observe(main);
// Nothing stale ever looks live, not even when the worker itself is gone.
setInterval(() => {
  if (worker && !document.hidden && Date.now() - heard > SILENCE_MS) say("stale");
}, 1000);
if (main.dataset.mode === "still") watchStills(null);
