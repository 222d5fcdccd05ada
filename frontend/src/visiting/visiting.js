// The officer's pages on a phone: the worker that answers without a network, the form, the day with its cards, what waits to be sent.
import { combine, icon, node } from "./drawing.js";
import { forget, isAble, keep, kept, owner, records, sent as taken, SHELL, told, write } from "./keeping.js";
import { prepare } from "./records.js";
import { ask, flush, sendLater } from "./sending.js";

const AGAIN = 20000;
const find = (selector, root = document) => root.querySelector(selector);

export function visiting(place) {
  if (place.dataset.visitingReady) return;
  place.dataset.visitingReady = "1";
  const words = place.dataset, places = { standing: words.standing, send: words.send };
  const day = find('[data-view="list"]'), state = find("[data-state]");
  const say = (text, tone = "green") => state && ((state.textContent = text), (state.className = `phone-state tone-${tone}`));
  let data = null, route = routeOf(location);

  find("[data-print]")?.addEventListener("click", () => print());

  function routeOf({ pathname, search }) {
    const asked = new URLSearchParams(search);
    if (pathname === words.form) return { view: "record", persons: asked.getAll("person").map(Number), visit: Number(asked.get("visit")) || null, record: asked.get("record") };
    const person = pathname.match(/\/card\/(\d+)\/$/), visit = pathname.match(/\/(\d+)\/card\/$/);
    if (person) return { view: "card", persons: [Number(person[1])], visit: null };
    if (visit) return { view: "card", persons: [], visit: Number(visit[1]) };
    return { view: "list" };
  }

  // Sends what waits and shows what came of it.
  async function send() {
    const { sent, state: outcome } = await flush(places);
    if (day) await drawRecords(outcome);
    if (outcome === "later") await sendLater();
    return { sent, outcome };
  }

  async function afterSubmit(id) {
    say(words.kept, "blue");
    const { sent } = await send();
    const found = sent.find(({ record }) => record.id === id)?.answer;
    if (found && ["taken", "again"].includes(found.state)) return location.assign(found.url);
    const refused = found?.state === "refused" && (await records()).find((row) => row.id === id);
    location.assign(refused ? addressOf(refused) : words.shell);
  }

  // Where a record is written on: with whom it is of, so that the server's own page knows them too.
  function addressOf(row) {
    const asked = new URLSearchParams([["record", row.id]]);
    for (const [name, value] of row.fields) {
      if (name === "persons") asked.append("person", value);
      if (name === "visit" && !row.answer?.gone) asked.set("visit", value);
    }
    return `${words.form}?${asked}`;
  }

  function form(root, title) {
    return prepare(root, { words, title, say, sent: (id) => afterSubmit(id) });
  }

  // ---- the day ----
  function show(view) {
    for (const each of document.querySelectorAll("[data-view]")) each.hidden = each.dataset.view !== view;
  }

  function notice(text, link) {
    const bar = find("[data-notice]");
    bar.hidden = !text;
    bar.replaceChildren(icon("info-circle"), combine("div", text || "", link && node("a", { href: link, text: ` ${words.signInWords}` })));
  }

  const personOf = (id) => data?.people.find((each) => each.id === id);
  const visitOf = (id) => data?.visits.find((each) => each.id === id);

  function line(href, title, note, aside) {
    return combine("li", combine(node("a", { href }), node("strong", { text: title }), node("small", { text: note })), aside && node("span", { className: "clock clock-normal", text: aside }));
  }

  function drawList() {
    show("list");
    const visits = find("[data-visits]"), people = find("[data-people]");
    find("ul", visits).replaceChildren(...data.visits.map((each) => line(`/visits/${each.id}/card/`, each.names, each.words)));
    find("ul", people).replaceChildren(...data.people.map((each) => line(`/visits/card/${each.id}/`, each.name, each.seat, each.standing)));
    visits.hidden = !data.visits.length;
    people.hidden = !data.people.length;
    if (!data.visits.length && !data.people.length) notice(words.nobody);
    find("[data-as-of]").textContent = words.asOf.replace("{time}", new Date(data.as_of).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" }));
  }

  function drawCard() {
    const persons = route.visit ? visitOf(route.visit)?.persons || [] : route.persons, found = persons.map(personOf).filter(Boolean);
    if (!found.length) return show("list"), drawList();
    show("card");
    const all = find('[data-view="card"] .vcards');
    all.innerHTML = found.map((each) => each.card).join(""); // drawn by the server from its own templates
    const visit = route.visit || (found.length === 1 && found[0].visit);
    find("[data-record-link]").href = visit ? `${words.form}?visit=${visit}` : `${words.form}?person=${found[0].id}`;
    find("[data-heading]").textContent = found.map((each) => each.name).join("、");
    find("[data-back]").href = words.shell;
  }

  async function drawForm() {
    show("record");
    const root = find('[data-view="record"]');
    if (root.firstElementChild) return;
    const record = route.record && (await records()).find((row) => row.id === route.record);
    const fields = new Map(record?.fields.map(([name, value]) => [name, value]) || []);
    const visit = visitOf(route.visit || Number(fields.get("visit"))), asked = visit?.persons || (record ? record.fields.filter(([name]) => name === "persons").map(([, value]) => Number(value)) : route.persons);
    root.append(find("template[data-form]").content.cloneNode(true));
    const made = find("form", root), persons = find("[data-persons]", made);
    persons.append(...asked.map((id) => node("input", { type: "hidden", name: "persons", value: id, data: { name: personOf(id)?.name || "" } })));
    if (visit || (fields.get("visit") && !record?.answer?.gone)) made.prepend(node("input", { type: "hidden", name: "visit", value: visit?.id || fields.get("visit") }));
    const others = (data?.people || []).filter((each) => !asked.includes(each.id));
    find("[data-others]", made).append(
      choices(words.withPersons, "persons", others.slice(0, 40)), choices(words.withColleagues, "colleagues", data?.colleagues || []),
    );
    const now = new Date(), today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    made.elements.on.value = visit && visit.on < today ? visit.on : today;
    for (const radio of made.querySelectorAll("[name=form]")) radio.checked = radio.value === (visit?.form || "door");
    if (visit?.place && made.elements.place) made.elements.place.value = visit.place;
    const first = personOf(asked[0]);
    if (first && asked.length === 1) find("[data-submit]", made).textContent = first.button;
    const names = asked.map((id) => personOf(id)?.name || "").filter(Boolean).join("、") || record?.title || "";
    find("[data-heading]").textContent = root.dataset.title;
    find("[data-as-of]").textContent = names;
    find("[data-back]").href = words.shell;
    await form(made, () => names);
  }

  function choices(label, name, rows) {
    if (!rows.length) return "";
    const boxes = rows.map((each) => combine(node("label", { className: "form-check" }), node("input", { type: "checkbox", className: "form-check-input", name, value: each.id, data: { name: each.name } }), node("span", { text: each.name })));
    return combine(node("fieldset", { className: "field" }), node("legend", { className: "form-label", text: label }), ...boxes);
  }

  async function drawRecords(outcome) {
    const place = find("[data-records]"), own = await owner();
    const rows = own?.key ? await records() : [];
    const done = (own?.key ? await taken() : []).map((row) => combine("li", combine(node("a", { href: row.url }), node("strong", { text: row.title }), node("small", { className: "tone-green", text: row.state === "again" ? words.again : words.taken }))));
    find("ul", place).replaceChildren(...done, ...rows.map((row) => waiting(row)));
    place.hidden = !done.length && !rows.length;
    if (outcome === "signed-out") await sealedOut();
    else if (outcome === "later" && own?.key && !navigator.onLine) notice(words.offline);
  }

  const TONES = { draft: "blue", waiting: "amber", refused: "red", conflict: "red" };

  function waiting(row) {
    const told = { draft: words.unfinished, waiting: words.waiting, refused: words.refused, conflict: words.conflict.replace("{visit}", row.answer?.visit || "") }[row.state];
    const made = combine("li", combine("div", node("strong", { text: row.title || "…" }), node("small", { className: `tone-${TONES[row.state]}`, text: told })));
    made.dataset.recordState = row.state;
    const acts = node("span", { className: "vacts" });
    const button = (text, onclick, data) => acts.append(node("button", { type: "button", className: "btn btn-sm", text, onclick, data }));
    if (row.state === "draft" || row.state === "refused") acts.append(node("a", { className: "btn btn-sm", href: addressOf(row), text: row.state === "draft" ? words.continue : words.correct }));
    if (row.state === "conflict") {
      button(words.another, () => decide(row, { choice: "another" }));
      if (row.answer.may_join) button(words.join, () => decide(row, { choice: "join", stands: row.answer.id }));
    }
    const dropped = async () => (await forget(row.id), drawRecords());
    if (row.state !== "waiting") button(row.state === "conflict" ? words.drop : words.discard, dropped, { confirm: words.dropSure });
    made.append(acts);
    return made;
  }

  async function decide(row, decided) {
    await write({ ...row, state: "waiting", decided, answer: null });
    await send();
  }

  async function sealedOut() {
    const { countUnsent } = await import("./keeping.js"), count = await countUnsent();
    data = null;
    for (const each of ["[data-visits]", "[data-people]"]) find(each).hidden = true;
    notice(count ? words.locked.replace("{n}", count) : words.signedOut, `${words.signIn}?next=${words.shell}`);
  }

  async function draw() {
    if (route.view === "record") return drawForm();
    if (!data) return;
    return route.view === "card" ? drawCard() : drawList();
  }

  async function startDay() {
    const own = await owner();
    data = own?.key && own.user === words.owner ? await kept("day") : null; // never one user's things on another's page
    if (data) await draw();
    else if (own?.old) notice(words.old);
    const { outcome } = await send();
    if (outcome === "done") {
      const fresh = await fetch(words.day, { headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
      if (fresh?.ok) {
        data = await fresh.json();
        await keep("day", data);
        await keepShell();
        notice("");
        if (route.view !== "record" || !find('[data-view="record"] form')) await draw();
      }
    } else if (outcome === "later") {
      if (own?.key) notice(words.offline);
      else if (!own?.old) notice(words.noneKept);
    }
    if (!data && outcome === "later" && route.view === "record") show("list");
    await drawRecords(outcome);
  }

  // The page without a word of anybody, for the worker to answer with.
  async function keepShell() {
    const page = await fetch(words.shell, { redirect: "error" }).catch(() => null);
    if (page?.ok) await (await caches.open(SHELL)).put(words.shell, page);
  }

  async function start() {
    if (!isAble() || !navigator.serviceWorker) return day && notice(words.insecure), day && startPlain();
    await navigator.serviceWorker.register(words.worker, { scope: words.scope }).catch(() => {});
    if (day) await startDay();
    else {
      const paper = find("form[data-record]"), own = await owner();
      if (own?.user !== words.owner) await ask(places);
      if (paper) await form(paper, () => find("[data-names]").textContent.trim());
      await send();
    }
    document.documentElement.dataset.visiting = "ready";
  }

  // Without encryption: what the server says now, nothing kept.
  async function startPlain() {
    data = await fetch(words.day).then((answer) => answer.json());
    drawList();
  }

  addEventListener("online", async () => (await send(), day && route.view !== "record" && startDay()));
  told(() => day && drawRecords());
  setInterval(() => document.visibilityState === "visible" && records().then((rows) => rows.some((row) => row.state === "waiting") && send(), () => {}), AGAIN);
  start();
}
