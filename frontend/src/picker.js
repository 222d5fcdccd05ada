// Picks people and units from a remote list; typed pinyin and initials are matched by the server.
import TomSelect from "tom-select/base";
import removeButton from "tom-select/plugins/remove_button/plugin.js";

TomSelect.define("remove_button", removeButton);
const words = document.getElementById("words")?.dataset || {};

export function pick(select) {
  if (select.tomselect) return;
  new TomSelect(select, {
    valueField: "id",
    labelField: "text",
    searchField: [],
    maxOptions: 50,
    plugins: select.multiple ? { remove_button: { title: words.remove || "" } } : {},
    shouldLoad: (query) => query.length > 0,
    score: () => () => 1,
    load(query, done) {
      this.clearOptions();
      const address = new URL(select.dataset.picker, location.href);
      address.searchParams.set("q", query);
      fetch(address, { headers: { Accept: "application/json" } })
        .then((answer) => answer.json())
        .then((answer) => done(answer.results), () => done());
    },
    render: {
      option: (data, escape) => `<div class="option">${escape(data.text)}${data.hint ? `<small>${escape(data.hint)}</small>` : ""}</div>`,
      no_results: () => `<div class="no-results">${words.nothing || ""}</div>`,
    },
  });
}
