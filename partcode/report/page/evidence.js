// Why a stretch of text has a code: shown beside what the pointer or the focus is on; a tap or click keeps it open.
const card = byId("evidence");
let keptOpen = null;

function showEvidence(anchor, document, groups, keep = false) {
  if (keptOpen && !keep) return;
  keptOpen = keep ? anchor : null;
  card.replaceChildren(...groups.map((one) => evidenceOf(document, one)));
  card.classList.toggle("kept", keep);
  card.hidden = false;
  anchor.setAttribute("aria-describedby", "evidence");
  placeCard(anchor);
}

function hideEvidence(force = false) {
  if (keptOpen && !force) return;
  keptOpen = null;
  card.hidden = true;
  for (const element of document.querySelectorAll("[aria-describedby=evidence]")) element.removeAttribute("aria-describedby");
}

// Below what it explains, or above where there is no room; never out of the window.
function placeCard(anchor) {
  const box = anchor.getClientRects()[0] || anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
  const below = box.bottom + 6;
  const top = below + height < innerHeight - 8 ? below : Math.max(8, box.top - height - 6);
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

// A group is one code on one segment, by one coder or several.
function evidenceOf(document, one) {
  const code = study.codes[one.code];
  const book = study.books[code.book];
  return make("section", { class: hue(code.book) },
    make("h3", {}, make("span", { class: "swatch" }), labelOf(code), make("code", {}, code.id)),
    code.definition && make("p", { class: "definition" }, code.definition),
    one.codings.map((coding) => codingOf(document, coding)),
    make("p", { class: "source" }, `${book.title || book.id} · ${book.id} ${book.version}`));
}

function codingOf(document, i) {
  const matches = [];
  for (let m = codings.first[i]; m < codings.first[i + 1]; m += 1) matches.push(matchOf(document, m));
  return make("div", { class: "coding" },
    make("p", { class: "verdicts" }, make("span", { class: "coder" }, study.coders[codings.coder[i]]), verdictsOf(i)),
    matches.length ? make("ul", {}, matches) : make("p", {}, word("evidence.person")));
}

function verdictsOf(i) {
  const certainty = study.certainties[codings.certainty[i]];
  return [
    badge(study.statuses[codings.status[i]], known("status", study.statuses[codings.status[i]])),
    certainty && badge("certainty", known("certainty", certainty)),
    ...judged(codings.negated[i], codings.reported[i]),
  ];
}

function matchOf(document, m) {
  return make("li", {}, make("q", {}, textOf(document).excerpt(evidence.start[m], evidence.end[m])), " ",
    make("span", { class: "rule" }, word("rule", { rule: study.rules[evidence.rule[m]] })), " ",
    badge("certainty", known("certainty", study.certainties[evidence.certainty[m]])),
    judged(evidence.negated[m], evidence.reported[m]),
    evidence.lossy[m] ? badge("lossy", word("lossy")) : "");
}

const judged = (negated, reported) => [
  negated ? badge("negated", word("negated")) : "",
  reported === 1 ? badge("reported", word("reported")) : "",
  reported === -1 ? badge("unknown", word("unknown")) : "",
];

const badge = (kind, text) => make("span", { class: `badge ${kind}` }, text);
