// A text field with proposals from the server: arrows choose, Tab and Enter take, what is typed may also stay as it is.
// <div data-combo="address"><input role="combobox"><input type="hidden"><ul role="listbox" hidden></ul></div>
const PAUSE = 120;

export function combo(box) {
  if (box.dataset.comboReady) return;
  box.dataset.comboReady = "1";
  const [field, key] = box.querySelectorAll("input");
  const list = box.querySelector("ul");
  let found = [], at = 0, timer, asked = "", taken = false;

  const close = () => ((list.hidden = true), field.setAttribute("aria-expanded", "false"), field.removeAttribute("aria-activedescendant"));
  const mark = () => {
    [...list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (list.children[at]) field.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const take = (each) => {
    field.value = each.text;
    key.value = each.id;
    taken = true;
    close();
    field.dispatchEvent(new CustomEvent("lianluo:taken", { bubbles: true, detail: each }));
  };
  const show = (results) => {
    found = results;
    at = 0;
    list.replaceChildren(
      ...results.map((each, place) => {
        const line = document.createElement("li");
        line.id = `${list.id}-${place}`;
        line.setAttribute("role", "option");
        line.textContent = each.text;
        if (each.hint) line.append(Object.assign(document.createElement("small"), { textContent: each.hint }));
        line.addEventListener("mousedown", (event) => (event.preventDefault(), take(each)));
        return line;
      }),
    );
    if (!results.length) return close();
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark();
  };
  const ask = async () => {
    const words = (asked = field.value.trim());
    if (!words) return close();
    try {
      const answer = await fetch(`${box.dataset.combo}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      const { results } = await answer.json();
      if (asked !== words || taken) return;
      if (document.activeElement === field) show(results);
      else if (results.length === 1 && field.value.trim() === words) take(results[0]); // the answer came after Tab
    } catch {
      close(); // no connection: the server reads the name when it is sent
    }
  };

  field.addEventListener("input", (event) => {
    key.value = "";
    taken = false;
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("compositionend", () => (clearTimeout(timer), (timer = setTimeout(ask, PAUSE))));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) ((at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length), mark());
      else ((taken = false), ask());
    } else if (event.key === "Tab" && open) take(found[at]);
    else if (event.key === "Enter") {
      event.preventDefault();
      if (open) take(found[at]);
      const fields = [...field.form.elements].filter((each) => each.type !== "hidden" && each.offsetParent);
      fields[fields.indexOf(field) + 1]?.focus();
    } else if (event.key === "Escape" && open) (event.stopPropagation(), close());
  });
  field.addEventListener("blur", close);
}
