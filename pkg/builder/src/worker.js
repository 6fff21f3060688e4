// Keeps the page for when there is no network. The builder has written in which files it is made of and what each has to
// be; a file that is another one on the way is refused, so that no two versions are ever mixed.
"use strict";
const VERSION = "{version}";
const FILES = {files};

// Two of these pages may be on one site.
const own = `tidu ${registration.scope} `;
const cacheName = own + VERSION;

self.addEventListener("install", (event) => {
  let made = false;
  const keep = async () => {
    // Whatever is kept under this version's name is of this version, and somebody may be working from it.
    made = !(await caches.has(cacheName));
    const cache = await caches.open(cacheName);
    const get = async ([path, integrity]) => {
      if (!made && (await cache.match(path))) return;
      const answer = await fetch(path, { integrity, cache: "no-cache" });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      // A page that was reached by a redirection may not be given as an answer.
      await cache.put(path, answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer);
    };
    await Promise.all(Object.entries(FILES).map(get));
  };
  const tidyUp = async (error) => {
    if (made) await caches.delete(cacheName);
    throw error;
  };
  event.waitUntil(keep().catch(tidyUp));
});

self.addEventListener("activate", (event) => {
  const forget = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(own) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
  };
  event.waitUntil(forget());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const plain = url.split(/[?#]/)[0];
  if (method !== "GET" || !plain.startsWith(registration.scope)) return;
  const path = plain.slice(registration.scope.length).replace(/^(index\.html)?$/, "./");
  if (!(path in FILES)) return;
  const answer = async () => {
    // A new version takes over when nobody else has the old one open.
    if (mode === "navigate" && registration.waiting && (await clients.matchAll()).length < 2) {
      registration.waiting.postMessage("take over");
      // Not by the header `Refresh`: to an address that names a screen after `#` it would lead nowhere. Nor at once: until
      // the new version has taken over, that would lead back here.
      const page = "<script>navigator.serviceWorker.oncontrollerchange = () => location.reload(); setTimeout(() => location.reload(), 500);</script>";
      return new Response(page, { headers: { "Content-Type": "text/html" } });
    }
    return (await (await caches.open(cacheName)).match(path)) || fetch(event.request);
  };
  event.respondWith(answer());
});
