// A list of text pairs, <ol data-points>: points are added, moved and taken out; what is taken out can be put back.
// Every <textarea data-grows> is as high as its text.
const grow = (area) => {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
};

function changed(list) {
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function add(list, before = null) {
  const blank = list.parentElement.querySelector("[data-point-blank]").content.cloneNode(true);
  const point = blank.querySelector("[data-point]");
  list.insertBefore(point, before);
  point.querySelectorAll("[data-grows]").forEach(grow);
  return point;
}

function take(list, point, told) {
  const next = point.nextElementSibling;
  point.remove();
  changed(list);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "linkbtn";
  button.textContent = told.dataset.undo;
  button.addEventListener("click", () => {
    list.insertBefore(point, next?.isConnected ? next : null);
    told.replaceChildren();
    changed(list);
    point.querySelector("textarea").focus();
  });
  told.replaceChildren(told.dataset.words, " ", button);
  button.focus();
}

const acts = {
  pointUp: (list, point) => point.previousElementSibling?.before(point),
  pointDown: (list, point) => point.nextElementSibling?.after(point),
};

export function prepare(root) {
  root.querySelectorAll("[data-grows]").forEach((area) => {
    grow(area);
  });
  for (const list of root.querySelectorAll("[data-points]")) {
    if (list.dataset.ready) continue;
    list.dataset.ready = "1";
    const card = list.parentElement;
    const told = card.querySelector("[data-point-told]");
    card.querySelector("[data-point-add]").addEventListener("click", () => add(list).querySelector("textarea").focus());
    list.addEventListener("input", ({ target }) => target.matches("[data-grows]") && grow(target));
    list.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      const point = target.closest("[data-point]");
      if (!button || !point) return;
      if ("pointRemove" in button.dataset) return take(list, point, told);
      for (const [name, act] of Object.entries(acts)) if (name in button.dataset) act(list, point);
      changed(list);
      button.focus();
    });
    // A kept draft may have more points than the page.
    list.closest("form")?.addEventListener("lianluo:restoring", ({ detail }) => {
      const wanted = detail.filter(([name]) => name === "asked").length;
      while (list.children.length < wanted) add(list);
    });
  }
}
