// Rows that open below themselves: one at a time, the same link closes it, Esc too; a saved form closes its row.
function close(row) {
  const above = row.previousElementSibling;
  row.remove();
  const link = above?.querySelector("[data-line-open]");
  link?.setAttribute("aria-expanded", "false");
  return link;
}

document.addEventListener("htmx:confirm", (event) => {
  const link = event.target;
  if (!link.matches("[data-line-open]")) return;
  const mine = link.closest("tr").nextElementSibling?.matches(".line-open");
  document.querySelectorAll("tr.line-open").forEach(close);
  if (mine) event.preventDefault();
  else link.setAttribute("aria-expanded", "true");
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-close-row]");
  const row = button?.closest("tr.line-open");
  if (row) close(row)?.focus();
});

document.addEventListener("keydown", (event) => {
  const row = event.key === "Escape" && event.target.closest("tr.line-open");
  if (row) close(row)?.focus();
});

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  const row = detail.elt.closest?.("tr.line-open");
  if (row && detail.successful && !detail.xhr.responseText.includes("data-refused")) close(row)?.focus();
});
