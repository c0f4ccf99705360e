// The nearest cameras. Belongs here: asking the phone where it is, distances, the order of the rows. Nothing of it leaves the
// phone. Does not: the list, which is there without this, street by street.
const list = document.querySelector(".near");
const [exact, [seeking, denied, unknown, insecure, nowhere], compass] = JSON.parse(list.dataset.words);
const button = document.querySelector("[data-near]");
const said = document.querySelector("[data-said]");
const rows = [...list.children].filter((row) => row.dataset.latitude);
const RADIUS = 6371008.8; // metres, the mean radius of the earth (IUGG)
const rad = (degrees) => (degrees * Math.PI) / 180;
let drawn = null; // where the rows were put in order last
let facing = 0; // degrees by which the phone is turned from north

// Metres along the great circle (haversine), and the bearing at its start.
const way = (from, to) => {
  const [a, b] = [rad(from.latitude), rad(to.latitude)];
  const east = rad(to.longitude - from.longitude);
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(east / 2) ** 2;
  const bearing = Math.atan2(Math.sin(east) * Math.cos(b), Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(east));
  return [2 * RADIUS * Math.asin(Math.sqrt(h)), ((bearing * 180) / Math.PI + 360) % 360];
};
const number = (value, digits) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits });
const metres = (m) => (m < 995 ? `${number(Math.round(m / 10) * 10, 0)} m` : `${number(m / 1000, m < 9950 ? 1 : 0)} km`);

const turn = () => {
  for (const row of rows) {
    if (row.dataset.bearing) row.querySelector(".arrow").style.transform = `rotate(${row.dataset.bearing - facing}deg)`;
  }
};

const order = (here) => {
  for (const row of rows) {
    const there = { latitude: Number(row.dataset.latitude), longitude: Number(row.dataset.longitude) };
    const [far, bearing] = way(here, there);
    Object.assign(row.dataset, { far, bearing });
    const words = row.querySelector(".near-far");
    words.hidden = false;
    words.lastElementChild.textContent = `${metres(far)} · ${compass[Math.round(bearing / 45) % 8]}`;
  }
  // Whoever holds a row with the keyboard keeps it.
  const held = document.activeElement;
  rows.sort((a, b) => a.dataset.far - b.dataset.far);
  list.prepend(...rows);
  if (list.contains(held)) held.focus();
  turn();
};

const found = ({ coords }) => {
  said.textContent = exact.replace("#", number(Math.max(1, Math.round(coords.accuracy)), 0));
  button.hidden = true;
  if (drawn && way(drawn, coords)[0] < 10) return;
  drawn = coords;
  order(coords);
  if (scrollY < 300) scrollTo(0, 0);
};
const failed = ({ code }) => {
  said.textContent = code === 1 ? denied : unknown;
  button.hidden = false;
};
const seek = () => {
  said.textContent = seeking;
  navigator.geolocation.watchPosition(found, failed, { enableHighAccuracy: true, maximumAge: 5000, timeout: 20000 });
};

if (!rows.length) said.textContent = nowhere;
else if (!isSecureContext) said.textContent = insecure;
else if (navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", seek);
  // Whoever has allowed it before is not asked to press first.
  navigator.permissions?.query({ name: "geolocation" }).then(({ state }) => state === "granted" && seek()).catch(() => {});
}
addEventListener("deviceorientationabsolute", ({ alpha }) => {
  if (alpha === null || Math.abs(360 - alpha - facing) < 5) return;
  facing = 360 - alpha;
  turn();
});
