// The face of a file field names what was chosen; the browser's own words are not in the language of the page.
function name(input) {
  const told = input.parentElement.querySelector("[data-file-names]");
  const files = [...input.files];
  told.textContent = files.length ? files.map((file) => file.name).join(", ") : told.dataset.none;
  told.toggleAttribute("data-chosen", files.length > 0);
}

document.addEventListener("change", ({ target }) => target.matches?.(".file-field input") && name(target));
document.addEventListener("reset", ({ target }) => setTimeout(() => target.querySelectorAll(".file-field input").forEach(name)));
// A page that is come back to keeps its files.
addEventListener("pageshow", () => document.querySelectorAll(".file-field input").forEach(name));
