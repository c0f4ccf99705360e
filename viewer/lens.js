// What hands do with one camera: zoom, pan, the next one, full screen, a still to share. Belongs here: gestures and keys on the
// page of one camera, loaded with it. Does not: which stream is shown (the worker takes the larger one for a picture that is
// drawn larger, as for any), where links lead.

const MOST = 8;
const STEP = 1.5;
const TAP_MS = 300;
const TAP_PX = 24;
const SWIPE_PX = 60;

/// A picture in its frame: `zoom` times as large, its corner at `x`, `y` in frames to the left and above.
const whole = { zoom: 1, x: 0, y: 0 };
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
/// No edge of the picture comes into its frame.
const inside = ({ zoom, x, y }) => ({ zoom, x: clamp(x, 0, zoom - 1), y: clamp(y, 0, zoom - 1) });
/// So many times as large around a point of the frame, which stays where it is.
export const zoomed = (view, times, px, py) => {
  const zoom = clamp(view.zoom * times, 1, MOST);
  const by = zoom / view.zoom;
  return inside({ zoom, x: (view.x + px) * by - px, y: (view.y + py) * by - py });
};
export const panned = (view, dx, dy) => inside({ ...view, x: view.x - dx, y: view.y - dy });

const opened = new WeakSet();

/// Takes the page's one camera in hand.
export const open = () => {
  const page = document.querySelector("main.camera");
  const tile = page?.querySelector(".tile");
  const pictures = tile?.querySelector(".pictures");
  if (!pictures || opened.has(tile)) return;
  opened.add(tile);
  let view = whole;
  const show = (next) => {
    view = next;
    const { zoom, x, y } = view;
    // Its true size, not a transform: who watches the size learns of it.
    pictures.style.inset = zoom === 1 ? "" : `${-100 * y}% auto auto ${-100 * x}%`;
    pictures.style.width = pictures.style.height = zoom === 1 ? "" : `${100 * zoom}%`;
    tile.toggleAttribute("data-zoomed", zoom > 1);
  };
  const at = (event) => {
    const box = tile.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const go = (rel) => page.querySelector(`a[rel=${rel}]`)?.click();

  const fingers = new Map();
  let [start, tapped] = [null, null];
  tile.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    tile.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, at(event));
    start = fingers.size === 1 ? { event, at: at(event) } : null;
  });
  tile.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (other) {
      const far = ([x, y]) => Math.hypot(x - other[0], y - other[1]) || 1e-3;
      const middle = ([x, y]) => [(x + other[0]) / 2, (y + other[1]) / 2];
      const [from, to] = [middle(before), middle(now)];
      show(panned(zoomed(view, far(now) / far(before), ...from), to[0] - from[0], to[1] - from[1]));
    } else if (view.zoom > 1) {
      show(panned(view, now[0] - before[0], now[1] - before[1]));
    }
  });
  const lift = (event) => {
    fingers.delete(event.pointerId);
    if (!start || event.type === "pointercancel") return;
    const [dx, dy] = [event.clientX - start.event.clientX, event.clientY - start.event.clientY];
    start = null;
    if (Math.hypot(dx, dy) < TAP_PX) {
      const again = tapped && event.timeStamp - tapped.timeStamp < TAP_MS;
      tapped = again ? null : event;
      if (again) show(view.zoom > 1 ? whole : zoomed(view, STEP * STEP, ...at(event)));
    } else if (view.zoom === 1 && event.pointerType !== "mouse" && Math.abs(dx) > SWIPE_PX && Math.abs(dx) > 2 * Math.abs(dy)) {
      go(dx < 0 ? "next" : "prev");
    }
  };
  tile.addEventListener("pointerup", lift);
  tile.addEventListener("pointercancel", lift);
  tile.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      show(zoomed(view, 2 ** (-event.deltaY / 300), ...at(event)));
    },
    { passive: false },
  );

  const keys = (event) => {
    if (!tile.isConnected) return removeEventListener("keydown", keys);
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    const step = 0.15;
    const move = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
    if (event.key === "+" || event.key === "=") show(zoomed(view, STEP, 0.5, 0.5));
    else if (event.key === "-") show(zoomed(view, 1 / STEP, 0.5, 0.5));
    else if (event.key === "0") show(whole);
    else if (event.key === "f") full();
    else if (move && view.zoom > 1) show(panned(view, ...move));
    else if (event.key === "ArrowLeft" || event.key === "PageUp") go("prev");
    else if (event.key === "ArrowRight" || event.key === "PageDown") go("next");
    else return;
    event.preventDefault();
  };
  addEventListener("keydown", keys);

  const full = () => {
    if (document.fullscreenElement) return document.exitFullscreen();
    // Where elements have no full screen (iPhones), the page itself is covered.
    const cover = () => page.toggleAttribute("data-full");
    if (page.requestFullscreen && !page.hasAttribute("data-full")) page.requestFullscreen({ navigationUI: "hide" }).catch(cover);
    else cover();
  };
  page.querySelector("[data-lens=full]")?.addEventListener("click", full);
  page.querySelector("[data-lens=share]")?.addEventListener("click", () => share(page, tile).catch(console.error));
};

/// What the tile shows, with the camera's name and the picture's own time below it.
export const still = async (page, tile) => {
  const shown = tile.querySelector(".picture[data-shown]");
  const size = [shown?.videoWidth || shown?.naturalWidth || shown?.width, shown?.videoHeight || shown?.naturalHeight || shown?.height];
  if (!size[0] || !size[1]) return null;
  const line = Math.max(20, Math.round(size[0] / 28));
  const sheet = Object.assign(document.createElement("canvas"), { width: size[0], height: size[1] + 2 * line });
  const pen = sheet.getContext("2d");
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(shown, 0, 0, ...size);
  const taken = new Date(Date.now() - Number(tile.dataset.ageMs ?? 0));
  const name = page.querySelector("h1").textContent;
  const pad = (n) => String(n).padStart(2, "0");
  const day = `${taken.getFullYear()}-${pad(taken.getMonth() + 1)}-${pad(taken.getDate())}`;
  const clock = [taken.getHours(), taken.getMinutes(), taken.getSeconds()].map(pad);
  pen.fillStyle = "#fff";
  pen.font = `${line}px system-ui, sans-serif`;
  pen.textBaseline = "middle";
  const when = `${clock.join(":")} ${day.split("-").reverse().join("/")}`;
  const right = sheet.width - pen.measureText(when).width - line / 2;
  pen.fillText(name, line / 2, size[1] + line, right - line);
  pen.fillText(when, right, size[1] + line);
  const blob = await new Promise((done) => sheet.toBlob(done, "image/jpeg", 0.92));
  return new File([blob], `${tile.dataset.camera.replace("/", "-")}-${day}-${clock.join("")}.jpg`, { type: "image/jpeg" });
};

const share = async (page, tile) => {
  const file = await still(page, tile);
  if (!file) return;
  const what = { files: [file], title: page.querySelector("h1").textContent };
  if (navigator.canShare?.(what)) {
    // Whoever closes the sheet has changed his mind.
    await navigator.share(what).catch(console.warn);
    return;
  }
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: file.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
