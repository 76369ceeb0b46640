// The panel beside the text: full-text search, the documents, and what is shown of the codings.
const panel = byId("panel");
const folds = new Map(); // which groups of the panel are open

function drawPanel() {
  const search = make("input", {
    type: "search", id: "search", autocomplete: "off", spellcheck: "false",
    "aria-describedby": "search-help", input: settled(120, searched),
  });
  search.value = panel.dataset.sought || "";
  panel.replaceChildren(
    make("div", { class: "search" },
      make("label", { for: "search" }, word("search")), search,
      make("p", { id: "search-help", class: "hint" }, word("search.help"))),
    make("p", { class: "shown" }, make("span", { id: "shown" }), button(word("clear"), cleared, { id: "clear" })),
    group("documents", make("ol", { class: "documents", id: "documents" })),
    group("code", make("div", { id: "codes" }), facetHint("code")),
    ...["role", "case", "status", "certainty"].map((facet) => group(facet, make("ul", { class: "choices", id: `choose-${facet}` }))),
  );
  drawChoices();
}

const facetHint = (facet) => make("p", { class: "hint" }, word(`${facet}.hint`));

function group(name, ...children) {
  const open = folds.has(name) ? folds.get(name) : name !== "certainty";
  return make("details", { class: "group", open, "data-group": name, toggle: (event) => folds.set(name, event.target.open) },
    make("summary", {}, word(`facet.${name}`)), ...children);
}

function searched() {
  panel.dataset.sought = byId("search").value;
  seek(byId("search").value);
  applyFilters();
}

function cleared() {
  panel.dataset.sought = "";
  clearFilters();
  drawPanel();
}

// Everything in the panel that depends on what is chosen.
function drawChoices() {
  if (panel.hidden || !byId("shown")) return;
  const shown = passing.reduce((sum, one) => sum + one, 0);
  byId("shown").textContent = word("shown", { n: digits(shown), of: digits(codingCount) });
  byId("clear").hidden = !filtersOn();
  drawDocuments();
  drawCodes();
  drawFacet("role", study.roles.map((role, i) => [i, role ? known("role", role) : word("nobody")]));
  drawFacet("case", [...new Set(study.documents.map((one) => one.case))].map((i) => [i, caseName(i)]));
  drawFacet("status", study.statuses.map((status, i) => [i, known("status", status)]));
  drawFacet("certainty", study.certainties.map((one, i) => [i, one ? known("certainty", one) : word("certainty.person")]));
}

function drawDocuments() {
  const list = byId("documents");
  const items = study.documents.flatMap((document, i) => (documentPasses(i) ? [documentItem(document, i)] : []));
  list.replaceChildren(...(items.length ? items : [make("li", { class: "hint" }, word("none"))]));
}

function documentItem(document, i) {
  const here = where.section === "texts" && where.document === i;
  const found = sought.length ? ` · ${digits(hits.get(i).reduce((sum, places) => sum + places.length, 0))} ${word("hits")}` : "";
  return make("li", {}, make("a", { href: `#/texts/${i}`, "aria-current": here && "true", title: document.path },
    make("span", { class: "title", lang: document.language }, document.title),
    make("span", { class: "about" }, `${caseName(document.case)}${document.date ? ` · ${document.date}` : ""} · ${counted(inDocument[i], "codings")}${found}`)));
}

// Codes stand under their codebooks, in colours of these.
function drawCodes() {
  const open = new Set([...byId("codes").querySelectorAll("details[open]")].map((one) => one.dataset.book));
  const books = study.books.map((book, b) => {
    const codes = study.codes.flatMap((code, i) => (code.book === b && (counts.code.has(i) || chosen.code.has(i)) ? [i] : []));
    return codes.length ? bookOfCodes(book, b, codes, open.has(String(b))) : null;
  });
  keepFocus(byId("codes"), books.filter(Boolean));
}

function bookOfCodes(book, b, codes, open) {
  const all = codes.every((code) => chosen.code.has(code));
  const some = codes.some((code) => chosen.code.has(code));
  const box = choice(`book-${b}`, all, (yes) => codes.forEach((code) => choose("code", code, yes)));
  box.querySelector("input").indeterminate = some && !all;
  const total = codes.reduce((sum, code) => sum + (counts.code.get(code) || 0), 0);
  box.append(make("span", { class: "name" }, book.title || book.id), make("span", { class: "count" }, digits(total)));
  return make("details", { class: `book ${hue(b)}`, "data-book": b, open: open || some },
    make("summary", { "aria-label": book.title || book.id }, make("span", { class: "swatch" })), box,
    make("ul", { class: "choices" }, codes.map((code) => choiceItem("code", code, labelOf(study.codes[code]), study.codes[code].id))));
}

const hue = (book) => `hue-${book % 12}`;

function drawFacet(facet, values) {
  const shown = values.filter(([value]) => counts[facet].has(value) || chosen[facet].has(value));
  keepFocus(byId(`choose-${facet}`), shown.map(([value, name]) => choiceItem(facet, value, name)));
}

function choiceItem(facet, value, name, title) {
  const box = choice(`${facet}-${value}`, chosen[facet].has(value), (yes) => choose(facet, value, yes));
  box.append(make("span", { class: "name", title }, name), make("span", { class: "count" }, digits(counts[facet].get(value) || 0)));
  return make("li", {}, box);
}

function choice(id, checked, act) {
  const input = make("input", { type: "checkbox", id: `choose-${id}`, change: (event) => { act(event.target.checked); applyFilters(); } });
  input.checked = checked;
  return make("label", { class: "choice" }, input);
}

// New children in the place of the old; the one that has the focus keeps it.
function keepFocus(element, children) {
  const held = element.contains(document.activeElement) ? document.activeElement.id : "";
  element.replaceChildren(...children);
  if (held && byId(held)) byId(held).focus();
}
