// Moving about on the map. Belongs here: what of the sheet is in sight, fingers, wheel and keys, a web map's tiles below, what is
// told of the camera that was tapped, states that change. Does not: the sheet, which the relay draws.
const map = document.querySelector(".map");
if (map) start(map);

function start(map) {
  const svg = map.querySelector("svg");
  const marks = [...svg.querySelectorAll("[data-mark]")];
  const cameras = [...svg.querySelectorAll(".camera-mark")];
  const card = map.querySelector(".map-card");
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const { zoom, x: west, y: north, tiles } = map.dataset;
  const NS = "http://www.w3.org/2000/svg";
  // Pixels a unit, and the unit in the middle.
  let view = { scale: 1, x: width / 2, y: height / 2 };
  const size = () => [svg.clientWidth || 1, svg.clientHeight || 1];
  const whole = () => Math.min(...size().map((pixels, n) => pixels / [width, height][n]));

  const draw = () => {
    const [w, h] = size();
    const { scale, x, y } = view;
    svg.setAttribute("viewBox", [x - w / scale / 2, y - h / scale / 2, w / scale, h / scale].join(" "));
    for (const mark of marks) mark.setAttribute("transform", `scale(${1 / scale})`);
    if (tiles) lay();
  };
  const look = (scale, x, y) => {
    const least = Math.min(whole(), 1) * 0.5;
    view = { scale: Math.min(Math.max(scale, least), 8), x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) };
    draw();
  };
  // The point under a finger stays under it.
  const zoomAt = (factor, px, py) => {
    const [w, h] = size();
    const before = view;
    const scale = Math.min(Math.max(before.scale * factor, Math.min(whole(), 1) * 0.5), 8);
    const by = 1 / before.scale - 1 / scale;
    look(scale, before.x + (px - w / 2) * by, before.y + (py - h / 2) * by);
  };
  const fit = () => look(Math.min(whole(), 2), width / 2, height / 2);

  // A web map's tiles, 256 pixels each.
  const layer = svg.querySelector(".tiles");
  const lay = () => {
    const [w, h] = size();
    const level = Math.max(3, Math.min(19, Math.round(Number(zoom) + Math.log2(view.scale))));
    const side = 256 * 2 ** (Number(zoom) - level);
    const first = [view.x - w / view.scale / 2 + Number(west), view.y - h / view.scale / 2 + Number(north)].map((v) => Math.floor(v / side));
    const count = [w, h].map((pixels) => Math.ceil(pixels / view.scale / side) + 1);
    const wanted = new Set();
    for (let i = 0; i < count[0]; i++) {
      for (let j = 0; j < count[1]; j++) {
        const [tx, ty] = [first[0] + i, first[1] + j];
        if (tx < 0 || ty < 0 || tx >= 2 ** level || ty >= 2 ** level) continue;
        const key = `${level}/${tx}/${ty}`;
        wanted.add(key);
        if (layer.querySelector(`[data-key="${key}"]`)) continue;
        const image = document.createElementNS(NS, "image");
        const at = { x: tx * side - west, y: ty * side - north, width: side, height: side, "data-key": key };
        at.href = tiles.replace("{z}", level).replace("{x}", tx).replace("{y}", ty);
        for (const [name, value] of Object.entries(at)) image.setAttribute(name, value);
        layer.append(image);
      }
    }
    for (const image of [...layer.children]) if (!wanted.has(image.dataset.key)) image.remove();
  };

  // Fingers: one moves, two zoom; a short one taps.
  const fingers = new Map();
  let moved = 0;
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  svg.addEventListener("pointerdown", (event) => {
    if (fingers.size === 0) moved = 0;
    fingers.set(event.pointerId, at(event));
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    const old = fingers.get(event.pointerId);
    if (!old) return;
    const now = at(event);
    const [dx, dy] = [now[0] - old[0], now[1] - old[1]];
    moved += Math.hypot(dx, dy);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (other) {
      const gap = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1;
      zoomAt(gap(now) / gap(old), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else if (moved > 6) look(view.scale, view.x - dx / view.scale, view.y - dy / view.scale);
  });
  const lift = (event) => fingers.delete(event.pointerId);
  svg.addEventListener("pointercancel", lift);
  svg.addEventListener("pointerup", (event) => {
    if (!fingers.has(event.pointerId)) return;
    lift(event);
    if (moved <= 6) tell(nearest(at(event)));
  });
  // A tap is told here; only keys follow the link at once.
  svg.addEventListener("click", (event) => event.detail && event.preventDefault());
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomAt(2 ** (-event.deltaY / 300), ...at(event));
  }, { passive: false });
  map.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const factor = { "+": 1.5, "=": 1.5, "-": 1 / 1.5 }[event.key];
    if (step) look(view.scale, view.x + (step[0] * 80) / view.scale, view.y + (step[1] * 80) / view.scale);
    else if (factor) zoomAt(factor, ...size().map((pixels) => pixels / 2));
    else if (event.key === "0") fit();
    else if (event.key === "Escape") tell(null);
    else return;
    event.preventDefault();
  });

  // The camera whose mark is nearest to a finger, and under it as fingers go.
  const nearest = ([px, py]) => {
    const [w, h] = size();
    let best = null;
    for (const camera of cameras) {
      const { e, f } = camera.transform.baseVal[0].matrix;
      const far = Math.hypot((e - view.x) * view.scale + w / 2 - px, (f - view.y) * view.scale + h / 2 - py);
      if (far <= 26 && (!best || far < best[1])) best = [camera, far];
    }
    return best?.[0] ?? null;
  };
  let told = null;
  const tell = (camera) => {
    told?.classList.remove("chosen");
    told = camera;
    card.hidden = !camera;
    if (!camera) return;
    camera.classList.add("chosen");
    const { id, name, place } = camera.dataset;
    const [still, first, second] = [card.querySelector("img"), card.querySelector("strong"), card.querySelector(".hint")];
    first.textContent = name;
    const state = camera.querySelector("title").textContent.slice(name.length + 3);
    second.textContent = place ? `${place} · ${state}` : state;
    still.hidden = true;
    still.onload = () => (still.hidden = false);
    still.src = `/api/v1/cameras/${id}/still.jpg?width=160&at=${Date.now()}`;
    card.querySelector("a").href = camera.getAttribute("href");
  };
  card.querySelector("button").addEventListener("click", () => tell(null));

  const me = svg.querySelector(".me");
  const tools = {
    in: () => zoomAt(1.6, ...size().map((pixels) => pixels / 2)),
    out: () => zoomAt(1 / 1.6, ...size().map((pixels) => pixels / 2)),
    whole: fit,
    me: () => navigator.geolocation.getCurrentPosition(({ coords }) => {
      const world = 256 * 2 ** zoom;
      const phi = (coords.latitude * Math.PI) / 180;
      const x = ((coords.longitude + 180) / 360) * world - west;
      const y = ((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * world - north;
      me.setAttribute("transform", `translate(${x} ${y})`);
      if (!me.firstChild) {
        const mark = document.createElementNS(NS, "g");
        mark.append(document.createElementNS(NS, "circle"));
        mark.firstChild.setAttribute("r", 7);
        me.append(mark);
        marks.push(mark);
      }
      me.removeAttribute("hidden");
      look(Math.max(view.scale, 1), x, y);
    }),
  };
  const bar = document.querySelector(".map-tools");
  for (const button of bar.querySelectorAll("[data-tool]")) {
    const can = button.dataset.tool !== "me" || (isSecureContext && navigator.geolocation);
    button.hidden = !can;
    button.addEventListener("click", tools[button.dataset.tool]);
  }
  bar.hidden = false;

  // States change while somebody looks: the page is asked for again, and its marks are taken over.
  const renew = async () => {
    if (document.hidden) return;
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const camera of cameras) {
      const fresh = page.querySelector(`.camera-mark[data-id="${CSS.escape(camera.dataset.id)}"]`);
      if (!fresh || fresh.dataset.state === camera.dataset.state) continue;
      camera.dataset.state = fresh.dataset.state;
      for (const part of ["title", ".sign"]) camera.querySelector(part).textContent = fresh.querySelector(part).textContent;
      if (camera === told) tell(camera);
    }
    document.querySelector(".legend").replaceWith(page.querySelector(".legend"));
  };
  setInterval(() => renew().catch(() => {}), 10000);
  new ResizeObserver(draw).observe(svg);
  fit();
}
