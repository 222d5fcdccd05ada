// The service worker: without a network the pages of a visit day come from what the phone keeps. It keeps scripts, styles and one empty
// page; cards and records lie sealed in IndexedDB and are opened by the page itself.
import { SHELL } from "./keeping.js";
import { flush } from "./sending.js";

const FILES = `lianluo-files-${self.SHELL.version}`, PATIENCE = 6000;
const OURS = /^\/visits\/(day\/|record\/|card\/\d+\/|\d+\/card\/)$/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(self.SHELL.files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("lianluo-files-") && name !== FILES);
  const forget = () => caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name))));
  event.waitUntil(renewed().then(forget).then(() => self.clients.claim()));
});

// Another build: the page that was kept asks for files of the old one.
async function renewed() {
  if (!(await caches.has(SHELL))) return;
  const page = await fetch(self.SHELL.day, { redirect: "error" }).catch(() => null);
  if (page?.ok) await (await caches.open(SHELL)).put(self.SHELL.day, page);
}

async function page(request) {
  const shell = () => caches.open(SHELL).then((cache) => cache.match(self.SHELL.day));
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout?.(PATIENCE) });
    return [502, 503, 504].includes(answer.status) ? (await shell()) || answer : answer;
  } catch (trouble) {
    const kept = await shell();
    if (kept) return kept;
    throw trouble;
  }
}

const file = async (request) => (await caches.match(request, { ignoreSearch: true })) || fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") OURS.test(address.pathname) && event.respondWith(page(request));
  else if (self.SHELL.files.includes(address.pathname)) event.respondWith(file(request));
});

self.addEventListener("sync", (event) => event.tag === "records" && event.waitUntil(flush(self.SHELL.places)));
