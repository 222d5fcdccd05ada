// Taking down opinions: nothing typed is lost. Each draft has a mark of its own; sent twice it is one opinion.
import { combo } from "./combos.js";
import { Outbox } from "./outbox.js";

const KEPT = ["deputy", "person", "words", "department_name", "department", "place", "voiced_at", "group", "draft"];
const EMPTIED = ["deputy", "person", "words", "department_name", "department", "voiced_at"];
const PATIENCE = 10000, ALIVE = 4000, AGAIN = 8000;
const mark = () => crypto.randomUUID?.() || `${Date.now()}-${Math.random().toString(36).slice(2, 12)}`;
const clock = (at) => new Date(at).toTimeString().slice(0, 8);

export function voicing(form) {
  if (form.dataset.voicingReady) return;
  form.dataset.voicingReady = "1";
  form.querySelectorAll("[data-combo]").forEach(combo);
  const words = form.dataset, outbox = new Outbox(words.voicing), field = (name) => form.elements[name];
  const status = form.querySelector("[data-status]"), waiting = form.querySelector("[data-outbox]"), why = form.querySelector("[data-why]");
  const tab = sessionStorage.getItem("voicing-tab") || mark();
  const prefix = `voicing:${words.voicing}:`, key = prefix + tab;
  let busy = false, byHand = false;

  const say = (text, tone = "") => ((status.textContent = text), (status.className = `hint voicing-status ${tone}`));
  const read = () => Object.fromEntries(KEPT.map((name) => [name, field(name)?.value || ""]));
  const isEmpty = () => !EMPTIED.some((name) => name !== "department" && name !== "department_name" && field(name).value.trim());
  const fill = (values) => KEPT.forEach((name) => field(name) && values[name] !== undefined && setValue(field(name), values[name]));
  const stored = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name) || "null");
    } catch {
      return null;
    }
  };

  function setValue(target, value) {
    if (target instanceof RadioNodeList || target.tagName !== "SELECT" || [...target.options].some((option) => option.value === value)) target.value = value;
  }

  function keep() {
    try {
      if (isEmpty()) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ at: Date.now(), alive: Date.now(), fields: read() }));
      return true;
    } catch {
      say(words.full, "tone-red");
      return false;
    }
  }

  // The draft of this tab, else one whose window is gone.
  function restore() {
    sessionStorage.setItem("voicing-tab", tab);
    field("draft").value = mark();
    const orphans = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== key && Date.now() - (stored(name)?.alive || 0) > 3 * ALIVE);
    const name = [key, ...orphans].find((each) => stored(each)?.fields);
    if (!name) return;
    const draft = stored(name);
    fill(draft.fields);
    byHand = Boolean(draft.fields.department_name);
    if (name !== key) localStorage.removeItem(name);
    keep();
    say(words.restored.replace("{time}", clock(draft.at)), "tone-blue");
  }

  function clear(said) {
    EMPTIED.forEach((name) => (field(name).value = ""));
    field("draft").value = mark();
    byHand = false;
    why.textContent = "";
    form.querySelector(".proposal-unsure")?.classList.remove("proposal-unsure");
    errors({});
    keep();
    field("deputy").focus();
    say(said, "tone-green");
  }

  function errors(found) {
    let first;
    for (const place of form.querySelectorAll("[data-error]")) {
      const text = found[place.dataset.error] || "";
      place.textContent = text;
      place.hidden = !text;
      const input = field(place.dataset.error);
      input?.setAttribute?.("aria-invalid", String(Boolean(text)));
      if (text && input?.focus) first ||= input;
    }
    first?.focus();
  }

  async function send(fields) {
    try {
      const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE) });
      if (answer.ok) return { state: "taken", words: (await answer.json()).said };
      if (answer.status === 422) {
        const found = (await answer.json()).errors;
        return { state: "refused", errors: found, words: Object.values(found).join(" ") };
      }
      if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return { state: "signed-out" };
      return { state: "lost" };
    } catch {
      return { state: "lost" };
    }
  }

  function showOutbox() {
    const items = outbox.items;
    waiting.hidden = !items.length;
    waiting.replaceChildren(...items.map(line));
    if (items.some((item) => !item.refusal)) say(words.offline.replace("{count}", items.filter((item) => !item.refusal).length), "tone-amber");
  }

  function line(item) {
    const made = document.createElement("li");
    const part = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    made.append(part("strong", item.fields.deputy), part("span", item.fields.words.slice(0, 60)), part("small", item.refusal || words.waiting));
    made.className = item.refusal ? "is-refused" : "";
    if (item.refusal) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "linkbtn", textContent: words.again });
      button.addEventListener("click", () => {
        if (!isEmpty()) return say(words.busy, "tone-amber");
        fill(item.fields);
        if (keep()) outbox.remove(item.draft);
        showOutbox();
        errors({ __all__: item.refusal });
      });
      made.append(button);
    }
    return made;
  }

  async function submit() {
    if (busy) return;
    busy = true;
    keep();
    say(words.sending);
    const fields = read(), answer = await send(fields);
    busy = false;
    if (answer.state === "taken") {
      clear(answer.words);
      document.body.dispatchEvent(new Event("lianluo:voiced"));
    } else if (answer.state === "refused") {
      errors(answer.errors);
      say(answer.words, "tone-red");
    } else if (answer.state === "signed-out") say(words.signedOut, "tone-red");
    else {
      outbox.add({ draft: fields.draft, fields, at: Date.now() });
      clear("");
      showOutbox();
    }
  }

  async function flush() {
    if (busy || !outbox.items.some((item) => !item.refusal)) return;
    busy = true;
    const taken = await outbox.flush(send);
    busy = false;
    if (taken) ((status.textContent = ""), document.body.dispatchEvent(new Event("lianluo:voiced")));
    showOutbox();
  }

  let timer;
  async function propose() {
    const text = field("words").value.trim();
    if (byHand || text.length < 4) return;
    const answer = await fetch(`${words.proposal}?words=${encodeURIComponent(text.slice(0, 400))}`).then((each) => each.json(), () => ({}));
    if (byHand || !answer.id) return;
    field("department_name").value = answer.text;
    field("department").value = answer.id;
    field("department_name").classList.toggle("proposal-unsure", answer.confidence !== "high");
    why.textContent = answer.why;
    keep();
  }

  form.addEventListener("submit", (event) => (event.preventDefault(), submit()));
  form.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && (event.preventDefault(), submit()));
  form.addEventListener("input", (event) => {
    if (event.target === field("department_name")) byHand = Boolean(event.target.value);
    if (event.target === field("words")) (clearTimeout(timer), (timer = setTimeout(propose, 500)));
    if (keep() && !isEmpty()) say(words.saved.replace("{time}", clock(Date.now())));
  });
  form.addEventListener("lianluo:taken", ({ target }) => ((byHand ||= target === field("department_name")), keep()));
  field("words").addEventListener("blur", () => (clearTimeout(timer), propose()));
  addEventListener("online", flush);
  setInterval(flush, AGAIN);
  setInterval(() => stored(key) && keep(), ALIVE);
  restore();
  showOutbox();
  flush();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-fullscreen]");
  if (button) document.getElementById(button.dataset.fullscreen)?.requestFullscreen?.();
});
