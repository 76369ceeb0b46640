// One document as text with its codings: drawn in pieces, those that come near the window.
const CHUNK = 30; // paragraphs
const reader = { document: -1, groups: [], chunks: [], chain: -1, at: -1, body: null };

const near = new IntersectionObserver((seen) => {
  for (const one of seen) if (one.isIntersecting) fill(reader.chunks[Number(one.target.dataset.chunk)]);
}, { rootMargin: "1500px" });

const widths = new ResizeObserver(settled(60, () => reader.chunks.forEach((chunk) => placeMarks(chunk.rows))));

function drawReader(place, document, chain) {
  near.disconnect();
  widths.disconnect();
  hideEvidence(true);
  Object.assign(reader, { document, chain, groups: groupsOf(document), at: -1 });
  reader.body = make("div", { class: "document" });
  place.replaceChildren(...heading(document), chain < 0 ? "" : chainBar(chain), reader.body);
  drawChunks();
  widths.observe(reader.body);
}

// The same document with what the filters now leave of its codings.
function redrawReader() {
  if (reader.document < 0 || !reader.body) return;
  const drawn = new Set(reader.chunks.flatMap((chunk, i) => (chunk.rows.length ? [i] : [])));
  reader.groups = groupsOf(reader.document);
  reader.at = -1;
  near.disconnect();
  drawChunks();
  for (const i of drawn) fill(reader.chunks[i]);
  mark(where.start, where.end);
}

// Codings of one code on one segment, whoever made them, in order of place. Places are those of the string.
function groupsOf(document) {
  const { at } = textOf(document);
  const found = new Map();
  for (let i = firstCoding[document]; i < firstCoding[document + 1]; i += 1) {
    if (!passing[i]) continue;
    const key = `${codings.start[i]}-${codings.end[i]}-${codings.code[i]}`;
    if (!found.has(key)) found.set(key, { code: codings.code[i], from: at(codings.start[i]), to: at(codings.end[i]), start: codings.start[i], end: codings.end[i], codings: [] });
    found.get(key).codings.push(i);
  }
  return [...found.values()].sort((a, b) => a.from - b.from || b.to - a.to || a.code - b.code);
}

function heading(index) {
  const about = study.documents[index];
  const parts = [caseName(about.case), about.date, known("kind", about.kind), known("lang", about.language), counted(about.words, "words")];
  const step = (to, name, sign) => make("a", { class: "step", href: `#/texts/${to}`, "aria-label": word(name), "data-step": name }, sign);
  return [
    make("header", { class: "about" },
      make("div", { class: "turning" },
        index > 0 ? step(index - 1, "document.previous", "←") : make("span", { class: "step off" }, "←"),
        make("span", {}, word("document.of", { n: digits(index + 1), of: digits(study.documents.length) })),
        index + 1 < study.documents.length ? step(index + 1, "document.next", "→") : make("span", { class: "step off" }, "→")),
      make("h1", { lang: about.language }, about.title),
      make("p", { class: "meta" }, parts.filter(Boolean).join(" · ")),
      make("p", { class: "path" }, about.path),
      about.voices.length ? make("ul", { class: "voices", "aria-label": word("speakers") }, about.voices.map(voiceItem)) : ""),
  ];
}

const voiceItem = (voice) => make("li", {}, make("strong", {}, voiceName(voice) || word("nobody")), " ", [known("role", voice.role), voice.organisation].filter((one, i, all) => one && all.indexOf(one) === i).join(", "));

function drawChunks() {
  const { paragraphs } = textOf(reader.document);
  reader.chunks = [];
  for (let first = 0; first < paragraphs.start.length; first += CHUNK) {
    const last = Math.min(first + CHUNK, paragraphs.start.length);
    const element = make("div", { class: "chunk", "data-chunk": reader.chunks.length });
    element.style.minHeight = `${Math.round((paragraphs.end[last - 1] - paragraphs.start[first]) / 2.2 + 12 * (last - first))}px`;
    reader.chunks.push({ element, first, last, rows: [] });
  }
  reader.body.replaceChildren(...reader.chunks.map((chunk) => chunk.element));
  if (reader.chunks.length) fill(reader.chunks[0]);
  reader.chunks.forEach((chunk) => near.observe(chunk.element));
}

function fill(chunk) {
  if (!chunk || chunk.rows.length) return;
  near.unobserve(chunk.element);
  for (let i = chunk.first; i < chunk.last; i += 1) chunk.rows.push(rowOf(i));
  chunk.element.style.minHeight = "";
  chunk.element.replaceChildren(...chunk.rows.map((row) => row.element));
  placeMarks(chunk.rows);
}

function rowOf(i) {
  const { paragraphs, at } = textOf(reader.document);
  const [from, to] = [at(paragraphs.start[i]), at(paragraphs.end[i])];
  const begins = (group) => group.from < to && (group.from >= from || (i === 0 && group.to > from));
  const marks = reader.groups.flatMap((group, g) => (begins(group) ? [{ group, element: markOf(group, g) }] : []));
  const pieces = piecesOf(from, to);
  const margin = make("div", { class: "margin" }, marks.map((one) => one.element));
  const said = make("p", { class: "said", lang: paragraphs.language[i] || null }, pieces.map((piece) => piece.element));
  const element = make("div", { class: `row ${paragraphs.kind[i]}`, id: `paragraph-${i}` }, speakerOf(i), said, margin);
  return { element, margin, marks, pieces };
}

// Who speaks stands beside the first paragraph of a turn.
function speakerOf(i) {
  const { paragraphs, turns } = textOf(reader.document);
  const turn = paragraphs.turn[i];
  if (turn < 0 || (i > 0 && paragraphs.turn[i - 1] === turn)) return make("div", { class: "who" });
  const voice = study.documents[reader.document].voices[turns.voice[turn]];
  const begin = turns.begin[turn];
  return make("div", { class: "who" },
    begin !== null && make("time", {}, clock(begin)), " ",
    make("strong", {}, voiceName(voice) || word("nobody")),
    voice && voice.role && make("span", { class: "role" }, known("role", voice.role)));
}

// A paragraph cut wherever a segment, a match or a hit of the search begins or ends.
function piecesOf(from, to) {
  const { at, text } = textOf(reader.document);
  const spans = [...spansOfCodings(from, to, at), ...spansOfHits(from, to)];
  const inside = reader.groups.filter((group) => group.from < to && group.to > from);
  const cuts = [from, to, ...[...spans, ...inside].flatMap((span) => [span.from, span.to])];
  const places = [...new Set(cuts)].filter((place) => place >= from && place <= to).sort((a, b) => a - b);
  return places.slice(1).map((end, i) => {
    const covering = spans.filter((span) => span.from <= places[i] && span.to >= end);
    return { from: places[i], to: end, element: pieceOf(text.slice(places[i], end), covering) };
  });
}

// The words that a code was found by; of people's codings the whole segment.
function spansOfCodings(from, to, at) {
  const spans = [];
  reader.groups.forEach((group, g) => {
    if (group.from >= to || group.to <= from) return;
    for (const i of group.codings) {
      const without = codings.first[i] === codings.first[i + 1];
      if (without) spans.push({ from: group.from, to: group.to, group: g, kind: "read", quiet: false });
      for (let m = codings.first[i]; m < codings.first[i + 1]; m += 1) {
        spans.push({ from: at(evidence.start[m]), to: at(evidence.end[m]), group: g, kind: "match", quiet: evidence.negated[m] === 1 });
      }
    }
  });
  return spans;
}

function spansOfHits(from, to) {
  const found = hits.get(reader.document) || [];
  return found.flatMap((places, i) => {
    const spans = [];
    for (let next = firstFrom(places, from); places[next] < to; next += 1) spans.push({ from: places[next], to: places[next] + sought[i].length, group: -1, kind: "hit", quiet: false });
    return spans;
  });
}

function pieceOf(text, covering) {
  if (!covering.length) return make("span", {}, text);
  const coded = covering.filter((span) => span.group >= 0);
  const hues = [...new Set(coded.map((span) => hue(bookOf(reader.groups[span.group].code))))];
  const kinds = [...new Set(covering.map((span) => span.kind))];
  const classes = [...kinds, hues[0], hues.length > 1 && "several", coded.length && coded.every((span) => span.quiet) && "negated"];
  const groups = [...new Set(coded.map((span) => span.group))].join(" ");
  return make(kinds.includes("hit") ? "mark" : "span", { class: classes.filter(Boolean).join(" "), "data-groups": groups || null }, text);
}

// Scrolls to a stretch between two code points, and leaves it marked.
function goTo(start, end) {
  const { paragraphs } = textOf(reader.document);
  let paragraph = paragraphs.start.findIndex((_, i) => paragraphs.end[i] > start);
  if (paragraph < 0) paragraph = paragraphs.start.length - 1;
  const chunk = Math.floor(paragraph / CHUNK);
  fill(reader.chunks[chunk - 1]);
  fill(reader.chunks[chunk]);
  const first = mark(start, end) || byId(`paragraph-${paragraph}`);
  if (first) first.scrollIntoView({ block: "center" });
}

// Marks the pieces between two code points; the first of them.
function mark(start, end) {
  reader.body.querySelectorAll(".arrived").forEach((old) => old.classList.remove("arrived"));
  if (start === undefined || start < 0) return null;
  const found = piecesBetween(start, end);
  found.forEach((piece) => piece.element.classList.add("arrived"));
  return found.length ? found[0].element : null;
}

function piecesBetween(start, end) {
  const { at } = textOf(reader.document);
  const [from, to] = [at(start), at(end)];
  const rows = reader.chunks.flatMap((chunk) => chunk.rows);
  return rows.flatMap((row) => row.pieces.filter((piece) => piece.from < to && piece.to > from));
}

function light(groups) {
  unlight();
  reader.body.style.setProperty("--lit", `var(--tint-${bookOf(groups[0].code) % 12})`);
  for (const group of groups) {
    for (const piece of piecesBetween(group.start, group.end)) piece.element.classList.add("lit");
  }
}

const unlight = () => reader.body && reader.body.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));

// Pointer and focus show evidence; a click keeps it open.
function watchReader(place) {
  const groupsAt = (event) => {
    const element = event.target.closest("[data-groups]");
    return element ? [element, element.dataset.groups.split(" ").map((g) => reader.groups[Number(g)])] : null;
  };
  const show = (keep) => (event) => {
    const found = groupsAt(event);
    if (!found) return keep && hideEvidence(true);
    light(found[1]);
    return showEvidence(found[0], reader.document, found[1], keep);
  };
  const hide = (event) => groupsAt(event) && (hideEvidence(), keptOpen || unlight());
  place.addEventListener("mouseover", show(false));
  place.addEventListener("mouseout", hide);
  place.addEventListener("focusin", (event) => { hideEvidence(true); reader.at = Number(event.target.dataset.groups ?? reader.at); show(false)(event); });
  place.addEventListener("focusout", hide);
  place.addEventListener("click", show(true));
}

// The next mark in the text, or the one before.
function nextMark(step) {
  const next = Math.max(0, Math.min(reader.groups.length - 1, reader.at + step));
  const group = reader.groups[next];
  if (!group) return;
  const { paragraphs } = textOf(reader.document);
  const paragraph = paragraphs.start.findIndex((_, i) => paragraphs.end[i] > group.start);
  fill(reader.chunks[Math.floor(paragraph / CHUNK)]);
  reader.at = next;
  const found = byId(`mark-${next}`);
  if (!found) return;
  found.scrollIntoView({ block: "center" });
  found.focus({ preventScroll: true });
}
