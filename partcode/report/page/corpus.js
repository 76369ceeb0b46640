// The corpus: documents, speakers and cases, with the codings that the filters leave.
function drawCorpus(place) {
  const part = (name) => [make("h2", {}, word(`corpus.${name}`)), make("div", { id: `corpus-${name}` })];
  place.replaceChildren(make("h1", {}, word("section.corpus")), make("p", { class: "lead" }, word("corpus.lead")),
    ...["documents", "speakers", "cases"].flatMap(part));
  const documents = study.documents.flatMap((_, i) => (documentPasses(i) ? [i] : []));
  drawTable(byId("corpus-documents"), documentColumns(), documents, word("corpus.documents"));
  drawTable(byId("corpus-speakers"), speakerColumns(), documents.flatMap(speakersOf), word("corpus.speakers"));
  drawTable(byId("corpus-cases"), caseColumns(), study.cases.map((one, i) => ({ ...one, i })), word("corpus.cases"));
}

const documentColumns = () => {
  const of = (name) => (i) => study.documents[i][name];
  return [
    { name: word("column.document"), key: of("title"), cell: (i) => [make("a", { href: `#/texts/${i}`, lang: of("language")(i) }, of("title")(i)), make("span", { class: "path under" }, of("path")(i))] },
    { name: word("column.case"), cell: (i) => caseName(of("case")(i)) },
    { name: word("column.kind"), cell: (i) => known("kind", of("kind")(i)) },
    { name: word("column.date"), key: of("date"), cell: (i) => make("span", { class: "whole" }, of("date")(i)) },
    { name: word("column.language"), cell: (i) => known("lang", of("language")(i)) },
    { name: word("number.words"), number: true, cell: of("words") },
    { name: word("number.turns"), number: true, cell: of("turns") },
    { name: word("number.codings"), number: true, cell: (i) => inDocument[i] },
  ];
};

function speakersOf(document) {
  const about = study.documents[document];
  if (!about.voices.length) return [];
  const { turns } = textOf(document);
  const rows = about.voices.map((voice) => ({ voice, document, turns: 0, words: 0, codings: 0 }));
  turns.voice.forEach((voice, turn) => {
    if (voice < 0) return;
    rows[voice].turns += 1;
    rows[voice].words += turns.words[turn];
  });
  for (let i = firstCoding[document]; i < firstCoding[document + 1]; i += 1) {
    const voice = codings.turn[i] < 0 ? (turns.voice.length ? -1 : 0) : turns.voice[codings.turn[i]];
    if (passing[i] && voice >= 0) rows[voice].codings += 1;
  }
  if (!turns.voice.length) rows[0].words = about.words;
  return rows;
}

const speakerColumns = () => [
  { name: word("column.speaker"), cell: (row) => voiceName(row.voice) },
  { name: word("column.role"), cell: (row) => known("role", row.voice.role) },
  { name: word("column.side"), cell: (row) => known("side", row.voice.side) },
  { name: word("column.organisation"), cell: (row) => row.voice.organisation },
  { name: word("column.document"), key: (row) => study.documents[row.document].title, cell: (row) => make("a", { href: `#/texts/${row.document}`, lang: study.documents[row.document].language }, study.documents[row.document].title) },
  { name: word("number.turns"), number: true, cell: (row) => row.turns },
  { name: word("number.words"), number: true, cell: (row) => row.words },
  { name: word("number.codings"), number: true, cell: (row) => row.codings },
];

const caseColumns = () => {
  const documents = (i) => study.documents.filter((one) => one.case === i).length;
  const free = [...new Set(study.cases.flatMap((one) => Object.keys(one.attributes)))].sort();
  return [
    { name: word("column.case"), cell: (row) => row.name },
    { name: word("column.side"), cell: (row) => known("side", row.side) },
    { name: word("number.documents"), number: true, cell: (row) => documents(row.i) },
    ...free.map((name) => ({ name, cell: (row) => row.attributes[name] || "" })),
  ];
};
