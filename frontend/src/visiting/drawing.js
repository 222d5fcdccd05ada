// Elements made by hand: text is always text.
export function node(tag, { text, data, ...facts } = {}) {
  const made = Object.assign(document.createElement(tag), facts);
  if (text !== undefined) made.textContent = text;
  Object.assign(made.dataset, data || {});
  return made;
}

export function combine(tag, ...parts) {
  const made = typeof tag === "string" ? document.createElement(tag) : tag;
  made.append(...parts.filter(Boolean));
  return made;
}

export function icon(name) {
  const sprite = document.querySelector("svg.icon use")?.getAttribute("href").split("#")[0] || "";
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  made.setAttribute("class", "icon");
  made.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${name}`);
  made.append(use);
  return made;
}
