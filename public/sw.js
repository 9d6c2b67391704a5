// The copy of the page for offline: all files of one version, checked by their hashes, or none.
// A newer version waits until the reader takes it. `cargo xtask finish` fills in the list.
"use strict";
const FILES = {}; // name: hash
const VERSION = "";
const OWN = "crossread ";
const scope = self.registration.scope;
// Other copies below the same host keep theirs.
const NAME = `${OWN}${scope} ${VERSION}`;

self.addEventListener("install", (event) => {
  // A file that is not the one of the list (a host in the middle of an update) fails, and the copy with it.
  const load = async (cache, [name, integrity]) => {
    const answer = await fetch(new URL(name, scope), { cache: "no-cache", integrity });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    await cache.put(new URL(name, scope), answer);
  };
  const all = async () => {
    const cache = await caches.open(NAME);
    await Promise.all(Object.entries(FILES).map((one) => load(cache, one)));
    // For the host to change, so under no hash; a page without it has none beside it.
    await cache.add(new URL("crossread.json", scope)).catch(() => undefined);
  };
  event.waitUntil(all());
});

self.addEventListener("message", (event) => event.data === "use" && self.skipWaiting());

self.addEventListener("activate", (event) => {
  const clean = async () => {
    // A window that still shows the version before may ask for its engine: the names carry hashes, so no
    // version gets files of another. What is left then goes the next time.
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (open.length > 1) return;
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(`${OWN}${scope} `) && name !== NAME);
    await Promise.all(old.map((name) => caches.delete(name)));
  };
  event.waitUntil(clean());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(scope)) return;
  const rest = decodeURI(url.pathname.slice(new URL(scope).pathname.length));
  const name = rest === "" ? "index.html" : rest;
  const answer = async () => {
    // The corpus beside the page is for its host to change: from the network, and from the last copy without one.
    if (name === "crossread.json") {
      const cache = await caches.open(NAME);
      try {
        const fresh = await fetch(request);
        if (fresh.ok) await cache.put(url, fresh.clone());
        return fresh;
      } catch (error) {
        const last = await cache.match(url);
        if (last) return last;
        throw error;
      }
    }
    const own = await (await caches.open(NAME)).match(new URL(name, scope));
    if (own) return own;
    for (const other of await caches.keys()) {
      if (!other.startsWith(`${OWN}${scope} `)) continue;
      const old = await (await caches.open(other)).match(new URL(name, scope));
      if (old && /-[0-9a-f]{16}[._]/.test(name)) return old;
    }
    return fetch(request);
  };
  event.respondWith(answer());
});
