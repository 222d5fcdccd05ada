import "./appearance.js";
import "./menus.js";
import "./keys.js";
import "./confirming.js";
import "./pasting.js";
import "./sums.js";
import "./proposals.js";
import "./failing.js";
import "./files.js";
import "./printing.js";
import "./board.js";
import "./reading.js";
import "./visiting/leaving.js";
import { prepare as prepareChoosing } from "./choosing.js";
import { prepare as prepareDrafts } from "./drafts.js";
import { prepare as preparePoints } from "./points.js";

function prepare(root) {
  prepareChoosing(root);
  preparePoints(root);
  prepareDrafts(root);
  const pickers = root.querySelectorAll("[data-picker]");
  if (pickers.length) import("./picker.js").then(({ pick }) => pickers.forEach(pick));
  const typing = root.querySelectorAll("[data-voicing]"), filling = root.querySelector("[data-fullscreen]");
  if (typing.length || filling) import("./voicing.js").then(({ voicing }) => typing.forEach(voicing));
  const visit = root.querySelector("[data-visiting]");
  if (visit) import("./visiting/visiting.js").then(({ visiting }) => visiting(visit));
  if (root.querySelector("[x-data]")) import("./alpine.js");
  root.querySelector(".notice-error[data-focus]")?.focus();
}

prepare(document);
document.addEventListener("htmx:load", ({ detail }) => detail.elt !== document.body && prepare(detail.elt.parentElement || detail.elt));
