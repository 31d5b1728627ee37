"use strict";
(() => {
const value = (row, at) => {
  const cell = row.cells[at];
  return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
};
const compare = (a, b) => {
  if (a === "" || b === "") return (a === "") - (b === "");
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), document.documentElement.lang, {numeric: true});
};
const sortable = (table) => {
  const body = table.tBodies[0];
  const original = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      const next = now === null ? "ascending" : now === "ascending" ? "descending" : null;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      let rows = original;
      if (next !== null) {
        head.setAttribute("aria-sort", next);
        const way = next === "ascending" ? 1 : -1;
        rows = original.map((row) => [value(row, at), row])
          .sort((a, b) => {
            const empty = (a[0] === "") - (b[0] === "");
            return empty || way * compare(a[0], b[0]);
          }).map((pair) => pair[1]);
      }
      body.append(...rows);
    });
  });
};
const filterable = (table, number) => {
  const words = document.body.dataset;
  const rows = [...table.tBodies[0].rows];
  const tools = document.createElement("div");
  tools.className = "tools";
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("span");
  input.type = "search";
  input.id = "filter-" + number;
  input.autocomplete = "off";
  label.htmlFor = input.id;
  label.textContent = words.filter;
  count.setAttribute("role", "status");
  tools.append(label, input, count);
  const region = table.closest(".scroll");
  region.before(tools);
  const texts = rows.map((row) => row.textContent.toLocaleLowerCase());
  input.addEventListener("input", () => {
    const wish = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !wish.every((word) => texts[at].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = wish.length === 0 ? "" :
      words.count.replace("{n}", shown).replace("{all}", rows.length);
    region.scrollTop = 0;
  });
};
document.querySelectorAll("table.sort").forEach((table, number) => {
  sortable(table);
  filterable(table, number);
});
})();
