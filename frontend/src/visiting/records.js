// The form of a record: five fields, lines that are added by a tap, a draft kept with every stroke, sent by way of the phone's own store.
import { hasKey, records, write } from "./keeping.js";

const NOT_KEPT = ["csrfmiddlewaretoken", "once", "client_key"];
const mark = () => crypto.randomUUID();

async function read(form) {
  const fields = [], files = [];
  for (const [name, value] of new FormData(form)) {
    if (NOT_KEPT.includes(name)) continue;
    if (!(value instanceof File)) fields.push([name, value]);
    else if (value.size) files.push({ name, file: value.name, type: value.type, data: await encoded(value) });
  }
  return { fields, files };
}

const encoded = (file) =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });

function fill(form, fields) {
  for (const [name, value] of fields) {
    const number = (name.match(/^saying_words_(\d+)$/) || [])[1];
    if (number && !form.elements[name]) addLine(form, number);
  }
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
  for (const field of form.elements) {
    const wanted = values.get(field.name);
    if (!wanted || field.type === "file") continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = wanted.includes(field.value);
    else if (!field.multiple && !(field.tagName === "SELECT" && ![...field.options].some((option) => option.value === wanted[0]))) field.value = wanted[0];
  }
  const far = form.querySelector(".choice-more");
  if (far?.querySelector("input:checked")) far.open = true;
}

function addLine(form, number) {
  const place = form.querySelector("[data-sayings]"), made = form.querySelector("template[data-saying]").content.cloneNode(true);
  const used = [...place.querySelectorAll("[name^=saying_words_]")].map((each) => Number(each.name.split("_")[2]));
  const at = number ?? Math.max(-1, ...used) + 1;
  for (const field of made.querySelectorAll("[name^=saying_]")) field.name = field.name.replace(/\d+$/, at);
  place.append(made);
  settle(form);
  return place.lastElementChild;
}

// Whose words they are is asked only where several were met.
function settle(form) {
  const who = [...form.querySelectorAll("input[name=persons], select[name=persons]")].flatMap((field) =>
    field.tagName === "SELECT" ? [...field.selectedOptions].map((option) => [option.value, option.textContent]) : field.type === "hidden" || field.checked ? [[field.value, field.dataset.name || ""]] : [],
  );
  for (const select of form.querySelectorAll("[data-who]")) {
    const chosen = select.value;
    select.replaceChildren(...(who.length > 1 ? who : [["", ""]]).map(([value, text]) => new Option(text, value, false, value === chosen)));
    select.hidden = who.length < 2;
  }
  form.querySelectorAll("[data-remove-saying]").forEach((button) => (button.hidden = false));
}

function complain(form, answer, words) {
  const place = form.querySelector("[data-refusal]");
  const told = answer?.gone ? [words.gone] : Object.entries(answer?.errors || {}).flatMap(([name, said]) => said.map((each) => `${label(form, name)}${each}`));
  place.replaceChildren(...told.map((text) => Object.assign(document.createElement("div"), { textContent: text })));
  place.hidden = !told.length;
  for (const name of Object.keys(answer?.errors || {})) {
    const field = form.elements[name];
    (field instanceof RadioNodeList ? field[0] : field)?.setAttribute?.("aria-invalid", "true");
  }
  if (told.length) place.scrollIntoView({ block: "center" });
  return told.length;
}

// What the browser itself finds missing, said where the server's refusals stand.
function missing(form) {
  const errors = {};
  for (const field of form.elements) if (field.willValidate && !field.validity.valid) errors[field.name] = [field.validationMessage];
  return { errors };
}

function label(form, name) {
  const field = form.elements[name], one = field instanceof RadioNodeList ? field[0] : field;
  const text = one?.closest?.("fieldset")?.querySelector("legend")?.lastChild?.textContent || one?.labels?.[0]?.textContent || "";
  return text.trim() ? `${text.trim()}: ` : "";
}

// `title` names the record in lists; `sent(id)` is called once it lies sealed on the phone, waiting.
export async function prepare(form, { words, title, sent, say }) {
  if (form.dataset.recordReady) return;
  form.dataset.recordReady = "1";
  const key = form.elements.client_key, add = form.querySelector("[data-add-saying]");
  form.querySelectorAll("[data-empty]").forEach((line) => line.remove());
  add.hidden = false;
  const whose = () => [...new FormData(form).entries()].filter(([name]) => ["persons", "visit"].includes(name)).join();
  const id = new URLSearchParams(location.search).get("record"), clean = whose();
  const known = (await hasKey()) ? (await records()).filter((row) => row.state !== "waiting") : [];
  const mine = known.find((row) => (id ? row.id === id : row.state === "draft" && row.whose === clean));
  key.value = mine?.id || key.value || mark();
  if (mine) {
    fill(form, mine.fields);
    complain(form, mine.answer, words);
    say(words.draft);
  }
  settle(form);
  let timer, gone = false, writing = Promise.resolve();
  const draft = async () => {
    if (gone) return;
    const { fields, files } = await read(form);
    if (gone) return;
    await write({ id: key.value, state: "draft", fields, files, title: title(), whose: clean, answer: mine?.answer }).then(() => say(words.draft), () => {});
  };
  const later = () => (clearTimeout(timer), (timer = setTimeout(() => (writing = writing.then(draft)), 500)));
  form.addEventListener("input", later);
  form.addEventListener("change", () => (settle(form), later()));
  add.addEventListener("click", () => addLine(form).querySelector("input").focus());
  form.addEventListener("click", ({ target }) => target.closest("[data-remove-saying]") && (target.closest(".saying").remove(), later()));
  form.addEventListener("submit", async (event) => {
    if (form.dataset.plain) return;
    event.preventDefault();
    if (gone || complain(form, missing(form), words)) return;
    gone = true;
    clearTimeout(timer);
    try {
      await writing; // a draft on its way must not land upon the record
      const { fields, files } = await read(form);
      await write({ id: key.value, state: "waiting", fields, files, title: title(), whose: clean });
    } catch {
      form.dataset.plain = "1"; // nothing can be kept here: the ordinary way
      return form.requestSubmit();
    }
    form.dataset.recordSent = "1";
    sent(key.value);
  });
}
