// Keeps one page for when the network is gone, and what that page is made of. Nothing anybody read or wrote
// is ever kept: every other request goes to the network as if this were not here.
const NAME = "offline";
const OFFLINE = {{ offline | tojson }};
const KEPT = [OFFLINE, {{ size_address() | tojson }}, {% for name in ('css/public.css', 'css/kiosk.css', 'js/kiosk.js', 'icon.svg') %}{{ static_url(name) | tojson }}{{ ', ' if not loop.last }}{% endfor %}];

addEventListener("install", event => {
  event.waitUntil(caches.open(NAME).then(cache => cache.addAll(KEPT)).then(() => skipWaiting()));
});
addEventListener("activate", event => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name !== NAME).map(name => caches.delete(name))))
    .then(() => clients.claim()));
});
addEventListener("fetch", event => {
  const {request} = event, {pathname, search} = new URL(request.url);
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  else if (KEPT.includes(pathname + search)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
