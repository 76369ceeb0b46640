// Tables that can be sorted, so many rows at a time.
const PAGE = 100;

// columns: {name, cell: row → text or element, key: row → what it is sorted by, number}.
function drawTable(place, columns, rows, caption, size = PAGE) {
  const state = { by: -1, down: false, page: 0 };
  const draw = () => {
    const sorted = state.by < 0 ? rows : sortedRows(rows, columns[state.by], state.down);
    const first = state.page * size;
    place.replaceChildren(
      make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption },
        make("table", {}, make("caption", { class: "unseen" }, caption),
          make("thead", {}, make("tr", {}, columns.map((column, i) => headCell(column, i, state, draw)))),
          make("tbody", {}, sorted.slice(first, first + size).map((row) => bodyRow(columns, row))))),
      rows.length > size ? pager(state, rows.length, size, draw) : "",
    );
  };
  draw();
}

function headCell(column, i, state, draw) {
  const sort = state.by === i ? (state.down ? "descending" : "ascending") : "none";
  const press = () => {
    state.down = state.by === i ? !state.down : Boolean(column.number);
    state.by = i;
    state.page = 0;
    draw();
  };
  return make("th", { scope: "col", "aria-sort": sort, class: column.number && "number" }, column.name ? button(column.name, press) : "");
}

function bodyRow(columns, row) {
  const cells = columns.map((column, i) => {
    const cell = column.cell(row);
    return make(i ? "td" : "th", { scope: !i && "row", class: column.number && "number" }, typeof cell === "number" ? digits(cell) : cell);
  });
  return make("tr", {}, cells);
}

function sortedRows(rows, column, down) {
  const key = column.key || column.cell;
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a ?? "").localeCompare(String(b ?? ""), language, { numeric: true }));
  const sorted = [...rows].sort((a, b) => compare(key(a), key(b)));
  return down ? sorted.reverse() : sorted;
}

function pager(state, total, size, draw) {
  const turn = (step) => () => { state.page += step; draw(); };
  const last = Math.ceil(total / size) - 1;
  const shown = word("rows", { from: digits(state.page * size + 1), to: digits(Math.min(total, (state.page + 1) * size)), of: digits(total) });
  return make("p", { class: "pager" },
    button(word("previous"), turn(-1), { disabled: state.page === 0 }), make("span", {}, shown), button(word("next"), turn(1), { disabled: state.page === last }));
}

// A table of the study's own, as the commands print it.
function drawStudyTable(place, table) {
  const columns = table.columns.map((name, i) => {
    const number = table.rows.some((row) => typeof row[i] === "number");
    return { name: known("column", name), number, cell: (row) => studyCell(row[i]), key: (row) => row[i] };
  });
  drawTable(place, columns, table.rows, table.title);
}

function studyCell(value) {
  if (value === null) return word("undefined");
  if (typeof value === "number" && !Number.isInteger(value)) return value.toLocaleString(language === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: 3 });
  return typeof value === "number" ? value : String(value);
}
