// Starts both programs side by side. Belongs here: what must happen before any wasm. Does not: anything that can wait.

const html = document.documentElement;
html.classList.add("booting");
try {
  if (/(^|; )lang=en(;|$)/.test(document.cookie)) html.lang = "en";
  if (/(^|; )theme=light(;|$)/.test(document.cookie)) html.dataset.theme = "light";
} catch (error) {
  // Cookies are forbidden: the page stays Vietnamese and dark.
}

const failed = (error) => {
  console.error(error);
  // It was fetched, and is more than this browser's wasm can do.
  const tooNew = error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
  if (tooNew && window.wardLite) window.wardLite();
  html.classList.replace("booting", "failed");
};

try {
  // Fetches its own wasm while the page's is on its way; the page finds it under this name.
  globalThis.wardWorker = new Worker("{worker_js}");
} catch (error) {
  console.error(error);
}
const wasm = fetch("{app_wasm}");
if (/[?&]tv=1(&|$)/.test(location.search)) import("{tv_js}").catch(console.error);
import("{app_js}")
  .then((app) => app.default({ module_or_path: wasm }))
  .then(() => html.classList.remove("booting"))
  .catch(failed);
if (!/[?&]tv=1(&|$)/.test(location.search)) import("{meter_js}").catch(console.error);
// One camera is on screen: what hands do with it comes when there is a picture to be touched.
addEventListener("ward-camera", () => import("{lens_js}").then((lens) => lens.open()).catch(console.error));
