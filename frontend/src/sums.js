// The deadline sum: placed under its date inside the window, tabs by arrow keys, focus back to the date.
document.addEventListener(
  "toggle",
  (event) => {
    const sum = event.target;
    if (!sum.matches?.(".sum[popover]")) return;
    const opener = document.querySelector(`[popovertarget="${sum.id}"]`);
    opener.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") {
      place(sum, opener);
      (sum.querySelector("[role=tab]") || sum.querySelector("button")).focus();
    }
  },
  true,
);

function place(sum, opener) {
  const at = opener.getBoundingClientRect();
  const left = Math.min(Math.max(12, at.left - 24), innerWidth - sum.offsetWidth - 12);
  const below = at.bottom + 8 + sum.offsetHeight < innerHeight;
  const top = below ? at.bottom + 8 : Math.max(12, Math.min(at.top, innerHeight - sum.offsetHeight - 12));
  sum.style.left = `${left}px`;
  sum.style.top = `${top}px`;
}

function choose(tab) {
  for (const each of tab.parentElement.querySelectorAll("[role=tab]")) {
    const on = each === tab;
    each.setAttribute("aria-selected", String(on));
    each.tabIndex = on ? 0 : -1;
    document.getElementById(each.dataset.tab).hidden = !on;
  }
}

document.addEventListener("click", ({ target }) => {
  const tab = target.closest("[role=tab][data-tab]");
  if (tab) choose(tab);
});

document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.("[role=tab][data-tab]");
  if (!tab || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const tabs = [...tab.parentElement.querySelectorAll("[role=tab]")];
  const next = tabs[(tabs.indexOf(tab) + (event.key === "ArrowRight" ? 1 : -1) + tabs.length) % tabs.length];
  choose(next);
  next.focus();
});
