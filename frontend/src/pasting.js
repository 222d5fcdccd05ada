// <table data-paste-rows>: cells copied from a sheet and pasted into one input fill the inputs right of and below it.
document.addEventListener("paste", (event) => {
  const table = event.target.closest?.("[data-paste-rows]");
  const text = event.clipboardData?.getData("text/plain") || "";
  if (!table || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const grid = [...table.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input:not([type=checkbox]):not([type=hidden]), select, textarea")]);
  const top = grid.findIndex((row) => row.includes(event.target));
  const left = grid[top].indexOf(event.target);
  const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
  lines.forEach((line, down) => line.split("\t").forEach((cell, right) => fill(grid[top + down]?.[left + right], cell.trim())));
  table.dispatchEvent(new CustomEvent("lianluo:pasted", { bubbles: true, detail: { rows: lines.length, left: Math.max(0, top + lines.length - grid.length) } }));
});

function fill(field, text) {
  if (!field || field.disabled || field.readOnly) return;
  if (field.tagName === "SELECT") {
    const option = [...field.options].find((each) => each.value === text || each.text.trim() === text);
    if (!option) return;
    field.value = option.value;
  } else field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
