// Runs before the first paint: the chosen appearance, else the system's.
{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => (document.cookie.match(/(?:^|; )lianluo_theme=(light|dark)/) || [])[1] || "";
  const apply = () => root.setAttribute("data-bs-theme", chosen() || (dark.matches ? "dark" : "light"));
  apply();
  dark.addEventListener("change", apply);
  addEventListener("lianluo:theme", apply);
}
