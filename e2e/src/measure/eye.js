// Looks at every tile of the page in each animation frame, or at one in each `EVERY_MS`, from outside of the player: notes the number in the strip of a
// drawn camera (as `e2e_camera::counter` draws it) when it changes, when there is no picture or a black one, and what the
// tile says of itself when that changes. Times are the machine's clock in milliseconds.
const CELLS = 20, PIXELS = 4 * CELLS;
const scratch = document.createElement("canvas");
[scratch.width, scratch.height] = [PIXELS, 1];
const context = scratch.getContext("2d", { willReadFrequently: true });
const size = (e) => {
  if (e instanceof HTMLVideoElement) return e.readyState < 2 ? [0, 0] : [e.videoWidth, e.videoHeight];
  if (e instanceof HTMLImageElement) return e.complete ? [e.naturalWidth, e.naturalHeight] : [0, 0];
  return [e.width, e.height];
};
// The uppermost one.
const uppermost = (tile) => {
  const shown = (e) => getComputedStyle(e).visibility === "visible" && e.getBoundingClientRect().width && size(e)[1] >= 24;
  const above = (e) => Number(getComputedStyle(e).zIndex) || 0;
  return [...tile.querySelectorAll(".picture")].filter(shown).sort((a, b) => above(a) - above(b)).pop();
};
const isBlack = (picture) => {
  context.drawImage(picture, 0, 0, PIXELS, 1);
  return context.getImageData(0, 0, PIXELS, 1).data.every((value, n) => n % 4 === 3 || value < 12);
};
const number = (picture) => {
  const [width, height] = size(picture), strip = Math.floor(height / 24);
  context.drawImage(picture, 0, height - strip * 0.75, width, strip / 2, 0, 0, PIXELS, 1);
  const pixels = context.getImageData(0, 0, PIXELS, 1).data;
  const light = Array.from({ length: CELLS }, (_, cell) => (pixels[16 * cell + 4] + pixels[16 * cell + 8]) / 2);
  const middle = (light[0] + light[1]) / 2;
  if (light[0] - light[1] < 60) return null;
  const bits = light.map((l) => l > middle);
  let gray = 0, even = 0, odd = 0;
  for (let n = 0; n < 16; n++) {
    gray = (gray << 1) | bits[2 + n];
    if (n % 2 === 0) even += bits[2 + n]; else odd += bits[2 + n];
  }
  if ((even % 2 === 1) !== bits[18] || (odd % 2 === 0) !== bits[19]) return null;
  let count = gray;
  for (let shift = 1; shift < 16; shift <<= 1) count ^= count >> shift;
  return count;
};
const SAID = ["state", "rung", "feed", "profile", "mode"];
const eye = { seen: {}, said: {}, blank: {} };
const look = (tile) => {
  const at = performance.timeOrigin + performance.now();
  // Firefox waits for seconds when a canvas is copied that has nothing yet.
  const isEmpty = tile.dataset.state === "starting", picture = isEmpty ? null : uppermost(tile);
  const id = tile.dataset.camera.split("/").pop(), count = picture ? number(picture) : null;
  const seen = (eye.seen[id] ??= []), said = (eye.said[id] ??= []), blank = (eye.blank[id] ??= []);
  if (count === null && !isEmpty && (!picture || isBlack(picture))) blank.push(at);
  if (count !== null && seen.at(-1)?.[1] !== count) seen.push([at, count]);
  const words = SAID.map((name) => tile.dataset[name] ?? "");
  if (said.at(-1)?.[1].join() !== words.join()) said.push([at, words]);
};
const go = (n) => {
  // Another eye was opened.
  if (window.wardEye !== eye) return;
  const tiles = [...document.querySelectorAll("[data-camera]")];
  if (!EVERY_MS) {
    tiles.forEach(look);
    requestAnimationFrame(() => go(0));
  } else {
    if (tiles.length) look(tiles[n % tiles.length]);
    setTimeout(go, EVERY_MS, n + 1);
  }
};
window.wardEye = eye;
go(0);
