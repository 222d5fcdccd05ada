// The editor of a briefing's text: headings, paragraphs, bold, lists, tables, pictures, and nothing else. What it gives the
// server is cleaned there; without it the marks in the text field do the same.
import { baseKeymap, chainCommands, setBlockType, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { DOMParser as Reader, DOMSerializer as Writer } from "prosemirror-model";
import { liftListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { EditorState, NodeSelection, Plugin, Selection } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { schemaOf } from "./editing/schema.js";
import { fromWord } from "./editing/word.js";

const TABLE = [3, 3];

// Behind a table, a picture or a list at the end one can go on writing.
const openEnd = (paragraph) =>
  new Plugin({
    appendTransaction: (_done, _before, { doc, tr }) => (doc.lastChild.type === paragraph ? null : tr.insert(doc.content.size, paragraph.create())),
  });
const written = ({ content, lastChild, childCount }) => (childCount && !lastChild.content.size && lastChild.isTextblock ? content.cut(0, content.size - lastChild.nodeSize) : content);

function edit(box) {
  const plain = document.getElementById(box.dataset.field), kept = document.getElementById(box.dataset.html);
  const place = box.querySelector(".editor-text"), problem = box.querySelector("[data-problem]");
  const file = box.querySelector("[data-file]"), caption = box.querySelector("[data-caption]");
  const schema = schemaOf((number) => box.dataset.pictures.replace("/0/", `/${number}/`));
  const { nodes, marks } = schema;
  const doc = Reader.fromSchema(schema).parse(place);
  place.replaceChildren();

  const inList = (kind) => ({ selection: { $from } }) => $from.depth > 2 && $from.node($from.depth - 2).type === kind;
  const list = (kind) => (state, dispatch) => (inList(kind)(state) ? liftListItem(nodes.list_item)(state, dispatch) : wrapInList(kind)(state, dispatch));
  const heading = (level) => (state, dispatch) =>
    state.selection.$from.parent.hasMarkup(nodes.heading, { level }) ? setBlockType(nodes.paragraph)(state, dispatch) : setBlockType(nodes.heading, { level })(state, dispatch);
  const table = (state, dispatch) => {
    if (isInTable(state)) return deleteTable(state, dispatch);
    const row = (kind) => nodes.table_row.create(null, Array.from({ length: TABLE[1] }, () => kind.createAndFill()));
    const made = nodes.table.create(null, Array.from({ length: TABLE[0] }, (_, n) => row(n ? nodes.table_cell : nodes.table_header)));
    const tr = state.tr.replaceSelectionWith(made);
    tr.doc.descendants((node, at) => void (node === made && tr.setSelection(Selection.near(tr.doc.resolve(at)))));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
  const commands = {
    heading: heading(2), subheading: heading(3), strong: toggleMark(marks.strong), bullets: list(nodes.bullet_list), numbers: list(nodes.ordered_list),
    table, undo, addRow: addRowAfter, addColumn: addColumnAfter, dropRow: deleteRow, dropColumn: deleteColumn,
    picture: () => (file.click(), true),
  };
  const pressed = {
    heading: (state) => state.selection.$from.parent.hasMarkup(nodes.heading, { level: 2 }),
    subheading: (state) => state.selection.$from.parent.hasMarkup(nodes.heading, { level: 3 }),
    strong: (state) => marks.strong.isInSet(state.storedMarks || state.selection.$from.marks()) !== undefined,
    bullets: inList(nodes.bullet_list), numbers: inList(nodes.ordered_list),
  };
  const chosenPicture = (state) => state.selection instanceof NodeSelection && state.selection.node.type === nodes.picture && state.selection.node;

  const show = (view) => {
    for (const button of box.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", String(Boolean(pressed[button.dataset.do]?.(view.state))));
    box.querySelector("[data-in-table]").hidden = !isInTable(view.state);
    const picture = chosenPicture(view.state);
    box.querySelector("[data-in-picture]").hidden = !picture;
    if (picture && document.activeElement !== caption) caption.value = picture.attrs.alt;
  };
  const say = (words) => ((problem.textContent = words), (problem.hidden = !words));

  // Never inside a table, whose cells hold words alone: behind it.
  function put({ state, dispatch }, node) {
    const { $from } = state.selection;
    const depth = Array.from({ length: $from.depth + 1 }, (_, at) => at).find((at) => $from.node(at).type === nodes.table);
    dispatch((depth ? state.tr.insert($from.after(depth), node) : state.tr.replaceSelectionWith(node)).scrollIntoView());
  }
  async function upload(view, picture) {
    const body = new FormData();
    body.append("picture", picture);
    body.append("csrfmiddlewaretoken", box.closest("form").elements.csrfmiddlewaretoken.value);
    say("");
    box.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(box.dataset.upload, { method: "POST", body });
      const told = await answer.json().catch(() => ({ error: box.dataset.failed }));
      if (told.number) put(view, nodes.picture.create({ number: String(told.number) }));
      else say(told.error || box.dataset.failed);
    } catch {
      say(box.dataset.failed);
    }
    box.removeAttribute("aria-busy");
    view.focus();
  }
  const pictures = (data) => [...(data?.files || [])].filter((each) => each.type.startsWith("image/"));
  const takePictures = (view, data) => {
    const found = pictures(data);
    if (!found.length || data.getData("text/html")) return false;
    found.reduce((before, each) => before.then(() => upload(view, each)), Promise.resolve());
    return true;
  };

  const view = new EditorView(place, {
    state: EditorState.create({
      doc,
      plugins: [
        inputRules({
          rules: [
            textblockTypeInputRule(/^(#{1,2})\s$/, nodes.heading, (found) => ({ level: found[1].length + 1 })),
            wrappingInputRule(/^[-*]\s$/, nodes.bullet_list),
            wrappingInputRule(/^1[.、]\s?$/, nodes.ordered_list),
          ],
        }),
        keymap({
          "Mod-b": commands.strong, "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo,
          Enter: splitListItem(nodes.list_item), Tab: goToNextCell(1), "Shift-Tab": goToNextCell(-1),
          "Shift-Enter": (state, dispatch) => (dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView()), true),
        }),
        keymap({ ...baseKeymap, Backspace: chainCommands(liftEmpty(nodes), baseKeymap.Backspace) }),
        history(),
        tableEditing(),
        openEnd(nodes.paragraph),
        new Plugin({ view: () => ({ update: show }) }),
      ],
    }),
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": place.dataset.label },
    transformPastedHTML: fromWord,
    handlePaste: (current, event) => takePictures(current, event.clipboardData),
    handleDrop: (current, event) => takePictures(current, event.dataTransfer),
  });

  box.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (!button) return;
    commands[button.dataset.do](view.state, view.dispatch, view);
    if (button.dataset.do !== "picture") view.focus();
  });
  box.addEventListener("mousedown", (event) => event.target.closest("[data-do]") && event.preventDefault());
  file.addEventListener("change", () => file.files[0] && upload(view, file.files[0]).then(() => (file.value = "")));
  caption.addEventListener("input", () => {
    const { from } = view.state.selection;
    if (!chosenPicture(view.state)) return;
    const tr = view.state.tr.setNodeAttribute(from, "alt", caption.value);
    view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, from)));
  });
  caption.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());

  box.closest("form").addEventListener("submit", () => {
    const holder = document.implementation.createHTMLDocument("").createElement("div");
    Writer.fromSchema(schema).serializeFragment(written(view.state.doc), { document: holder.ownerDocument }, holder);
    kept.value = holder.innerHTML;
  });
  plain.disabled = true;
  plain.closest("[data-plain]").hidden = true;
  box.hidden = false;
  view.dispatch(view.state.tr);
}

// Backspace at the start of an empty item leaves the list.
function liftEmpty(nodes) {
  return (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.parentOffset || $from.depth < 2 || $from.node($from.depth - 1).type !== nodes.list_item) return false;
    return liftListItem(nodes.list_item)(state, dispatch);
  };
}

document.querySelectorAll("[data-editor]").forEach(edit);
