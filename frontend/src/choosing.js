// Check boxes of rows and the bulk bar of their form. Rows: <input type="checkbox" data-row name="ids" form="rows">.
const boxes = (form) => [...document.querySelectorAll(`input[data-row][form="${form}"], form#${form} input[data-row]`)];

function show(form) {
  const all = boxes(form);
  const chosen = all.filter((box) => box.checked).length;
  const bar = document.querySelector(`[data-bulkbar="${form}"]`);
  for (const box of all) box.closest("tr")?.classList.toggle("is-chosen", box.checked);
  for (const head of document.querySelectorAll(`[data-choose-all="${form}"]`)) {
    head.checked = all.length > 0 && chosen === all.length;
    head.indeterminate = chosen > 0 && chosen < all.length;
  }
  if (!bar) return;
  const every = bar.querySelector("[data-every]");
  if (chosen < all.length) every.value = "";
  bar.hidden = chosen === 0;
  const count = bar.querySelector("[data-chosen]");
  if (count) count.textContent = every.value ? bar.dataset.total : chosen;
}

const formOf = (box) => box.getAttribute("form") || box.closest("form")?.id;
const set = (form, on) => boxes(form).forEach((box) => (box.checked = on));

document.addEventListener("change", ({ target }) => {
  if (target.dataset.chooseAll) {
    set(target.dataset.chooseAll, target.checked);
    show(target.dataset.chooseAll);
  } else if (target.matches("input[data-row]")) show(formOf(target));
});

document.addEventListener("click", (event) => {
  const every = event.target.closest("[data-choose-every]");
  const none = event.target.closest("[data-choose-none]");
  if (every) {
    const form = every.dataset.chooseEvery;
    set(form, true);
    every.closest("[data-bulkbar]").querySelector("[data-every]").value = "1";
    show(form);
  }
  if (none) {
    set(none.dataset.chooseNone, false);
    show(none.dataset.chooseNone);
    document.querySelector(`.datatable [data-choose-all="${none.dataset.chooseNone}"]`)?.focus();
  }
  if (event.shiftKey && event.target.matches("input[data-row]")) chooseUpTo(event.target);
  if (event.target.matches("input[data-row]")) last = event.target;
});

let last = null;
function chooseUpTo(box) {
  const all = boxes(formOf(box));
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (from >= 0) for (const between of all.slice(from, to + 1)) between.checked = box.checked;
}

export function prepare(root) {
  const forms = new Set([...root.querySelectorAll("[data-bulkbar]")].map((bar) => bar.dataset.bulkbar));
  forms.forEach(show);
}
