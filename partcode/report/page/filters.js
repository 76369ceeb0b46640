// What is shown: one set of filters for texts, passages, chains and counts. In each facet nothing chosen means all.
const FACETS = ["code", "role", "case", "status", "certainty"];
const chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
const STANDING = study.statuses.flatMap((_, i) => (i === REJECTED ? [] : [i])); // what nobody has rejected
STANDING.forEach((status) => chosen.status.add(status));
let sought = [];
const passing = new Uint8Array(codingCount);
let counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
const inDocument = new Int32Array(study.documents.length);
const hits = new Map();
const changed = [];

const columnOf = {
  code: codings.code,
  role: codings.role,
  case: codings.document.map((document) => study.documents[document].case),
  status: codings.status,
  certainty: codings.certainty,
};

// A coding counts for a value of a facet when it passes all other facets: what choosing that value would show.
function applyFilters() {
  const allowed = FACETS.map((facet) => (chosen[facet].size ? chosen[facet] : null));
  const tallies = FACETS.map(() => new Map());
  inDocument.fill(0);
  for (let i = 0; i < codingCount; i += 1) {
    passing[i] = 0;
    if (sought.length && !hasHit(codings.document[i], codings.start[i], codings.end[i])) continue;
    let failed = -1;
    let failures = 0;
    for (let f = 0; f < FACETS.length; f += 1) {
      if (allowed[f] && !allowed[f].has(columnOf[FACETS[f]][i])) {
        failed = f;
        failures += 1;
      }
    }
    if (failures === 0) {
      passing[i] = 1;
      inDocument[codings.document[i]] += 1;
      for (let f = 0; f < FACETS.length; f += 1) addOne(tallies[f], columnOf[FACETS[f]][i]);
    } else if (failures === 1) addOne(tallies[failed], columnOf[FACETS[failed]][i]);
  }
  counts = Object.fromEntries(FACETS.map((facet, f) => [facet, tallies[f]]));
  for (const act of changed) act();
}

const addOne = (tally, value) => tally.set(value, (tally.get(value) || 0) + 1);

function choose(facet, value, yes) {
  if (yes) chosen[facet].add(value);
  else chosen[facet].delete(value);
}

function clearFilters() {
  for (const facet of FACETS) chosen[facet].clear();
  STANDING.forEach((status) => chosen.status.add(status));
  seek("");
  applyFilters();
}

const filtersOn = () =>
  sought.length > 0 || chosen.status.size !== STANDING.length || chosen.status.has(REJECTED) || FACETS.some((facet) => facet !== "status" && chosen[facet].size > 0);

// Words that all have to occur, and "several words" that have to stand together; each from the beginning of a word.
function seek(asked) {
  sought = [...fold(asked).matchAll(/"([^"]+)"|([^\s"]+)/g)].map((found) => (found[1] || found[2]).trim()).filter(Boolean);
  hits.clear();
  if (!sought.length) return;
  study.documents.forEach((_, document) => {
    const text = foldedText(document);
    const found = sought.map((words) => placesOf(text, words));
    if (found.every((places) => places.length)) hits.set(document, found);
  });
}

const LETTER = /[\p{L}\p{N}]/u;

function placesOf(text, words) {
  const places = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (at === 0 || !LETTER.test(text[at - 1])) places.push(at);
  }
  return places;
}

// Whether all that is sought occurs between two code points of a document.
function hasHit(document, start, end) {
  const found = hits.get(document);
  if (!found) return false;
  const { at } = textOf(document);
  const [from, to] = [at(start), at(end)];
  return found.every((places) => {
    const next = places[firstFrom(places, from)];
    return next !== undefined && next < to;
  });
}

function firstFrom(places, from) {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Whether the filters leave a document in the list.
const documentPasses = (document) =>
  (!chosen.case.size || chosen.case.has(study.documents[document].case)) && (!sought.length || hits.has(document));

// A chain passes with a step of a chosen code and one of a chosen role, when all its steps have a chosen status.
function chainPasses(chain) {
  const { code, role, status, certainty } = chosen;
  const any = (set, value) => !set.size || chain.steps.some((step) => set.has(value(step)));
  const every = (set, value) => !set.size || chain.steps.every((step) => set.has(value(step)));
  return (
    documentPasses(chain.document) &&
    any(code, (step) => step.code) &&
    any(role, (step) => study.roles.indexOf(step.role)) &&
    every(status, (step) => study.statuses.indexOf(step.status)) &&
    every(certainty, (step) => study.certainties.indexOf(step.certainty)) &&
    (!sought.length || chain.steps.some((step) => hasHit(chain.document, step.start, step.end)))
  );
}
