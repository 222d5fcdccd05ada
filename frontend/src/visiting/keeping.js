// What the phone keeps: sealed with the user's own key (AES-GCM), in IndexedDB. `meta` says whose it is and holds the key, `kept`
// the cards, `records` what is not with the server yet. Without the key a record stays locked until the same user signs in again.
const NAME = "lianluo-visits", STORES = ["meta", "kept", "records"], HOUR = 3600000;
export const SHELL = "lianluo-shell";
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(NAME);
let opened, held; // the key stays with the page that has it: what is being written can still be kept when the session ends

export const isAble = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);
export const told = (act) => channel?.addEventListener("message", act);
const tell = () => channel?.postMessage("changed");

function base() {
  opened ||= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => STORES.forEach((store) => asked.result.createObjectStore(store));
    asked.onsuccess = () => ((asked.result.onversionchange = () => (asked.result.close(), (opened = null))), done(asked.result));
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function on(store, mode, act) {
  const db = await base();
  return new Promise((done, failed) => {
    const run = db.transaction(store, mode), asked = act(run.objectStore(store));
    run.oncomplete = () => done(asked?.result);
    run.onerror = run.onabort = () => failed(run.error);
  });
}
const get = (store, key) => on(store, "readonly", (rows) => rows.get(key));
const put = (store, key, value) => on(store, "readwrite", (rows) => rows.put(value, key));
const drop = (store, key) => on(store, "readwrite", (rows) => rows.delete(key));
const all = (store) => on(store, "readonly", (rows) => rows.getAll());
const clear = (store) => on(store, "readwrite", (rows) => rows.clear());

async function seal(value, key) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
}
const unseal = async ({ iv, data }, key) => JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));

// The server has said who is signed in. Cards of another user or another session go; records stay, locked to their user.
export async function unlock({ user, session, key, hours }) {
  const meta = await get("meta", "owner");
  if (!hours) return (held = null), lock(); // the office wants nothing kept
  if (meta && (meta.user !== user || meta.session !== session)) await clear("kept");
  const raw = Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0));
  const made = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  held = { user, key: made };
  await put("meta", "owner", { user, session, key: made, hours, at: Date.now() });
}

// Whose things are kept here, with the key; {old: true} once when the hours are over; null when locked.
export async function owner() {
  const meta = await get("meta", "owner");
  if (!meta?.key) return held || null;
  if (Date.now() - meta.at <= meta.hours * HOUR && Date.now() >= meta.at - HOUR) return meta;
  await lock();
  return { old: true };
}

// The session is over: key and cards go, records stay as they are, sealed.
export async function lock() {
  const meta = await get("meta", "owner");
  await clear("kept");
  if (meta) await put("meta", "owner", { user: meta.user });
  if (globalThis.caches) await caches.delete(SHELL);
}

// Signing out: nothing stays but records that were never sent, and those without a key.
export async function wipe() {
  held = null;
  const waiting = (await all("records")).length;
  if (globalThis.caches) await caches.delete(SHELL);
  if (waiting) return await clear("kept"), clear("meta");
  (await base()).close();
  opened = null;
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = () => done();
  });
}

export async function keep(name, value) {
  const own = await owner();
  if (own?.key) await put("kept", name, await seal(value, own.key));
}
export async function kept(name) {
  const own = await owner(), row = own?.key && (await get("kept", name));
  return row ? unseal(row, own.key) : null;
}

// A record: {id, state, fields, files, title, answer}. State: draft, waiting, conflict, refused.
export async function write(record) {
  const own = (await owner()) || {};
  if (!own.key) throw new Error("locked");
  const { id, state, ...rest } = record;
  await put("records", id, { id, state, user: own.user, at: Date.now(), sealed: await seal(rest, own.key) });
  tell();
}
export async function records() {
  const own = (await owner()) || {}, rows = own.key ? (await all("records")).filter((row) => row.user === own.user) : [];
  const opened = await Promise.all(rows.map(async ({ sealed, ...row }) => ({ ...row, ...(await unseal(sealed, own.key)) })));
  return opened.sort((one, other) => one.at - other.at);
}
const SHOWN = 12 * HOUR;
// What the server has taken is still told for some hours: {id, title, url, state, at}.
export const sent = async () => ((await kept("sent")) || []).filter((row) => Date.now() - row.at < SHOWN);
export async function settle({ id, title }, { url, state }) {
  await keep("sent", [...(await sent()).filter((row) => row.id !== id), { id, title, url, state, at: Date.now() }].slice(-20));
  await forget(id);
}
export const forget = (id) => drop("records", id).then(tell);
export const hasKey = async () => Boolean((await owner())?.key);
export const countUnsent = async () => (isAble() ? (await all("records")).length : 0);
export async function isKnown() {
  if (!isAble()) return false;
  const names = await indexedDB.databases?.();
  return names ? names.some(({ name }) => name === NAME) : true;
}
