// Large type, light and dark: remembered in a cookie so that the server draws the next page right at once.
import { recall, remember } from "./cookies.js";

function showThemes() {
  const chosen = recall("lianluo_theme");
  for (const button of document.querySelectorAll("[data-theme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.theme === chosen));
  }
}

document.addEventListener("click", ({ target }) => {
  const large = target.closest("[data-large-type]");
  if (large) {
    const on = document.documentElement.toggleAttribute("data-large");
    remember("lianluo_large", on ? "1" : "");
    document.querySelectorAll("[data-large-type]").forEach((button) => button.setAttribute("aria-pressed", String(on)));
  }
  const theme = target.closest("[data-theme]");
  if (theme) {
    remember("lianluo_theme", theme.dataset.theme);
    dispatchEvent(new Event("lianluo:theme"));
    showThemes();
  }
});
showThemes();
