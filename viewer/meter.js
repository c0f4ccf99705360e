// What pictures cost: megabytes a minute and today, and the switch that spends fewer. Belongs here: counting, the button and its
// card. Does not: what is asked for then (see `ration` in the worker).
const SAVER = "ward-saver";
const DATA = "ward-data";
const EVERY = 2000;
const html = document.documentElement;
const say = (vi, en) => (html.lang === "en" ? en : vi);
// Storage may be forbidden; then nothing is remembered.
const kept = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const keep = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch (error) {
    console.warn(error);
  }
};

let saves = kept(SAVER) === "1";
const tell = () => globalThis.wardWorker?.postMessage([JSON.stringify({ Saver: saves })]);

// What came over WebRTC is known to the connection alone.
const overRtc = async () => {
  const connection = globalThis.wardRtc;
  if (!connection || connection.connectionState === "closed") return 0;
  let bytes = 0;
  for (const row of (await connection.getStats()).values()) if (row.type === "inbound-rtp") bytes += row.bytesReceived;
  return bytes / 1000;
};
const last = { worker: 0, rtc: 0, page: 0 };
let page = 0;
try {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) page += (entry.transferSize || 0) / 1000;
  }).observe({ type: "resource", buffered: true });
} catch (error) {
  console.warn(error);
}
// Each what has come since it was last looked at; a counter that begins anew counts from nothing.
const since = (name, now) => {
  const came = now >= last[name] ? now - last[name] : now;
  last[name] = now;
  return came;
};
const minute = []; // [time, kilobytes]
const today = () => {
  const day = new Date().toDateString();
  const [when, kilobytes] = (kept(DATA) ?? "").split("|");
  return [day, when === day ? Number(kilobytes) || 0 : 0];
};
const megabytes = (kilobytes) => {
  const value = kilobytes / 1000;
  return value.toLocaleString(html.lang, { maximumFractionDigits: value < 10 ? 1 : 0 });
};

const button = document.createElement("button");
button.type = "button";
button.className = "meter";
const card = document.createElement("div");
card.className = "meter-card";
card.hidden = true;
card.setAttribute("role", "group");
const [rate, sum, label] = ["p", "p", "label"].map((name) => card.appendChild(document.createElement(name)));
const box = label.appendChild(document.createElement("input"));
box.type = "checkbox";
box.checked = saves;
const words = label.appendChild(document.createElement("span"));
const open = (is) => {
  card.hidden = !is;
  button.setAttribute("aria-expanded", String(is));
};
open(false);
button.addEventListener("click", () => open(card.hidden));
addEventListener("keydown", ({ key }) => key === "Escape" && open(false));
addEventListener("pointerdown", ({ target }) => card.contains(target) || button.contains(target) || open(false));
box.addEventListener("change", () => {
  saves = box.checked;
  keep(SAVER, saves ? "1" : "0");
  tell();
  draw();
});

function draw() {
  const now = performance.now();
  while (minute.length && now - minute[0][0] > 60000) minute.shift();
  const span = minute.length ? Math.max(now - minute[0][0], 10000) : 60000;
  const perMinute = megabytes((minute.reduce((all, [, kilobytes]) => all + kilobytes, 0) * 60000) / span);
  button.textContent = `${saves ? "▾ " : ""}${perMinute} MB/${say("ph", "min")}`;
  // What is read aloud begins with what is seen (WCAG 2.5.3).
  button.setAttribute("aria-label", `${button.textContent}, ${saves ? say("đang tiết kiệm dữ liệu", "saving data") : say("dữ liệu", "data")}`);
  rate.textContent = say(`Mỗi phút: ${perMinute} MB`, `A minute: ${perMinute} MB`);
  sum.textContent = say(`Hôm nay trên máy này: ${megabytes(today()[1])} MB`, `Today on this device: ${megabytes(today()[1])} MB`);
  words.textContent = say("Tiết kiệm dữ liệu: ảnh tĩnh, camera đang mở vẫn chạy", "Save data: still pictures, the open camera moves");
  // The bar is the app's, which may not be there yet.
  const place = document.querySelector("#app header.top .language");
  if (place && !button.isConnected) place.before(button, card);
}

const look = async () => {
  const rtc = await overRtc().catch(() => last.rtc);
  const came = since("worker", globalThis.wardKilobytes ?? 0) + since("rtc", rtc) + since("page", page);
  minute.push([performance.now(), came]);
  const [day, before] = today();
  keep(DATA, `${day}|${Math.round(before + came)}`);
  // A worker that has been started anew knows nothing of it.
  if (saves) tell();
  draw();
};
setInterval(look, EVERY);
look();
