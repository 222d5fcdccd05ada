// `/` and Ctrl K go to the search; j, k and Enter walk the rows of a list, x chooses the row.
const typing = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const ctrlK = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  if (ctrlK || (event.key === "/" && !typing(event.target))) {
    const search = document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  else if (event.key === "Enter" && event.target.matches("tr, body, main")) openRow();
  else if (event.key === "x") document.querySelector("tr.is-at input[data-row]")?.click();
});

const rows = () => [...document.querySelectorAll(".datatable tbody tr")].filter((row) => row.querySelector("a[href]"));

function step(by) {
  const all = rows();
  if (!all.length) return;
  const from = all.findIndex((row) => row.classList.contains("is-at"));
  const to = from < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(from + by, 0), all.length - 1);
  all[from]?.classList.remove("is-at");
  all[from]?.removeAttribute("tabindex");
  all[to].classList.add("is-at");
  all[to].tabIndex = -1;
  all[to].focus({ preventScroll: true });
  all[to].scrollIntoView({ block: "nearest" });
}

function openRow() {
  const row = document.querySelector(".datatable tr.is-at");
  (row?.querySelector("a[data-open]") || row?.querySelector("td.title a[href]") || row?.querySelector("a[href]"))?.click();
}
