// <details class="menu">: one open at a time, closed by Esc (focus returns) and by a click elsewhere; the phone's side bar.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", ({ target }) => {
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
  const opener = target.closest("[data-offcanvas-open]");
  if (opener) showSidebar(true);
  else if (target.closest("[data-offcanvas-close]")) showSidebar(false);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  showSidebar(false);
});

// Arrow keys walk the lines of an open menu.
document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu || !["ArrowDown", "ArrowUp"].includes(event.key) || event.target.matches("input, select, textarea")) return;
  const lines = [...menu.querySelectorAll("a.menu-line, button.menu-line")];
  const at = lines.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  lines[(at + lines.length) % lines.length]?.focus();
  event.preventDefault();
});

function showSidebar(open) {
  const sidebar = document.getElementById("sidebar");
  const opener = document.querySelector("[data-offcanvas-open]");
  if (!sidebar || sidebar.classList.contains("is-open") === open) return;
  sidebar.classList.toggle("is-open", open);
  opener.setAttribute("aria-expanded", String(open));
  (open ? sidebar.querySelector("button, a") : opener).focus();
}
