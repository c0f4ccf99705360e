// Keeps the shell of this build, so that the app opens at once and says in words that there is no network. Belongs here: files
// whose names change with their content, and one page without a name or a picture. Does not: cameras, the API, pages of
// somebody who has logged in; they are never kept, and are not touched.
"use strict";
const CACHE = "ward-{build}";
const OFFLINE = "/offline";
const SHELL = ["{css}", "{app_js}", "{app_wasm}", "{worker_js}", "{worker_wasm}", "{floor_js}", "{boot_js}", "{home_js}", "{static/icon.svg}"];

self.addEventListener("install", (event) => {
  // The browser has most of it already, and does not ask again for what never changes.
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...SHELL, OFFLINE])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("ward-") && name !== CACHE;
  const clear = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(clear.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async (error) => (await caches.match(OFFLINE)) ?? Promise.reject(error)));
  } else if (SHELL.includes(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
