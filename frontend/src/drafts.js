// <form data-draft="key">: what is typed is kept in this tab until it is sent; after a lost session it is offered again.
const words = document.getElementById("words")?.dataset || {};
const kept = (field) => field.name && !["password", "file", "hidden", "submit"].includes(field.type) && field.name !== "csrfmiddlewaretoken";
const keyOf = (form) => `draft:${location.pathname}:${form.dataset.draft}`;

function values(form) {
  return [...form.elements].filter(kept).map((field) => {
    const value = field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;
    return [field.name, ["checkbox", "radio"].includes(field.type) ? `${field.value}:${field.checked}` : value];
  });
}

function restore(form, saved) {
  form.dispatchEvent(new CustomEvent("lianluo:restoring", { detail: saved }));
  const fields = [...form.elements].filter(kept);
  saved.forEach(([name, value], at) => {
    const field = fields[at];
    if (!field || field.name !== name) return;
    if (["checkbox", "radio"].includes(field.type)) field.checked = value.endsWith(":true");
    else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function offer(form, draft) {
  const bar = document.createElement("div");
  bar.className = "notice";
  bar.setAttribute("role", "status");
  const text = document.createElement("div");
  text.textContent = (words.draft || "").replace("{time}", new Date(draft.at).toTimeString().slice(0, 5));
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "linkbtn";
    made.textContent = label;
    made.addEventListener("click", () => (act(), bar.remove()));
    return made;
  };
  bar.append(text, button(words.restore, () => restore(form, draft.values)), button(words.discard, () => sessionStorage.removeItem(keyOf(form))));
  form.before(bar);
}

export function prepare(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    if (form.dataset.draftReady) continue;
    form.dataset.draftReady = "1";
    const saved = JSON.parse(sessionStorage.getItem(keyOf(form)) || "null");
    const clean = JSON.stringify(values(form));
    if (saved && JSON.stringify(saved.values) !== clean) offer(form, saved);
    let timer;
    const keep = () => {
      clearTimeout(timer);
      timer = setTimeout(() => sessionStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), values: values(form) })), 400);
    };
    form.addEventListener("input", keep);
    form.addEventListener("change", (event) => event.isTrusted && keep());
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      sessionStorage.setItem("draft:sent", keyOf(form));
      sessionStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), values: values(form) }));
    });
  }
  // A page that answers without the form, or without an error in it, took what was sent.
  const sent = sessionStorage.getItem("draft:sent");
  if (sent && !document.querySelector(".field-error, .notice-error, [type=password]")) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem("draft:sent");
  }
}
