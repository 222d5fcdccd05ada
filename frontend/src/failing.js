// A fragment that could not be fetched says so in the page, in words.
const words = document.getElementById("words")?.dataset || {};

function tell(text) {
  const place = document.getElementById("messages");
  if (!place || !text) return;
  const notice = document.createElement("div");
  notice.className = "notice notice-error";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  place.replaceChildren(notice);
  notice.scrollIntoView({ block: "nearest" });
}

// What is read again every few seconds only fades until it can be read again.
const fades = ({ detail }) => {
  const polled = detail.elt.closest?.("[data-polled]");
  if (polled) polled.dataset.stale = "";
  return polled;
};
document.addEventListener("htmx:responseError", (event) => fades(event) || tell(words.failed));
document.addEventListener("htmx:sendError", (event) => fades(event) || tell(words.offline));
document.addEventListener("htmx:afterRequest", ({ detail }) => detail.successful && delete detail.elt.dataset?.stale);

// A second press of the same button sends nothing twice.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post" || event.target.hasAttribute("hx-post")) return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
  setTimeout(() => delete event.target.dataset.sent, 4000);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
