// Signing out: what waits is told and may be sent first; then nothing readable stays on the phone.
const words = document.getElementById("words")?.dataset || {};
const places = { standing: words.standing, send: words.send };
const isLeaving = (form) => form.matches?.("form[data-leaving]");

function asked(count) {
  return new Promise((done) => {
    const dialog = Object.assign(document.createElement("dialog"), { className: "confirm" });
    const part = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    const acts = Object.assign(document.createElement("div"), { className: "confirm-acts" });
    const button = (text, value, css = "btn") => Object.assign(part("button", text), { className: css, type: "button", onclick: () => dialog.close(value) });
    acts.append(button(words.stay, ""), button(words.leave, "leave"), button(words.sendFirst, "send", "btn btn-primary"));
    const head = part("h2", words.unsent.replace("{n}", count));
    head.id = "leaving-question";
    dialog.setAttribute("aria-labelledby", head.id);
    dialog.append(head, part("p", words.unsentWhy), acts);
    dialog.addEventListener("close", () => (done(dialog.returnValue), dialog.remove()));
    document.body.append(dialog);
    dialog.showModal();
  });
}

async function leave(form) {
  const keeping = await import("./keeping.js");
  if (!(await keeping.isKnown())) return form.submit();
  let count = await keeping.countUnsent();
  while (count) {
    const wish = await asked(count);
    if (!wish) return;
    if (wish === "leave") break;
    await import("./sending.js").then(({ flush }) => flush(places));
    const left = await keeping.countUnsent();
    if (left >= count) return location.assign(words.visitDay); // what cannot be sent by itself is decided there
    count = left;
  }
  await keeping.wipe();
  form.submit();
}

document.addEventListener("submit", (event) => {
  if (!isLeaving(event.target) || event.defaultPrevented) return;
  event.preventDefault();
  leave(event.target).catch(() => event.target.submit());
});

// The page of signing in: whoever was here before is gone.
if (document.querySelector("form [type=password][autocomplete=current-password]")) {
  import("./keeping.js").then(async ({ isKnown, lock }) => (await isKnown()) && lock());
}
