// Word puts its lists on the clipboard as paragraphs with a mark in front; headings and tables come as what they are.
const LIST = /mso-list:\s*l\d+ level(\d)/i;

export function fromWord(html) {
  if (!/mso-list|MsoList/i.test(html)) return html;
  const page = new DOMParser().parseFromString(html.replace(/<!\[(?:end)?if[^>]*>/gi, ""), "text/html");
  let list = null;
  for (const line of [...page.querySelectorAll("p")]) {
    const found = LIST.exec(line.getAttribute("style") || "");
    if (!found && !/MsoListParagraph/i.test(line.className)) continue;
    const mark = [...line.querySelectorAll("span")].find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute("style") || ""));
    const kind = /[\d一二三四五六七八九十a-z]/i.test(mark?.textContent.replace(/[o§·\s]/g, "") || "") ? "ol" : "ul";
    mark?.remove();
    const before = line.previousElementSibling;
    if (!list || before !== list || list.localName !== kind) {
      list = page.createElement(kind);
      line.before(list);
    }
    const item = page.createElement("li"), words = page.createElement("p");
    words.append(...line.childNodes);
    item.append(words);
    list.append(item);
    line.remove();
  }
  return page.body.innerHTML;
}
