// Which section is shown: the address says it, so that back, forward and a bookmark work.
// A section: how it is drawn, whether the filters are beside it, whether it is drawn again when they change.
const SECTIONS = {
  summary: { draw: drawSummary },
  corpus: { draw: drawCorpus, filtered: true },
  texts: { draw: drawTexts, filtered: true, redraw: redrawReader },
  passages: { draw: drawPassages, filtered: true },
  chains: { draw: drawChains, filtered: true, there: () => study.chains.length > 0 },
  figures: { draw: (place) => drawFigures(place, "figures"), there: () => figures.some((one) => one.section !== "summary") },
  timeline: { draw: drawTimeline, there: () => study.cases.length > 0 },
  methods: { draw: drawMethods, there: () => methods.length > 0 },
};
const figures = dataOf("figures");
const methods = dataOf("methods");
let where = { section: "summary" };

const placeOf = (name) => byId(`section-${name}`);
const sectionNames = () => Object.keys(SECTIONS).filter((name) => !SECTIONS[name].there || SECTIONS[name].there());

// #/texts/3/1153-1323/chain-2
function read(hash) {
  const [, section = "summary", document = "0", place = "", chain = ""] = hash.split("/");
  const [start, end] = place.split("-").map(Number);
  const there = sectionNames().includes(section) ? section : "summary";
  const wanted = Number(document) in study.documents ? Number(document) : 0;
  const found = /^chain-\d+$/.test(chain) && Number(chain.slice(6)) in study.chains ? Number(chain.slice(6)) : -1;
  return { section: there, document: wanted, start: place ? start : -1, end: place ? end : -1, chain: found };
}

function drawSections() {
  byId("sections").replaceChildren(...sectionNames().map((name) => make("a", { href: `#/${name}`, "data-section": name }, word(`section.${name}`))));
  byId("main").replaceChildren(...sectionNames().map((name) => make("section", { id: `section-${name}`, "aria-label": word(`section.${name}`), hidden: true })));
  watchReader(placeOf("texts"));
}

function show() {
  const before = where;
  where = read(location.hash);
  hideEvidence(true);
  for (const name of sectionNames()) placeOf(name).hidden = name !== where.section;
  for (const link of byId("sections").children) link.toggleAttribute("aria-current", link.dataset.section === where.section);
  panel.hidden = !SECTIONS[where.section].filtered;
  if (!panel.hidden && !panel.children.length) drawPanel();
  const place = placeOf(where.section);
  if (where.section === "texts" || !place.children.length || before.section !== where.section) SECTIONS[where.section].draw(place);
  document.title = where.section === "summary" ? study.title : `${word(`section.${where.section}`)} · ${study.title}`;
  drawChoices();
  if (where.start < 0) scrollTo(0, 0);
}

function drawTexts(place) {
  if (!study.documents.length) return place.replaceChildren(make("p", { class: "lead" }, word("none")));
  if (reader.document !== where.document || reader.chain !== where.chain || !place.children.length) drawReader(place, where.document, where.chain);
  else if (where.chain >= 0) place.querySelector(".chain-bar").replaceWith(chainBar(where.chain));
  if (where.start >= 0) goTo(where.start, where.end);
  return undefined;
}

// Sections depend on the language: all is drawn again.
function drawAll() {
  nameEverything();
  drawSections();
  panel.replaceChildren();
  reader.document = -1;
  where = { section: "" };
  show();
}

changed.push(drawChoices, () => {
  const section = SECTIONS[where.section];
  if (!section || !section.filtered) return;
  if (section.redraw) section.redraw();
  else section.draw(placeOf(where.section));
});

const look = () => ({ dark: isDark(), language });

// Figures of a section: a title, the picture, the table that it shows.
function figuresOf(section) {
  return figures.filter((one) => one.section === section || (section === "figures" && one.section !== "summary")).map(figureBlock);
}

function figureBlock(one) {
  const picture = make("div", { class: "figure", "data-figure": one.id });
  const table = make("div");
  const details = make("details", { toggle: () => table.children.length || drawStudyTable(table, one.table) }, make("summary", {}, word("table")), table);
  if (one.spec && window.partcodeFigures) requestAnimationFrame(() => window.partcodeFigures.show(picture, one.id, look()));
  return make("figure", { class: "block" }, make("figcaption", {}, make("h2", {}, one.title[language])), picture, one.notes.map((note) => make("p", { class: "note" }, note)), details);
}

function drawFigures(place, section) {
  place.replaceChildren(make("h1", {}, word("section.figures")), make("p", { class: "lead" }, word("figures.lead")), ...figuresOf(section));
}

function drawTimeline(place) {
  const picture = make("div", { class: "figure", "data-figure": "timeline" });
  const draw = (index) => window.partcodeFigures.timeline(picture, study.cases[index].id, { ...look(), onStep: openStep });
  const select = make("select", { id: "case", change: (event) => draw(Number(event.target.value)) }, study.cases.map((one, i) => make("option", { value: i }, one.name)));
  place.replaceChildren(make("h1", {}, word("section.timeline")), make("p", { class: "lead" }, word("timeline.lead")), make("p", { class: "choosing" }, make("label", {}, word("column.case"), " ", select)), picture);
  // To begin with, a case that has a complete chain to show, or any chain.
  const chain = study.chains.find(isComplete) || study.chains[0];
  const first = Math.max(0, chain ? study.documents[chain.document].case : 0);
  select.value = first;
  if (window.partcodeFigures) draw(first);
}

function openStep({ document, start, end }) {
  const index = typeof document === "number" ? document : study.documents.findIndex((one) => one.path === document);
  location.hash = `#/texts/${index}/${start}-${end}`;
}

function drawMethods(place) {
  const appendix = methods.find((one) => one.language === language) || methods[0];
  place.replaceChildren(make("h1", {}, appendix.title), make("div", { lang: appendix.language }, appendix.sections.map(methodsPart)));
}

function methodsPart(part) {
  const tables = part.tables.map((table) => {
    const holder = make("div");
    drawStudyTable(holder, table);
    return [table.title && make("h3", {}, table.title), holder];
  });
  return [make("h2", {}, part.title), part.paragraphs.map((text) => make("p", { class: "prose" }, text)), part.commands.length ? make("pre", {}, part.commands.join("\n")) : "", ...tables.flat()];
}
