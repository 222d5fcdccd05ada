// What a text may hold: the same as `documents/richtext.py` keeps.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

export function schemaOf(addressOf) {
  const picture = {
    group: "block", atom: true, draggable: true, attrs: { number: {}, alt: { default: "" } },
    parseDOM: [{ tag: "img[data-picture]", getAttrs: (dom) => ({ number: dom.dataset.picture, alt: dom.alt }) }],
    toDOM: ({ attrs }) => ["img", { "data-picture": attrs.number, alt: attrs.alt, src: addressOf(attrs.number) }],
  };
  const heads = [["h1", 2], ["h2", 2], ["h3", 3], ["h4", 3], ["h5", 3], ["h6", 3]];
  return new Schema({
    nodes: {
      doc: { content: "block+" },
      paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
      heading: {
        content: "text*", group: "block", defining: true, attrs: { level: { default: 2 } },
        parseDOM: heads.map(([tag, level]) => ({ tag, attrs: { level } })),
        toDOM: ({ attrs }) => [`h${attrs.level}`, 0],
      },
      bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
      ordered_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ol" }], toDOM: () => ["ol", 0] },
      list_item: { content: "paragraph (paragraph | bullet_list | ordered_list)*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
      ...tableNodes({ tableGroup: "block", cellContent: "paragraph+", cellAttributes: {} }),
      picture,
      text: { group: "inline" },
      hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
    },
    marks: {
      strong: {
        parseDOM: [
          { tag: "strong" },
          { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null },
          { style: "font-weight", getAttrs: (value) => /^(bold(er)?|[6-9]\d\d)$/.test(value) && null },
        ],
        toDOM: () => ["strong", 0],
      },
    },
  });
}
