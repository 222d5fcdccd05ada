// Sends what waits, one after the other, one page at a time. A record leaves the phone only after the server's answer.
import { isAble, lock, records, settle, unlock, write } from "./keeping.js";

const PATIENCE = 15000;
const alone = (act) => (navigator.locks ? navigator.locks.request("lianluo-records", act) : act());
const patient = () => AbortSignal.timeout?.(PATIENCE);

// Who is signed in: the server's marks; "signed-out"; or null without a network.
export async function ask(places) {
  try {
    const answer = await fetch(places.standing, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store", signal: patient() });
    if (answer.ok) {
      const standing = await answer.json();
      await unlock(standing);
      return standing;
    }
    if (answer.type !== "opaqueredirect" && ![401, 403, 404].includes(answer.status)) return null;
    await lock();
    return "signed-out";
  } catch {
    return null;
  }
}

function body(record, token, more) {
  const form = new FormData();
  for (const [name, value] of record.fields) form.append(name, value);
  for (const { name, file, type, data } of record.files || []) {
    form.append(name, new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], file, { type }));
  }
  for (const [name, value] of Object.entries(more || {})) form.set(name, value);
  form.set("client_key", record.id);
  form.set("csrfmiddlewaretoken", token);
  return form;
}

// {state: taken, again, conflict, refused, signed-out, later}
async function post(record, token, places) {
  try {
    const answer = await fetch(places.send, { method: "POST", body: body(record, token, record.decided), headers: { Accept: "application/json", "X-CSRFToken": token }, redirect: "manual", signal: patient() });
    if (answer.ok || answer.status === 422) return await answer.json();
    if (answer.status === 404) return { state: "refused", errors: {}, gone: true };
    if (answer.type === "opaqueredirect" || answer.status === 401) return { state: "signed-out" };
  } catch {
    // no network, or it broke off: what the server took it answers again under the same key
  }
  return { state: "later" };
}

// Gives {sent: [{record, answer}], state: done, signed-out, later}.
export function flush(places) {
  return alone(async () => {
    const sent = [];
    if (!isAble()) return { sent, state: "done" };
    const standing = await ask(places);
    if (!standing || standing === "signed-out") return { sent, state: standing || "later" };
    for (const record of (await records()).filter((row) => row.state === "waiting")) {
      const answer = await post(record, standing.token, places);
      if (["taken", "again"].includes(answer.state)) await settle(record, answer);
      else if (["conflict", "refused"].includes(answer.state)) await write({ ...record, state: answer.state, decided: null, answer });
      else {
        if (answer.state === "signed-out") await lock();
        return { sent, state: answer.state };
      }
      sent.push({ record, answer });
    }
    return { sent, state: "done" };
  });
}

// The browser sends by itself where it can (Background Sync); a page that is open does it anyway.
export async function sendLater() {
  const ready = await navigator.serviceWorker?.getRegistration();
  await ready?.sync?.register("records").catch(() => {});
}
