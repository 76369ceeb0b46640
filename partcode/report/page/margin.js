// The margin: for each segment a bar beside its lines, and beside that the labels of its codes.
const LANE = 6;
const LANES = 4;

// One mark for each code on each segment that begins in a row.
function markOf(one, i) {
  const code = study.codes[one.code];
  const name = labelOf(code);
  const signs = signsOf(one);
  return make("button", { type: "button", class: `mark ${hue(code.book)} ${signs.classes}`, id: `mark-${i}`, "data-groups": i, "aria-label": [name, ...signs.names].join(", ") }, name);
}

function signsOf(one) {
  const every = (column, value) => one.codings.every((i) => codings[column][i] === value);
  const found = [
    every("negated", 1) && ["negated", word("negated")],
    every("reported", 1) && ["reported", word("reported")],
    every("status", REJECTED) && ["rejected", known("status", "rejected")],
    every("certainty", study.certainties.indexOf("low")) && ["unsure", known("certainty", "low")],
    every("certainty", study.certainties.indexOf("")) && ["person", study.coders[codings.coder[one.codings[0]]]],
  ].filter(Boolean);
  return { classes: found.map(([name]) => name).join(" "), names: found.map(([, name]) => name) };
}

// Reads where the lines of all rows are, then places bars and labels: two steps, so that a browser lays out once.
function placeMarks(rows) {
  const plans = rows.filter((row) => row.marks.length).map(measured);
  for (const plan of plans) place(plan);
}

function measured(row) {
  const top = row.element.getBoundingClientRect().top;
  const marks = row.marks.map(({ element, group }) => ({ element, group, height: element.offsetHeight, ...linesOf(row, group, top) }));
  return { row, marks };
}

// Where the lines of a segment begin and end in its row, in pixels.
function linesOf(row, group, top) {
  const inside = row.pieces.filter((piece) => piece.from >= group.from && piece.to <= group.to);
  if (!inside.length) return { top: 0, bottom: 0 };
  const first = inside[0].element.getClientRects()[0];
  const rects = inside.at(-1).element.getClientRects();
  return first ? { top: first.top - top, bottom: rects[rects.length - 1].bottom - top } : { top: 0, bottom: 0 };
}

function place({ row, marks }) {
  const ends = [];
  let free = 0;
  let bar = null;
  row.margin.querySelectorAll(".bar").forEach((old) => old.remove());
  for (const mark of marks) {
    if (!bar || bar.group.from !== mark.group.from || bar.group.to !== mark.group.to) {
      bar = { group: mark.group, colours: [], lane: laneFor(ends, mark.top + 2), element: make("span", { class: "bar" }) };
      ends[bar.lane] = mark.bottom - 2;
      Object.assign(bar.element.style, { top: `${mark.top + 2}px`, height: `${Math.max(8, mark.bottom - mark.top - 4)}px`, left: `${bar.lane * LANE}px` });
      row.margin.append(bar.element);
    }
    bar.colours.push(`var(--ink-${study.codes[mark.group.code].book % 12})`);
    bar.element.style.background = stripes(bar.colours);
    free = Math.max(free, mark.top + 3);
    mark.element.style.top = `${free}px`;
    free += mark.height + 2;
  }
  row.element.style.minHeight = `${Math.ceil(free) + 4}px`;
}

function laneFor(ends, top) {
  for (let lane = 0; lane < LANES; lane += 1) if (ends[lane] === undefined || ends[lane] <= top) return lane;
  return LANES - 1;
}

function stripes(colours) {
  const different = [...new Set(colours)];
  const share = 100 / different.length;
  return `linear-gradient(${different.map((colour, i) => `${colour} ${i * share}% ${(i + 1) * share}%`).join(", ")})`;
}
