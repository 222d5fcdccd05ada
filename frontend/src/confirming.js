// Final acts ask once and say what follows: data-confirm="question" data-consequence="what follows" on a button, link or form.
const dialog = document.getElementById("confirm");
let ask = null;

// The button that confirms bears the verb of the act.
function open(question, consequence, verb, whenYes) {
  dialog.querySelector("h2").textContent = question;
  dialog.querySelector("p").textContent = consequence || "";
  const yes = dialog.querySelector('[value="yes"]');
  yes.dataset.plain ||= yes.textContent;
  yes.textContent = verb?.trim() || yes.dataset.plain;
  ask = whenYes;
  dialog.showModal();
  dialog.querySelector('[value="no"]').focus();
}

dialog?.addEventListener("click", (event) => {
  const answer = event.target.closest("button")?.value;
  if (!answer && event.target !== dialog) return;
  dialog.close();
  if (answer === "yes") ask?.();
  ask = null;
});

document.addEventListener(
  "click",
  (event) => {
    const act = event.target.closest("[data-confirm]");
    if (!act || act.matches("form") || act.dataset.confirmed || act.hasAttribute("hx-post")) return;
    event.preventDefault();
    event.stopPropagation();
    open(act.dataset.confirm, act.dataset.consequence, act.textContent, () => {
      act.dataset.confirmed = "1";
      act.click();
      delete act.dataset.confirmed;
    });
  },
  true,
);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  open(form.dataset.confirm, form.dataset.consequence, event.submitter?.textContent, () => {
    form.dataset.confirmed = "1";
    form.requestSubmit(event.submitter || undefined);
    delete form.dataset.confirmed;
  });
});

document.addEventListener("htmx:confirm", (event) => {
  const { confirm, consequence } = event.target.dataset;
  if (!confirm) return;
  event.preventDefault();
  open(confirm, consequence, event.target.matches("button, a") ? event.target.textContent : "", () => event.detail.issueRequest(true));
});
